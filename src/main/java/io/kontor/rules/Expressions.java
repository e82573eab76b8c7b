package io.kontor.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Said;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Expressions over one vocabulary, in CEL: {@code revenue > 400000 && country in ["DE", "AT"]}. Nothing they say has an effect,
 * and what one costs at most is known before it is ever worked out.
 *
 * <p>Beside CEL's own there are amounts (in the reporting currency, written in major units), days ({@code day("2026-01-31")},
 * {@code joined + 90}) and {@code given(term)}. A term without a value fits no comparison.
 */
public final class Expressions {
    /** So long may one be. */
    public static final int LONGEST = 2_000;
    /** So many steps may one take. */
    public static final int MOST_COST = 5_000;

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\(([^']*)\\)'.*", Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*|\\d+(\\.\\d+)?|\"[^\"]*\"?|'[^']*'?|[<>=!&|]+|\\S");

    private final Vocabulary vocabulary;
    private final CelCompiler compiler;

    public Expressions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CelWorld.OPTIONS)
                .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS, CelStandardMacro.EXISTS_ONE)
                .addFunctionDeclarations(CelWorld.functions());
        vocabulary.terms().forEach(term -> builder.addVar(term.code(), CelWorld.type(term.kind())));
        this.compiler = builder.build();
    }

    /** See {@link #compile(Kind, String)}. */
    public static Expression compile(Vocabulary vocabulary, Kind wanted, String text) {
        return new Expressions(vocabulary).compile(wanted, text);
    }

    /**
     * Refuses, with {@code offset}, {@code length} and {@code word} of what is wrong: a word nobody knows, types that do not go
     * together, a result of another kind, a choice there is none of, too long, too costly, something that cannot be read.
     *
     * @param wanted what it must give
     */
    public Expression compile(Kind wanted, String text) {
        if (text.length() > LONGEST) {
            throw Refusal.invalid("field-too-long", "length", text.length(), "most", LONGEST);
        }
        var validation = compiler.compile(text);
        if (validation.hasError()) {
            throw refusal(text, validation.getErrors());
        }
        try {
            var tree = validation.getAst();
            var found = new CelChecks(vocabulary, text).of(tree);
            gives(wanted, text, tree);
            return new Expression(
                    text,
                    wanted,
                    tree.getResultType(),
                    found.reads(),
                    found.cost(),
                    CelWorld.runtime().createProgram(tree),
                    vocabulary);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("what was checked cannot be planned: " + text, e);
        }
    }

    private static void gives(Kind wanted, String text, CelAbstractSyntaxTree tree) {
        var type = tree.getResultType();
        boolean number = type.equals(SimpleType.INT) || type.equals(SimpleType.DOUBLE);
        boolean right =
                type.equals(CelWorld.type(wanted)) || (number && (wanted == Kind.NUMBER || wanted == Kind.AMOUNT));
        if (!right) {
            throw at("rule-wrong-result", text, 0, text.strip(), "gives", type(type), "wanted", kind(wanted));
        }
    }

    private Refusal refusal(String text, List<CelIssue> issues) {
        var issue = issues.stream()
                .min(Comparator.comparing(CelIssue::getSourceLocation))
                .orElseThrow();
        int offset = offset(text, issue);
        var unknown = UNDECLARED.matcher(issue.getMessage());
        if (unknown.matches()) {
            return unknown(text, offset, unknown.group(1));
        }
        var word = word(text, offset);
        var overload = OVERLOAD.matcher(issue.getMessage());
        if (overload.matches()) {
            return at("rule-wrong-types", text, offset, word, "types", types(overload.group(2)));
        }
        return at(word.isEmpty() ? "rule-unfinished" : "rule-unreadable", text, offset, word);
    }

    /** A call stands where its parenthesis is. */
    private Refusal unknown(String text, int place, String word) {
        int offset = Math.max(0, text.lastIndexOf(word, place));
        boolean function = text.substring(Math.min(text.length(), offset + word.length()))
                .strip()
                .startsWith("(");
        if (function) {
            return at("rule-unknown-function", text, offset, word, "near", Near.of(word, CelWorld.ALLOWED));
        }
        var args = vocabulary.unknown(word).args();
        return at("rule-unknown-word", text, offset, word, "near", String.valueOf(args.get("near")));
    }

    private static Said types(String types) {
        var all = java.util.Arrays.stream(types.split(",\\s*", -1))
                .map(Expressions::typeNamed)
                .toList();
        return switch (all.size()) {
            case 1 -> all.getFirst();
            default -> Said.of("rules.type.two", "one", all.getFirst(), "other", all.get(1));
        };
    }

    static Said kind(Kind kind) {
        return Said.of("rules.kind." + kind.code());
    }

    private static Said type(CelType type) {
        return typeNamed(type.name().equals("list") ? "list(string)" : type.name());
    }

    private static Said typeNamed(String name) {
        return switch (name) {
            case "string" -> kind(Kind.TEXT);
            case "int", "double", "uint" -> kind(Kind.NUMBER);
            case "amount" -> kind(Kind.AMOUNT);
            case "day" -> kind(Kind.DAY);
            case "bool" -> kind(Kind.FLAG);
            case "list(string)" -> kind(Kind.TEXTS);
            default -> Said.of("rules.type.other");
        };
    }

    static Refusal at(String code, String text, int offset, String word, Object... more) {
        var args = new java.util.ArrayList<Object>(List.of(
                "word", word, "offset", offset, "length", Math.max(1, word.length()), "at", offset + 1, "text", text));
        args.addAll(List.of(more));
        return Refusal.invalid(code, args.toArray());
    }

    static int offset(String text, CelIssue issue) {
        return offset(
                text,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn());
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.clamp(start + Math.max(0, column), 0, text.length());
    }

    static String word(String text, int offset) {
        var matcher = WORD.matcher(text);
        return matcher.find(Math.min(offset, text.length())) ? matcher.group() : "";
    }
}
