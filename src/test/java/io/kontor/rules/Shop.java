package io.kontor.rules;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Output;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.spi.Cases;
import io.kontor.rules.spi.Readers;
import io.kontor.rules.spi.VocabularySource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sample rules of tests: what a shop gives off, by customer and amount. */
public final class Shop {
    static final List<Term> TERMS = List.of(
            Term.choice(
                            "tier",
                            Map.of("en", "Tier", "de", "Stufe"),
                            List.of(
                                    new Term.Choice("gold", Map.of("en", "Gold")),
                                    new Term.Choice("silver", Map.of("en", "Silver", "de", "Silber"))))
                    .always(),
            new Term("revenue", Kind.AMOUNT, Map.of("en", "Revenue", "de", "Umsatz")),
            new Term("since", Kind.DAY, Map.of("en", "Since")));
    static final Vocabulary WORDS = new Vocabulary("shop", TERMS);

    private Shop() {}

    static DecisionTable table(Hit hit, String... lines) {
        return new DecisionTable(
                "shop",
                hit,
                List.of("tier", "revenue"),
                List.of(new Output("discount", Kind.NUMBER, List.of())),
                Arrays.stream(lines).map(Shop::row).toList());
    }

    private static Row row(String line) {
        var parts = line.split("\\|", -1);
        return new Row(
                List.of(Cell.of(parts[0]), Cell.of(parts[1])),
                List.of(parts[2].strip()),
                parts.length > 3 ? parts[3] : null);
    }

    static Facts facts(@Nullable String tier, @Nullable String revenue) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("tier", tier);
        values.put("revenue", revenue == null ? null : new BigDecimal(revenue));
        values.put("since", null);
        return Facts.of(WORDS, values);
    }

    /** The words, and those of the custom fields of partners. */
    public static final class Words implements VocabularySource {
        @Nullable CustomTerms custom;

        @Override
        public String code() {
            return "shop";
        }

        @Override
        public Vocabulary vocabulary(Actor actor) {
            var terms = new java.util.ArrayList<>(TERMS);
            if (custom != null) {
                terms.addAll(custom.of(actor, "partner"));
            }
            return new Vocabulary("shop", terms);
        }
    }

    /** A year of cases; those before April know no revenue. */
    public static final class Past implements Cases {
        final int count;

        @Nullable CountDownLatch pause;

        public Past(int count) {
            this.count = count;
        }

        @Override
        public String vocabulary() {
            return "shop";
        }

        @Override
        public void each(Actor actor, LocalDate from, LocalDate until, Predicate<Case> taker) {
            for (int i = 0; i < count; i++) {
                var day = LocalDate.parse("2025-01-01").plusDays(i % 365);
                if (!day.isBefore(from) && day.isBefore(until) && !taker.test(one(i, day))) {
                    return;
                }
                if (pause != null && i == 5_000) {
                    hold(pause);
                }
            }
        }

        private static void hold(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static Case one(int i, LocalDate day) {
            var values = new HashMap<String, @Nullable Object>();
            values.put("tier", i % 3 == 0 ? "gold" : "silver");
            values.put("since", null);
            if (day.getMonthValue() > 3) {
                values.put("revenue", BigDecimal.valueOf(i % 1_000));
            }
            return new Case(
                    new Subject("partner", new UUID(7, i)),
                    day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    Facts.of(WORDS, values),
                    i % 3 == 0 ? "10" : null,
                    BigDecimal.valueOf(i % 1_000));
        }
    }

    /** Rules that read a custom field. */
    public static final class Reader implements Readers {
        Set<String> words = Set.of();

        @Override
        public List<Reading> readings(Actor actor) {
            return List.of(new Reading("Discounts v1.2", "/rules", "shop", words));
        }
    }
}
