package io.kontor.partners;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Erased;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.Chronicle;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People at partners, whether or not they sign in. */
@Component
public final class Contacts {
    public static final String KIND = "contact";
    static final SubjectType<Contact> CONTACT = SubjectType.of(
                    KIND,
                    Contact.class,
                    "created",
                    "changed",
                    "linked",
                    "moved",
                    "withdrawn",
                    "restored",
                    "undone",
                    "erased")
            .shared("name", "email", "phone", "title", "roles");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Partners partners;
    private final CustomFields fields;
    private final ContactFinder finder;
    private final Book<Contact> book;

    Contacts(
            Tx tx,
            Ledger ledger,
            JdbcClient jdbc,
            Partners partners,
            CustomFields fields,
            ContactFinder finder,
            Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.partners = partners;
        this.fields = fields;
        this.finder = finder;
        this.book = new Book<>(tx, ledger, ids, CONTACT, new Shelf());
    }

    /** A contact as the page of its firm lists it. */
    public record Listed(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String title,
            List<String> roles,
            boolean signsIn) {}

    /** The people of a firm the actor may see, main contacts first. */
    public List<Listed> of(Actor actor, UUID partner) {
        partners.visible(actor, partner);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select id, name, email, title, roles, person_id is not null as signs_in from partners.contact
                where partner_id = :partner and not withdrawn order by not ('main' = any(roles)), name_key, id
                """)
                        .param("partner", partner)
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("email"),
                                row.getString("title"),
                                List.of((String[]) row.getArray("roles").getArray()),
                                row.getBoolean("signs_in")))
                        .list());
    }

    public Book.Known<Contact> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of these the actor may see. */
    public Map<UUID, Book.Known<Contact>> findAll(Actor actor, Collection<UUID> ids) {
        return book.findAll(actor, ids);
    }

    /** A contact and the name of its firm, for choices. */
    public record Named(UUID id, String name, String firm) {}

    /** People in use whose name or address holds these words, of these firms or, without any, of all; as far as the actor may see them. */
    public List<Named> search(Actor actor, String words, Collection<UUID> firms, int most) {
        return tx.as(actor, () -> finder.search(actor, words, firms, most));
    }

    /** Names of contacts, also of withdrawn ones. */
    public Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : tx.as(actor, () -> finder.names(ids));
    }

    /** At which firms those of these people are that the actor may see, also of withdrawn ones. */
    public Map<UUID, UUID> firms(Actor actor, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : tx.as(actor, () -> finder.firms(actor, ids));
    }

    /** A contact and its firm. */
    public record At(UUID id, UUID firm) {}

    /** Who in use has these addresses, in small letters; one address may be several people's. */
    public Map<String, List<At>> byEmail(Actor actor, Collection<String> addresses) {
        return addresses.isEmpty() ? Map.of() : tx.as(actor, () -> finder.byEmail(actor, addresses));
    }

    public UUID create(Actor actor, Contact contact, @Nullable String reason) {
        return tx.as(
                actor, () -> book.create(actor, contact.movedTo(partners.standing(actor, contact.partner())), reason));
    }

    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<Contact> edit, @Nullable String reason) {
        book.change(actor, id, seen, edit, reason);
    }

    /** Ties a contact to the account its person signs in with. */
    public void link(Actor actor, UUID id, @Nullable UUID person) {
        book.changeNow(actor, id, "linked", Verb.CHANGE, contact -> contact.withPerson(person), null);
    }

    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, contact -> contact.withdrawn(true), reason);
    }

    /** Brings a contact back. */
    public void restore(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "restored", Verb.WITHDRAW, contact -> contact.withdrawn(false), reason);
    }

    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.undo(actor, id, seen, reason);
    }

    public List<Book.Effect<Contact>> changeMany(
            Actor actor, Collection<UUID> ids, UnaryOperator<Contact> edit, @Nullable String reason, boolean write) {
        return book.changeMany(actor, ids, "changed", Verb.CHANGE, edit, reason, write);
    }

    /** For telling what happened to many of them over a time, as the sample programme does; to be asked for inside the transaction. */
    public Chronicle<Contact> chronicle(Actor actor) {
        return book.chronicle(actor);
    }

    /** Everybody of a firm goes along when it is merged into another. */
    Moves moves() {
        return book.moves(
                Set.of(Partners.KIND),
                (actor, firm) -> jdbc.sql("select id from partners.contact where partner_id = :firm order by id")
                        .param("firm", firm.id())
                        .query(Rows.ID)
                        .list(),
                (contact, from, to) -> contact.movedTo(to));
    }

    Book<Contact> book() {
        return book;
    }

    List<CustomField> fields(Actor actor) {
        return fields.of(actor, "contact");
    }

    private final class Shelf implements Book.Shelf<Contact> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> contacts, boolean lock) {
            return Tables.versions(jdbc, "partners.contact", contacts, lock);
        }

        @Override
        public void write(List<Recorded<Contact>> recorded) {
            var known = fields.of(Purpose.SETTINGS.actor(), "contact");
            var firms = firms(recorded);
            jdbc.sql("""
                    insert into partners.contact (
                        id, partner_id, name, name_key, search, email, phone, title, language, roles, person_id, custom,
                        custom_office, withdrawn, entry_id
                    )
                    select id, partner, name, name_key, search, email, phone, title, language,
                        coalesce(string_to_array(nullif(roles, ''), ','), '{}'), person, custom::jsonb, office::jsonb,
                        withdrawn, entry
                    from unnest(:id, :partner, :name, :key, :search, :email, :phone, :title, :language, :roles, :person,
                            :custom, :office, :withdrawn, :entry)
                        as r (id, partner, name, name_key, search, email, phone, title, language, roles, person, custom,
                            office, withdrawn, entry)
                    on conflict (id) do update set partner_id = excluded.partner_id, name = excluded.name,
                        name_key = excluded.name_key, search = excluded.search, email = excluded.email,
                        phone = excluded.phone, title = excluded.title, language = excluded.language,
                        roles = excluded.roles, person_id = excluded.person_id, custom = excluded.custom,
                        custom_office = excluded.custom_office, withdrawn = excluded.withdrawn,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .uuid("partner", one -> one.state().partner())
                            .text("name", one -> one.state().name())
                            .bytes("key", one -> SortKeys.of(one.state().name()))
                            .text("search", one -> search(one.state()))
                            .text("email", one -> one.state().email())
                            .text("phone", one -> one.state().phone())
                            .text("title", one -> one.state().title())
                            .text("language", one -> one.state().language())
                            .text(
                                    "roles",
                                    one -> String.join(
                                            ",",
                                            one.state().roles().stream()
                                                    .map(ContactRole::code)
                                                    .toList()))
                            .uuid("person", one -> one.state().person())
                            .text(
                                    "custom",
                                    one -> CustomFields.json(one.state().custom(), known, CustomField.Audience.PARTNER))
                            .text(
                                    "office",
                                    one -> CustomFields.json(one.state().custom(), known, CustomField.Audience.OFFICE))
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
            jdbc.sql("""
                    update partners.partner p set has_contact = not p.has_contact
                    where p.id = any(:firms) and p.has_contact <> exists (
                        select from partners.contact c where c.partner_id = p.id and not c.withdrawn)
                    """).param("firms", Rows.uuids(firms)).update();
        }

        /** The firms these people are at, and were at until now. */
        private Set<UUID> firms(List<Recorded<Contact>> recorded) {
            var firms = new HashSet<UUID>();
            recorded.forEach(one -> firms.add(one.state().partner()));
            firms.addAll(jdbc.sql("select distinct partner_id from partners.contact where id = any(:ids)")
                    .param("ids", Rows.uuids(recorded.stream().map(Recorded::id).toList()))
                    .query(Rows.ID)
                    .list());
            return firms;
        }

        @Override
        public Place place(Actor actor, UUID id, Contact contact) {
            return partners.place(actor, contact.partner()).orElseThrow(() -> Refusal.notFound(Partners.KIND));
        }

        @Override
        public UUID partner(UUID id, Contact contact) {
            return contact.partner();
        }

        @Override
        public void check(Actor actor, UUID id, Contact contact) {
            if (Erased.is(contact.name())) {
                throw Refusal.conflict("erased-for-good");
            }
            CustomFields.checked(fields.of(actor, "contact"), contact.custom());
        }

        @Override
        public void checkAll(Actor actor, List<Recorded<Contact>> recorded) {
            var known = fields.of(actor, "contact");
            recorded.forEach(one -> CustomFields.checked(known, one.state().custom()));
        }
    }

    private static String search(Contact contact) {
        return SortKeys.folded(contact.name() + " " + (contact.email() == null ? "" : contact.email()));
    }
}
