package io.kontor.metrics.web;

import io.kontor.lists.ListPages;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.PartnersWithDeals;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The figures with their definitions, for any period, and the rows behind those no list shows. */
@Controller
class MetricController {
    private static final int MONTHS = 24;

    private final Figures figures;
    private final PartnersWithDeals withDeals;
    private final ListPages lists;
    private final Pages pages;

    MetricController(Figures figures, PartnersWithDeals withDeals, ListPages lists, Pages pages) {
        this.figures = figures;
        this.withDeals = withDeals;
        this.lists = lists;
        this.pages = pages;
    }

    /** @param period what narrows the rows behind a figure to the days it was asked for */
    record MetricPage(Form form, List<Figure> figures, List<Bar> months, String period) {}

    /** @param share of the highest month, 0 to 100 */
    record Bar(Figures.Month month, int share) {}

    @GetMapping("/metrics")
    @Needs(kind = "metric")
    View all(Viewer viewer, Form form) {
        var from = form.day("from");
        var to = form.day("to");
        var shown = figures.all(viewer.actor(), from, dayAfter(to));
        return pages.show("metrics/web/metrics.jte", new MetricPage(form, shown, bars(viewer), period(from, to)));
    }

    private static String period(@Nullable LocalDate from, @Nullable LocalDate to) {
        var days = Stream.of(
                        Optional.ofNullable(from).map(day -> "from=" + day),
                        Optional.ofNullable(to).map(day -> "to=" + day))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return days.isEmpty() ? "" : "?" + days;
    }

    /** A period is told with its last day and read half-open. */
    private static @Nullable LocalDate dayAfter(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1);
    }

    private List<Bar> bars(Viewer viewer) {
        var months = figures.months(viewer.actor(), MONTHS);
        var highest = months.stream()
                .map(month -> month.value().amount().doubleValue())
                .reduce(1.0, Math::max);
        return months.stream()
                .map(month -> new Bar(month, (int)
                        Math.round(100 * Math.max(0, month.value().amount().doubleValue()) / highest)))
                .toList();
    }

    @GetMapping("/partners-with-deals")
    @Needs(kind = "metric")
    View withDeals(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, withDeals, request);
    }
}
