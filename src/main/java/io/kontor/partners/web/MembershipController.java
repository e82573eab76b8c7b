package io.kontor.partners.web;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.partners.Membership;
import io.kontor.partners.MembershipListing;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    MembershipController(
            Memberships memberships,
            Programmes programmes,
            Partners partners,
            MembershipListing listing,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.memberships = memberships;
        this.programmes = programmes;
        this.partners = partners;
        this.listing = listing;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
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

    /** @param tiers of the chosen programme, once there is one */
    record MembershipFormPage(
            Form form,
            @Nullable UUID id,
            UUID partner,
            String partnerName,
            List<Option> programmes,
            List<Option> statuses,
            List<Option> tiers,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, UUID partner, HttpStatus status) {
        var actor = viewer.actor();
        var clash = form.clash();
        var programme = form.value("programme");
        var tiers = new ArrayList<Option>();
        for (var one : programmes.all(actor)) {
            if (programme.isEmpty() || one.id().toString().equals(programme)) {
                programmes.find(actor, one.id()).state().tiers().forEach(tier -> {
                    var option = new Option(tier.code(), tier.name());
                    if (!tiers.contains(option)) {
                        tiers.add(option);
                    }
                });
            }
        }
        return pages.show(
                "partners/web/membership-form.jte",
                new MembershipFormPage(
                        form,
                        id,
                        partner,
                        partners.names(actor, List.of(partner)).getOrDefault(partner, ""),
                        programmes.all(actor).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        Option.of(viewer.words(), "value.membership.status", Membership.Status.values()),
                        tiers,
                        clash == null ? List.of() : timelines.clashing(actor, viewer.words(), clash)),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "membership", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam UUID partner) {
        partners.visible(viewer.actor(), partner);
        var form = Form.fresh(viewer.words()).set("status", "active").set("joined", partners.today(viewer.actor()));
        return form(viewer, form, null, partner, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "membership", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        var partner = form.id("partner");
        if (partner == null) {
            throw Refusal.notFound("partner");
        }
        return form.submit(() -> memberships.create(viewer.actor(), read(form, partner, null), form.reason()))
                .map(id -> Pages.to("/partners/" + partner + "?tab=programmes", "membership-saved"))
                .orElseGet(() -> form(viewer, form, null, partner, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = memberships.find(viewer.actor(), id);
        var membership = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("programme", membership.programme())
                .set("status", membership.status())
                .set("joined", membership.joined())
                .set("left", membership.left())
                .setAll(
                        "tiers.value",
                        membership.tiers().stream().map(Dated::value).toList())
                .setAll(
                        "tiers.from",
                        membership.tiers().stream().map(Dated::from).toList())
                .setAll("tiers.to", membership.tiers().stream().map(Dated::to).toList());
        return form(viewer, form, id, membership.partner(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "membership", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = memberships.find(viewer.actor(), id).state().partner();
        var done = form.submitted(() -> memberships.change(
                viewer.actor(),
                id,
                form.version(),
                membership -> read(form, membership.partner(), membership),
                form.reason()));
        return done
                ? Pages.to("/memberships/" + id, "membership-saved")
                : form(viewer, form, id, partner, HttpStatus.UNPROCESSABLE_CONTENT);
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

    private static Membership read(Form form, UUID partner, @Nullable Membership from) {
        var programme = from == null ? form.id("programme") : from.programme();
        var status = form.choice("status", Membership.Status.class);
        var joined = form.day("joined");
        var left = form.day("left");
        if (programme == null) {
            form.refuse(Refusal.invalid("field-required").at("programme"));
        }
        if (joined == null) {
            form.refuse(Refusal.invalid("field-required").at("joined"));
        }
        var tiers = new ArrayList<Dated<String>>();
        for (var row : form.rows("tiers", "value")) {
            tiers.add(new Dated<>(row.value("value"), row.day("from"), row.day("to")));
        }
        form.check();
        if (programme == null || joined == null) {
            throw Refusal.invalid("field-required").at("programme");
        }
        if (from == null && form.text("tier") != null) {
            tiers.add(new Dated<>(form.value("tier"), joined, null));
        }
        return new Membership(
                partner, programme, joined, left, status == null ? Membership.Status.ACTIVE : status, tiers, false);
    }
}
