package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactListing;
import io.kontor.partners.Contacts;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People at partners. */
@RestController
@Tag(name = "contacts")
@RequestMapping("/api/v1/contacts")
class ContactApi extends ResourceApi<Contact, ContactBody> {
    private final Contacts contacts;
    private final ContactListing listing;

    ContactApi(Tools tools, Contacts contacts, ContactListing listing) {
        super(tools, "contact", "/api/v1/contacts", ContactBody.class);
        this.contacts = contacts;
        this.listing = listing;
    }

    @GetMapping
    @Needs(kind = "contact")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "contact")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "contact", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "contact", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "contact", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return listing.spec(actor);
    }

    @Override
    Book.Known<Contact> find(Actor actor, UUID id) {
        return contacts.find(actor, id);
    }

    @Override
    Map<UUID, Book.Known<Contact>> findAll(Actor actor, Collection<UUID> ids) {
        return contacts.findAll(actor, ids);
    }

    @Override
    ContactBody body(Call call, Book.Known<Contact> known) {
        var contact = known.state();
        return new ContactBody(
                known.id(),
                known.version(),
                contact.partner(),
                contact.name(),
                contact.email(),
                contact.phone(),
                contact.title(),
                contact.language(),
                contact.roles(),
                contact.person(),
                custom(call).shown(contact.custom()),
                contact.withdrawn());
    }

    @Override
    Contact state(Call call, ContactBody body, @Nullable Contact old) {
        if (old != null && !old.partner().equals(body.partner())) {
            throw Refusal.invalid("api-field-fixed").at("partner");
        }
        return new Contact(
                body.partner(),
                body.name(),
                body.email(),
                body.phone(),
                body.title(),
                body.language(),
                body.roles(),
                old == null ? null : old.person(),
                custom(call).kept(body.custom(), old == null ? null : old.custom()),
                old != null && old.withdrawn());
    }

    @Override
    UUID create(Actor actor, Contact state, @Nullable String reason) {
        return contacts.create(actor, state, reason);
    }

    @Override
    void change(Actor actor, Book.Known<Contact> known, UnaryOperator<Contact> edit, @Nullable String reason) {
        contacts.change(actor, known.id(), known.version(), edit, reason);
    }

    @Override
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        contacts.withdraw(actor, id, seen, reason);
    }

    private Custom custom(Call call) {
        return Custom.of(call, tools().fields(), Contacts.KIND);
    }
}
