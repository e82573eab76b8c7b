package io.kontor.partners.web;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.lists.ListPages;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactListing;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.timeline.Timelines;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Picks;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
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

/** People at partners: the list, the page, the form. */
@Controller
@RequestMapping("/contacts")
class ContactController {
    private final Contacts contacts;
    private final Partners partners;
    private final People people;
    private final CustomFields fields;
    private final ContactListing listing;
    private final Timelines timelines;
    private final ListPages lists;
    private final Tabs tabs;
    private final Pages pages;

    ContactController(
            Contacts contacts,
            Partners partners,
            People people,
            CustomFields fields,
            ContactListing listing,
            Timelines timelines,
            ListPages lists,
            Tabs tabs,
            Pages pages) {
        this.contacts = contacts;
        this.partners = partners;
        this.people = people;
        this.fields = fields;
        this.listing = listing;
        this.timelines = timelines;
        this.lists = lists;
        this.tabs = tabs;
        this.pages = pages;
    }

    @GetMapping
    @Needs(kind = "contact")
    View list(Viewer viewer, HttpServletRequest request) {
        return lists.show(viewer, listing, request);
    }

    /** People for a picker: of the firms chosen beside it, or of any while none is. */
    @GetMapping("/choices")
    @Needs(kind = "contact")
    View choices(Viewer viewer, Form form, @RequestParam(defaultValue = "") String words) {
        var firms = form.values("partner.name").stream()
                .flatMap(text -> Option.id(text).stream())
                .toList();
        var found = words.length() < 2 && firms.isEmpty()
                ? List.<Contacts.Named>of()
                : contacts.search(viewer.actor(), words, firms, 12);
        return pages.show(
                "ui/choices.jte",
                Picks.ChoicesPage.of(found.stream()
                        .map(one -> new Picks.Meant(one.id(), one.name(), one.firm()))
                        .toList()));
    }

    record ContactPage(
            UUID id,
            UUID version,
            Contact contact,
            String partner,
            List<CustomFields.Shown> custom,
            Tabs.Shown tabs,
            boolean mayChange,
            boolean mayWithdraw,
            boolean mayInvite) {}

    @GetMapping("/{id}")
    @Needs(kind = "contact")
    View page(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tab) {
        var actor = viewer.actor();
        var known = contacts.find(actor, id);
        var contact = known.state();
        var place = partners.visible(actor, contact.partner());
        var page = new ContactPage(
                id,
                known.version(),
                contact,
                partners.names(actor, List.of(contact.partner())).getOrDefault(contact.partner(), ""),
                fields.shown(actor, viewer.words(), fields.of(actor, "contact"), contact.custom()),
                tabs.of(viewer, "contact", id, List.of("overview"), "/contacts/" + id, tab),
                viewer.may("contact", Verb.CHANGE, place),
                viewer.may("contact", Verb.WITHDRAW, place),
                viewer.may("person", Verb.INVITE) && contact.person() == null && contact.email() != null);
        return pages.show("partners/web/contact.jte", page);
    }

    record ContactFormPage(
            Form form,
            @Nullable UUID id,
            UUID partner,
            String partnerName,
            List<Option> roles,
            List<Option> languages,
            List<Option> people,
            List<CustomField> fields,
            List<Timelines.Clashing> clashes) {}

    private View form(Viewer viewer, Form form, @Nullable UUID id, UUID partner, HttpStatus status) {
        var actor = viewer.actor();
        var clash = form.clash();
        var page = new ContactFormPage(
                form,
                id,
                partner,
                partners.names(actor, List.of(partner)).getOrDefault(partner, ""),
                Option.of(viewer.words(), "value.contact.roles", ContactRole.values()),
                Language.SHIPPED.stream()
                        .map(language -> new Option(language.tag(), language.ownName()))
                        .toList(),
                people.ofOffice(actor).stream()
                        .map(one -> new Option(one.id().toString(), one.name()))
                        .toList(),
                fields.of(actor, "contact"),
                clash == null ? List.of() : timelines.clashing(actor, viewer.words(), clash));
        return pages.show("partners/web/contact-form.jte", page, status);
    }

    @GetMapping("/new")
    @Needs(kind = "contact", verb = Verb.CREATE)
    View blank(Viewer viewer, @RequestParam UUID partner) {
        partners.visible(viewer.actor(), partner);
        return form(viewer, Form.fresh(viewer.words()), null, partner, HttpStatus.OK);
    }

    @PostMapping
    @Needs(kind = "contact", verb = Verb.CREATE)
    View create(Viewer viewer, Form form) {
        var partner = partner(form);
        return form.submit(() -> contacts.create(viewer.actor(), read(viewer, form, partner, null), form.reason()))
                .map(id -> Pages.to("/partners/" + partner + "?tab=people", "contact-saved"))
                .orElseGet(() -> form(viewer, form, null, partner, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private static UUID partner(Form form) {
        var partner = form.id("partner");
        if (partner == null) {
            throw Refusal.notFound("partner");
        }
        return partner;
    }

    @GetMapping("/{id}/edit")
    @Needs(kind = "contact", verb = Verb.CHANGE)
    View edit(Viewer viewer, @PathVariable UUID id) {
        var known = contacts.find(viewer.actor(), id);
        var contact = known.state();
        var form = Form.fresh(viewer.words())
                .set("version", known.version())
                .set("name", contact.name())
                .set("email", contact.email())
                .set("phone", contact.phone())
                .set("title", contact.title())
                .set("language", contact.language())
                .setAll("roles", contact.roles().stream().map(ContactRole::code).toList());
        CustomFields.fill(form, fields.of(viewer.actor(), "contact"), contact.custom());
        return form(viewer, form, id, contact.partner(), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    @Needs(kind = "contact", verb = Verb.CHANGE)
    View change(Viewer viewer, Form form, @PathVariable UUID id) {
        var done = form.submitted(() -> contacts.change(
                viewer.actor(),
                id,
                form.version(),
                contact -> read(viewer, form, contact.partner(), contact),
                form.reason()));
        return done
                ? Pages.to("/contacts/" + id, "contact-saved")
                : form(
                        viewer,
                        form,
                        id,
                        contacts.find(viewer.actor(), id).state().partner(),
                        HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @Needs(kind = "contact", verb = Verb.WITHDRAW)
    View withdraw(Viewer viewer, Form form, @PathVariable UUID id) {
        var partner = contacts.find(viewer.actor(), id).state().partner();
        contacts.withdraw(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/partners/" + partner + "?tab=people", "contact-withdrawn");
    }

    @PostMapping("/{id}/restoration")
    @Needs(kind = "contact", verb = Verb.WITHDRAW)
    View restore(Viewer viewer, Form form, @PathVariable UUID id) {
        contacts.restore(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/contacts/" + id, "restored");
    }

    @PostMapping("/{id}/undo")
    @Needs(kind = "contact", verb = Verb.CHANGE)
    View undo(Viewer viewer, Form form, @PathVariable UUID id) {
        contacts.undo(viewer.actor(), id, form.version(), form.reason());
        return Pages.to("/contacts/" + id, "undone");
    }

    private Contact read(Viewer viewer, Form form, UUID partner, @Nullable Contact from) {
        var known = fields.of(viewer.actor(), "contact");
        var name = form.required("name");
        var custom = fields.read(form, known);
        form.check();
        var roles = new ArrayList<ContactRole>();
        for (var role : ContactRole.values()) {
            if (form.has("roles", role.code())) {
                roles.add(role);
            }
        }
        return new Contact(
                partner,
                name,
                form.text("email"),
                form.text("phone"),
                form.text("title"),
                form.text("language"),
                roles,
                from == null ? null : from.person(),
                CustomFields.checked(known, custom),
                false);
    }
}
