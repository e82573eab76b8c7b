package io.kontor.partners.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.partners.Agreement;
import io.kontor.partners.AgreementListing;
import io.kontor.partners.Agreements;
import io.kontor.partners.Partners;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

/** Agreements with partners, by their dates. */
@Controller
@RequestMapping("/agreements")
class AgreementController {
    private final Agreements agreements;
    private final Partners partners;
    private final Timelines timelines;
    private final AgreementListing listing;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    AgreementController(
            Agreements agreements,
            Partners partners,
            Timelines timelines,
            AgreementListing listing,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.agreements = agreements;
        this.partners = partners;
        this.timelines = timelines;
        this.listing = listing;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "agreement")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record AgreementPage(
            UUID id,
            UUID version,
            Agreement agreement,
            String partner,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw) {}

    @GetMapping("/{id}")
    @Needs(kind = "agreement")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var known = agreements.find(viewer.actor(), id);
        var partner = known.state().partner();
        var place = partners.visible(viewer.actor(), partner);
        return pages.show(
                "partners/web/agreement.jte",
                new AgreementPage(
                        id,
                        known.version(),
                        known.state(),
                        name(viewer, partner),
                        tabs.of(viewer, "agreement", id, List.of("overview"), "/agreements/" + id, tab),
                        viewer.may("agreement", Verb.CHANGE, place),
                        viewer.may("agreement", Verb.WITHDRAW, place)));
    }

    private String name(Viewer viewer, UUID partner) {
        return partners.names(viewer.actor(), List.of(partner)).getOrDefault(partner, "");
    }

    record AgreementFormPage(
            Form form, @Nullable UUID id, UUID partner, String partnerName, List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, UUID partner, HttpStatus status) {
        var clash = form.clash();
        return pages.show(
                "partners/web/agreement-form.jte",
                new AgreementFormPage(
                        form,
                        id,
                        partner,
                        name(viewer, partner),
                        clash == null ? List.of() : timelines.clashing(viewer.actor(), viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "agreement", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam UUID partner) {
        partners.visible(viewer.actor(), partner);
        return form(viewer, Form.fresh(viewer.words()), null, partner, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "agreement", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        var partner = form.id("partner");
        if (partner == null) {
            throw Refusal.notFound("partner");
        }
        return form.submit(() -> agreements.create(viewer.actor(), read(form, partner), form.reason()))
                .map(id -> Pages.to("/partners/" + partner + "?tab=agreements", "agreement-saved"))
                .orElseGet(() -> form(viewer, form, null, partner, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "agreement", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = agreements.find(viewer.actor(), id);
        var agreement = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", agreement.name())
                .set("number", agreement.number())
                .set("signed", agreement.signed())
                .set("starts", agreement.starts())
                .set("ends", agreement.ends())
                .set("renews", agreement.renews() ? "yes" : null);
        return form(viewer, form, id, agreement.partner(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "agreement", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = agreements.find(viewer.actor(), id).state().partner();
        var done = form.submitted(() -> agreements.change(
                viewer.actor(), id, form.version(), agreement -> read(form, agreement.partner()), form.reason()));
        return done
                ? Pages.to("/agreements/" + id, "agreement-saved")
                : form(viewer, form, id, partner, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "agreement", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = agreements.find(viewer.actor(), id).state().partner();
        agreements.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + partner + "?tab=agreements", "agreement-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "agreement", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        agreements.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/agreements/" + id, "restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "agreement", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        agreements.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/agreements/" + id, "undone");
    }

    private static Agreement read(Form form, UUID partner) {
        var name = form.required("name");
        var signed = form.day("signed");
        var starts = form.day("starts");
        var ends = form.day("ends");
        form.check();
        return new Agreement(partner, name, form.text("number"), signed, starts, ends, form.checked("renews"), false);
    }
}
