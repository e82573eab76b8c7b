package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Three sentences the figures say by themselves: what moved most and where, what is uncertain, what needs attention. */
@Component
class BriefSentences {
    private final Figures figures;

    BriefSentences(Figures figures) {
        this.figures = figures;
    }

    /** @param base the brief's question, for taking apart what moved */
    List<String> of(Actor actor, Telling telling, PartNames.Naming names, Dashboard.Drawn drawn, Question base) {
        var moved = moved(drawn.answer());
        return List.of(
                moved.map(figure -> movement(actor, telling, names, figure, base))
                        .orElseGet(() -> telling.words().t("brief.moved.none")),
                uncertain(telling, drawn.answer()),
                attention(telling, drawn, moved.orElse(null)));
    }

    private static Optional<Figure> moved(Answer answer) {
        return answer.figures().stream()
                .filter(figure -> share(figure) != null)
                .max(Comparator.comparing((Figure figure) -> Objects.requireNonNull(share(figure))));
    }

    /** How much it moved against what it was. */
    private static @Nullable BigDecimal share(Figure figure) {
        var change = figure.change();
        return change == null || change.signum() == 0 ? null : change.abs();
    }

    private String movement(Actor actor, Telling telling, PartNames.Naming names, Figure figure, Question base) {
        var words = telling.words();
        var value = Objects.requireNonNull(figure.value());
        var before = Objects.requireNonNull(figure.before());
        boolean up = value.compareTo(before) > 0;
        Because most = null;
        for (var dimension : Dashboard.APART) {
            var parts = figures.of(actor, base.only(List.of(figure.metric())).by(dimension))
                    .parts();
            if (parts.size() < 2) {
                continue;
            }
            for (var part : parts) {
                var delta = delta(part, figure.metric());
                if (delta.signum() == (up ? 1 : -1)
                        && !part.key().isEmpty()
                        && (most == null || delta.abs().compareTo(most.delta().abs()) > 0)) {
                    most = new Because(dimension, part, delta);
                }
            }
        }
        return words.t(
                "brief.moved",
                "figure",
                words.t("metric." + figure.metric().code()),
                "way",
                up ? "up" : "down",
                "before",
                telling.value(figure, before),
                "value",
                telling.value(figure, value),
                "because",
                most == null ? "none" : most.dimension().code(),
                "name",
                most == null ? "" : names.name(most.dimension(), most.part()),
                "by",
                most == null ? "" : telling.value(figure, most.delta().abs()));
    }

    private record Because(Dimension dimension, Answer.Part part, BigDecimal delta) {}

    private static BigDecimal delta(Answer.Part part, Metric metric) {
        var figure = part.of(metric).orElse(null);
        var value = figure == null ? null : figure.value();
        var before = figure == null ? null : figure.before();
        return value == null || before == null ? BigDecimal.ZERO : value.subtract(before);
    }

    private static String uncertain(Telling telling, Answer answer) {
        var words = telling.words();
        var unpriced = answer.figures().stream()
                .filter(figure -> figure.unpriced() > 0)
                .max(Comparator.comparingLong(Figure::unpriced));
        if (unpriced.isPresent()) {
            return words.t(
                    "brief.uncertain.unpriced",
                    "figure",
                    words.t("metric." + unpriced.get().metric().code()),
                    "count",
                    unpriced.get().unpriced());
        }
        var widest = answer.figures().stream()
                .filter(figure -> width(figure) != null)
                .max(Comparator.comparing(figure -> Objects.requireNonNull(width(figure))));
        if (widest.isPresent()) {
            var figure = widest.get();
            return words.t(
                    "brief.uncertain.interval",
                    "figure",
                    words.t("metric." + figure.metric().code()),
                    "value",
                    telling.value(figure, Objects.requireNonNull(figure.value())),
                    "interval",
                    Objects.requireNonNull(telling.interval(figure)),
                    "count",
                    figure.rows());
        }
        return answer.figures().stream()
                .filter(figure -> figure.reason() != null)
                .findFirst()
                .map(figure -> words.t(
                        "brief.uncertain.none",
                        "figure",
                        words.t("metric." + figure.metric().code()),
                        "reason",
                        words.t("metric.reason." + figure.reason())))
                .orElseGet(() -> words.t("brief.uncertain.nothing"));
    }

    /** How wide the interval is against the value; the widest when one of its ends is open. */
    private static @Nullable BigDecimal width(Figure figure) {
        var range = figure.interval();
        var value = figure.value();
        if (range == null || value == null || value.signum() == 0 || (range.low() == null && range.high() == null)) {
            return null;
        }
        return range.low() == null || range.high() == null
                ? BigDecimal.TEN.pow(6)
                : range.high().subtract(range.low()).abs().divide(value.abs(), MathContext.DECIMAL32);
    }

    private static String attention(Telling telling, Dashboard.Drawn drawn, @Nullable Figure moved) {
        var words = telling.words();
        var behind = drawn.targets().stream()
                .filter(one -> one.figure().value() != null
                        && !one.target().met(Objects.requireNonNull(one.figure().value())))
                .findFirst();
        if (behind.isPresent()) {
            var standing = behind.get();
            return words.t(
                    "brief.attention.goal",
                    "goal",
                    words.say(standing.named()),
                    "reached",
                    telling.reached(standing),
                    "target",
                    telling.value(standing.figure(), standing.target().value()),
                    "due",
                    standing.target().last());
        }
        return drawn.answer().figures().stream()
                .filter(figure -> Boolean.FALSE.equals(figure.better()) && share(figure) != null)
                .max(Comparator.comparing((Figure figure) -> moved == null || figure.metric() != moved.metric())
                        .thenComparing(figure -> Objects.requireNonNull(share(figure))))
                .map(figure -> words.t(
                        "brief.attention.figure",
                        "figure",
                        words.t("metric." + figure.metric().code()),
                        "value",
                        telling.value(figure, Objects.requireNonNull(figure.value())),
                        "before",
                        telling.value(figure, Objects.requireNonNull(figure.before()))))
                .orElseGet(() -> words.t("brief.attention.none"));
    }
}
