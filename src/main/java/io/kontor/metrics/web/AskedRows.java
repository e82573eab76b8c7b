package io.kontor.metrics.web;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import io.kontor.ui.Form;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which rows an address asks for.
 *
 * @param key of the part they are of, or none for all
 */
record AskedRows(Metric metric, Question question, @Nullable String key) {
    static AskedRows of(Figures figures, Actor actor, String code, Form form) {
        var metric = Metric.of(code).orElseThrow(() -> Refusal.notFound(Figures.KIND));
        var to = form.day("to");
        var known = form.text("as_of");
        var by = form.text("by");
        var question = Question.of(metric)
                .within(form.day("from"), to == null ? null : to.plusDays(1))
                .asOf(known == null ? null : moment(known, figures.zone(actor)))
                .current(form.checked("current"))
                .by(by == null ? null : Dimension.of(by).orElseThrow(() -> Refusal.notFound(Figures.KIND)));
        for (var dimension : Dimension.values()) {
            if (!dimension.time() && given(form, dimension.code())) {
                question = question.where(dimension, form.value(dimension.code()));
            }
        }
        return new AskedRows(metric, question, given(form, "key") ? form.value("key") : null);
    }

    /** An empty value is one too: that nothing is told. */
    private static boolean given(Form form, String name) {
        return !form.values(name).isEmpty();
    }

    /** A moment, or a day, which then has passed. */
    private static Instant moment(String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("day-malformed", "value", text).at("as_of");
        }
    }

    /** The address of the dashboard with the same period, filters and day of knowing. */
    static String dashboard(Form form, Question question, ZoneId zone) {
        var asOf = question.asOf();
        var known = asOf == null
                ? null
                : LocalDate.ofInstant(asOf.minusNanos(1), zone).toString();
        var names = new ArrayList<>(List.of("from", "to", "current"));
        return address(form, "/numbers", names, "as_of", known);
    }

    /** The address of a page of the same rows. */
    static String same(Form form, String path, @Nullable Integer skip) {
        var names = new ArrayList<>(List.of("from", "to", "current", "as_of", "by", "key"));
        return address(form, path, names, "skip", skip == null ? null : skip.toString());
    }

    private static String address(
            Form form, String path, ArrayList<String> names, String further, @Nullable String value) {
        var address = UriComponentsBuilder.fromPath(path);
        for (var dimension : Dimension.values()) {
            names.add(dimension.code());
        }
        var values = new HashMap<String, Object>();
        for (var name : names) {
            if (given(form, name)) {
                address.queryParam(name, "{" + name + "}");
                values.put(name, form.value(name));
            }
        }
        if (value != null) {
            address.queryParam(further, "{further}");
            values.put("further", value);
        }
        return address.encode(StandardCharsets.UTF_8).buildAndExpand(values).toUriString();
    }
}
