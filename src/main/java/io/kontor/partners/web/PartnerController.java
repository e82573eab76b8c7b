package io.kontor.partners.web;

import io.kontor.fields.CustomFields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListPages;
import io.kontor.merging.Merges;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contacts;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerListing;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.timeline.Timelines;
import io.kontor.ui.AsItWas;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.Picks;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** Partners: the list, the page, the forms. */
@Controller
@RequestMapping("/partners")
class PartnerController {
    private final Partners partners;
    private final Contacts contacts;
    private final Memberships memberships;
    private final Agreements agreements;
    private final PartnerListing listing;
    private final PartnerForms forms;
    private final CustomFields fields;
    private final Timelines timelines;
    private final Merges merges;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    PartnerController(
            Partners partners,
            Contacts contacts,
            Memberships memberships,
            Agreements agreements,
            PartnerListing listing,
            PartnerForms forms,
            CustomFields fields,
            Timelines timelines,
            Merges merges,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.partners = partners;
        this.contacts = contacts;
        this.memberships = memberships;
        this.agreements = agreements;
        this.listing = listing;
        this.forms = forms;
        this.fields = fields;
        this.timelines = timelines;
        this.merges = merges;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "partner")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** Partners to choose from, while somebody types. */
    @GetMapping("/choices")
    @Needs(kind = "partner")
    View choices(Viewer viewer, @RequestParam(defaultValue = "") String words) {
        var found = words.length() < 2 ? List.<Partners.Named>of() : partners.search(viewer.actor(), words, 12);
        return pages.show(
                "ui/choices.jte",
                Picks.ChoicesPage.of(found.stream().map(PartnerForms::meant).toList()));
    }

    /**
     * @param on the day the page shows the partner as it was known, or none for now
     * @param next where its status can go
     */
    record PartnerPage(
            UUID id,
            UUID version,
            Partner partner,
            @Nullable LocalDate on,
            LocalDate day,
            Map<UUID, String> names,
            List<CustomFields.Shown> custom,
            Tabs.Shown tabs,
            List<PartnerStatus> next,
            List<Contacts.Listed> contacts,
            List<Memberships.Listed> memberships,
            List<Agreements.Listed> agreements,
            boolean mayChange,
            boolean mayWithdraw,
            boolean mayMerge,
            Merges.@Nullable Standing merge,
            Form status) {}

    @GetMapping("/{id}")
    @Needs(kind = "partner")
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String on) {
        var known = partners.find(viewer.actor(), id);
        if (!known.id().equals(id)) {
            return Pages.to("/partners/" + known.id());
        }
        return show(viewer, known, tab, AsItWas.on(on), Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View show(
            Viewer viewer,
            Book.Known<Partner> known,
            @Nullable String tab,
            @Nullable LocalDate on,
            Form status,
            HttpStatus code) {
        var actor = viewer.actor();
        var id = known.id();
        var today = partners.today(actor);
        var state = on == null ? Optional.of(known.state()) : partners.asOf(actor, id, on);
        var partner = state.orElseThrow(() -> Refusal.invalid("not-known-then", "day", String.valueOf(on)));
        var place = partners.visible(actor, id);
        var shownTabs = tabs.of(
                viewer,
                "partner",
                id,
                List.of("overview", "people", "programmes", "agreements"),
                "/partners/" + id,
                tab);
        var current = shownTabs.current();
        var page = new PartnerPage(
                id,
                known.version(),
                partner,
                on,
                on == null ? today : on,
                forms.names(actor, partner, on == null ? today : on),
                fields.shown(actor, viewer.words(), partners.fields(actor), partner.custom()),
                shownTabs,
                on == null && !partner.withdrawn() ? partner.status().next() : List.of(),
                current.equals("people") ? contacts.of(actor, id) : List.of(),
                current.equals("programmes") ? memberships.of(actor, id) : List.of(),
                current.equals("agreements") && viewer.may("agreement", Verb.SEE, place)
                        ? agreements.of(actor, id)
                        : List.of(),
                viewer.may("partner", Verb.CHANGE, place) && on == null,
                viewer.may("partner", Verb.WITHDRAW, place) && on == null,
                viewer.may("partner", Verb.MERGE, place) && on == null,
                viewer.may("partner", Verb.MERGE, place) && on == null
                        ? merges.standing(actor, "partner", id, known.version()).orElse(null)
                        : null,
                status);
        return pages.show("partners/web/partner.jte", page, code);
    }

    /** @param id the partner being changed, or none for a new one */
    record PartnerFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            PartnerForms.Choices choices,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, String name, HttpStatus status) {
        var clash = form.clash();
        var clashes = clash == null
                ? List.<Timelines.Clashing>of()
                : timelines.clashing(viewer.actor(), viewer.words(), clash);
        return pages.show(
                "partners/web/partner-form.jte",
                new PartnerFormPage(form, id, name, forms.choices(viewer), clashes),
                status);
    }

    @GetMapping("/new")
    @Needs(kind = "partner", verb = Verb.CREATE)
    View blank(Viewer viewer) {
        return form(viewer, forms.fresh(viewer), null, "", HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "partner", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var status = form.choice("status", PartnerStatus.class);
                    var named = Partner.named(form.required("name").isEmpty() ? "?" : form.value("name"));
                    var partner = forms.read(viewer, form, named);
                    return partners.create(
                            viewer.actor(), status == null ? partner : partner.withStatus(status), form.reason());
                })
                .map(id -> Pages.to("/partners/" + id, "partner-created"))
                .orElseGet(() -> form(viewer, form, null, "", HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = partners.find(viewer.actor(), id);
        return form(
                viewer,
                forms.filled(viewer, known.version(), known.state()),
                known.id(),
                known.state().name(),
                HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> partners.change(
                viewer.actor(), id, form.version(), partner -> forms.read(viewer, form, partner), form.reason()));
        return done
                ? Pages.to("/partners/" + id, "partner-changed")
                : form(
                        viewer,
                        form,
                        id,
                        partners.find(viewer.actor(), id).state().name(),
                        form.refused());
    }

    @PostMapping("/{id}/status")
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View moveOn(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> {
            var to = form.choice("status", PartnerStatus.class);
            if (to == null) {
                throw Refusal.invalid("field-required").at("status");
            }
            partners.moveOn(viewer.actor(), id, form.version(), to, form.reason());
        });
        return done
                ? Pages.to("/partners/" + id, "partner-changed")
                : show(viewer, partners.find(viewer.actor(), id), null, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "partner", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        partners.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + id, "partner-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "partner", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        partners.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + id, "partner-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "partner", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        partners.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + id, "undone");
    }
}
