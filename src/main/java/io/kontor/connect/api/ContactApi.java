package io.kontor.connect.api;

import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People at partners. */
@RestController
@Tag(name = "contacts")
@RequestMapping("/api/v1/contacts")
@Needs(kind = Contacts.KIND)
class ContactApi extends ResourceApi<Contact, ContactBody> {
    ContactApi(Tools tools, Contacts contacts) {
        super(
                tools,
                new Named<>(Contacts.KIND, "contacts", ContactBody.class),
                new Reader<>(contacts::find, contacts::findAll),
                new Writer<>(
                        contacts::create, contacts::change, contacts::withdraw, contacts::restore, contacts::undo));
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
}
