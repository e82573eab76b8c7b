package io.kontor.reports;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one figure is to be in one period. Whether that makes sense beside others, the checks of its document say.
 *
 * @param metric the figure's code
 * @param value in the figure's own unit: reporting currency, days, partners, deals, or a share where 0.25 is 25 %
 * @param begins first day that counts
 * @param ends last day that counts, of a period of days; the others know theirs
 * @param outcome true when the office steers by it: of these there are one or two at a time; none otherwise
 * @param name what people call it, or none for the name of the figure
 * @param baseline what it was when the target was set, or none
 * @param owner code of the role that answers for it, or none
 */
public record Target(
        String metric,
        BigDecimal value,
        Stretch period,
        LocalDate begins,
        @Nullable LocalDate ends,
        @Nullable Boolean outcome,
        @Nullable String name,
        @Nullable BigDecimal baseline,
        @Nullable String owner,
        @Nullable String note) {
    private static final int EARLIEST = 1990;
    private static final int LATEST = 2200;

    public Target {
        metric = Fields.required(metric, "metric", 60);
        value = plain(given(value, "value"));
        period = given(period, "period");
        begins = near(given(begins, "begins"), "begins");
        ends = ends == null ? null : near(ends, "ends");
        outcome = Boolean.TRUE.equals(outcome) ? Boolean.TRUE : null;
        name = Fields.optional(name, "name", 160);
        baseline = baseline == null ? null : plain(baseline);
        owner = owner == null || owner.isBlank() ? null : Fields.code(owner, "owner");
        note = Fields.optional(note, "note", 2_000);
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw Refusal.invalid("field-required").at(field);
        }
        return value;
    }

    private static LocalDate near(LocalDate day, String field) {
        if (day.getYear() < EARLIEST || day.getYear() > LATEST) {
            throw Refusal.invalid("targets-day-far", "from", String.valueOf(EARLIEST), "to", String.valueOf(LATEST))
                    .at(field);
        }
        return day;
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The figure it is about; empty when there is none of that code. */
    public Optional<Metric> figure() {
        return Metric.of(metric);
    }

    /** Whether the office steers by it. */
    public boolean steers() {
        return outcome != null;
    }

    /** The last day that counts. */
    public LocalDate last() {
        return period.last(begins, ends);
    }

    /** The first day of the period after one that begins on a day. */
    public static LocalDate after(Stretch period, LocalDate begins) {
        return period.last(begins, null).plusDays(1);
    }

    boolean holds(LocalDate day) {
        return !begins.isAfter(day) && !last().isBefore(day);
    }

    boolean meets(Target other) {
        return !begins.isAfter(other.last()) && !last().isBefore(other.begins);
    }

    boolean within(Target other) {
        return !begins.isBefore(other.begins) && !last().isAfter(other.last());
    }

    private boolean down() {
        return figure().filter(metric -> metric.better() == Metric.Better.DOWN).isPresent();
    }

    /** Whether a value is as good as the target or better. */
    public boolean met(BigDecimal reached) {
        return down() ? reached.compareTo(value) <= 0 : reached.compareTo(value) >= 0;
    }

    /**
     * How much of the way from the baseline to the target is behind, as a share, below nought when it went the other way. Without
     * a baseline the way begins at nought; a figure that is to fall then has no way. Never more than it is: what is not met is not one.
     */
    public @Nullable BigDecimal way(BigDecimal reached) {
        if (baseline == null && down()) {
            return null;
        }
        var start = baseline == null ? BigDecimal.ZERO : baseline;
        var whole = value.subtract(start);
        return whole.signum() == 0 ? null : reached.subtract(start).divide(whole, 4, RoundingMode.FLOOR);
    }

    /** The share of the way that is behind as pages show it: whole hundredths, never more than it is, from nought to one; or none. */
    public @Nullable BigDecimal behind(BigDecimal reached) {
        if (met(reached)) {
            return BigDecimal.ONE;
        }
        var way = way(reached);
        return way == null ? null : way.setScale(2, RoundingMode.DOWN).max(BigDecimal.ZERO);
    }
}
