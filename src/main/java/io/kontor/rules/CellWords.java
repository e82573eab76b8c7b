package io.kontor.rules;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cells, decisions and receipts in a reader's words. */
public final class CellWords {
    private CellWords() {}

    /** What a cell asks: {@code ≥ 400,000}, the names of choices, an expression as it is; a dash for anything. */
    public static String of(Term term, Cell cell, Words words) {
        return switch (cell) {
            case Cell.Any any -> "–";
            case Cell.Is is -> value(term, is.value(), words);
            case Cell.In in ->
                in.values().stream().map(one -> value(term, one, words)).collect(Collectors.joining(", "));
            case Cell.Between between -> between(term, between, words);
            case Cell.Cel cel -> cel.expression();
            case Cell.Wrong wrong -> wrong.typed();
        };
    }

    private static String between(Term term, Cell.Between between, Words words) {
        var parts = new ArrayList<String>();
        if (between.from() != null) {
            parts.add((between.fromOpen() ? "> " : "≥ ") + value(term, between.from(), words));
        }
        if (between.to() != null) {
            parts.add((between.toOpen() ? "< " : "≤ ") + value(term, between.to(), words));
        }
        return String.join(", ", parts);
    }

    private static String value(Term term, String typed, Words words) {
        try {
            return term.kind() == Kind.TEXTS
                    ? term.said(typed, words)
                    : term.said(term.kind().read(typed), words);
        } catch (Refusal wrong) {
            return typed;
        }
    }

    /** What a result says, as typed or worked out. */
    public static String result(Object value, Words words) {
        return value instanceof List<?> all
                ? all.stream().map(one -> result(one, words)).collect(Collectors.joining(", "))
                : Said.value(new Term("value", Kind.TEXT, java.util.Map.of()), value, words);
    }

    /**
     * A receipt as a sentence: what was decided, by which row of which version, and what of the case that row asked.
     *
     * @param vocabulary as it is today, for names; a word it has no more is said as it was
     */
    public static String sentence(Receipt receipt, Compiled rules, Vocabulary vocabulary, Words words) {
        var decision = receipt.decision();
        var version = receipt.rule().said();
        if (decision.unknown()) {
            var missing = decision.missing().stream()
                    .sorted()
                    .map(word -> name(vocabulary, rules, word, words))
                    .collect(Collectors.joining(", "));
            return words.t("rules.receipt.unknown", "version", version, "missing", missing);
        }
        if (decision.rows().isEmpty()) {
            return words.t("rules.receipt.nothing", "version", version);
        }
        var result = decision.result().values().stream()
                .map(value -> result(value, words))
                .collect(Collectors.joining(", "));
        var rows = decision.rows().stream().map(row -> String.valueOf(row + 1)).collect(Collectors.joining(", "));
        var reasons = reasons(receipt, rules, vocabulary, words);
        int count = decision.rows().size();
        return reasons.isEmpty()
                ? words.t("rules.receipt.always", "result", result, "rows", rows, "count", count, "version", version)
                : words.t(
                        "rules.receipt.because",
                        "result",
                        result,
                        "rows",
                        rows,
                        "count",
                        count,
                        "version",
                        version,
                        "reasons",
                        String.join("; ", reasons));
    }

    private static List<String> reasons(Receipt receipt, Compiled rules, Vocabulary vocabulary, Words words) {
        var reasons = new ArrayList<String>();
        for (int row : receipt.decision().rows()) {
            for (int column = 0; column < rules.table().inputs().size(); column++) {
                var word = rules.table().inputs().get(column);
                var cell = rules.table().rows().get(row).cell(column);
                var term = term(vocabulary, rules, word);
                var value = receipt.facts().value(word);
                if (!(cell instanceof Cell.Any)) {
                    var asked = of(term, cell, words);
                    var held = value == null ? words.t("rules.none") : term.said(value, words);
                    var key = cell instanceof Cell.Cel ? "holds" : held.equals(asked) ? "is" : "fits";
                    reasons.add(
                            words.t("rules.receipt." + key, "name", term.name(words), "value", held, "cell", asked));
                }
            }
        }
        return reasons.stream().distinct().toList();
    }

    private static Term term(Vocabulary vocabulary, Compiled rules, String word) {
        return vocabulary.find(word).orElseGet(() -> rules.vocabulary().term(word));
    }

    private static String name(Vocabulary vocabulary, Compiled rules, String word, Words words) {
        return term(vocabulary, rules, word).name(words);
    }
}
