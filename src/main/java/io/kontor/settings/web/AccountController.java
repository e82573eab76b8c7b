package io.kontor.settings.web;

import io.kontor.entrance.Accounts;
import io.kontor.entrance.Sessions;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partners;
import io.kontor.people.People;
import io.kontor.settings.ContactAccounts;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The accounts of others: invitations, new passwords, where they are signed in. A link is shown once, to who gave it. */
@Controller
class AccountController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final ContactAccounts contactAccounts;
    private final Contacts contacts;
    private final Partners partners;
    private final People people;
    private final Choices choices;
    private final Pages pages;

    AccountController(
            Accounts accounts,
            Sessions sessions,
            ContactAccounts contactAccounts,
            Contacts contacts,
            Partners partners,
            People people,
            Choices choices,
            Pages pages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.contactAccounts = contactAccounts;
        this.contacts = contacts;
        this.partners = partners;
        this.people = people;
        this.choices = choices;
        this.pages = pages;
    }

    record GivenPage(UUID person, String name, Accounts.Given given) {}

    private View given(Viewer viewer, UUID person, Accounts.Given given) {
        var name = people.find(viewer.actor(), person).person().name();
        return pages.show("settings/web/given.jte", new GivenPage(person, name, given));
    }

    @PostMapping("/people/{id}/invitation")
    @Needs(kind = "person", verb = Verb.INVITE)
    View invite(Viewer viewer, @PathVariable UUID id) {
        return given(viewer, id, accounts.invite(viewer.actor(), id));
    }

    @PostMapping("/people/{id}/invitation/removal")
    @Needs(kind = "person", verb = Verb.INVITE)
    View takeBack(Viewer viewer, @PathVariable UUID id) {
        accounts.takeBack(viewer.actor(), id);
        return Pages.to("/people/" + id, "invitation-taken-back");
    }

    @PostMapping("/people/{id}/reset")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View reset(Viewer viewer, @PathVariable UUID id) {
        return given(viewer, id, accounts.reset(viewer.actor(), id));
    }

    @PostMapping("/people/{id}/code/removal")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View removeCode(Viewer viewer, @PathVariable UUID id) {
        accounts.removeCode(viewer.actor(), id);
        return Pages.to("/people/" + id + "?tab=account", "code-off");
    }

    @PostMapping("/people/{id}/sessions/{session}/removal")
    @Needs(kind = "person", verb = Verb.CHANGE)
    View endSession(Viewer viewer, @PathVariable UUID id, @PathVariable UUID session) {
        if (accounts.sessions(viewer.actor(), id).stream()
                .noneMatch(one -> one.id().equals(session))) {
            throw Refusal.notFound("session");
        }
        sessions.revoke(viewer.actor(), session);
        return Pages.to("/people/" + id + "?tab=account", "session-ended");
    }

    record ContactPage(
            Form form, UUID id, String name, String email, UUID partner, String partnerName, List<Option> roles) {}

    @GetMapping("/contacts/{id}/invitation")
    @Needs(kind = "person", verb = Verb.INVITE)
    View contactPage(Viewer viewer, @PathVariable UUID id) {
        return contact(viewer, Form.fresh(viewer.words()), id, HttpStatus.OK);
    }

    private View contact(Viewer viewer, Form form, UUID id, HttpStatus status) {
        var actor = viewer.actor();
        var contact = contacts.find(actor, id).state();
        if (contact.person() != null) {
            return Pages.to("/people/" + contact.person());
        }
        if (contact.email() == null) {
            throw Refusal.conflict("no-address", "name", contact.name());
        }
        if (!form.checked("chosen")) {
            form.setAll("roles", List.copyOf(contactAccounts.suggested(actor, contact)));
        }
        var page = new ContactPage(
                form,
                id,
                contact.name(),
                contact.email(),
                contact.partner(),
                partners.names(actor, List.of(contact.partner())).getOrDefault(contact.partner(), ""),
                choices.roles(actor, viewer.words(), Side.PORTAL));
        return pages.show("settings/web/contact-invitation.jte", page, status);
    }

    /** Asks which roles first; with them it makes the account and shows the link. */
    @PostMapping("/contacts/{id}/invitation")
    @Needs(kind = "person", verb = Verb.INVITE)
    View inviteContact(Viewer viewer, Form form, @PathVariable UUID id) {
        if (!form.checked("chosen")) {
            return contact(viewer, form, id, HttpStatus.OK);
        }
        return form.submit(() -> contactAccounts.invite(viewer.actor(), id, form.values("roles")))
                .map(invited -> given(viewer, invited.person(), invited.given()))
                .orElseGet(() -> contact(viewer, form, id, HttpStatus.UNPROCESSABLE_CONTENT));
    }
}
