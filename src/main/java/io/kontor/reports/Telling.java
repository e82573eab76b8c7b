package io.kontor.reports;

import io.kontor.kernel.Money;
import io.kontor.language.Words;
import io.kontor.metrics.Answer;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Metric;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Figures in a reader's words: with unit, interval, what it was, and the reason where there is none. */
final class Telling {
    /** From here on nobody reads cents. */
    private static final BigDecimal ROUND = BigDecimal.valueOf(1_000);

    private final Words words;

    Telling(Words words) {
        this.words = words;
    }

    Words words() {
        return words;
    }

    /**
     * @param series the same figures month by month, or nothing
     * @param goal its target, or none
     * @param rows what the address of its rows ends with
     */
    Shown shown(Figure figure, List<Answer.Part> series, Targets.@Nullable Standing goal, String rows) {
        var code = "metric." + figure.metric().code();
        var change = change(figure);
        return new Shown(
                figure.metric().code(),
                words.t(code),
                words.t(code + ".hint"),
                figure.value() == null ? null : value(figure, figure.value()),
                figure.reason() == null ? null : words.t("metric.reason." + figure.reason()),
                interval(figure),
                figure.unpriced() > 0 ? words.t("metric.unpriced", "count", figure.unpriced()) : null,
                change,
                figure.before() == null ? null : words.t("numbers.before", "value", value(figure, figure.before())),
                figure.better() == null ? "" : figure.better() ? "good" : "bad",
                goal == null ? null : aim(goal),
                figure.metric().rows() + rows,
                words.t("numbers.rows", "count", figure.rows()),
                spark(figure.metric(), series, goal),
                parts(figure));
    }

    /** Any value of a figure: amounts without cents where they are large, shares in percent, days and counts with their unit. */
    String value(Figure figure, BigDecimal any) {
        return value(figure.metric(), Objects.requireNonNullElse(figure.currency(), ""), figure.rounded(any));
    }

    /** @param currency of an amount; {@code rounded} has as many digits as it is told with */
    String value(Metric metric, String currency, BigDecimal rounded) {
        return switch (metric.unit()) {
            case MONEY, MONEY_PER_DAY -> money(new Money(rounded, currency));
            case SHARE -> words.percent(rounded);
            case DAYS -> words.t("metrics.days", "days", words.number(rounded), "count", rounded);
            case DEALS, PARTNERS, LINES -> words.count(rounded.longValue());
        };
    }

    String money(Money money) {
        return money.amount().abs().compareTo(ROUND) >= 0 ? words.roundMoney(money) : words.money(money);
    }

    @Nullable String change(Figure figure) {
        var value = figure.value();
        var before = figure.before();
        if (value == null || before == null) {
            return null;
        }
        int way = value.compareTo(before);
        if (way == 0) {
            return words.t("numbers.same");
        }
        var key = way > 0 ? "numbers.up" : "numbers.down";
        if (figure.metric().unit() == Metric.Unit.SHARE) {
            var points = value.subtract(before)
                    .abs()
                    .movePointRight(2)
                    .setScale(1, java.math.RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            return words.t(key, "by", words.t("numbers.points", "points", words.number(points), "count", points));
        }
        var change = figure.change();
        return change == null ? null : words.t(key, "by", words.percent(change.abs()));
    }

    @Nullable String interval(Figure figure) {
        var range = figure.interval();
        if (range == null) {
            return null;
        }
        var low = range.low();
        var high = range.high();
        if (low == null && high == null) {
            return null;
        }
        if (high == null) {
            return words.t("numbers.at-least", "low", value(figure, Objects.requireNonNull(low)));
        }
        return low == null
                ? words.t("numbers.at-most", "high", value(figure, high))
                : words.t("numbers.interval", "low", plain(figure, low), "high", value(figure, high));
    }

    /** Without its unit, where it stands before another that has one. */
    private String plain(Figure figure, BigDecimal any) {
        return figure.metric().unit() == Metric.Unit.DAYS ? words.number(figure.rounded(any)) : value(figure, any);
    }

    private List<Shown.Part> parts(Figure figure) {
        if (figure.metric() != Metric.PARTNER_ENGAGEMENT) {
            return List.of();
        }
        return figure.parts().entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(part ->
                        new Shown.Part(words.t("numbers.engagement." + part.getKey()), words.percent(part.getValue())))
                .toList();
    }

    Shown.Aim aim(Targets.Standing standing) {
        var target = standing.target();
        var said = words.t(
                "numbers.target",
                "target",
                value(standing.figure(), target.value()),
                "from",
                target.begins(),
                "due",
                target.last());
        return new Shown.Aim(said, reached(standing), Targets.PATH);
    }

    /** How far a figure is on the way to its target, in words. */
    String reached(Targets.Standing standing) {
        var value = standing.figure().value();
        if (value == null) {
            return words.t("metric.reason." + standing.figure().reason());
        }
        if (standing.target().met(value)) {
            return words.t("numbers.target.met", "value", value(standing.figure(), value));
        }
        var behind = standing.target().behind(value);
        return behind == null
                ? words.t("numbers.target.not-yet", "value", value(standing.figure(), value))
                : words.t(
                        "numbers.target.way", "value", value(standing.figure(), value), "share", words.percent(behind));
    }

    private Shown.@Nullable Spark spark(Metric metric, List<Answer.Part> series, Targets.@Nullable Standing goal) {
        var values = series.stream()
                .map(part -> part.of(metric).map(Figure::value).orElse(null))
                .toList();
        if (values.stream().filter(Objects::nonNull).count() < 2) {
            return null;
        }
        // Only a share is the same thing in a month as over a target's days, so only there is the target a line to
        // compare with.
        var aim = goal != null && metric.unit() == Metric.Unit.SHARE
                ? goal.target().value()
                : null;
        double highest = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(1);
        if (aim != null) {
            highest = Math.max(highest, aim.doubleValue());
        }
        double top = highest <= 0 ? 1 : highest;
        var path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value == null) {
                drawing = false;
                continue;
            }
            path.append(drawing ? 'L' : 'M')
                    .append(at(100.0 * i / (values.size() - 1)))
                    .append(' ');
            path.append(at(22 - 20 * Math.max(0, value.doubleValue()) / top));
            drawing = true;
        }
        return new Shown.Spark(
                path.toString(), aim == null ? null : at(22 - 20 * aim.doubleValue() / top), words.t("numbers.spark"));
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
