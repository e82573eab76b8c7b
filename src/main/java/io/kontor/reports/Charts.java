package io.kontor.reports;

import io.kontor.kernel.Money;
import io.kontor.language.Words;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The charts of the dashboard: one message each, which is its title, and the same as a table. */
final class Charts {
    static final int MOST = 8;
    private static final Metric REVENUE = Metric.PARTNER_SOURCED_REVENUE;

    private final Telling telling;
    private final Words words;
    private final PartNames.Naming names;
    private final String rows;

    Charts(Telling telling, PartNames.Naming names, String rows) {
        this.telling = telling;
        this.words = telling.words();
        this.names = names;
        this.rows = rows;
    }

    /** Partner-sourced revenue, the last twelve months. */
    Chart months(List<Answer.Part> series) {
        var best = series.stream()
                .filter(part -> amount(part).signum() > 0)
                .max(Comparator.comparing(Charts::amount))
                .orElse(null);
        var bars = series.stream()
                .map(part -> new ChartOptions.Bar(
                        month(part),
                        amount(part).doubleValue(),
                        part.equals(best) || part.equals(series.getLast()) ? said(part) : null,
                        month(part) + ": " + said(part),
                        true))
                .toList();
        return new Chart(
                "months",
                best == null
                        ? words.t("numbers.months.none")
                        : words.t("numbers.months.message", "month", month(best), "value", said(best)),
                null,
                best == null ? null : ChartOptions.columns(bars),
                List.of(words.t("numbers.month"), words.t("metric.deals_won"), words.t("metric." + REVENUE.code())),
                series.stream()
                        .map(part -> new Chart.Row(
                                month(part),
                                null,
                                List.of(
                                        words.count(part.of(Metric.DEALS_WON)
                                                .map(Figure::rows)
                                                .orElse(0L)),
                                        said(part))))
                        .toList(),
                true);
    }

    private String month(Answer.Part part) {
        return part.from() == null ? part.key() : words.month(part.from());
    }

    /** How many still wait for their first deal after how many days. */
    Chart curve(Figures.Curve curve) {
        return new CurveChart(telling).of(curve);
    }

    /** Which kinds of activity partners show. */
    Chart engagement(Figure figure) {
        var kinds = figure.parts().entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        var value = figure.value();
        boolean any = value != null && value.signum() > 0 && !kinds.isEmpty();
        var bars = kinds.stream()
                .map(kind -> new ChartOptions.Bar(
                        kind(kind.getKey()),
                        kind.getValue().doubleValue(),
                        words.percent(kind.getValue()),
                        kind(kind.getKey()) + ": " + words.percent(kind.getValue()),
                        kind.equals(kinds.getFirst())))
                .toList();
        return new Chart(
                "engagement",
                value == null
                        ? words.t("metric.reason." + figure.reason())
                        : any
                                ? words.t(
                                        "numbers.engagement.message",
                                        "share",
                                        words.percent(value),
                                        "kind",
                                        kind(kinds.getFirst().getKey()))
                                : words.t("numbers.engagement.none"),
                null,
                any ? ChartOptions.bars(bars) : null,
                List.of(words.t("numbers.engagement.kind"), words.t("numbers.engagement.share")),
                kinds.stream()
                        .map(kind -> new Chart.Row(kind(kind.getKey()), null, List.of(words.percent(kind.getValue()))))
                        .toList(),
                false);
    }

    private String kind(String code) {
        return words.t("numbers.engagement." + code);
    }

    /** Revenue taken apart by what partners are. */
    Chart apart(Dimension dimension, Answer answer) {
        var parts = answer.parts().stream()
                .filter(part -> amount(part).signum() != 0 || before(part).signum() != 0)
                .toList();
        var total = answer.of(REVENUE).map(Figure::value).orElse(BigDecimal.ZERO);
        boolean told = parts.stream().anyMatch(part -> !part.key().isEmpty());
        var first =
                parts.stream().filter(part -> !part.key().isEmpty()).findFirst().orElse(null);
        boolean any = first != null && amount(first).signum() > 0 && total != null && total.signum() > 0;
        var bars = parts.stream()
                .limit(MOST)
                .map(part -> new ChartOptions.Bar(
                        names.name(dimension, part),
                        amount(part).doubleValue(),
                        said(part),
                        names.name(dimension, part) + ": " + said(part),
                        part.equals(first)))
                .toList();
        return new Chart(
                dimension.code(),
                any
                        ? words.t(
                                parts.size() == 1 ? "numbers.apart.only" : "numbers.apart.message",
                                "name",
                                names.name(dimension, Objects.requireNonNull(first)),
                                "share",
                                words.percent(
                                        amount(first).divide(Objects.requireNonNull(total), 4, RoundingMode.HALF_UP)),
                                "by",
                                dimension.code())
                        : words.t(
                                told || parts.isEmpty() ? "numbers.apart.none" : "numbers.apart.untold",
                                "by",
                                dimension.code()),
                dimension == Dimension.TYPE && any ? words.t("numbers.apart.type-note") : null,
                any ? ChartOptions.bars(bars) : null,
                List.of(
                        words.t("numbers.dimension." + dimension.code()),
                        words.t("metric." + REVENUE.code()),
                        words.t("numbers.before.head")),
                parts.stream()
                        .map(part -> any ? row(dimension, part).drawn(length(part, parts)) : row(dimension, part))
                        .toList(),
                false);
    }

    private Chart.Row row(Dimension dimension, Answer.Part part) {
        return new Chart.Row(
                names.name(dimension, part),
                REVENUE.rows()
                        + (rows.isEmpty() ? "?" : rows + "&")
                        + "by="
                        + dimension.code()
                        + Selection.parameter("key", part.key()),
                List.of(said(part), beforeSaid(part)));
    }

    /** How long a bar is against the longest. */
    private static int length(Answer.Part part, List<Answer.Part> parts) {
        double longest = parts.stream()
                .mapToDouble(one -> amount(one).doubleValue())
                .max()
                .orElse(0);
        return longest <= 0
                ? 0
                : (int) Math.round(100 * Math.max(0, amount(part).doubleValue()) / longest);
    }

    /**
     * The partners whose revenue moved most, up or down.
     *
     * @param ever whether there is no period before to compare with
     */
    Chart movers(boolean ever, List<Answer.Part> moved) {
        if (moved.isEmpty()) {
            return new Chart(
                    "movers",
                    words.t(ever ? "numbers.movers.no-period" : "numbers.movers.none"),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    true);
        }
        var most = moved.getFirst();
        var bars = moved.stream()
                .sorted(Comparator.comparing(Charts::delta).reversed())
                .map(part -> new ChartOptions.Bar(
                        names.name(Dimension.PARTNER, part),
                        delta(part).doubleValue(),
                        signed(part),
                        names.name(Dimension.PARTNER, part) + ": " + signed(part),
                        true))
                .toList();
        return new Chart(
                "movers",
                words.t(
                        "numbers.movers.message",
                        "name",
                        names.name(Dimension.PARTNER, most),
                        "by",
                        money(most, delta(most).abs()),
                        "way",
                        delta(most).signum() > 0 ? "up" : "down"),
                words.t("numbers.movers.note"),
                ChartOptions.bars(bars),
                List.of(
                        words.t("numbers.dimension.partner"),
                        words.t("metric." + REVENUE.code()),
                        words.t("numbers.before.head"),
                        words.t("numbers.movers.change")),
                moved.stream()
                        .map(part -> {
                            var row = row(Dimension.PARTNER, part);
                            return new Chart.Row(
                                    row.head(), row.link(), List.of(said(part), beforeSaid(part), signed(part)));
                        })
                        .toList(),
                false);
    }

    static BigDecimal amount(Answer.Part part) {
        return part.of(REVENUE).map(Figure::value).orElse(BigDecimal.ZERO);
    }

    static BigDecimal before(Answer.Part part) {
        return part.of(REVENUE).map(Figure::before).orElse(BigDecimal.ZERO);
    }

    static BigDecimal delta(Answer.Part part) {
        return amount(part).subtract(before(part));
    }

    private String said(Answer.Part part) {
        return money(part, amount(part));
    }

    private String beforeSaid(Answer.Part part) {
        return part.of(REVENUE).map(Figure::before).isEmpty() ? "–" : money(part, before(part));
    }

    private String signed(Answer.Part part) {
        return (delta(part).signum() > 0 ? "+" : "−") + money(part, delta(part).abs());
    }

    private String money(Answer.Part part, BigDecimal value) {
        var figure = part.of(REVENUE).orElse(null);
        return figure == null ? "–" : money(figure, value);
    }

    private String money(Figure figure, @Nullable BigDecimal value) {
        var currency = figure.currency();
        return value == null || currency == null ? "–" : telling.money(new Money(figure.rounded(value), currency));
    }
}
