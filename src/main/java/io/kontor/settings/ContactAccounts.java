package io.kontor.settings;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.entrance.Accounts;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Turns contacts of partners into people who sign in. */
@Component
public final class ContactAccounts {
    private final Tx tx;
    private final Contacts contacts;
    private final People people;
    private final Accounts accounts;
    private final Company company;
    private final Ids ids;

    ContactAccounts(Tx tx, Contacts contacts, People people, Accounts accounts, Company company, Ids ids) {
        this.tx = tx;
        this.contacts = contacts;
        this.people = people;
        this.accounts = accounts;
        this.company = company;
        this.ids = ids;
    }

    /** An account made for a contact, and the link that opens it. */
    public record Invited(UUID person, Accounts.Given given) {}

    /**
     * Makes an account for a contact at its partner, ties the two together and invites its person, all or nothing. Refuses: no
     * such contact; has an account already; no address, or one somebody else has; no role; not allowed there.
     *
     * @param roles codes of the portal's roles
     */
    public Invited invite(Actor actor, UUID contact, Collection<String> roles) {
        return tx.as(actor, () -> {
            var known = contacts.find(actor, contact).state();
            if (known.person() != null) {
                throw Refusal.conflict("contact-has-account");
            }
            if (known.withdrawn()) {
                throw Refusal.conflict("person-withdrawn");
            }
            if (known.email() == null) {
                throw Refusal.conflict("no-address", "name", known.name());
            }
            if (roles.isEmpty()) {
                throw Refusal.invalid("field-required").at("roles");
            }
            var person = people.admit(actor, person(actor, known, roles), null);
            contacts.link(actor, contact, person);
            return new Invited(person, accounts.invite(actor, person));
        });
    }

    private Person person(Actor actor, Contact contact, Collection<String> roles) {
        var profile = company.profile(actor);
        var language = contact.language() == null ? profile.language() : contact.language();
        var held = new LinkedHashSet<>(roles)
                .stream()
                        .map(role -> Assignment.everywhere(ids.next(), role, null))
                        .toList();
        return Person.ofFirm(contact.partner(), contact.name(), contact.email(), language, profile.zone())
                .with(List.copyOf(held));
    }

    /** The roles that suggest themselves: the first person of a partner looks after the others. */
    public Set<String> suggested(Actor actor, Contact contact) {
        var suggested = new LinkedHashSet<String>();
        if (people.ofFirm(actor, contact.partner()).isEmpty()) {
            suggested.add(Roles.COMPANY_ADMIN);
        }
        for (var role : contact.roles()) {
            suggested.add(
                    switch (role) {
                        case MAIN, EXECUTIVE, SALES, MARKETING -> "seller";
                        case TECHNICAL -> "technical";
                        case FINANCE, LEGAL -> "partner-finance";
                    });
        }
        if (suggested.isEmpty()) {
            suggested.add("seller");
        }
        return suggested;
    }
}
