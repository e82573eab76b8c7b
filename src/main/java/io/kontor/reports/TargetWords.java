package io.kontor.reports;

import io.kontor.governance.Line;
import io.kontor.governance.Section;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets as people read them. */
final class TargetWords {
    private final Words words;
    private final String currency;
    private final Map<String, String> ownRoles;
    private final Telling telling;

    /** @param currency figures are in; {@code ownRoles} what the office calls roles of its own */
    TargetWords(Words words, String currency, Map<String, String> ownRoles) {
        this.words = words;
        this.currency = currency;
        this.ownRoles = ownRoles;
        this.telling = new Telling(words);
    }

    /** A section for each figure, a line for each period. */
    List<Section> sections(MetricTargets content) {
        var byMetric = new LinkedHashMap<String, List<Target>>();
        content.targets().stream()
                .sorted(Comparator.comparingInt((Target target) ->
                                target.figure().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
                        .thenComparing(Target::begins)
                        .thenComparing(Target::period))
                .forEach(target -> byMetric.computeIfAbsent(target.metric(), metric -> new ArrayList<>())
                        .add(target));
        var sections = new ArrayList<Section>();
        byMetric.forEach((metric, targets) -> sections.add(new Section(metric, metric(metric), lines(targets))));
        return sections;
    }

    private List<Line> lines(List<Target> targets) {
        var lines = new ArrayList<Line>();
        var keys = new LinkedHashMap<String, Integer>();
        for (var target : targets) {
            var key = target.period().code() + "-" + target.begins();
            int nth = keys.merge(key, 1, Integer::sum);
            lines.add(new Line(nth == 1 ? key : key + "-" + nth, days(target), said(target)));
        }
        return lines;
    }

    String metric(String code) {
        return Words.has("metric." + code) ? words.t("metric." + code) : code;
    }

    String days(Target target) {
        return words.t("targets.days", "begins", target.begins(), "last", target.last());
    }

    private String said(Target target) {
        var parts = new ArrayList<String>();
        parts.add(value(target, target.value()));
        if (target.steers()) {
            parts.add(words.t("targets.outcome"));
        }
        add(parts, null, target.name());
        var baseline = target.baseline();
        add(parts, "targets.field.baseline", baseline == null ? null : value(target, baseline));
        var owner = target.owner();
        add(parts, "targets.field.owner", owner == null ? null : role(owner));
        add(parts, null, target.note());
        return String.join(" · ", parts);
    }

    private void add(List<String> parts, @Nullable String label, @Nullable String text) {
        if (text != null) {
            parts.add(label == null ? text : words.t(label) + ": " + text);
        }
    }

    /** A value of the target's figure, with its unit. */
    String value(Target target, BigDecimal value) {
        var metric = target.figure().orElse(null);
        if (metric == null) {
            return words.number(value);
        }
        return telling.value(
                metric,
                currency,
                metric.unit().money()
                        ? value.setScale(
                                Currency.getInstance(currency).getDefaultFractionDigits(), RoundingMode.HALF_UP)
                        : value);
    }

    String role(String code) {
        var key = "role." + code;
        return Words.has(key) ? words.t(key) : ownRoles.getOrDefault(code, code);
    }
}
