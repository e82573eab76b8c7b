package io.kontor.reports;

import io.kontor.governance.Finding;
import io.kontor.kernel.Said;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Figures whose value over a year is what its quarters add up to, and targets of theirs that do not. */
final class TargetSums {
    private static final Set<Metric> ADDED_UP = EnumSet.of(
            Metric.PARTNER_SOURCED_REVENUE,
            Metric.PARTNER_INFLUENCED_REVENUE,
            Metric.PARTNER_INVOLVED_REVENUE,
            Metric.PARTNERS_RECRUITED,
            Metric.PARTNERS_LEFT,
            Metric.DEALS_WON,
            Metric.DEALS_LOST,
            Metric.DEALS_WON_VALUE,
            Metric.DEAL_LINES);

    private TargetSums() {}

    /** Whether the figure of a year is the sum of those of its months. */
    static boolean addedUp(Metric metric) {
        return ADDED_UP.contains(metric.base());
    }

    static void check(List<Target> targets, List<Finding> findings) {
        for (int i = 0; i < targets.size(); i++) {
            var whole = targets.get(i);
            if (whole.figure().filter(TargetSums::addedUp).isEmpty()) {
                continue;
            }
            for (var stretch : List.of(Stretch.QUARTER, Stretch.MONTH)) {
                if (whole.period().longer(stretch)) {
                    check(i, whole, stretch, parts(targets, whole, stretch), findings);
                }
            }
        }
    }

    private static List<Target> parts(List<Target> targets, Target whole, Stretch stretch) {
        return targets.stream()
                .filter(part -> part.period() == stretch && part.metric().equals(whole.metric()) && part.within(whole))
                .sorted(Comparator.comparing(Target::begins))
                .toList();
    }

    private static void check(int i, Target whole, Stretch stretch, List<Target> parts, List<Finding> findings) {
        var next = whole.begins();
        var sum = BigDecimal.ZERO;
        for (var part : parts) {
            if (!part.begins().equals(next)) {
                return;
            }
            next = part.last().plusDays(1);
            sum = sum.add(part.value());
        }
        if (next.equals(whole.last().plusDays(1)) && sum.compareTo(whole.value()) != 0) {
            findings.add(Finding.warning(
                    "/targets/" + i + "/value",
                    "targets-sum",
                    "metric",
                    TargetChecks.named(whole.metric()),
                    "parts",
                    Said.of("targets.parts." + stretch.code()),
                    "days",
                    TargetChecks.days(whole),
                    "sum",
                    sum,
                    "value",
                    whole.value()));
        }
    }
}
