package io.kontor.cli;

import io.kontor.kernel.Actor;
import io.kontor.rules.Cell;
import io.kontor.rules.Compiled;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.Expression;
import io.kontor.rules.Expressions;
import io.kontor.rules.Facts;
import io.kontor.rules.Kind;
import io.kontor.rules.Tables;
import io.kontor.rules.Term;
import io.kontor.rules.Vocabulary;
import io.kontor.rules.spi.VocabularySource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Decisions of a discount table of 64 rows, four tiers by four regions by four bands of amounts, on one core, every answer
 * compared with the one a Java switch gives.
 *
 * @param seconds how long each is measured; before it, as long again, it warms up
 */
record RulesDeciding(int seconds) {
    static final Vocabulary WORDS = new Vocabulary(
            "bench",
            List.of(
                    new Term("tier", Kind.TEXT, Map.of()),
                    new Term("region", Kind.TEXT, Map.of()),
                    new Term("worth", Kind.AMOUNT, Map.of()),
                    new Term("deals", Kind.NUMBER, Map.of())));
    static final VocabularySource SOURCE = new VocabularySource() {
        @Override
        public String code() {
            return "bench";
        }

        @Override
        public Vocabulary vocabulary(Actor actor) {
            return WORDS;
        }
    };

    static final List<String> TIERS = List.of("bronze", "silver", "gold", "platinum");
    static final List<String> REGIONS = List.of("north", "south", "east", "west");
    private static final List<String> BANDS = List.of("< 1000", "[1000..10000)", "[10000..100000)", ">= 100000");
    static final DecisionTable DISCOUNTS = discounts(false);
    private static final int INPUTS = 4_096;
    private static final int ROUNDS = 3;

    private static DecisionTable discounts(boolean expressions) {
        var rows = new ArrayList<Row>();
        for (int tier = 0; tier < 4; tier++) {
            for (int region = 0; region < 4; region++) {
                for (int band = 0; band < 4; band++) {
                    var cells = new ArrayList<>(
                            List.of(Cell.of(TIERS.get(tier)), Cell.of(REGIONS.get(region)), Cell.of(BANDS.get(band))));
                    if (expressions) {
                        cells.add(Cell.of("= deals >= 0 && worth >= 0"));
                    }
                    rows.add(new Row(cells, List.of(String.valueOf(discount(tier, region, band))), null));
                }
            }
        }
        return new DecisionTable(
                "bench",
                Hit.FIRST,
                expressions ? List.of("tier", "region", "worth", "deals") : List.of("tier", "region", "worth"),
                List.of(new Output("discount", Kind.NUMBER, List.of())),
                rows);
    }

    static int discount(int tier, int region, int band) {
        return tier * 16 + region * 4 + band;
    }

    private static List<Facts> inputs() {
        var random = new Random(7);
        var inputs = new ArrayList<Facts>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(Facts.of(
                    WORDS,
                    Map.of(
                            "tier",
                            TIERS.get(random.nextInt(4)),
                            "region",
                            REGIONS.get(random.nextInt(4)),
                            "worth",
                            BigDecimal.valueOf((long) Math.pow(10, 1 + random.nextDouble() * 5)),
                            "deals",
                            BigDecimal.valueOf(random.nextInt(50)))));
        }
        return List.copyOf(inputs);
    }

    private static int switched(Facts facts) {
        return discount(tier(value(facts, "tier")), region(value(facts, "region")), band(value(facts, "worth")));
    }

    private static Object value(Facts facts, String word) {
        return Objects.requireNonNull(facts.value(word));
    }

    private static int tier(Object tier) {
        return switch ((String) tier) {
            case "bronze" -> 0;
            case "silver" -> 1;
            case "gold" -> 2;
            case "platinum" -> 3;
            default -> throw new IllegalStateException();
        };
    }

    private static int region(Object region) {
        return switch ((String) region) {
            case "north" -> 0;
            case "south" -> 1;
            case "east" -> 2;
            case "west" -> 3;
            default -> throw new IllegalStateException();
        };
    }

    private static int band(Object worth) {
        long amount = ((BigDecimal) worth).longValue();
        return amount < 1_000 ? 0 : amount < 10_000 ? 1 : amount < 100_000 ? 2 : 3;
    }

    double bySwitch() {
        var inputs = inputs();
        var expected = expected(inputs);
        return perSecond(i -> switched(inputs.get(i)) == expected[i]);
    }

    double byIndex() {
        return decided(Tables.compile(WORDS, DISCOUNTS));
    }

    double byIndexAndExpression() {
        return decided(Tables.compile(WORDS, discounts(true)));
    }

    /** One expression by itself. */
    double byExpression() {
        var inputs = inputs();
        Expression expression = Expressions.compile(WORDS, Kind.FLAG, "deals >= 0 && worth >= 0");
        return perSecond(i -> expression.test(inputs.get(i)).orElse(false));
    }

    private double decided(Compiled rules) {
        var inputs = inputs();
        var expected = expected(inputs);
        return perSecond(i -> rules.decide(inputs.get(i)).rows().getFirst() == expected[i]);
    }

    private static int[] expected(List<Facts> inputs) {
        return inputs.stream().mapToInt(RulesDeciding::switched).toArray();
    }

    /** The middle of some rounds, after one to warm up. */
    private double perSecond(IntPredicate right) {
        var rounds = new ArrayList<Double>();
        for (int round = 0; round <= ROUNDS; round++) {
            long began = System.nanoTime();
            long end = began + seconds * 1_000_000_000L;
            long done = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < INPUTS; i++) {
                    if (!right.test(i)) {
                        throw new IllegalStateException("decided wrongly: " + i);
                    }
                }
                done += INPUTS;
            }
            rounds.add(done / ((System.nanoTime() - began) / 1e9));
        }
        return rounds.subList(1, rounds.size()).stream().sorted().toList().get(ROUNDS / 2);
    }
}
