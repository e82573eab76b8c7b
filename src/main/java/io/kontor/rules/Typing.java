package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads cells and results as the kinds of their columns. Refuses: what cannot be read, with the word that is wrong. */
final class Typing {
    private final Expressions expressions;

    Typing(Expressions expressions) {
        this.expressions = expressions;
    }

    Ask ask(Term term, Cell cell) {
        return switch (cell) {
            case Cell.Any any -> Ask.anything();
            case Cell.Is is -> values(term, List.of(is.value()));
            case Cell.In in -> values(term, in.values());
            case Cell.Between between -> between(term, between);
            case Cell.Cel cel -> new Ask.Holds(expressions.compile(Kind.FLAG, cel.expression()));
            case Cell.Wrong wrong -> throw Refusal.invalid(wrong.why(), "word", wrong.typed());
        };
    }

    private static Ask values(Term term, List<String> typed) {
        if (!term.kind().ordered()) {
            var values = new LinkedHashSet<Object>();
            typed.forEach(text -> values.add(value(term.kind(), term.choices(), text)));
            return new Ask.OneOf(values);
        }
        var keys = typed.stream()
                .map(text -> term.kind().key(read(term.kind(), text)))
                .distinct()
                .sorted()
                .toList();
        return ranges(keys.stream().map(key -> new long[] {key, key}).toList());
    }

    private static Object value(Kind kind, List<Term.Choice> choices, String typed) {
        if (kind == Kind.TEXT || kind == Kind.TEXTS) {
            return Kind.TEXT.of(choices.isEmpty() ? typed : choice(choices, typed));
        }
        return read(kind, typed);
    }

    private static Object read(Kind kind, String typed) {
        try {
            return kind.read(typed);
        } catch (Refusal refusal) {
            throw Refusal.invalid(refusal.code(), "value", typed, "word", typed, "most", 15);
        }
    }

    /** A choice by its code, or by a name it has in any language. */
    private static String choice(List<Term.Choice> choices, String typed) {
        for (var choice : choices) {
            if (choice.code().equals(typed)) {
                return typed;
            }
        }
        var folded = typed.toLowerCase(Locale.ROOT);
        for (var choice : choices) {
            if (choice.code().toLowerCase(Locale.ROOT).equals(folded)
                    || choice.names().values().stream()
                            .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(folded))) {
                return choice.code();
            }
        }
        throw Refusal.invalid(
                "rule-unknown-choice",
                "word",
                typed,
                "value",
                typed,
                "near",
                Near.of(typed, choices.stream().map(Term.Choice::code).toList()));
    }

    private static Ask between(Term term, Cell.Between between) {
        if (!term.kind().ordered()) {
            throw Refusal.invalid("rule-no-interval", "word", between.text(), "gives", Expressions.kind(term.kind()));
        }
        long from = limit(term, between.from(), Long.MIN_VALUE, between.fromOpen() ? 1 : 0);
        long to = limit(term, between.to(), Long.MAX_VALUE, between.toOpen() ? -1 : 0);
        if (from > to) {
            throw Refusal.invalid("rule-interval-empty", "word", between.text());
        }
        return ranges(List.of(new long[] {from, to}));
    }

    private static long limit(Term term, @Nullable String typed, long otherwise, int open) {
        return typed == null ? otherwise : term.kind().key(read(term.kind(), typed)) + open;
    }

    /** Neighbours become one interval. */
    private static Ask ranges(List<long[]> sorted) {
        var merged = new ArrayList<long[]>();
        for (var range :
                sorted.stream().sorted(Comparator.comparingLong(one -> one[0])).toList()) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last[1] != Long.MAX_VALUE && range[0] <= last[1] + 1) {
                last[1] = Math.max(last[1], range[1]);
            } else {
                merged.add(range.clone());
            }
        }
        return new Ask.Ranges(
                merged.stream().mapToLong(one -> one[0]).toArray(),
                merged.stream().mapToLong(one -> one[1]).toArray());
    }

    /** A result as typed: a value, an {@link Expression}, or null for none. */
    @Nullable Object result(DecisionTable.Output output, String typed) {
        var choices = output.choices().stream()
                .map(code -> new Term.Choice(code, java.util.Map.of()))
                .toList();
        return switch (Cell.of(typed)) {
            case Cell.Any any -> null;
            case Cell.Cel cel -> expressions.compile(output.kind(), cel.expression());
            case Cell.Is is -> result(output.kind(), choices, List.of(is.value()));
            case Cell.In in -> result(output.kind(), choices, in.values());
            case Cell.Between between -> throw Refusal.invalid("rule-result-malformed", "word", typed);
            case Cell.Wrong wrong -> throw Refusal.invalid(wrong.why(), "word", typed);
        };
    }

    private static Object result(Kind kind, List<Term.Choice> choices, List<String> typed) {
        if (kind == Kind.TEXTS) {
            return kind.of(
                    typed.stream().map(text -> value(kind, choices, text)).toList());
        }
        if (typed.size() > 1) {
            throw Refusal.invalid("rule-result-malformed", "word", String.join(", ", typed));
        }
        return value(kind, choices, typed.getFirst());
    }
}
