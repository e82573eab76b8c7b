package io.kontor.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the charting library is to draw, as data: no function, no style, every text already in the reader's words. Colours are
 * names the page's theme fills in: {@code @us} the one accent, {@code @rest} everything else, {@code @band} an interval.
 */
final class ChartOptions {
    /** What is stacked is the first number of each pair: shares are, days must not be. */
    private static final Map<String, Integer> SHARE_THEN_DAY = Map.of("x", 1, "y", 0);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChartOptions() {}

    /** @param said what is told of it when pointed at; {@code label} stands beside it, or none */
    record Bar(String name, double value, @Nullable String label, String said, boolean ours) {}

    /** Upright bars, one a month: the label of the highest and the last only, so that they do not run into each other. */
    static String columns(List<Bar> bars) {
        var options = base(Map.of("top", 28, "bottom", 28, "left", 8, "right", 8));
        options.put("xAxis", axis(Map.of("type", "category", "data", names(bars)), true));
        options.put("yAxis", Map.of("type", "value", "min", 0, "show", false));
        options.put("series", List.of(series(bars, "top")));
        return JSON.writeValueAsString(options);
    }

    /** Lying bars, the longest on top, named beside them. They begin at nought, and may go to either side of it. */
    static String bars(List<Bar> bars) {
        var reversed = bars.reversed();
        var options = base(Map.of("top", 8, "bottom", 8, "left", 8, "right", 96, "containLabel", true));
        options.put("yAxis", axis(Map.of("type", "category", "data", names(reversed)), true));
        boolean less = bars.stream().anyMatch(bar -> bar.value() < 0);
        var value = new LinkedHashMap<String, Object>(Map.of("type", "value", "show", false));
        if (!less) {
            value.put("min", 0);
        }
        options.put("xAxis", value);
        options.put("series", List.of(series(reversed, "right")));
        return JSON.writeValueAsString(options);
    }

    /** @param low and {@code high} the ends of the interval, in percent; none where nothing is known */
    record Step(
            long day,
            double waiting,
            @Nullable Double low,
            @Nullable Double high,
            String said) {}

    /** A falling staircase from 100 % down with its interval as a band. */
    static String curve(List<Step> steps, String days, @Nullable Double median, @Nullable String medianSaid) {
        var options = base(Map.of("top", 12, "bottom", 40, "left", 8, "right", 20, "containLabel", true));
        var x = new LinkedHashMap<String, Object>(axis(Map.of("type", "value", "min", 0), true));
        x.put("name", days);
        x.put("nameLocation", "middle");
        x.put("nameGap", 26);
        x.put("nameTextStyle", Map.of("color", "@quiet"));
        x.put("splitLine", Map.of("show", false));
        options.put("xAxis", x);
        options.put(
                "yAxis",
                Map.of(
                        "type",
                        "value",
                        "min",
                        0,
                        "max",
                        100,
                        "axisLabel",
                        Map.of("formatter", "{value} %", "color", "@quiet"),
                        "splitLine",
                        Map.of("lineStyle", Map.of("color", "@line"))));
        var low = new ArrayList<Object>();
        var wide = new ArrayList<Object>();
        var line = new ArrayList<Object>();
        for (var step : steps) {
            double from = step.low() == null ? step.waiting() : step.low();
            double to = step.high() == null ? step.waiting() : step.high();
            low.add(List.of(from, step.day()));
            wide.add(List.of(to - from, step.day()));
            line.add(Map.of(
                    "value", List.of(step.day(), step.waiting()), "tooltip", Map.of("formatter", plain(step.said()))));
        }
        var still = Map.<String, Object>of("opacity", 0);
        var bottom = line("low", low, still);
        bottom.put("stack", "band");
        bottom.put("encode", SHARE_THEN_DAY);
        var band = line("band", wide, still);
        band.put("stack", "band");
        band.put("encode", SHARE_THEN_DAY);
        band.put("areaStyle", Map.of("color", "@band", "opacity", 0.7));
        var drawn = line("waiting", line, Map.of("color", "@us", "width", 2.5));
        drawn.remove("silent");
        drawn.put("showSymbol", steps.size() < 60);
        if (median != null && medianSaid != null) {
            drawn.put(
                    "markLine",
                    Map.of(
                            "silent",
                            true,
                            "symbol",
                            "none",
                            "lineStyle",
                            Map.of("color", "@quiet", "type", "dashed"),
                            "label",
                            Map.of(
                                    "formatter",
                                    plain(medianSaid),
                                    "color",
                                    "@text",
                                    "position",
                                    "insideEndTop",
                                    "rotate",
                                    0,
                                    "distance",
                                    List.of(-60, 4)),
                            "data",
                            List.of(Map.of("xAxis", median))));
        }
        options.put("series", List.of(bottom, band, drawn));
        return JSON.writeValueAsString(options);
    }

    private static Map<String, Object> line(String name, List<Object> data, Map<String, Object> style) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", name);
        line.put("type", "line");
        line.put("step", "end");
        line.put("showSymbol", false);
        line.put("symbolSize", 5);
        line.put("silent", true);
        line.put("color", "@us");
        line.put("lineStyle", style);
        line.put("data", data);
        return line;
    }

    private static Map<String, Object> base(Map<String, Object> grid) {
        var options = new LinkedHashMap<String, Object>();
        options.put("textStyle", Map.of("color", "@text", "fontFamily", "system-ui, sans-serif"));
        options.put("grid", grid);
        options.put("animationDuration", 250);
        // As text on the canvas: a tooltip made of HTML would bring styles the page does not allow.
        options.put(
                "tooltip",
                Map.of(
                        "renderMode",
                        "richText",
                        "trigger",
                        "item",
                        "confine",
                        true,
                        "backgroundColor",
                        "@ground",
                        "borderColor",
                        "@line",
                        "textStyle",
                        Map.of("color", "@text")));
        return options;
    }

    private static Map<String, Object> axis(Map<String, Object> of, boolean quiet) {
        var axis = new LinkedHashMap<>(of);
        axis.put("axisTick", Map.of("show", false));
        axis.put("axisLine", Map.of("lineStyle", Map.of("color", "@line")));
        axis.put(
                "axisLabel",
                Map.of(
                        "color",
                        quiet ? "@quiet" : "@text",
                        "hideOverlap",
                        true,
                        "overflow",
                        "break",
                        "lineHeight",
                        14,
                        "width",
                        130));
        return axis;
    }

    private static List<String> names(List<Bar> bars) {
        return bars.stream().map(Bar::name).toList();
    }

    private static Map<String, Object> series(List<Bar> bars, String place) {
        var data = bars.stream()
                .map(bar -> {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("value", bar.value());
                    item.put("itemStyle", Map.of("color", bar.value() < 0 ? "@less" : bar.ours() ? "@us" : "@rest"));
                    item.put("tooltip", Map.of("formatter", plain(bar.said())));
                    item.put(
                            "label",
                            bar.label() == null
                                    ? Map.of("show", false)
                                    : Map.of(
                                            "show",
                                            true,
                                            "formatter",
                                            plain(bar.label()),
                                            "position",
                                            place,
                                            "color",
                                            "@text"));
                    return item;
                })
                .toList();
        return Map.of("type", "bar", "barMaxWidth", 26, "data", data, "labelLayout", Map.of("hideOverlap", true));
    }

    /** Braces would be read as places to fill in. */
    private static String plain(String text) {
        return text.replace("{", "(").replace("}", ")");
    }
}
