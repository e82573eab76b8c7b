package io.kontor.metrics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What deals come to: counts and amounts in the reporting currency that only ever add up, also with a minus. */
final class Measures {
    /** Deals unless it says otherwise. A finished order has no history: it is in none of those from {@code HISTORY_WON} on. */
    enum Count {
        WON,
        LOST,
        OPEN,
        LINES,
        UNPRICED,
        SOURCED,
        SOURCED_UNPRICED,
        INFLUENCED,
        INFLUENCED_UNPRICED,
        HISTORY_WON,
        HISTORY_LOST,
        PACED,
        PACED_WON,
        PACED_UNPRICED,
        PACED_DAYS;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of won deals that have a rate. */
    enum Amount {
        VALUE,
        SOURCED_VALUE,
        INFLUENCED_VALUE,
        PACED_VALUE;

        String column() {
            return this == VALUE ? "value_sum" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** The columns figures are made of, so that no other is read. */
    static Set<String> columns(Set<Metric> metrics) {
        var columns = new TreeSet<String>();
        for (var metric : metrics) {
            switch (metric.base()) {
                case DEALS_WON -> add(columns, Count.WON);
                case DEALS_LOST -> add(columns, Count.LOST);
                case DEALS_OPEN -> add(columns, Count.OPEN);
                case DEAL_LINES -> add(columns, Count.LINES, Count.WON);
                case DEALS_WON_VALUE, PARTNER_INVOLVED_REVENUE -> add(columns, Amount.VALUE, Count.WON, Count.UNPRICED);
                case PARTNER_SOURCED_REVENUE ->
                    add(columns, Amount.SOURCED_VALUE, Count.SOURCED, Count.SOURCED_UNPRICED);
                case PARTNER_INFLUENCED_REVENUE -> {
                    add(columns, Amount.VALUE, Count.WON, Count.UNPRICED);
                    add(columns, Amount.INFLUENCED_VALUE, Count.INFLUENCED, Count.INFLUENCED_UNPRICED);
                }
                case WIN_RATE -> add(columns, Count.WON, Count.LOST, Count.HISTORY_WON, Count.HISTORY_LOST);
                case DEAL_VELOCITY_PER_DAY -> {
                    add(columns, Count.WON, Count.LOST, Count.HISTORY_WON, Count.HISTORY_LOST);
                    add(
                            columns,
                            Amount.PACED_VALUE,
                            Count.PACED,
                            Count.PACED_WON,
                            Count.PACED_UNPRICED,
                            Count.PACED_DAYS);
                }
                default -> {}
            }
        }
        return columns;
    }

    private static void add(Set<String> columns, Count... counts) {
        Arrays.stream(counts).map(Count::column).forEach(columns::add);
    }

    private static void add(Set<String> columns, Amount amount, Count... counts) {
        columns.add(amount.column());
        add(columns, counts);
    }

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<Amount, BigDecimal> amounts = new EnumMap<>(Amount.class);

    long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    BigDecimal amount(Amount amount) {
        return amounts.getOrDefault(amount, BigDecimal.ZERO);
    }

    void add(Count count, long more) {
        if (more != 0) {
            counts.merge(count, more, Long::sum);
        }
    }

    void add(Amount amount, BigDecimal more) {
        if (more.signum() != 0) {
            amounts.merge(amount, more, BigDecimal::add);
        }
    }

    Measures plus(Measures other) {
        var sum = new Measures();
        for (var count : Count.values()) {
            sum.add(count, count(count) + other.count(count));
        }
        for (var amount : Amount.values()) {
            sum.add(amount, amount(amount).add(other.amount(amount)));
        }
        return sum;
    }

    /** Adds one deal, or takes it away. */
    void add(Fact fact, int sign) {
        switch (fact.outcome()) {
            case OPEN -> add(Count.OPEN, sign);
            case LOST -> add(Count.LOST, sign);
            case WON -> won(fact, sign);
        }
        if (fact.outcome() != Fact.Outcome.OPEN && !fact.whole()) {
            history(fact, sign);
        }
    }

    private void won(Fact fact, int sign) {
        add(Count.WON, sign);
        add(Count.LINES, (long) sign * fact.lines());
        worth(fact, sign, Count.UNPRICED, Amount.VALUE);
        if (fact.sourced()) {
            add(Count.SOURCED, sign);
            worth(fact, sign, Count.SOURCED_UNPRICED, Amount.SOURCED_VALUE);
        }
        if (fact.influenced()) {
            add(Count.INFLUENCED, sign);
            worth(fact, sign, Count.INFLUENCED_UNPRICED, Amount.INFLUENCED_VALUE);
        }
    }

    private void worth(Fact fact, int sign, Count unpriced, Amount amount) {
        var value = fact.value();
        if (value == null) {
            add(unpriced, sign);
        } else {
            add(amount, sign < 0 ? value.negate() : value);
        }
    }

    private void history(Fact fact, int sign) {
        boolean won = fact.outcome() == Fact.Outcome.WON;
        add(won ? Count.HISTORY_WON : Count.HISTORY_LOST, sign);
        var opened = fact.openedOn();
        if (opened != null) {
            add(Count.PACED, sign);
            if (won) {
                add(Count.PACED_WON, sign);
                add(Count.PACED_DAYS, sign * java.time.temporal.ChronoUnit.DAYS.between(opened, fact.occurredOn()));
                worth(fact, sign, Count.PACED_UNPRICED, Amount.PACED_VALUE);
            }
        }
    }

    /** What is not nothing, by the name of its column. */
    Map<String, BigDecimal> numbers() {
        var numbers = new java.util.HashMap<String, BigDecimal>();
        counts.forEach((count, number) -> {
            if (number != 0) {
                numbers.put(count.column(), BigDecimal.valueOf(number));
            }
        });
        amounts.forEach((amount, number) -> {
            if (number.signum() != 0) {
                numbers.put(amount.column(), number.stripTrailingZeros());
            }
        });
        numbers.replaceAll((name, number) -> number.stripTrailingZeros());
        return numbers;
    }

    /** Nothing is left of it. */
    boolean empty() {
        return counts.values().stream().allMatch(count -> count == 0)
                && amounts.values().stream().allMatch(amount -> amount.signum() == 0);
    }
}
