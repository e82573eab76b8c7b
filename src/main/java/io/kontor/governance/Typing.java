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
     * Keeps what stands in the form now instead of what was kept before.
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
                    """)
                    .param("item", item)
                    .param("person", person)
                    .param("change", change)
                    .param("fields", text)
                    .param("at", Rows.timestamp(clock.instant()))
                    .update();
        });
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
                                """)
                                .param("item", item)
                                .param("person", person)
                                .query((row, number) -> new Typed(
                                        States.read(Fields.class, row.getString("fields"))
                                                .fields(),
                                        row.getTimestamp("at").toInstant()))
                                .optional());
    }

    /** It was saved, or is not wanted. */
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

    private record Left(UUID item, UUID person, String fields) {}

    private List<Left> left(Somebody who) {
        return jdbc
                .sql("select item_id, person_id, fields::text from governance.typed order by item_id, person_id")
                .query((row, number) ->
                        new Left(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)))
                .list()
                .stream()
                .filter(left -> who.ids().contains(left.person()) || who.isIn(left.fields()))
                .toList();
    }

    @Override
    public List<Held> held(Actor actor, Somebody who) {
        var count = left(who).size();
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
                .filter(left -> who.ids().contains(left.person()))
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
