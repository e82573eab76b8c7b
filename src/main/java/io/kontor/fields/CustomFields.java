package io.kontor.fields;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.fields.spi.FieldReaders;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.OwnFields;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import io.kontor.ledger.SubjectType;
import io.kontor.lists.Column;
import io.kontor.people.People;
import io.kontor.ui.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Definitions of custom fields and the one way their values are checked, shown and asked for.
 *
 * <p>A value is kept as canonical text: a number without grouping, an amount with its currency ({@code 12.50 EUR}), a day as
 * year-month-day, a choice as its code, a person as their id.
 */
@Component
public final class CustomFields {
    public static final String KIND = "field";
    static final SubjectType<CustomField> FIELD =
            SubjectType.of(KIND, CustomField.class, "created", "changed", "withdrawn", "undone");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final People people;
    private final ObjectProvider<FieldReaders> readers;
    private final Book<CustomField> book;

    CustomFields(Tx tx, Ledger ledger, Ids ids, JdbcClient jdbc, People people, ObjectProvider<FieldReaders> readers) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.people = people;
        this.readers = readers;
        this.book = new Book<>(tx, ledger, ids, FIELD, new Shelf());
    }

    /** What they are called, for who shows states. */
    Map<String, OwnFields.Own> called(Actor actor, String object) {
        return of(actor, object).stream()
                .collect(Collectors.toUnmodifiableMap(
                        CustomField::code,
                        field -> new OwnFields.Own(
                                field.labels(),
                                field.choices().stream()
                                        .collect(Collectors.toUnmodifiableMap(
                                                CustomField.Choice::code, CustomField.Choice::labels)))));
    }

    @Configuration(proxyBeanMethods = false)
    static class Called {
        @Bean
        OwnFields ownFields(CustomFields fields) {
            return fields::called;
        }
    }

    private record InUse(String object) {}

    /** The fields of one type of object in use, in their order; for a partner's people, those it may read. */
    public List<CustomField> of(Actor actor, String object) {
        return tx.unchangedList(
                actor,
                new InUse(object),
                () -> jdbc.sql("""
                select definition::text from fields.field where object = :object and not withdrawn order by place, code
                """)
                        .param("object", object)
                        .query((row, number) -> States.read(CustomField.class, row.getString(1)))
                        .list());
    }

    /** A field with its id and the entry it stands at. */
    public record Listed(UUID id, UUID version, CustomField field) {}

    public List<Listed> all(Actor actor) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select id, entry_id, definition::text as definition from fields.field
                order by withdrawn, object, place, code
                """)
                        .query((row, number) -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getObject("entry_id", UUID.class),
                                States.read(CustomField.class, row.getString("definition"))))
                        .list());
    }

    public Book.Known<CustomField> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those of many that the actor may see, also withdrawn ones. */
    public Map<UUID, Book.Known<CustomField>> findAll(Actor actor, Collection<UUID> fields) {
        return book.findAll(actor, fields);
    }

    /** Refuses: a code its object already has, also of a field taken out of use. */
    public UUID create(Actor actor, CustomField field, @Nullable String reason) {
        try {
            return book.create(actor, field, reason);
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("code-taken", "code", field.code()).at("code");
        }
    }

    /** Changes names, choices, audience or place. Object, code and type stay: values were written by them. */
    public void change(Actor actor, UUID id, UUID seen, UnaryOperator<CustomField> edit, @Nullable String reason) {
        book.change(
                actor,
                id,
                seen,
                old -> {
                    var changed = edit.apply(old);
                    return new CustomField(
                            old.object(),
                            old.code(),
                            old.type(),
                            changed.audience(),
                            changed.labels(),
                            changed.choices(),
                            changed.place(),
                            old.withdrawn(),
                            changed.guarded());
                },
                reason);
    }

    /** Takes a field out of use; the values stay in the timeline. Refuses: rules still read it, with their names. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        var field = find(actor, id).state();
        var reading = readers(actor, field);
        if (!reading.isEmpty()) {
            throw Refusal.conflict("field-read", "field", field.code(), "readers", String.join("; ", reading));
        }
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, CustomField::withdrawnNow, reason);
    }

    /** What reads a field, as people call it. */
    List<String> readers(Actor actor, CustomField field) {
        return readers.stream()
                .flatMap(one -> one.readers(actor, field.object(), field.code()).stream())
                .toList();
    }

    /**
     * Values in canonical form. Refuses: a value that is none of its field's, with {@code custom.<code>} as the field.
     *
     * @param known the fields of the object in use; values of other fields are kept as they are
     */
    public static Map<String, String> checked(List<CustomField> known, Map<String, String> values) {
        return CustomValues.checked(known, values);
    }

    /** The values of a form's custom fields, as typed by a reader. */
    public Map<String, String> read(Form form, List<CustomField> fields) {
        return CustomInputs.read(form, fields);
    }

    /** Puts values into a form for editing. */
    public static void fill(Form form, List<CustomField> fields, Map<String, String> values) {
        CustomInputs.fill(form, fields, values);
    }

    /** A value as its reader sees it. {@code link} is where it leads, when it is one. */
    public record Shown(String label, String text, @Nullable String link) {}

    public List<Shown> shown(Actor actor, Words words, List<CustomField> fields, Map<String, String> values) {
        var names = people.names(
                actor,
                fields.stream()
                        .filter(field -> field.type() == CustomField.Type.PERSON && values.containsKey(field.code()))
                        .map(field -> UUID.fromString(values.getOrDefault(field.code(), "")))
                        .toList());
        var shown = new ArrayList<Shown>();
        for (var field : fields) {
            var value = values.get(field.code());
            if (value != null) {
                shown.add(new Shown(
                        field.label(words),
                        CustomValues.text(field, value, words, names),
                        field.type() == CustomField.Type.LINK ? value : null));
            }
        }
        return shown;
    }

    /**
     * Columns for the list of an object.
     *
     * @param alias of the table that has {@code custom} and {@code custom_office}
     */
    public List<Column> columns(Actor actor, String object, String alias) {
        return of(actor, object).stream()
                .map(field -> CustomColumns.of(people, field, alias))
                .toList();
    }

    /** Values the partner may read, and values only the office may: two columns of the object's table. */
    public static String json(Map<String, String> values, List<CustomField> known, CustomField.Audience audience) {
        return CustomValues.json(values, known, audience);
    }

    private final class Shelf implements Book.Shelf<CustomField> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> fields, boolean lock) {
            return Tables.versions(jdbc, "fields.field", fields, lock);
        }

        @Override
        public void write(List<Recorded<CustomField>> recorded) {
            jdbc.sql("""
                    insert into fields.field (id, object, code, type, audience, place, definition, withdrawn, guarded, entry_id)
                    select id, object, code, type, audience, place, definition::jsonb, withdrawn, guarded, entry
                    from unnest(:id, :object, :code, :type, :audience, :place, :definition, :withdrawn, :guarded, :entry)
                        as r (id, object, code, type, audience, place, definition, withdrawn, guarded, entry)
                    on conflict (id) do update set code = excluded.code, audience = excluded.audience, place = excluded.place,
                        definition = excluded.definition, withdrawn = excluded.withdrawn, guarded = excluded.guarded,
                        entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("object", one -> one.state().object())
                            .text("code", one -> one.state().code())
                            .text("type", one -> one.state().typeCode())
                            .text(
                                    "audience",
                                    one -> one.state().audience().name().toLowerCase(Locale.ROOT))
                            .whole("place", one -> one.state().place())
                            .text("definition", one -> States.write(one.state()))
                            .truth("withdrawn", one -> one.state().withdrawn())
                            .truth("guarded", one -> one.state().guarded())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, CustomField field) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, CustomField field) {
            return null;
        }
    }

    Book<CustomField> book() {
        return book;
    }

    /** Names of the types of objects that have custom fields. */
    public static Set<String> objects() {
        return Set.copyOf(CustomField.OBJECTS);
    }
}
