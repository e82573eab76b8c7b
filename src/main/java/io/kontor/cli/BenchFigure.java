package io.kontor.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param limit what it should stay below, or none
 * @param atLeast whether the limit is what it should reach instead
 */
record BenchFigure(double value, String unit, @Nullable Double limit, boolean atLeast) {
    BenchFigure(double value, String unit, @Nullable Double limit) {
        this(value, unit, limit, false);
    }

    static BenchFigure atLeast(double value, String unit, double limit) {
        return new BenchFigure(value, unit, limit, true);
    }

    static BenchFigure of(double value, String unit) {
        return new BenchFigure(value, unit, null);
    }

    Map<String, Object> asJson() {
        var result = new LinkedHashMap<String, Object>();
        result.put("value", rounded(value));
        result.put("unit", unit);
        if (limit != null) {
            result.put("limit", limit);
            result.put("ratio", rounded(value / limit));
            if (atLeast) {
                result.put("at_least", true);
            }
        }
        return result;
    }

    String line(String name) {
        return "%-44s %12.2f %-4s %s"
                .formatted(
                        name,
                        value,
                        unit,
                        limit == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "%s %.2f, ratio %.2f",
                                        atLeast ? "at least" : "limit",
                                        limit,
                                        value / limit));
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
