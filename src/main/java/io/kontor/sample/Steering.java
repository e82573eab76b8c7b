package io.kontor.sample;

import io.kontor.database.Purpose;
import io.kontor.governance.DocumentScope;
import io.kontor.kernel.Actor;
import io.kontor.ledger.Ledger;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import io.kontor.reports.MetricTargets;
import io.kontor.reports.Stretch;
import io.kontor.reports.Target;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What figures of the made-up programme are to be: agreed on as a year begins, from what the year before came to. */
@Component
class Steering {
    private static final MathContext ROUND = new MathContext(2, RoundingMode.UP);

    private final Proceedings proceedings;
    private final Figures figures;
    private final Ledger ledger;

    Steering(Proceedings proceedings, Figures figures, Ledger ledger) {
        this.proceedings = proceedings;
        this.figures = figures;
        this.ledger = ledger;
    }

    /**
     * How much more a year is to bring.
     *
     * @param months of the year before that it begins from, the last ones
     * @param times what the figure is to be, of what it was
     * @param more and beyond that, in its own unit
     * @param name of the outcome the office steers by; none for a target beside it
     */
    private record Aim(
            Metric metric,
            int months,
            String times,
            String more,
            String owner,
            @Nullable String name,
            @Nullable String note) {
        Optional<Target> from(Figure figure, LocalDate begins) {
            var was = figure.value();
            if (was == null || was.signum() <= 0) {
                return Optional.empty();
            }
            var wanted = rounded(was.multiply(new BigDecimal(times)).add(new BigDecimal(more)));
            if (wanted.compareTo(rounded(was)) == 0) {
                return Optional.empty();
            }
            return Optional.of(new Target(
                    metric.code(),
                    wanted,
                    Stretch.YEAR,
                    begins,
                    null,
                    name != null,
                    name,
                    name == null ? null : rounded(was),
                    owner,
                    note));
        }

        private BigDecimal rounded(BigDecimal value) {
            return switch (metric.unit()) {
                case SHARE -> value.setScale(2, RoundingMode.HALF_UP).min(BigDecimal.ONE);
                case MONEY, MONEY_PER_DAY -> value.round(ROUND);
                case DEALS, PARTNERS, LINES, DAYS -> value.setScale(0, RoundingMode.HALF_UP);
            };
        }
    }

    private static final List<Aim> AIMS = List.of(
            new Aim(
                    Metric.PARTNER_ENGAGEMENT,
                    12,
                    "1",
                    "0.05",
                    "partner-manager",
                    "No partner falls silent",
                    "Who has not been heard of for a quarter seldom sells again."),
            new Aim(
                    Metric.PARTNER_SOURCED_REVENUE,
                    3,
                    "6",
                    "0",
                    "sales",
                    null,
                    "One and a half times the pace of the last quarter."),
            new Aim(Metric.PARTNERS_ACTIVE, 12, "1.5", "0", "partner-operations", null, null),
            new Aim(
                    Metric.TIME_TO_FIRST_DEAL,
                    12,
                    "0.85",
                    "0",
                    "enablement-lead",
                    null,
                    "Of those who join this year."),
            new Aim(Metric.WIN_RATE, 12, "1", "0.02", "leadership", null, null));

    /** Sets the targets of the year that begins beside those of the years before; none when there is nothing to begin from. */
    void aim(Actor actor, Plan plan, Made made, SampleClock clock, int year) {
        ledger.settle();
        var begins = LocalDate.of(year, 1, 1);
        var wanted = wanted(begins);
        if (wanted.isEmpty()) {
            return;
        }
        made.targets.addAll(wanted);
        var office = proceedings.office(actor, plan, made, clock);
        var change = office.propose(
                "Targets for " + year,
                "What the year before came to, and somewhat more.",
                MetricTargets.CODE,
                DocumentScope.ALL,
                new MetricTargets(made.targets));
        office.agree(change);
        office.publish(change);
    }

    private List<Target> wanted(LocalDate begins) {
        var house = Purpose.HOUSEKEEPING.actor(Figures.KIND);
        return AIMS.stream()
                .flatMap(aim -> figures
                        .of(house, Question.of(aim.metric()).within(begins.minusMonths(aim.months()), begins))
                        .of(aim.metric())
                        .flatMap(figure -> aim.from(figure, begins))
                        .stream())
                .toList();
    }
}
