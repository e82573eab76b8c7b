package io.kontor.reports.web;

import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.lists.ListPages;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.reports.Brief;
import io.kontor.reports.BriefListing;
import io.kontor.reports.BriefSheets;
import io.kontor.reports.Briefs;
import io.kontor.reports.Dashboard;
import io.kontor.reports.Selection;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The one-page brief: as the figures stand, and as it was kept. */
@Controller
class BriefController {
    private final Briefs briefs;
    private final BriefSheets sheets;
    private final BriefListing listing;
    private final Dashboard dashboard;
    private final Figures figures;
    private final BriefPdf pdf;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;
    private final Clock clock;

    BriefController(
            Briefs briefs,
            BriefSheets sheets,
            BriefListing listing,
            Dashboard dashboard,
            Figures figures,
            BriefPdf pdf,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages,
            Clock clock) {
        this.briefs = briefs;
        this.sheets = sheets;
        this.listing = listing;
        this.dashboard = dashboard;
        this.figures = figures;
        this.pdf = pdf;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
        this.clock = clock;
    }

    record FreshPage(BriefSheets.Sheet sheet, Language language, Selection selection, Form form, boolean mayKeep) {
        public String query() {
            return selection.query();
        }
    }

    @GetMapping("/numbers/brief")
    @Needs(kind = "metric")
    View fresh(Viewer viewer, Form form) {
        return fresh(viewer, form, HttpStatus.OK);
    }

    private View fresh(Viewer viewer, Form form, HttpStatus status) {
        var selection = selection(viewer, form);
        var language = language(viewer, form.value("language"));
        var sheet = sheets.of(viewer.actor(), viewer.words(), language, viewer.house(), selection);
        if (form.value("name").isEmpty() && status == HttpStatus.OK) {
            form.set("name", viewer.words().t("brief.title") + ", " + sheet.period());
        }
        return pages.show(
                "reports/web/brief-fresh.jte",
                new FreshPage(sheet, language, selection, form, viewer.may(Briefs.KIND, Verb.CREATE)),
                status);
    }

    private Selection selection(Viewer viewer, Form form) {
        return Selection.of(form, figures.fiscal(viewer.actor()), dashboard.today(viewer.actor()));
    }

    private static Language language(Viewer viewer, @Nullable String tag) {
        return tag == null
                ? viewer.words().language()
                : Language.of(tag)
                        .filter(Language.SHIPPED::contains)
                        .orElse(viewer.words().language());
    }

    @GetMapping("/numbers/brief.pdf")
    @Needs(kind = "metric")
    ResponseEntity<byte[]> freshPdf(Viewer viewer, Form form) {
        var language = language(viewer, form.value("language"));
        return file(
                pdf.of(sheets.of(viewer.actor(), viewer.words(), language, viewer.house(), selection(viewer, form))),
                "brief-" + language.tag());
    }

    @GetMapping("/briefs")
    @Needs(kind = "brief")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    @PostMapping("/briefs")
    @Needs(kind = "brief", verb = Verb.CREATE)
    View keep(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var selection = selection(viewer, form);
                    var name = form.required("name");
                    form.check();
                    return briefs.create(viewer.actor(), brief(name, selection, viewer, form), null);
                })
                .map(id -> Pages.to("/briefs/" + id, "brief-saved"))
                .orElseGet(() -> fresh(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private Brief brief(String name, Selection selection, Viewer viewer, Form form) {
        var where = new HashMap<String, String>();
        selection.where().forEach((Dimension dimension, String value) -> where.put(dimension.code(), value));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var known = selection.known();
        var moment = known == null
                ? now
                : known.plusDays(1).atStartOfDay(dashboard.zone(viewer.actor())).toInstant();
        return new Brief(
                name,
                selection.from(),
                selection.last(),
                where,
                selection.current(),
                moment.isAfter(now) ? now : moment,
                form.text("findings"),
                form.text("ask"),
                false);
    }

    record BriefPage(
            UUID id,
            UUID version,
            Brief brief,
            BriefSheets.@Nullable Sheet sheet,
            Language language,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/briefs/{id}")
    @Needs(kind = "brief")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(name = "language", required = false) @Nullable String tag) {
        var known = briefs.find(viewer.actor(), id);
        var language = language(viewer, tag);
        var shown = tabs.of(viewer, Briefs.KIND, id, List.of("overview"), "/briefs/" + id, tab);
        return pages.show(
                "reports/web/brief.jte",
                new BriefPage(
                        id,
                        known.version(),
                        known.state(),
                        shown.current().equals("overview")
                                ? sheets.of(viewer.actor(), viewer.words(), language, viewer.house(), known.state())
                                : null,
                        language,
                        shown,
                        viewer.may(Briefs.KIND, Verb.CHANGE),
                        viewer.may(Briefs.KIND, Verb.WITHDRAW)));
    }

    @GetMapping("/briefs/{id}/pdf")
    @Needs(kind = "brief")
    ResponseEntity<byte[]> keptPdf(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(name = "language", required = false) @Nullable String tag) {
        var brief = briefs.find(viewer.actor(), id).state();
        var language = language(viewer, tag);
        return file(
                pdf.of(sheets.of(viewer.actor(), viewer.words(), language, viewer.house(), brief)),
                "brief-" + language.tag());
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".pdf")
                                .build()
                                .toString())
                .body(bytes);
    }

    record BriefFormPage(Form form, UUID id, List<Timelines.Clashing> clashes) {}

    @GetMapping("/briefs/{id}/edit")
    @Needs(kind = "brief", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = briefs.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", known.state().name())
                .set("findings", known.state().findings())
                .set("ask", known.state().ask());
        return form(viewer, form, id, HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "reports/web/brief-form.jte",
                new BriefFormPage(
                        form,
                        id,
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @PostMapping("/briefs/{id}")
    @Needs(kind = "brief", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var name = form.required("name");
            form.check();
            briefs.change(
                    viewer.actor(),
                    id,
                    form.version(),
                    brief -> brief.saying(name, form.text("findings"), form.text("ask")),
                    form.reason());
        });
        return done ? Pages.to("/briefs/" + id, "brief-saved") : form(viewer, form, id, form.refused());
    }

    @PostMapping("/briefs/{id}/withdrawal")
    @Needs(kind = "brief", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        briefs.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/briefs", "brief-withdrawn");
    }

    @PostMapping("/briefs/{id}/restoration")
    @Needs(kind = "brief", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        briefs.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/briefs/" + id, "brief-restored");
    }

    @PostMapping("/briefs/{id}/undo")
    @Needs(kind = "brief", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        briefs.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/briefs/" + id, "undone");
    }
}
