package io.kontor.reports;

import io.kontor.governance.Line;
import io.kontor.governance.Section;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Simulation;
import io.kontor.language.Words;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What targets ask for, beside what the same days brought a year before and what their own days brought so far. */
@Component
final class TargetSimulations {
    static final String SET = "targets_set";
    static final String ABOVE = "targets_above_year_before";

    private final Figures figures;
    private final Clock clock;

    TargetSimulations(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** @param before over the same days a year before; {@code sofar} over its own days, none before the first */
    private record Compared(
            Target target,
            @Nullable Figure before,
            @Nullable Figure sofar) {
        @Nullable BigDecimal more() {
            var was = before == null ? null : before.value();
            return was == null ? null : target.value().subtract(was);
        }
    }

    /** Over all figures of the house, so that whoever reads it reads the same. */
    Simulation of(Words words, MetricTargets content, Map<Dimension, String> narrowed, Progress progress) {
        var house = MetricTargetsType.house();
        var today = LocalDate.ofInstant(clock.instant(), figures.zone(house));
        var questions = Targets.questions(content.targets(), narrowed);
        progress.total(questions.size());
        var before = new IdentityHashMap<Target, Figure>();
        var sofar = new IdentityHashMap<Target, Figure>();
        int done = 0;
        for (var question : questions.entrySet()) {
            var days = question.getValue().getFirst();
            var asked = question.getKey();
            var earlier = figures.of(
                    house,
                    asked.within(
                            days.begins().minusYears(1), days.last().plusDays(1).minusYears(1)));
            var own = days.begins().isAfter(today) ? null : figures.of(house, asked);
            for (var target : question.getValue()) {
                target.figure().flatMap(earlier::of).ifPresent(figure -> before.put(target, figure));
                if (own != null) {
                    target.figure().flatMap(own::of).ifPresent(figure -> sofar.put(target, figure));
                }
            }
            progress.done(++done);
        }
        var compared = content.targets().stream()
                .map(target -> new Compared(target, before.get(target), sofar.get(target)))
                .toList();
        return new Said(words, new TargetWords(words, figures.currency(house), Map.of()), today).simulation(compared);
    }

    /** Says it in one language. */
    private record Said(Words words, TargetWords targets, LocalDate today) {
        Simulation simulation(List<Compared> compared) {
            var lines = new ArrayList<Line>();
            var rows = new ArrayList<List<String>>();
            rows.add(List.of(
                    words.t("targets.field.metric"),
                    words.t("targets.field.period"),
                    words.t("targets.target"),
                    words.t("targets.simulation.before"),
                    words.t("targets.simulation.difference"),
                    words.t("targets.simulation.sofar")));
            for (var one : compared) {
                var target = one.target();
                lines.add(new Line(
                        target.metric() + "-" + target.period().code() + "-" + target.begins(),
                        targets.metric(target.metric()) + ", " + targets.days(target),
                        sentence(one)));
                rows.add(List.of(
                        targets.metric(target.metric()),
                        targets.days(target),
                        targets.value(target, target.value()),
                        told(target, one.before()),
                        difference(one),
                        one.sofar() == null ? "–" : told(target, one.sofar())));
            }
            var above = compared.stream()
                    .map(Compared::more)
                    .filter(more -> more != null && more.signum() > 0)
                    .count();
            return new Simulation(
                    List.of(new Section("targets", words.t("targets.simulation"), lines)),
                    Map.of(SET, BigDecimal.valueOf(compared.size()), ABOVE, BigDecimal.valueOf(above)),
                    rows);
        }

        private String sentence(Compared one) {
            var target = one.target();
            var said = new ArrayList<String>();
            said.add(words.t("targets.simulation.target", "target", targets.value(target, target.value())));
            said.add(
                    one.more() == null
                            ? words.t("targets.simulation.year-before-none", "reason", told(target, one.before()))
                            : words.t(
                                    "targets.simulation.year-before",
                                    "value",
                                    told(target, one.before()),
                                    "difference",
                                    difference(one)));
            var state = target.last().isBefore(today) ? "over" : one.sofar() == null ? "ahead" : "runs";
            said.add(words.t("targets.simulation.now", "state", state, "value", told(target, one.sofar())));
            return String.join(" ", said);
        }

        private String told(Target target, @Nullable Figure figure) {
            if (figure == null) {
                return "–";
            }
            var value = figure.value();
            return value == null
                    ? words.t("metric.reason." + figure.reason())
                    : targets.value(target, figure.rounded(value));
        }

        private String difference(Compared one) {
            var more = one.more();
            if (more == null || one.before() == null) {
                return words.t("targets.simulation.incomparable");
            }
            if (more.signum() == 0) {
                return words.t("targets.simulation.same");
            }
            var by = one.target()
                            .figure()
                            .filter(metric -> metric.unit() == Metric.Unit.SHARE)
                            .isPresent()
                    ? points(more.abs())
                    : targets.value(one.target(), one.before().rounded(more.abs()));
            return words.t(more.signum() > 0 ? "targets.simulation.more" : "targets.simulation.less", "by", by)
                    + percent(one, more);
        }

        private String points(BigDecimal share) {
            var points =
                    share.movePointRight(2).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
            return words.t("numbers.points", "points", words.number(points), "count", points);
        }

        private String percent(Compared one, BigDecimal more) {
            var was = one.before() == null ? null : one.before().value();
            if (was == null || was.signum() <= 0) {
                return "";
            }
            return " (" + words.percent(more.abs().divide(was, 4, RoundingMode.HALF_UP)) + ")";
        }
    }
}
