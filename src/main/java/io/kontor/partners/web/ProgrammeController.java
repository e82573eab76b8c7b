package io.kontor.partners.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.partners.Programme;
import io.kontor.partners.ProgrammeListing;
import io.kontor.partners.Programmes;
import io.kontor.timeline.Timelines;
import io.kontor.ui.AsItWas;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Programmes with their tiers and benefits. */
@Controller
@RequestMapping("/programmes")
class ProgrammeController {
    private final Programmes programmes;
    private final ProgrammeListing listing;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    ProgrammeController(
            Programmes programmes,
            ProgrammeListing listing,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.programmes = programmes;
        this.listing = listing;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "programme")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record ProgrammePage(
            UUID id,
            UUID version,
            Programme programme,
            @Nullable LocalDate on,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "programme")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = programmes.find(viewer.actor(), id);
        var day = AsItWas.on(on);
        var programme = (day == null ? Optional.of(known.state()) : programmes.asOf(viewer.actor(), id, day))
                .orElseThrow(() -> Refusal.invalid("not-known-then", "day", String.valueOf(day)));
        return pages.show(
                "partners/web/programme.jte",
                new ProgrammePage(
                        id,
                        known.version(),
                        programme,
                        day,
                        tabs.of(viewer, "programme", id, List.of("overview"), "/programmes/" + id, tab),
                        day == null && viewer.may("programme", Verb.CHANGE),
                        day == null && viewer.may("programme", Verb.WITHDRAW)));
    }

    record ProgrammeFormPage(Form form, @Nullable UUID id, List<Option> statuses, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "partners/web/programme-form.jte",
                new ProgrammeFormPage(
                        form,
                        id,
                        Option.of(viewer.words(), "value.programme.status", Programme.Status.values()),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "programme", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        var form = Form.fresh(viewer.words())
                .set("status", "draft")
                .setAll("tiers.code", List.of("", ""))
                .setAll("benefits.name", List.of(""));
        return form(viewer, form, null, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "programme", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> programmes.create(viewer.actor(), read(form), form.reason()))
                .map(id -> Pages.to("/programmes/" + id, "programme-saved"))
                .orElseGet(() -> form(viewer, form, null, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "programme", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = programmes.find(viewer.actor(), id);
        var programme = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("code", programme.code())
                .set("name", programme.name())
                .set("description", programme.description())
                .set("status", programme.status())
                .set("starts", programme.starts())
                .set("ends", programme.ends())
                .setAll(
                        "tiers.code",
                        programme.tiers().stream().map(Programme.Tier::code).toList())
                .setAll(
                        "tiers.name",
                        programme.tiers().stream().map(Programme.Tier::name).toList())
                .setAll(
                        "benefits.name",
                        programme.benefits().stream()
                                .map(Programme.Benefit::name)
                                .toList());
        for (var tier : programme.tiers()) {
            form.setAll(
                    "benefits." + tier.code(),
                    programme.benefits().stream()
                            .map(benefit -> benefit.values().getOrDefault(tier.code(), ""))
                            .toList());
        }
        return form(viewer, form, id, HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "programme", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(
                () -> programmes.change(viewer.actor(), id, form.version(), programme -> read(form), form.reason()));
        return done
                ? Pages.to("/programmes/" + id, "programme-saved")
                : form(viewer, form, id, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "programme", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        programmes.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/programmes", "programme-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "programme", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        programmes.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/programmes/" + id, "restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "programme", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        programmes.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/programmes/" + id, "undone");
    }

    private static Programme read(Form form) {
        var status = form.choice("status", Programme.Status.class);
        if (status == null) {
            form.refuse(Refusal.invalid("field-required").at("status"));
        }
        var code = form.required("code");
        var name = form.required("name");
        var starts = form.day("starts");
        var ends = form.day("ends");
        form.check();
        var tiers = form.rows("tiers", "code").stream()
                .map(row -> new Programme.Tier(
                        row.value("code"), row.value("name").isBlank() ? row.value("code") : row.value("name")))
                .toList();
        var benefits = new ArrayList<Programme.Benefit>();
        for (var row : form.rows("benefits", "name")) {
            var values = new HashMap<String, String>();
            tiers.forEach(tier -> values.put(tier.code(), row.value(tier.code())));
            benefits.add(new Programme.Benefit(row.value("name"), values));
        }
        return new Programme(
                code,
                name,
                form.text("description"),
                status == null ? Programme.Status.DRAFT : status,
                starts,
                ends,
                tiers,
                benefits,
                false);
    }
}
