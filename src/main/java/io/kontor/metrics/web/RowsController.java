package io.kontor.metrics.web;

import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.metrics.Question;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriComponentsBuilder;

/** The way down from a figure to exactly the rows it counts. */
@Controller
class RowsController {
    private static final int PAGE = 100;

    private final Figures figures;
    private final Pages pages;

    RowsController(Figures figures, Pages pages) {
        this.figures = figures;
        this.pages = pages;
    }

    /**
     * @param first place of the first row shown, from 1
     * @param less the address of the page before, or none; {@code more} that of the next
     * @param back the address of the dashboard with the same period and filters
     */
    record RowsPage(
            Metric metric,
            String currency,
            Figures.Rows rows,
            long first,
            @Nullable String less,
            @Nullable String more,
            String back) {
        public long last() {
            return first + rows.rows().size() - 1;
        }

        public Money worth(BigDecimal value) {
            int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            return new Money(value.setScale(digits, RoundingMode.HALF_UP), currency);
        }
    }

    @GetMapping("/metrics/{metric}/rows")
    @Needs(kind = "metric")
    View rows(Viewer viewer, @PathVariable String metric, Form form) {
        var asked = Metric.of(metric).orElseThrow(() -> Refusal.notFound(Figures.KIND));
        var to = form.day("to");
        var known = form.text("as_of");
        var by = form.text("by");
        var question = Question.of(asked)
                .within(form.day("from"), to == null ? null : to.plusDays(1))
                .asOf(known == null ? null : moment(known))
                .current(form.checked("current"))
                .by(by == null ? null : Dimension.of(by).orElseThrow(() -> Refusal.notFound(Figures.KIND)));
        for (var dimension : Dimension.values()) {
            if (!dimension.time() && given(form, dimension.code())) {
                question = question.where(dimension, form.value(dimension.code()));
            }
        }
        var skip = form.whole("skip");
        int from = skip == null || skip < 0 ? 0 : skip;
        var rows = figures.rows(
                viewer.actor(), question, asked, given(form, "key") ? form.value("key") : null, from, PAGE);
        return pages.show(
                "metrics/web/rows.jte",
                new RowsPage(
                        asked,
                        figures.currency(viewer.actor()),
                        rows,
                        from + 1L,
                        from > 0 ? address(form, asked.rows(), Math.max(0, from - PAGE)) : null,
                        from + PAGE < rows.count() ? address(form, asked.rows(), from + PAGE) : null,
                        address(form, "/numbers", null)));
    }

    /** An empty value is one too: that nothing is told. */
    private static boolean given(Form form, String name) {
        return !form.values(name).isEmpty();
    }

    private static Instant moment(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(java.time.ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("day-malformed", "value", text).at("as_of");
        }
    }

    private static String address(Form form, String path, @Nullable Integer skip) {
        var address = UriComponentsBuilder.fromPath(path);
        var names = new java.util.ArrayList<>(java.util.List.of("from", "to", "current"));
        if (skip != null) {
            names.addAll(java.util.List.of("as_of", "by", "key"));
        }
        for (var dimension : Dimension.values()) {
            names.add(dimension.code());
        }
        for (var name : names) {
            if (given(form, name)) {
                address.queryParam(name, "{" + name + "}");
            }
        }
        var values = new java.util.HashMap<String, Object>();
        names.forEach(name -> values.put(name, form.value(name)));
        if (skip != null) {
            address.queryParam("skip", skip);
        }
        return address.encode(StandardCharsets.UTF_8).buildAndExpand(values).toUriString();
    }
}
