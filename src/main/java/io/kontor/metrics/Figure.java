package io.kontor.metrics;

import io.kontor.kernel.Money;
import io.kontor.kernel.Said;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param value exact or, where it was divided, to ten digits after the point; none with the reason why
 * @param reason why there is no value, as a code whose sentence is {@code metric.reason.<code>}
 * @param currency of an amount
 * @param asOf what was known when
 * @param rows how many rows are behind it; the way down shows exactly these
 * @param unpriced how many of them are left out of an amount because no rate says what they are worth
 * @param interval where the true value is expected with 95 % confidence, of what is an estimate
 * @param before the value of the period before, when there is one to compare with
 * @param parts what it is made of: {@code partner_engagement} has the share per kind of activity, {@code time_to_first_deal} its
 *     restricted mean ({@code rmst}, {@code rmst_error}, {@code rmst_days}), cases and events
 */
public record Figure(
        Metric metric,
        @Nullable BigDecimal value,
        @Nullable String reason,
        @Nullable String currency,
        Instant asOf,
        long rows,
        long unpriced,
        @Nullable Range interval,
        @Nullable BigDecimal before,
        Map<String, BigDecimal> parts) {
    /** An end that is missing is open. */
    public record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {}

    public Figure {
        if ((value == null) == (reason == null)) {
            throw new IllegalArgumentException(metric + " has either a value or a reason");
        }
        parts = Map.copyOf(parts);
    }

    static Figure of(Metric metric, BigDecimal value, Instant asOf, long rows) {
        return new Figure(metric, value, null, null, asOf, rows, 0, null, null, Map.of());
    }

    static Figure none(Metric metric, String reason, Instant asOf, long rows) {
        return new Figure(metric, null, reason, null, asOf, rows, 0, null, null, Map.of());
    }

    Figure in(String code, long leftOut) {
        return new Figure(metric, value, reason, code, asOf, rows, leftOut, interval, before, parts);
    }

    Figure within(@Nullable Range range) {
        return new Figure(metric, value, reason, currency, asOf, rows, unpriced, range, before, parts);
    }

    Figure made(Map<String, BigDecimal> of) {
        return new Figure(metric, value, reason, currency, asOf, rows, unpriced, interval, before, of);
    }

    Figure after(@Nullable BigDecimal other) {
        return new Figure(metric, value, reason, currency, asOf, rows, unpriced, interval, other, parts);
    }

    /** How much more than in the period before, as a share of it; none when there is nothing to compare with. */
    public @Nullable BigDecimal change() {
        if (value == null || before == null || before.signum() == 0) {
            return null;
        }
        return value.subtract(before).divide(before.abs(), 4, RoundingMode.HALF_UP);
    }

    /** Whether it moved the right way; none when it did not move or neither way is right. */
    public @Nullable Boolean better() {
        if (value == null || before == null || value.compareTo(before) == 0) {
            return null;
        }
        return switch (metric.better()) {
            case UP -> value.compareTo(before) > 0;
            case DOWN -> value.compareTo(before) < 0;
            case NEITHER -> null;
        };
    }

    /** The value as a decimal string with as many digits as it is told with: those of the currency, four of a share. */
    public @Nullable String plain() {
        return value == null ? null : rounded(value).toPlainString();
    }

    /** Any value of this figure with as many digits as it is told with. */
    public BigDecimal rounded(BigDecimal any) {
        return switch (metric.unit()) {
            case MONEY, MONEY_PER_DAY ->
                any.setScale(
                        Currency.getInstance(Objects.requireNonNull(currency)).getDefaultFractionDigits(),
                        RoundingMode.HALF_UP);
            case SHARE -> any.setScale(4, RoundingMode.HALF_UP);
            case DAYS -> any.setScale(any.stripTrailingZeros().scale() > 0 ? 1 : 0, RoundingMode.HALF_UP);
            case DEALS, PARTNERS, LINES -> any;
        };
    }

    /** What words say of it, with its unit: a {@link Money}, a whole number ({@link Long}), a share or days; none without a value. */
    public @Nullable Object said() {
        if (value == null) {
            return null;
        }
        return switch (metric.unit()) {
            case MONEY, MONEY_PER_DAY -> new Money(rounded(value), Objects.requireNonNull(currency));
            case SHARE -> Said.of("metrics.share", "share", rounded(value));
            case DAYS -> Said.of("metrics.days", "days", rounded(value), "count", rounded(value));
            case DEALS, PARTNERS, LINES -> value.longValueExact();
        };
    }
}
