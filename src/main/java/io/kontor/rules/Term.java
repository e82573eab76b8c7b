package io.kontor.rules;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One word rules may use.
 *
 * @param code how expressions say it: a letter, then letters, digits and underscores
 * @param names what people call it, by language; the code where there is none
 * @param choices what a text may be; empty when it may be anything
 * @param given whether every case has a value, so that proofs need not ask what holds without one
 * @param field the custom field it comes from, {@code object/code}, or none
 */
public record Term(
        String code,
        Kind kind,
        Map<String, String> names,
        List<Choice> choices,
        boolean given,
        @Nullable String field) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Set<String> RESERVED = Set.of(
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while",
            "true",
            "false",
            "null",
            "bool",
            "bytes",
            "double",
            "duration",
            "dyn",
            "int",
            "list",
            "map",
            "matches",
            "size",
            "string",
            "timestamp",
            "type",
            "uint",
            "has",
            "all",
            "exists",
            "filter",
            "amount",
            "day",
            "given");

    /** One of the values a text may have. */
    public record Choice(String code, Map<String, String> names) {
        public Choice {
            names = Map.copyOf(names);
        }

        public String name(Words words) {
            return named(names, words, code);
        }
    }

    public Term {
        if (!CODE.matcher(code).matches() || RESERVED.contains(code)) {
            throw Refusal.invalid("rule-term-code", "word", code);
        }
        names = Map.copyOf(names);
        choices = List.copyOf(choices);
        var codes = new HashSet<String>();
        if ((!choices.isEmpty() && kind != Kind.TEXT && kind != Kind.TEXTS)
                || !choices.stream().allMatch(choice -> codes.add(choice.code()))) {
            throw new IllegalArgumentException("choices are of texts, none twice: " + code);
        }
    }

    public Term(String code, Kind kind, Map<String, String> names) {
        this(code, kind, names, List.of(), false, null);
    }

    /** A text that is one of these. */
    public static Term choice(String code, Map<String, String> names, List<Choice> choices) {
        return new Term(code, Kind.TEXT, names, choices, false, null);
    }

    /** The same of which every case has a value. */
    public Term always() {
        return new Term(code, kind, names, choices, true, field);
    }

    /** The same coming from a custom field. */
    public Term from(String object, String fieldCode) {
        return new Term(code, kind, names, choices, given, object + "/" + fieldCode);
    }

    /** A word for a code that is none: {@code region-code} becomes {@code x_region_code}. */
    public static String wordOf(String code) {
        var word = "x_" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return word.length() > 60 ? word.substring(0, 60) : word;
    }

    public String name(Words words) {
        return named(names, words, code);
    }

    /** What a value of it is called: the name of a choice, a number or a day as the reader writes it. */
    public String said(Object value, Words words) {
        return Said.value(this, value, words);
    }

    private static String named(Map<String, String> names, Words words, String otherwise) {
        var own = names.get(words.language().tag());
        return own != null ? own : names.getOrDefault("en", otherwise);
    }
}
