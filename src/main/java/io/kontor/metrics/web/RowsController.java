package io.kontor.metrics.web;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.lists.DataTable;
import io.kontor.lists.DataTable.Holds;
import io.kontor.lists.ExportDesk;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Metric;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The way down from a figure to exactly the rows it counts, as a page and as a file. */
@Controller
class RowsController {
    private static final int PAGE = 100;
    private static final int DIGITS = 12;

    private final Figures figures;
    private final ExportDesk exports;
    private final Pages pages;

    RowsController(Figures figures, ExportDesk exports, Pages pages) {
        this.figures = figures;
        this.exports = exports;
        this.pages = pages;
    }

    /**
     * @param first place of the first row shown, from 1
     * @param less the address of the page before, or none; {@code more} that of the next
     * @param back the address of the dashboard with the same period and filters
     * @param export the address of the same rows as a file, or none
     */
    record RowsPage(
            Metric metric,
            String currency,
            Figures.Rows rows,
            long first,
            @Nullable String less,
            @Nullable String more,
            String back,
            @Nullable String export) {
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
        var actor = viewer.actor();
        var asked = AskedRows.of(figures, actor, metric, form);
        var path = asked.metric().rows();
        var skip = form.whole("skip");
        int from = skip == null || skip < 0 ? 0 : skip;
        var rows = figures.rows(actor, asked.question(), asked.metric(), asked.key(), from, PAGE);
        return pages.show(
                "metrics/web/rows.jte",
                new RowsPage(
                        asked.metric(),
                        figures.currency(actor),
                        rows,
                        from + 1L,
                        from > 0 ? AskedRows.same(form, path, Math.max(0, from - PAGE)) : null,
                        from + PAGE < rows.count() ? AskedRows.same(form, path, from + PAGE) : null,
                        AskedRows.dashboard(form, asked.question(), figures.zone(actor)),
                        viewer.may(Figures.KIND, Verb.EXPORT) ? AskedRows.same(form, path + "/export", null) : null));
    }

    @GetMapping("/metrics/{metric}/rows/export")
    @Needs(kind = "metric", verb = Verb.EXPORT)
    View exportPage(Viewer viewer, @PathVariable String metric, Form form) {
        return pages.show(
                "lists/web/export.jte", page(viewer, AskedRows.of(figures, viewer.actor(), metric, form), form));
    }

    private ExportDesk.Page page(Viewer viewer, AskedRows asked, Form form) {
        var path = asked.metric().rows();
        var words = viewer.words();
        return exports.page(
                viewer,
                form,
                Figures.KIND,
                words.t(
                        "metric-rows.title",
                        "figure",
                        words.t("metric." + asked.metric().code())),
                AskedRows.same(form, path + "/export", null),
                AskedRows.same(form, path, null),
                "");
    }

    @PostMapping("/metrics/{metric}/rows/export")
    @Needs(kind = "metric", verb = Verb.EXPORT)
    @Nullable View export(Viewer viewer, @PathVariable String metric, Form form, HttpServletResponse response)
            throws IOException {
        var actor = viewer.actor();
        var asked = AskedRows.of(figures, actor, metric, form);
        var outgoing = exports.allow(
                viewer,
                form,
                Figures.KIND,
                asked.metric().code(),
                AskedRows.same(form, "", null),
                () -> figures.rows(actor, asked.question(), asked.metric(), asked.key(), 0, 0)
                        .count(),
                () -> table(actor, viewer.words(), asked));
        if (outgoing.isEmpty()) {
            return pages.show("lists/web/export.jte", page(viewer, asked, form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        outgoing.get().send(response);
        return null;
    }

    private DataTable table(Actor actor, Words words, AskedRows asked) {
        boolean deals = asked.metric().ofDeals();
        var currency = figures.currency(actor);
        var fields = new DataTable.Fields()
                .add("id", words.t("lists.id"), Holds.TEXT)
                .add("name", words.t("metric-rows.name"), Holds.TEXT);
        if (deals) {
            fields.add("partner_id", words.t("metric-rows.partner-id"), Holds.TEXT)
                    .add("partner", words.t("metric-rows.partner"), Holds.TEXT);
        }
        fields.add("day", words.t("metric-rows.day"), Holds.DAY);
        if (deals) {
            fields.add("amount", words.t("metric-rows.amount"), Holds.MONEY)
                    .add("amount_currency", words.t("lists.currency"), Holds.TEXT)
                    .add("worth", words.t("metric-rows.worth"), Holds.NUMBER)
                    .add("worth_currency", words.t("lists.currency"), Holds.TEXT);
        }
        fields.add("days", words.t("metric-rows.days"), Holds.WHOLE)
                .add("counts", words.t("metric-rows.counts"), Holds.TRUTH);
        return new DataTable(
                asked.metric().code(),
                fields.all(),
                take -> figures.each(
                        actor,
                        asked.question(),
                        asked.metric(),
                        asked.key(),
                        row -> take.accept(values(row, deals, currency))));
    }

    private static List<@Nullable Object> values(Figures.Row row, boolean deals, String currency) {
        var values = new ArrayList<@Nullable Object>();
        values.add(row.id().toString());
        values.add(row.name());
        var amount = row.amount();
        var worth = row.value();
        if (deals) {
            values.add(text(row.partner()));
            values.add(row.partnerName());
        }
        values.add(row.day());
        if (deals) {
            values.add(amount == null ? null : amount.amount());
            values.add(amount == null ? null : amount.currency());
            values.add(worth == null || worth.scale() <= DIGITS ? worth : worth.setScale(DIGITS, RoundingMode.HALF_UP));
            values.add(worth == null ? null : currency);
        }
        values.add(row.days());
        values.add(row.hit());
        return values;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
