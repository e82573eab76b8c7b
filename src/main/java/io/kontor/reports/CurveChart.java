package io.kontor.reports;

import io.kontor.language.Words;
import io.kontor.metrics.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The curve behind time to first deal, with its interval, and the same as a table. */
final class CurveChart {
    private static final int DRAWN_STEPS = 400;
    private static final int TOLD_STEPS = 24;

    private final Telling telling;
    private final Words words;

    CurveChart(Telling telling) {
        this.telling = telling;
        this.words = telling.words();
    }

    /** How many still wait for their first deal after how many days. */
    Chart of(Figures.Curve curve) {
        var median = curve.median();
        var value = median.value();
        var interval = telling.interval(median);
        var steps = thinned(curve.points(), DRAWN_STEPS).stream()
                .map(point -> new ChartOptions.Step(
                        point.day(),
                        100 * point.waiting(),
                        point.low() == null ? null : 100 * point.low(),
                        point.high() == null ? null : 100 * point.high(),
                        words.t("numbers.curve.step", "day", point.day(), "share", percent(point.waiting()))))
                .toList();
        boolean drawn = curve.points().size() > 1;
        return new Chart(
                "curve",
                value == null
                        ? words.t("metric.reason." + median.reason())
                        : words.t(
                                "numbers.curve.message",
                                "days",
                                telling.value(median, value),
                                "interval",
                                interval == null ? "" : interval,
                                "known",
                                interval == null ? "no" : "yes"),
                words.t("numbers.curve.note", "count", median.rows()),
                drawn
                        ? ChartOptions.curve(
                                steps,
                                words.t("numbers.curve.days"),
                                value == null ? null : value.doubleValue(),
                                value == null ? null : telling.value(median, value))
                        : null,
                List.of(
                        words.t("numbers.curve.day"),
                        words.t("numbers.curve.waiting"),
                        words.t("numbers.curve.interval"),
                        words.t("numbers.curve.at-risk")),
                thinned(curve.points(), TOLD_STEPS).stream()
                        .map(point -> new Chart.Row(
                                words.count(point.day()),
                                null,
                                List.of(
                                        percent(point.waiting()),
                                        point.low() == null || point.high() == null
                                                ? "–"
                                                : percent(point.low()) + " – " + percent(point.high()),
                                        words.count(point.atRisk()))))
                        .toList(),
                false);
    }

    /** Evenly, with the first and the last. */
    private static List<Figures.Point> thinned(List<Figures.Point> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        var fewer = new ArrayList<Figures.Point>();
        for (int i = 0; i < most; i++) {
            fewer.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
        }
        return fewer;
    }

    private String percent(double share) {
        return words.percent(BigDecimal.valueOf(share).setScale(3, RoundingMode.HALF_UP));
    }
}
