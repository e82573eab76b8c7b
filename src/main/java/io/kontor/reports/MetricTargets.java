package io.kontor.reports;

import io.kontor.kernel.Refusal;
import io.kontor.metrics.Metric;
import java.util.Arrays;
import java.util.List;

/** What figures are to be; the content of a document of type {@code metric-targets}. */
public record MetricTargets(List<Target> targets) {
    public static final String CODE = "metric-targets";

    /** What there can be a target for: every figure of which more or less is better. */
    public static final List<Metric> METRICS = Arrays.stream(Metric.values())
            .filter(metric -> metric.better() != Metric.Better.NEITHER)
            .toList();

    public static final int MOST = 200;

    public MetricTargets {
        targets = List.copyOf(targets);
        if (targets.size() > MOST) {
            throw Refusal.invalid("targets-too-many", "most", MOST).at("targets");
        }
    }
}
