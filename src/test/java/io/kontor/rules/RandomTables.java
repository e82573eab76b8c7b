package io.kontor.rules;

import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Small random tables, and every case that could tell their rows apart. */
final class RandomTables {
    static final Vocabulary WORDS = new Vocabulary(
            "random",
            List.of(
                    new Term("letter", Kind.TEXT, Map.of()),
                    Term.choice("tier", Map.of(), List.of(choice("gold"), choice("silver"), choice("bronze")))
                            .always(),
                    new Term("count", Kind.NUMBER, Map.of()),
                    new Term("revenue", Kind.AMOUNT, Map.of()).always(),
                    new Term("since", Kind.DAY, Map.of()),
                    new Term("flag", Kind.FLAG, Map.of()).always(),
                    new Term("segments", Kind.TEXTS, Map.of())));
    static final List<String> RESULTS = List.of("high", "middle", "low");

    private final Random random;
    private final boolean expressions;

    RandomTables(long seed, boolean expressions) {
        this.random = new Random(seed);
        this.expressions = expressions;
    }

    private static Term.Choice choice(String code) {
        return new Term.Choice(code, Map.of());
    }

    DecisionTable table(int mostRows, int mostColumns) {
        var inputs = new ArrayList<>(WORDS.terms().stream().map(Term::code).toList());
        java.util.Collections.shuffle(inputs, random);
        var used = List.copyOf(inputs.subList(0, 1 + random.nextInt(mostColumns)));
        var rows = new ArrayList<Row>();
        int count = 1 + random.nextInt(mostRows);
        for (int i = 0; i < count; i++) {
            rows.add(new Row(used.stream().map(this::cell).toList(), List.of(pick(RESULTS)), null));
        }
        var hit = pick(List.of(Hit.values()));
        return new DecisionTable("random", hit, used, List.of(new Output("says", Kind.TEXT, RESULTS)), rows);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Cell cell(String input) {
        if (random.nextInt(3) == 0) {
            return Cell.any();
        }
        if (expressions && random.nextInt(5) == 0) {
            return Cell.of(
                    "= " + pick(List.of("count > 2", "flag", "revenue < 300 || tier == \"gold\"", "given(since)")));
        }
        return Cell.of(
                switch (input) {
                    case "letter" -> pick(List.of("a", "b", "a, b", "c"));
                    case "tier" -> pick(List.of("gold", "silver", "gold, bronze"));
                    case "count" -> pick(List.of("1", "[1..3)", ">= 3", "(1..3]", "< 1.5", "1, 2, 3"));
                    case "revenue" -> pick(List.of("[100..200)", ">= 200", "< 100", "<= 150.50", "> 0", "100"));
                    case "since" -> pick(List.of("< 2026-01-01", "[2026-01-01..2026-06-30]", "> 2026-06-30"));
                    case "flag" -> pick(List.of("yes", "no"));
                    default -> pick(List.of("x", "x, y", "z"));
                });
    }

    private static final Map<String, List<Object>> VALUES = Map.of(
            "letter", List.of("a", "b", "c", "other", Facts.NONE),
            "tier", List.of("gold", "silver", "bronze"),
            "count",
                    List.of(
                            new BigDecimal("0"),
                            new BigDecimal("1"),
                            new BigDecimal("1.2"),
                            new BigDecimal("1.5"),
                            new BigDecimal("1.7"),
                            new BigDecimal("2"),
                            new BigDecimal("2.5"),
                            new BigDecimal("3"),
                            new BigDecimal("4"),
                            Facts.NONE),
            "revenue",
                    List.of(
                            new BigDecimal("-1"),
                            new BigDecimal("0"),
                            new BigDecimal("0.01"),
                            new BigDecimal("99.99"),
                            new BigDecimal("100"),
                            new BigDecimal("150"),
                            new BigDecimal("150.50"),
                            new BigDecimal("150.51"),
                            new BigDecimal("199.99"),
                            new BigDecimal("200"),
                            new BigDecimal("250")),
            "since",
                    List.of(
                            LocalDate.parse("2025-12-31"),
                            LocalDate.parse("2026-01-01"),
                            LocalDate.parse("2026-06-30"),
                            LocalDate.parse("2026-07-01"),
                            Facts.NONE),
            "flag", List.of(true, false),
            "segments",
                    List.of(
                            List.of(),
                            List.of("x"),
                            List.of("y"),
                            List.of("z"),
                            List.of("x", "y"),
                            List.of("x", "z"),
                            List.of("y", "z"),
                            List.of("x", "y", "z"),
                            Facts.NONE));

    /** Every case over these inputs: for each input all values any cell could tell apart. */
    static List<Facts> cases(List<String> inputs) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (var input : inputs) {
            var more = new ArrayList<Map<String, Object>>();
            for (var one : all) {
                for (var value : VALUES.getOrDefault(input, List.of())) {
                    var next = new LinkedHashMap<>(one);
                    next.put(input, value);
                    more.add(next);
                }
            }
            all = more;
        }
        return all.stream().map(one -> Segments.facts(WORDS, one)).toList();
    }

    /** Any case; with {@code holes}, some of it is not known. */
    Facts facts(boolean holes) {
        var values = new HashMap<String, @Nullable Object>();
        VALUES.forEach((word, all) -> {
            if (!holes || random.nextInt(4) > 0) {
                var value = pick(all);
                values.put(word, value instanceof Facts.None ? null : value);
            }
        });
        return Facts.of(WORDS, values);
    }
}
