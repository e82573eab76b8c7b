package io.kontor.settings.web;

import io.kontor.company.Company;
import io.kontor.entrance.HoursForm;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.lists.ListPages;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.people.WorkingHours;
import io.kontor.settings.PartnerNames;
import io.kontor.settings.PersonListing;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
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

/** People: the list, the page, the forms. */
@Controller
@RequestMapping("/people")
class PersonController {
    private final People people;
    private final Partners partners;
    private final PartnerNames partnerNames;
    private final Company company;
    private final PersonListing listing;
    private final PersonForms forms;
    private final PersonPages page;
    private final Choices choices;
    private final Timelines timelines;
    private final ListPages lists;
    private final Pages pages;

    PersonController(
            People people,
            Partners partners,
            PartnerNames partnerNames,
            Company company,
            PersonListing listing,
            PersonForms forms,
            PersonPages page,
            Choices choices,
            Timelines timelines,
            ListPages lists,
            Pages pages) {
        this.people = people;
        this.partners = partners;
        this.partnerNames = partnerNames;
        this.company = company;
        this.listing = listing;
        this.forms = forms;
        this.page = page;
        this.choices = choices;
        this.timelines = timelines;
        this.lists = lists;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "person")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    @GetMapping("/{id}")
    @Needs(kind = "person")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        return page.show(viewer, id, tab);
    }

    /** @param id the person being changed, or none for a new one */
    record PersonFormPage(
            Form form,
            @Nullable UUID id,
            String name,
            Side side,
            List<Option> sides,
            List<Option> languages,
            List<Option> zones,
            List<Option> days,
            List<Option> portalRoles,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, String name, Side side, HttpStatus status) {
        var words = viewer.words();
        var clash = form.clash();
        var page = new PersonFormPage(
                form,
                id,
                name,
                side,
                Option.of(words, "people.side", Side.values()),
                Choices.languages(),
                Choices.zones(),
                HoursForm.days(words),
                id == null ? choices.roles(viewer.actor(), words, Side.PORTAL) : List.of(),
                clash == null ? List.of() : timelines.clashing(viewer.actor(), words, clash));
        return pages.show("settings/web/person-form.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "person", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam(required = false) @Nullable UUID partner) {
        var actor = viewer.actor();
        var profile = company.profile(actor);
        var form = HoursForm.fill(
                Form.fresh(viewer.words())
                        .set("side", partner == null ? Side.OFFICE : Side.PORTAL)
                        .set("language", profile.language())
                        .set("zone", profile.zone()),
                WorkingHours.USUAL);
        if (partner != null) {
            partners.visible(actor, partner);
            form.set("firm", partnerNames.typed(actor, partner));
        }
        return form(viewer, form, null, "", Side.OFFICE, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "person", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        return form.submit(() -> people.create(viewer.actor(), forms.read(viewer, form), form.reason()))
                .map(id -> Pages.to("/people/" + id, "person-saved"))
                .orElseGet(() -> form(viewer, form, null, "", Side.OFFICE, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = people.find(viewer.actor(), id);
        var person = known.person();
        return form(
                viewer, forms.filled(viewer, known.version(), person), id, person.name(), person.side(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() ->
                people.change(viewer.actor(), id, form.version(), person -> forms.change(form, person), form.reason()));
        if (done) {
            return Pages.to("/people/" + id, "person-saved");
        }
        var person = people.find(viewer.actor(), id).person();
        return form(viewer, form, id, person.name(), person.side(), form.refused());
    }

    record WithdrawalPage(Form form, UUID id, String name) {}

    @GetMapping("/{id}/withdrawal")
    @Needs(kind = "person", verb = Verb.WITHDRAW)
    View withdrawalPage(Viewer viewer, @PathVariable UUID id) {
        var known = people.find(viewer.actor(), id);
        var form = Form.fresh(viewer.words()).set("version", known.version());
        return pages.show(
                "settings/web/person-withdrawal.jte",
                new WithdrawalPage(form, id, known.person().name()));
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "person", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        if (form.submitted(() -> people.withdraw(viewer.actor(), id, form.version(), form.reason()))) {
            return Pages.to("/people/" + id, "person-withdrawn");
        }
        var name = people.find(viewer.actor(), id).person().name();
        return pages.show(
                "settings/web/person-withdrawal.jte",
                new WithdrawalPage(form, id, name),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "person", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        people.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/people/" + id, "person-restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        people.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/people/" + id, "undone");
    }
}
