package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contacts at partners, and the account their person signs in with. */
@Component
class ContactPersonalData implements PersonalData {
    private static final int HISTORY = 10_000;

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Contacts contacts;

    ContactPersonalData(Ledger ledger, JdbcClient jdbc, Contacts contacts) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.contacts = contacts;
    }

    @Override
    public Somebody know(Actor actor, Somebody who) {
        var known = who;
        var tied = jdbc.sql("""
                select id, person_id from partners.contact
                where person_id is not null and (id = any(:contacts) or person_id = any(:people))
                """)
                .param("contacts", Rows.uuids(who.of(Contacts.KIND)))
                .param("people", Rows.uuids(who.of("person")))
                .query((row, number) -> List.of(
                        new Subject(Contacts.KIND, row.getObject(1, java.util.UUID.class)),
                        new Subject("person", row.getObject(2, java.util.UUID.class))))
                .list();
        for (var pair : tied) {
            known = known.and(pair.getFirst()).and(pair.getLast());
        }
        for (var id : known.of(Contacts.KIND)) {
            var query = TimelineQuery.newest(HISTORY).of(new Subject(Contacts.KIND, id));
            for (var entry : ledger.timeline(actor, query).entries()) {
                var contact = entry.after(Contacts.CONTACT);
                known = known.called(contact.name(), contact.email());
            }
        }
        return known;
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var here = contacts.book().load(who.of(Contacts.KIND), false).values().stream()
                .filter(known -> !known.state().equals(known.state().erased()))
                .count();
        return here == 0 ? List.of() : List.of(new Held("contacts", here));
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        contacts.book().erase(actor, who.of(Contacts.KIND), role, Contact::erased);
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        for (var known : contacts.book().load(who.of(Contacts.KIND), false).values()) {
            var content = new LinkedHashMap<String, Object>();
            content.put("id", known.id());
            content.put("contact", known.state());
            parcel.json("contact-" + known.id(), content);
        }
    }
}
