package io.kontor.reports.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ExportDesk;
import io.kontor.metrics.Figures;
import io.kontor.reports.Dashboard;
import io.kontor.reports.DashboardTables;
import io.kontor.reports.Selection;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The tables of the dashboard as files. */
@Controller
class TableController {
    private final Dashboard dashboard;
    private final DashboardTables tables;
    private final Figures figures;
    private final ExportDesk exports;
    private final Pages pages;

    TableController(Dashboard dashboard, DashboardTables tables, Figures figures, ExportDesk exports, Pages pages) {
        this.dashboard = dashboard;
        this.tables = tables;
        this.figures = figures;
        this.exports = exports;
        this.pages = pages;
    }

    @GetMapping("/numbers/export/{table}")
    @Needs(kind = "metric", verb = Verb.EXPORT)
    View page(Viewer viewer, @PathVariable String table, Form form) {
        return pages.show("lists/web/export.jte", page(viewer, table, form, selection(viewer, form)));
    }

    private Selection selection(Viewer viewer, Form form) {
        return Selection.of(form, figures.fiscal(viewer.actor()), dashboard.today(viewer.actor()));
    }

    private ExportDesk.Page page(Viewer viewer, String table, Form form, Selection selection) {
        if (!DashboardTables.CODES.contains(table)) {
            throw Refusal.notFound("page");
        }
        var words = viewer.words();
        return exports.page(
                viewer,
                form,
                Figures.KIND,
                words.t("numbers.title") + " · " + words.t("numbers.table." + table),
                "/numbers/export/" + table + "?" + selection.query(),
                "/numbers?" + selection.query(),
                "");
    }

    @PostMapping("/numbers/export/{table}")
    @Needs(kind = "metric", verb = Verb.EXPORT)
    @Nullable View export(Viewer viewer, @PathVariable String table, Form form, HttpServletResponse response) throws IOException {
        var selection = selection(viewer, form);
        var page = page(viewer, table, form, selection);
        var made = tables.of(viewer.actor(), viewer.words(), selection, table);
        var outgoing = exports.allow(
                viewer,
                form,
                Figures.KIND,
                "numbers-" + table,
                selection.query(),
                () -> {
                    var rows = new AtomicLong();
                    made.body().each(row -> rows.incrementAndGet());
                    return rows.get();
                },
                () -> made);
        if (outgoing.isEmpty()) {
            return pages.show("lists/web/export.jte", page, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        outgoing.get().send(response);
        return null;
    }
}
