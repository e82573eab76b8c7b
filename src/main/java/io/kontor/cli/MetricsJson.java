package io.kontor.cli;

import io.kontor.metrics.Answer;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Figures as one JSON object: each under its name, as a decimal string. */
final class MetricsJson {
    private MetricsJson() {}

    static Map<String, @Nullable Object> object(Answer answer, @Nullable Dimension by) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("as_of", answer.asOf().toString());
        result.put("currency", answer.currency());
        put(result, answer.figures());
        result.put(
                "unpriced_deals",
                answer.figures().stream().mapToLong(Figure::unpriced).max().orElse(0));
        if (by != null) {
            result.put("by", by.code());
            result.put(
                    "parts",
                    answer.parts().stream()
                            .map(part -> {
                                var one = new LinkedHashMap<String, @Nullable Object>();
                                one.put("key", part.key());
                                one.put("name", part.name());
                                put(one, part.figures());
                                return one;
                            })
                            .toList());
        }
        return result;
    }

    /** Each figure under its name, and beside them what there is to say of some. */
    private static void put(Map<String, @Nullable Object> result, List<Figure> figures) {
        var reasons = new LinkedHashMap<String, Object>();
        var rows = new LinkedHashMap<String, Object>();
        var unpriced = new LinkedHashMap<String, Object>();
        var intervals = new LinkedHashMap<String, Object>();
        var before = new LinkedHashMap<String, Object>();
        var parts = new LinkedHashMap<String, Object>();
        var units = new LinkedHashMap<String, Object>();
        for (var figure : figures) {
            var code = figure.metric().code();
            result.put(code, figure.plain());
            rows.put(code, figure.rows());
            units.put(code, figure.metric().unit().code());
            if (figure.reason() != null) {
                reasons.put(code, figure.reason());
            }
            if (figure.unpriced() > 0) {
                unpriced.put(code, figure.unpriced());
            }
            var interval = figure.interval();
            if (interval != null) {
                var ends = new LinkedHashMap<String, @Nullable Object>();
                ends.put("low", plain(figure, interval.low()));
                ends.put("high", plain(figure, interval.high()));
                intervals.put(code, ends);
            }
            if (figure.before() != null) {
                before.put(code, figure.rounded(figure.before()).toPlainString());
            }
            if (!figure.parts().isEmpty()) {
                var made = new TreeMap<String, Object>();
                figure.parts().forEach((name, value) -> made.put(name, four(value)));
                parts.put(code, made);
            }
        }
        result.put("reasons", reasons);
        result.put("rows", rows);
        result.put("units", units);
        result.put("unpriced", unpriced);
        result.put("intervals", intervals);
        result.put("before", before);
        result.put("made_of", parts);
    }

    private static @Nullable String plain(Figure figure, @Nullable BigDecimal value) {
        return value == null ? null : figure.rounded(value).toPlainString();
    }

    private static String four(BigDecimal value) {
        return value.setScale(Math.min(4, Math.max(0, value.scale())), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
