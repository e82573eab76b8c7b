package io.kontor.reports.web;

import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.reports.Dashboard;
import io.kontor.reports.PartNames;
import io.kontor.reports.Selection;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** What the programme is worth, on one page. */
@Controller
class NumbersController {
    private final Dashboard dashboard;
    private final Figures figures;
    private final Pages pages;

    NumbersController(Dashboard dashboard, Figures figures, Pages pages) {
        this.dashboard = dashboard;
        this.figures = figures;
        this.pages = pages;
    }

    record NumbersPage(
            Form form,
            Dashboard.Seen seen,
            PartNames.Choices choices,
            List<Option> periods,
            List<String> narrowed,
            boolean mayExport) {
        public List<Dimension> filters() {
            return Selection.FILTERS;
        }

        /** Whether more than the period was asked for, so that it stands open. */
        public boolean more() {
            return !narrowed.isEmpty() || form.wrong();
        }
    }

    @GetMapping("/numbers")
    @Needs(kind = "metric")
    View all(Viewer viewer, Form form) {
        var actor = viewer.actor();
        var words = viewer.words();
        var selection = Selection.of(form, figures.fiscal(actor), dashboard.today(actor));
        form.set("period", selection.period());
        var choices = dashboard.choices(actor, words);
        return pages.show(
                "reports/web/numbers.jte",
                new NumbersPage(
                        form,
                        dashboard.of(actor, words, selection),
                        choices,
                        Selection.PERIODS.stream()
                                .map(period -> new Option(period, words.t("numbers.period." + period)))
                                .toList(),
                        narrowed(words, selection, choices),
                        viewer.may(Figures.KIND, Verb.EXPORT)),
                form.wrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** What else than the period was chosen, in words. */
    private static List<String> narrowed(Words words, Selection selection, PartNames.Choices choices) {
        var said = new java.util.ArrayList<String>();
        for (var filter : Selection.FILTERS) {
            var value = selection.where().get(filter);
            if (value != null) {
                var name = choices.of(filter).stream()
                        .filter(option -> option.value().equals(value))
                        .map(Option::label)
                        .findFirst()
                        .orElse(value);
                said.add(words.t("numbers.dimension." + filter.code()) + ": " + name);
            }
        }
        if (selection.known() != null) {
            said.add(words.t("numbers.known", "day", selection.known()));
        }
        if (selection.current()) {
            said.add(words.t("numbers.current"));
        }
        return said;
    }
}
