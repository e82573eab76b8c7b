package io.kontor.fields;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import io.kontor.ledger.SubjectType;
import io.kontor.lists.Column;
import io.kontor.people.People;
import io.kontor.ui.Form;
import io.kontor.ui.Option;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Book<CustomField> book;

    CustomFields(Tx tx, Ledger ledger, Ids ids, JdbcClient jdbc, People people) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.people = people;
        this.book = new Book<>(tx, ledger, ids, FIELD, new Shelf());
    }

    /** The fields of one type of object in use, in their order; for a partner's people, those it may read. */
    public List<CustomField> of(Actor actor, String object) {
        return tx.as(
                actor,
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
                            old.withdrawn());
                },
                reason);
    }

    /** Takes a field out of use; the values stay in the timeline. */
    public void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        book.change(actor, id, seen, "withdrawn", Verb.WITHDRAW, CustomField::withdrawnNow, reason);
    }

    /**
     * Values in canonical form. Refuses: a value that is none of its field's, with {@code custom.<code>} as the field.
     *
     * @param known the fields of the object in use; values of other fields are kept as they are
     */
    public static Map<String, String> checked(List<CustomField> known, Map<String, String> values) {
        var fields = known.stream().collect(Collectors.toMap(CustomField::code, field -> field));
        var clean = new TreeMap<String, String>();
        values.forEach((code, value) -> {
            var field = fields.get(code);
            if (!value.isBlank()) {
                clean.put(
                        code,
                        field == null ? value : Fields.at("custom." + code, () -> canonical(field, value.strip())));
            }
        });
        return clean;
    }

    private static String canonical(CustomField field, String value) {
        return switch (field.type()) {
            case TEXT -> Fields.required(value, "custom", 2_000);
            case NUMBER -> number(value).stripTrailingZeros().toPlainString();
            case MONEY -> {
                var parts = value.split("\\s+", 2);
                if (parts.length != 2) {
                    throw Refusal.invalid("money-malformed", "value", value);
                }
                yield new Money(number(parts[0]), parts[1]).toString();
            }
            case DATE -> day(value).toString();
            case CHOICE ->
                field.choices().stream()
                        .map(CustomField.Choice::code)
                        .filter(code -> code.equals(value.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("choice-unknown", "value", value));
            case PERSON -> id(value).toString();
            case LINK -> link(value);
        };
    }

    private static BigDecimal number(String value) {
        try {
            var number = new BigDecimal(value);
            if (number.precision() > 30 || Math.abs(number.scale()) > 12) {
                throw new NumberFormatException("too long");
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.invalid("number-malformed", "value", value, "example", "1234.5");
        }
    }

    private static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw Refusal.invalid("day-malformed", "value", value);
        }
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("choice-unknown", "value", value);
        }
    }

    /** A link people may follow: http or https, nothing that runs. */
    private static String link(String value) {
        try {
            var uri = URI.create(value);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && value.length() <= 500) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal
        }
        throw Refusal.invalid("link-malformed", "value", value);
    }

    /** The values of a form's custom fields, as typed by a reader. */
    public Map<String, String> read(Form form, List<CustomField> fields) {
        var values = new HashMap<String, String>();
        for (var field : fields) {
            var name = "custom." + field.code();
            switch (field.type()) {
                case NUMBER -> {
                    var number = form.number(name);
                    values.put(field.code(), number == null ? "" : number.toPlainString());
                }
                case MONEY -> {
                    var number = form.number(name);
                    var currency = form.value(name + ".currency").strip();
                    values.put(field.code(), number == null ? "" : number.toPlainString() + " " + currency);
                }
                case DATE -> {
                    var day = form.day(name);
                    values.put(field.code(), day == null ? "" : day.toString());
                }
                case TEXT, CHOICE, PERSON, LINK ->
                    values.put(field.code(), form.value(name).strip());
            }
        }
        return values;
    }

    /** Puts values into a form for editing. */
    public static void fill(Form form, List<CustomField> fields, Map<String, String> values) {
        for (var field : fields) {
            var name = "custom." + field.code();
            var value = values.get(field.code());
            if (value == null) {
                continue;
            }
            switch (field.type()) {
                case NUMBER -> form.set(name, new BigDecimal(value));
                case MONEY -> {
                    var parts = value.split(" ", 2);
                    form.set(name, new BigDecimal(parts[0]));
                    form.set(name + ".currency", parts[1]);
                }
                case TEXT, DATE, CHOICE, PERSON, LINK -> form.set(name, value);
            }
        }
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
                        text(field, value, words, names),
                        field.type() == CustomField.Type.LINK ? value : null));
            }
        }
        return shown;
    }

    private static String text(CustomField field, String value, Words words, Map<UUID, String> names) {
        return switch (field.type()) {
            case TEXT, LINK -> value;
            case NUMBER -> words.number(new BigDecimal(value));
            case MONEY -> {
                var parts = value.split(" ", 2);
                yield words.money(Money.of(parts[0], parts[1]));
            }
            case DATE -> words.day(LocalDate.parse(value));
            case CHOICE -> field.choiceLabel(value, words);
            case PERSON -> names.getOrDefault(UUID.fromString(value), "");
        };
    }

    /**
     * Columns for the list of an object.
     *
     * @param alias of the table that has {@code custom} and {@code custom_office}
     */
    public List<Column> columns(Actor actor, String object, String alias) {
        return of(actor, object).stream().map(field -> column(field, alias)).toList();
    }

    private Column column(CustomField field, String alias) {
        var code = "x-" + field.code();
        var held = alias + (field.audience() == CustomField.Audience.PARTNER ? ".custom" : ".custom_office") + " ->> '"
                + field.code() + "'";
        var column = switch (field.type()) {
            case TEXT -> Column.text(code, held).filtered("lower(" + held + ")");
            case LINK -> Column.text(code, held);
            case NUMBER -> Column.number(code, "(" + held + ")::numeric");
            case MONEY ->
                Column.money(code, "split_part(" + held + ", ' ', 1)::numeric", "split_part(" + held + ", ' ', 2)");
            case DATE -> Column.day(code, "(" + held + ")::date");
            case CHOICE ->
                Column.choice(
                        code,
                        held,
                        "",
                        (actor, words) -> field.choices().stream()
                                .map(choice -> new Option(choice.code(), field.choiceLabel(choice.code(), words)))
                                .toList());
            case PERSON ->
                Column.reference(
                        code,
                        "(select v.name from people.person_v v where v.id = (" + held + ")::uuid)",
                        "(" + held + ")::uuid",
                        id -> "/people/" + id,
                        (actor, words) -> people.ofOffice(actor).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList());
        };
        return column.labelled(field::label).spare();
    }

    /** Values the partner may read, and values only the office may: two columns of the object's table. */
    public static String json(Map<String, String> values, List<CustomField> known, CustomField.Audience audience) {
        var partner = known.stream()
                .filter(field -> field.audience() == CustomField.Audience.PARTNER)
                .map(CustomField::code)
                .collect(Collectors.toSet());
        var part = new TreeMap<String, String>();
        values.forEach((code, value) -> {
            if (partner.contains(code) == (audience == CustomField.Audience.PARTNER)) {
                part.put(code, value);
            }
        });
        return States.write(part);
    }

    private final class Shelf implements Book.Shelf<CustomField> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> fields, boolean lock) {
            return Tables.versions(jdbc, "fields.field", fields, lock);
        }

        @Override
        public void write(List<Recorded<CustomField>> recorded) {
            jdbc.sql("""
                    insert into fields.field (id, object, code, type, audience, place, definition, withdrawn, entry_id)
                    select id, object, code, type, audience, place, definition::jsonb, withdrawn, entry
                    from unnest(:id, :object, :code, :type, :audience, :place, :definition, :withdrawn, :entry)
                        as r (id, object, code, type, audience, place, definition, withdrawn, entry)
                    on conflict (id) do update set audience = excluded.audience, place = excluded.place,
                        definition = excluded.definition, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
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

    /** Names of the types of objects that have custom fields. */
    public static Set<String> objects() {
        return Set.copyOf(CustomField.OBJECTS);
    }
}
