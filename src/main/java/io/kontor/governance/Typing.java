package io.kontor.governance;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.PersonalData;
import io.kontor.ledger.States;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody typed into the editor of a draft and has not saved: kept as they type, for themselves alone, and offered when they
 * come back, so that neither a closed tab nor a crash takes it. It changes nothing of the draft.
 */
@Component
public final class Typing implements PersonalData {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST = 2_000_000;
    private static final Pattern VERSION = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final Clock clock;

    Typing(Tx tx, JdbcClient jdbc, Changes changes, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What somebody left.
     *
     * @param fields as they stood in the form, by name
     */
    public record Typed(Map<String, List<String>> fields, Instant at) {
        public Typed {
            fields = Map.copyOf(fields);
        }
    }

    /** The keys of one form. */
    private record Fields(Map<String, List<String>> fields) {}

    /**
     * Keeps what stands in the form now instead of what was kept before. What comes from a form that was saved in the meantime, by a
     * request that overtook this one, is saved already and not kept.
     *
     * <p>Refuses: no such draft; not one that can be edited; more than two million characters; a command instead of a person.
     */
    public void keep(Actor actor, UUID change, UUID item, Map<String, List<String>> fields) {
        actor.role(Changes.KIND, Verb.CHANGE);
        var person = person(actor);
        var text = States.write(new Fields(fields));
        if (text.length() > LONGEST) {
            throw Refusal.invalid("field-too-long", "length", text.length(), "most", LONGEST);
        }
        tx.as(actor, () -> {
            var state = changes.find(actor, change).state();
            state.item(item);
            if (!state.life().editable()) {
                throw Refusal.conflict("change-not-editable");
            }
            jdbc.sql("""
                    insert into governance.typed (item_id, person_id, change_id, fields, at)
                    values (:item, :person, :change, :fields::jsonb, :at)
                    on conflict (item_id, person_id) do update set fields = excluded.fields, at = excluded.at
                    where typed.saved is null or typed.saved <> all (:version)
                    """)
                    .param("item", item)
                    .param("person", person)
                    .param("change", change)
                    .param("fields", text)
                    .param("at", Rows.timestamp(clock.instant()))
                    .param("version", versions(fields))
                    .update();
        });
    }

    /** The version of the change the form was made for; none when it does not say, or says no such thing. */
    private static UUID[] versions(Map<String, List<String>> fields) {
        return fields.getOrDefault("version", List.of()).stream()
                .filter(text -> VERSION.matcher(text).matches())
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }

    private static UUID person(Actor actor) {
        return Optional.ofNullable(actor.person()).orElseThrow(() -> Refusal.notFound(Changes.KIND));
    }

    /** What the actor left there; empty when they saved or threw away all they typed. */
    public Optional<Typed> of(Actor actor, UUID item) {
        var person = actor.person();
        return person == null
                ? Optional.empty()
                : tx.as(
                        actor,
                        () -> jdbc.sql("""
                                select fields, at from governance.typed where item_id = :item and person_id = :person
                                    and fields is not null
                                """)
                                .param("item", item)
                                .param("person", person)
                                .query((row, number) -> new Typed(
                                        States.read(Fields.class, row.getString("fields"))
                                                .fields(),
                                        row.getTimestamp("at").toInstant()))
                                .optional());
    }

    /**
     * It was saved.
     *
     * @param version of the change the form was made for
     */
    public void saved(Actor actor, UUID change, UUID item, UUID version) {
        tx.as(
                actor,
                () -> jdbc.sql("""
                        insert into governance.typed (item_id, person_id, change_id, saved, at)
                        values (:item, :person, :change, :version, :at)
                        on conflict (item_id, person_id) do update set fields = null, saved = excluded.saved, at = excluded.at
                        """)
                        .param("item", item)
                        .param("person", person(actor))
                        .param("change", change)
                        .param("version", version)
                        .param("at", Rows.timestamp(clock.instant()))
                        .update());
    }

    /** It is not wanted. */
    public void forget(Actor actor, UUID item) {
        var person = actor.person();
        if (person != null) {
            tx.as(
                    actor,
                    () -> jdbc.sql("delete from governance.typed where item_id = :item and person_id = :person")
                            .param("item", item)
                            .param("person", person)
                            .update());
        }
    }

    private void tidy() {
        tx.as(
                Purpose.HOUSEKEEPING.actor(Changes.KIND),
                () -> jdbc.sql("delete from governance.typed where at < :old")
                        .param("old", Rows.timestamp(clock.instant().minus(KEPT)))
                        .update());
    }

    @Configuration(proxyBeanMethods = false)
    static class Tidying {
        @Bean
        Job typedHousekeeping(Typing typing) {
            return new Job("change-typing", Duration.ofHours(6), typing::tidy);
        }
    }

    /** @param fields none of what was saved */
    private record Left(UUID item, UUID person, String fields) {}

    private List<Left> left(Somebody who) {
        return jdbc
                .sql(
                        "select item_id, person_id, coalesce(fields::text, '') from governance.typed order by item_id, person_id")
                .query((row, number) ->
                        new Left(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
                .list()
                .stream()
                .filter(left -> who.ids().contains(left.person()) || who.isIn(left.fields()))
                .toList();
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var count = (int)
                left(who).stream().filter(left -> !left.fields().isEmpty()).count();
        return count == 0 ? List.of() : List.of(new Held("typed", count));
    }

    @Override
    public void erase(Actor actor, Somebody who, String role) {
        for (var left : left(who)) {
            jdbc.sql("delete from governance.typed where item_id = :item and person_id = :person")
                    .param("item", left.item())
                    .param("person", left.person())
                    .update();
        }
    }

    @Override
    public void export(Actor actor, Somebody who, Parcel parcel) {
        var own = left(who).stream()
                .filter(left ->
                        who.ids().contains(left.person()) && !left.fields().isEmpty())
                .map(left -> {
                    Map<String, Object> content = new LinkedHashMap<>();
                    content.put("draft", left.item());
                    content.put("typed", left.fields());
                    return content;
                })
                .toList();
        if (!own.isEmpty()) {
            parcel.json("typed", own);
        }
    }
}
