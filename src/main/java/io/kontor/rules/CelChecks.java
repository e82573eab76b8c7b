package io.kontor.rules;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.kontor.kernel.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is asked of an expression beyond its types: what it reads, what it costs at most, and constants that can be right. */
final class CelChecks {
    /** So many texts may a term of several hold; see {@link Kind#TEXTS}. */
    private static final int LIST = Kind.MOST_TEXTS;

    private static final int MATCHING = 100;

    private final Vocabulary vocabulary;
    private final String text;
    private final Set<String> reads = new TreeSet<>();
    private Map<Long, Integer> places = Map.of();
    /** Lists of values that are not all of one kind. */
    private Set<Long> mixed = Set.of();

    CelChecks(Vocabulary vocabulary, String text) {
        this.vocabulary = vocabulary;
        this.text = text;
    }

    record Found(Set<String> reads, int cost) {}

    Found of(CelAbstractSyntaxTree tree) {
        places = tree.getSource().getPositionsMap();
        mixed = tree.getTypeMap().entrySet().stream()
                .filter(one -> one.getValue().equals(ListType.create(SimpleType.DYN)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        long cost = cost(tree.getExpr());
        if (cost > Expressions.MOST_COST) {
            throw Expressions.at("rule-too-costly", text, 0, text.strip(), "cost", cost, "most", Expressions.MOST_COST);
        }
        return new Found(Set.copyOf(reads), (int) cost);
    }

    private long cost(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT, NOT_SET -> 1;
            case IDENT -> {
                vocabulary.find(expression.ident().name()).ifPresent(term -> reads.add(term.code()));
                yield 1;
            }
            case SELECT -> 1 + cost(expression.select().operand());
            case CALL -> call(expression);
            case LIST -> {
                if (mixed.contains(expression.id())) {
                    throw wrong(expression, "rule-mixed-list");
                }
                yield 1 + sum(expression.list().elements());
            }
            case COMPREHENSION -> comprehension(expression.comprehension());
            case MAP, STRUCT -> throw wrong(expression, "rule-unreadable");
        };
    }

    private long sum(List<CelExpr> parts) {
        return parts.stream().mapToLong(this::cost).sum();
    }

    private long comprehension(CelExpr.CelComprehension over) {
        var range = over.iterRange();
        long size = range.getKind() == CelExpr.ExprKind.Kind.LIST
                ? range.list().elements().size()
                : LIST;
        return cost(range)
                + cost(over.accuInit())
                + cost(over.result())
                + size * (cost(over.loopCondition()) + cost(over.loopStep()));
    }

    private long call(CelExpr expression) {
        var call = expression.call();
        if (!CelWorld.ALLOWED.contains(call.function())) {
            throw wrong(expression, "rule-unknown-function");
        }
        long cost = 1 + call.target().map(this::cost).orElse(0L) + sum(call.args());
        return switch (call.function()) {
            case "matches" -> {
                pattern(call.args().getLast());
                yield cost + MATCHING;
            }
            case "day" -> {
                day(call.args().getFirst());
                yield cost;
            }
            case "_==_", "_!=_" -> {
                choice(call.args().getFirst(), call.args().getLast());
                choice(call.args().getLast(), call.args().getFirst());
                yield cost;
            }
            case "@in" -> {
                among(call.args().getFirst(), call.args().getLast());
                yield cost + LIST;
            }
            default -> cost;
        };
    }

    private void pattern(CelExpr argument) {
        var pattern = constant(argument).orElseThrow(() -> wrong(argument, "rule-pattern-open"));
        try {
            com.google.re2j.Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw wrong(argument, "rule-pattern-wrong");
        }
    }

    private void day(CelExpr argument) {
        constant(argument).ifPresent(day -> {
            try {
                LocalDate.parse(day);
            } catch (DateTimeException e) {
                throw wrong(argument, "rule-value-day", "value", day);
            }
        });
    }

    private void among(CelExpr element, CelExpr list) {
        if (list.getKind() == CelExpr.ExprKind.Kind.LIST) {
            list.list().elements().forEach(one -> choice(element, one));
        } else {
            choice(list, element);
        }
    }

    /** A text a term is compared with is one of its choices, where it has some. */
    private void choice(CelExpr ident, CelExpr argument) {
        if (ident.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            var term = vocabulary.find(ident.ident().name());
            var value = constant(argument);
            if (term.isPresent() && value.isPresent()) {
                var codes = term.get().choices().stream().map(Term.Choice::code).toList();
                if (!codes.isEmpty() && !codes.contains(value.get())) {
                    throw wrong(
                            argument, "rule-unknown-choice", "value", value.get(), "near", Near.of(value.get(), codes));
                }
            }
        }
    }

    private static Optional<String> constant(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    private Refusal wrong(CelExpr expression, String code, Object... more) {
        int offset = Math.clamp(places.getOrDefault(expression.id(), 0), 0, text.length());
        // A call stands where its parenthesis is; the word before it is what was wrong.
        while (offset > 0 && offset < text.length() && text.charAt(offset) == '(') {
            offset = before(offset);
        }
        var args = new java.util.ArrayList<>(List.of(more));
        if (code.equals("rule-unknown-function")) {
            args.addAll(List.of("near", Near.NONE));
        }
        return Expressions.at(code, text, offset, Expressions.word(text, offset), args.toArray());
    }

    private int before(int end) {
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? Math.max(0, end - 1) : start;
    }
}
