package io.kontor.home;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who wants the weekly letter. Everybody of the office does until they say otherwise. */
@Component
public final class Letters {
    static final SubjectType<Choice> LETTERS = SubjectType.of("letters", Choice.class, "chosen");

    /** What somebody chose; the complete state in the ledger. */
    record Choice(UUID person, boolean weekly) {}

    private record Row(UUID id, UUID version, boolean weekly) {}

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Ids ids;

    Letters(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Whether the actor gets the weekly letter. */
    public boolean wanted(Actor actor) {
        var person = self(actor);
        return tx.read(actor, () -> wanted(person));
    }

    boolean wanted(UUID person) {
        return row(person, false).map(Row::weekly).orElse(true);
    }

    /** Chooses for oneself. */
    public void choose(Actor actor, boolean weekly) {
        var person = self(actor);
        tx.as(actor, () -> {
            var old = row(person, true);
            if (old.map(Row::weekly).orElse(true) == weekly) {
                return;
            }
            var change = Change.of(
                    LETTERS, old.map(Row::id).orElseGet(ids::next), "chosen", "self", new Choice(person, weekly));
            write(ledger.append(
                    actor, old.map(row -> change.after(row.version())).orElse(change)));
        });
    }

    private void write(Recorded<Choice> recorded) {
        jdbc.sql("""
                insert into home.letters (person_id, id, weekly, entry_id) values (:person, :id, :weekly, :entry)
                on conflict (person_id) do update set weekly = excluded.weekly, entry_id = excluded.entry_id
                """)
                .param("person", recorded.state().person())
                .param("id", recorded.id())
                .param("weekly", recorded.state().weekly())
                .param("entry", recorded.entryId())
                .update();
    }

    private Optional<Row> row(UUID person, boolean lock) {
        return jdbc.sql("select id, entry_id, weekly from home.letters where person_id = :person"
                        + (lock ? " for update" : ""))
                .param("person", person)
                .query((row, number) ->
                        new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBoolean(3)))
                .optional();
    }

    private static UUID self(Actor actor) {
        var person = actor.person();
        if (person == null) {
            throw Refusal.notFound("person");
        }
        return person;
    }

    /**
     * Decides about a week once, whichever node asks.
     *
     * @return whether nobody decided about it before, and whether it is the first of this person's at all
     */
    Optional<Boolean> decide(UUID person, String week) {
        return jdbc.sql("""
                insert into home.decided (person_id, week) values (:person, :week)
                on conflict (person_id) do update set week = excluded.week where home.decided.week < excluded.week
                returning (xmax = 0) as first
                """)
                .param("person", person)
                .param("week", week)
                .query(Boolean.class)
                .optional();
    }
}
