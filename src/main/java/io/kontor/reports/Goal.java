package io.kontor.reports;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is to be; also the complete state in the ledger.
 *
 * @param metric the figure's code, one of {@link #METRICS}
 * @param outcome whether the office steers by it: of these there are one or two at a time
 * @param baseline what it was when the target was set, or none
 * @param target in the figure's own unit: reporting currency, days, partners, or a share where 0.25 is 25 %
 * @param from first day that counts
 * @param due last day that counts
 * @param owner who answers for it, or none
 */
public record Goal(
        String name,
        String metric,
        boolean outcome,
        @Nullable BigDecimal baseline,
        BigDecimal target,
        LocalDate from,
        LocalDate due,
        @Nullable UUID owner,
        @Nullable String note,
        boolean withdrawn) {
    /** What there can be a target for, in the order of the dashboard. */
    public static final List<Metric> METRICS = List.of(
            Metric.PARTNER_SOURCED_REVENUE,
            Metric.TIME_TO_FIRST_DEAL,
            Metric.PARTNER_ENGAGEMENT,
            Metric.PARTNER_INFLUENCED_REVENUE,
            Metric.PARTNER_INVOLVED_REVENUE,
            Metric.PARTNERS_RECRUITED,
            Metric.PARTNERS_WITH_DEALS,
            Metric.PARTNERS_ACTIVE,
            Metric.PARTNERS_LEFT,
            Metric.PARTNER_CHURN,
            Metric.DEALS_WON,
            Metric.DEALS_WON_VALUE,
            Metric.WIN_RATE,
            Metric.DEAL_VELOCITY_PER_DAY);

    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    public Goal {
        name = Fields.required(name, "name", 160);
        note = Fields.optional(note, "note", 2_000);
        var code = metric;
        var of = METRICS.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("choice-unknown", "value", code).at("metric"));
        check(of, target, "target");
        if (baseline != null) {
            check(of, baseline, "baseline");
            if (baseline.compareTo(target) == 0) {
                throw Refusal.invalid("goal-nothing-to-do").at("target");
            }
        }
        if (due.isBefore(from)) {
            throw Refusal.invalid("goal-due-before-start").at("due");
        }
    }

    private static void check(Metric metric, BigDecimal value, String field) {
        if (value.signum() < 0 || value.compareTo(MOST) > 0) {
            throw Refusal.invalid("goal-out-of-range").at(field);
        }
        if (metric.unit() == Metric.Unit.SHARE && value.compareTo(BigDecimal.ONE) > 0) {
            throw Refusal.invalid("goal-share-above-all").at(field);
        }
    }

    public Metric figure() {
        return Metric.of(metric).orElseThrow();
    }

    /** Whether a value is as good as the target or better. */
    public boolean met(BigDecimal value) {
        return figure().better() == Metric.Better.DOWN ? value.compareTo(target) <= 0 : value.compareTo(target) >= 0;
    }

    /**
     * How much of the way from the baseline to the target is behind, as a share, below nought when it went the other way. Without
     * a baseline the way begins at nought; a figure that is to fall then has no way.
     */
    public @Nullable BigDecimal way(BigDecimal value) {
        if (baseline == null && figure().better() == Metric.Better.DOWN) {
            return null;
        }
        var start = baseline == null ? BigDecimal.ZERO : baseline;
        var whole = target.subtract(start);
        return whole.signum() == 0 ? null : value.subtract(start).divide(whole, 4, RoundingMode.HALF_UP);
    }

    Goal withdrawn(boolean gone) {
        return new Goal(name, metric, outcome, baseline, target, from, due, owner, note, gone);
    }
}
