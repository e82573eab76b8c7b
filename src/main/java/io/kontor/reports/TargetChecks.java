package io.kontor.reports;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Said;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Fiscal;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is wrong with targets: each by itself, and beside the others. */
@Component
final class TargetChecks {
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");
    /** More than that steer nowhere. */
    private static final int OUTCOMES = 2;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Figures figures;

    TargetChecks(Tx tx, JdbcClient jdbc, Figures figures) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.figures = figures;
    }

    List<Finding> of(Actor actor, DocumentScope scope, MetricTargets content) {
        var found = new Found(content.targets());
        var programme = scope.programme();
        if (programme != null) {
            found.error("", Refusal.invalid("targets-scope-programme", "programme", programme));
        }
        var roles = roles(actor);
        var fiscal = figures.fiscal(actor);
        for (int i = 0; i < content.targets().size(); i++) {
            found.metric(i, scope);
            found.dated(i, fiscal);
            found.owned(i, roles);
            found.beside(i);
        }
        TargetSums.check(content.targets(), found.findings);
        return List.copyOf(found.findings);
    }

    private Set<String> roles(Actor actor) {
        return tx.as(
                actor,
                () -> new HashSet<>(jdbc.sql("select code from people.role_v where side = 'office' and not withdrawn")
                        .query(Rows.TEXT)
                        .list()));
    }

    static Said named(String metric) {
        return Said.of("metric." + metric);
    }

    static Said days(Target target) {
        return Said.of("targets.days", "begins", target.begins(), "last", target.last());
    }

    private static final class Found {
        private final List<Target> targets;
        private final List<Finding> findings = new ArrayList<>();

        private Found(List<Target> targets) {
            this.targets = targets;
        }

        void error(String path, Refusal refusal) {
            findings.add(Finding.refused(path, refusal));
        }

        private void error(int i, String field, Refusal refusal) {
            error("/targets/" + i + "/" + field, refusal);
        }

        void metric(int i, DocumentScope scope) {
            var target = targets.get(i);
            var metric = target.figure().orElse(null);
            if (metric == null) {
                error(i, "metric", Refusal.invalid("targets-metric-unknown", "metric", target.metric()));
                return;
            }
            if (metric.better() == Metric.Better.NEITHER) {
                error(i, "metric", Refusal.invalid("targets-no-way", "metric", named(metric.code())));
            }
            if (scope.specific() > 0 && metric.code().startsWith("direct_")) {
                error(i, "metric", Refusal.invalid("targets-not-narrowed", "metric", named(metric.code())));
            }
            value(i, "value", metric, target.value());
            value(i, "baseline", metric, target.baseline());
            if (target.baseline() != null && target.baseline().compareTo(target.value()) == 0) {
                error(i, "baseline", Refusal.invalid("targets-nothing-to-do"));
            }
        }

        private void value(int i, String field, Metric metric, @Nullable BigDecimal value) {
            if (value == null) {
                return;
            }
            if (value.signum() < 0) {
                error(i, field, Refusal.invalid("targets-negative", "metric", named(metric.code())));
            } else if (value.compareTo(LARGEST) > 0) {
                error(i, field, Refusal.invalid("targets-too-large"));
            } else if (metric.unit() == Metric.Unit.SHARE && value.compareTo(BigDecimal.ONE) > 0) {
                error(i, field, Refusal.invalid("targets-share-above-all", "metric", named(metric.code())));
            } else if (counted(metric) && value.scale() > 0) {
                error(i, field, Refusal.invalid("targets-not-whole", "metric", named(metric.code())));
            }
        }

        private static boolean counted(Metric metric) {
            return switch (metric.unit()) {
                case DEALS, PARTNERS, LINES -> true;
                case MONEY, MONEY_PER_DAY, DAYS, SHARE -> false;
            };
        }

        void dated(int i, Fiscal fiscal) {
            var target = targets.get(i);
            var ends = target.ends();
            if (target.period() != Stretch.DAYS) {
                if (ends != null) {
                    error(i, "ends", Refusal.invalid("targets-ends-surplus", "last", target.last()));
                }
                var start = start(fiscal, target.period(), target.begins());
                if (!target.begins().equals(start)) {
                    findings.add(Finding.warning("/targets/" + i + "/begins", "targets-off-calendar", "begins", start));
                }
            } else if (ends == null) {
                error(i, "ends", Refusal.invalid("targets-ends-missing"));
            } else if (ends.isBefore(target.begins())) {
                error(i, "ends", Refusal.invalid("targets-ends-before"));
            }
        }

        private static LocalDate start(Fiscal fiscal, Stretch period, LocalDate day) {
            return switch (period) {
                case YEAR -> fiscal.start(Dimension.YEAR, day);
                case QUARTER -> fiscal.start(Dimension.QUARTER, day);
                case MONTH, DAYS -> fiscal.start(Dimension.MONTH, day);
            };
        }

        void owned(int i, Set<String> roles) {
            var owner = targets.get(i).owner();
            if (owner != null && !roles.contains(owner)) {
                error(i, "owner", Refusal.invalid("targets-role-unknown", "role", owner));
            }
        }

        /** Against those above it, so that of two that do not go together the lower one is named. */
        void beside(int i) {
            var target = targets.get(i);
            var above = targets.subList(0, i);
            above.stream()
                    .filter(other -> other.metric().equals(target.metric())
                            && other.period() == target.period()
                            && other.meets(target))
                    .findFirst()
                    .ifPresent(other -> error(
                            i,
                            "begins",
                            Refusal.invalid(
                                    other.begins().equals(target.begins())
                                                    && other.last().equals(target.last())
                                            ? "targets-twice"
                                            : "targets-overlap",
                                    "metric",
                                    named(target.metric()),
                                    "days",
                                    days(other))));
            if (target.steers()
                    && above.stream()
                                    .filter(other -> other.steers() && other.meets(target))
                                    .count()
                            >= OUTCOMES) {
                error(i, "outcome", Refusal.invalid("targets-too-many-outcomes"));
            }
        }
    }
}
