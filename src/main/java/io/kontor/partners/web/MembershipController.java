package io.kontor.partners.web;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.partners.Membership;
import io.kontor.partners.MembershipListing;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
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

/** Who is in which programme. */
@Controller
@RequestMapping("/memberships")
class MembershipController {
    private final Memberships memberships;
    private final Programmes programmes;
    private final Partners partners;
    private final MembershipListing listing;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;
    private final MembershipForms forms;

    MembershipController(
            Memberships memberships,
            Programmes programmes,
            Partners partners,
            MembershipListing listing,
            ListPages lists,
            Tabs tabs,
            Pages pages,
            MembershipForms forms) {
        this.memberships = memberships;
        this.programmes = programmes;
        this.partners = partners;
        this.listing = listing;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
        this.forms = forms;
    }

    @GetMapping
    @Needs(kind = "membership")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    record MembershipPage(
            UUID id,
            UUID version,
            Membership membership,
            LocalDate day,
            String partner,
            Programme programme,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw,
            Form form) {}

    @GetMapping("/{id}")
    @Needs(kind = "membership")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        return show(viewer, id, tab, Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View show(Viewer viewer, UUID id, @Nullable String tab, Form form, HttpStatus status) {
        var actor = viewer.actor();
        var known = memberships.find(actor, id);
        var membership = known.state();
        var place = partners.visible(actor, membership.partner());
        var today = partners.today(actor);
        if (form.value("day").isEmpty()) {
            form.set("day", today);
        }
        return pages.show(
                "partners/web/membership.jte",
                new MembershipPage(
                        id,
                        known.version(),
                        membership,
                        today,
                        partners.names(actor, List.of(membership.partner())).getOrDefault(membership.partner(), ""),
                        programmes.find(actor, membership.programme()).state(),
                        tabs.of(viewer, "membership", id, List.of("overview"), "/memberships/" + id, tab),
                        viewer.may("membership", Verb.CHANGE, place),
                        viewer.may("membership", Verb.WITHDRAW, place),
                        form),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "membership", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam UUID partner) {
        partners.visible(viewer.actor(), partner);
        return forms.show(viewer, forms.fresh(viewer), null, partner, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "membership", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        var partner = form.id("partner");
        if (partner == null) {
            throw Refusal.notFound("partner");
        }
        return form.submit(() ->
                        memberships.create(viewer.actor(), MembershipForms.read(form, partner, null), form.reason()))
                .map(id -> Pages.to("/partners/" + partner + "?tab=programmes", "membership-saved"))
                .orElseGet(() -> forms.show(viewer, form, null, partner, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = memberships.find(viewer.actor(), id);
        var membership = known.state();
        return forms.show(
                viewer,
                MembershipForms.filled(viewer, known.version(), membership),
                id,
                membership.partner(),
                HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = memberships.find(viewer.actor(), id).state().partner();
        var done = form.submitted(() -> memberships.change(
                viewer.actor(),
                id,
                form.version(),
                membership -> MembershipForms.read(form, membership.partner(), membership),
                form.reason()));
        return done
                ? Pages.to("/memberships/" + id, "membership-saved")
                : forms.show(viewer, form, id, partner, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/tier")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View setTier(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var day = form.day("day");
            form.check();
            memberships.setTier(
                    viewer.actor(),
                    id,
                    form.version(),
                    form.text("tier"),
                    day == null ? partners.today(viewer.actor()) : day,
                    form.reason());
        });
        return done
                ? Pages.to("/memberships/" + id, "membership-saved")
                : show(viewer, id, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/end")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View end(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var day = form.day("day");
            if (day == null) {
                form.refuse(Refusal.invalid("field-required").at("day"));
            }
            form.check();
            memberships.end(
                    viewer.actor(),
                    id,
                    form.version(),
                    day == null ? partners.today(viewer.actor()) : day,
                    form.reason());
        });
        return done
                ? Pages.to("/memberships/" + id, "membership-saved")
                : show(viewer, id, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "membership", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = memberships.find(viewer.actor(), id).state().partner();
        memberships.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + partner + "?tab=programmes", "membership-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "membership", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        memberships.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/memberships/" + id, "restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        memberships.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/memberships/" + id, "undone");
    }
}
