package io.kontor.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Exchange rates, and the one rule how they are used: the last one on or before a day, at most 31 days old; direct, turned round,
 * or through a currency both have a rate with. There is none for want of knowing, never 1.
 */
final class RateBook {
    /** A rate speaks for its day and for this many after it. */
    static final int REACH_DAYS = 31;

    /** What is turned round or divided is kept to so many digits. */
    private static final MathContext DIGITS = new MathContext(20, RoundingMode.HALF_UP);

    /** By base, then by quote. */
    private final Map<String, Map<String, TreeMap<LocalDate, BigDecimal>>> rates = new TreeMap<>();

    RateBook(Collection<SettingSql.Rate> known) {
        known.forEach(this::tell);
    }

    void tell(SettingSql.Rate rate) {
        rates.computeIfAbsent(rate.base(), any -> new HashMap<>())
                .computeIfAbsent(rate.quote(), any -> new TreeMap<>())
                .put(rate.day(), rate.rate());
    }

    /** How much of the second currency one of the first is; null without a rate. */
    @Nullable BigDecimal at(String from, String to, LocalDate day) {
        if (from.equals(to)) {
            return BigDecimal.ONE;
        }
        var direct = last(from, to, day);
        if (direct != null) {
            return direct.getValue();
        }
        var turned = last(to, from, day);
        return turned != null ? BigDecimal.ONE.divide(turned.getValue(), DIGITS) : through(from, to, day);
    }

    /** Through the currency whose older rate is the youngest; of equals the first by name. */
    private @Nullable BigDecimal through(String from, String to, LocalDate day) {
        Map.@Nullable Entry<LocalDate, BigDecimal> first = null;
        Map.@Nullable Entry<LocalDate, BigDecimal> second = null;
        for (var base : rates.keySet()) {
            var one = last(base, from, day);
            var other = last(base, to, day);
            if (one != null
                    && other != null
                    && (first == null || second == null || younger(one, other, first, second))) {
                first = one;
                second = other;
            }
        }
        return first == null || second == null ? null : second.getValue().divide(first.getValue(), DIGITS);
    }

    private static boolean younger(
            Map.Entry<LocalDate, BigDecimal> one,
            Map.Entry<LocalDate, BigDecimal> other,
            Map.Entry<LocalDate, BigDecimal> first,
            Map.Entry<LocalDate, BigDecimal> second) {
        int older = earlier(one.getKey(), other.getKey()).compareTo(earlier(first.getKey(), second.getKey()));
        return older != 0
                ? older > 0
                : later(one.getKey(), other.getKey()).isAfter(later(first.getKey(), second.getKey()));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    private Map.@Nullable Entry<LocalDate, BigDecimal> last(String base, String quote, LocalDate day) {
        var days = rates.getOrDefault(base, Map.of()).get(quote);
        var found = days == null ? null : days.floorEntry(day);
        return found == null || found.getKey().isBefore(day.minusDays(REACH_DAYS)) ? null : found;
    }
}
