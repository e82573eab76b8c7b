package io.kontor.erasure;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Legal holds: as long as one stands, nobody erases that person. */
@Component
public final class Holds {
    public static final String KIND = "hold";
    static final SubjectType<Hold> HOLD = SubjectType.of(KIND, Hold.class, "set", "lifted");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Ids ids;
    private final Book<Hold> book;

    Holds(Tx tx, Ledger ledger, Ids ids, JdbcClient jdbc, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.clock = clock;
        this.ids = ids;
        this.book = new Book<>(tx, ledger, ids, HOLD, new Shelf());
    }

    /** A hold that stands. */
    public record Standing(UUID id, String why, Instant since) {}

    Optional<Standing> on(Collection<UUID> subjects) {
        return jdbc.sql("""
                select id, reason, set_at from erasure.hold
                where subject_id = any(:subjects) and not lifted order by set_at, id limit 1
                """)
                .param("subjects", Rows.uuids(subjects))
                .query((row, number) -> new Standing(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .optional();
    }

    /** Sets one. Refuses: not allowed, no reason, one stands already. */
    UUID set(Actor actor, Subject subject, @Nullable String why) {
        var role = actor.role(KIND, Verb.CREATE);
        return tx.as(actor, () -> {
            if (on(List.of(subject.id())).isPresent()) {
                throw Refusal.conflict("hold-stands");
            }
            var id = ids.next();
            var state = new Hold(subject.type(), subject.id(), why == null ? "" : why, false);
            book.record(actor, List.of(Change.of(HOLD, id, "set", role, state)));
            return id;
        });
    }

    /** Lifts one. Refuses: not allowed, no reason, no such hold. */
    void lift(Actor actor, UUID hold, @Nullable String why) {
        if (why == null || why.isBlank()) {
            throw Refusal.invalid("field-required").at("reason");
        }
        book.changeNow(actor, hold, "lifted", Verb.WITHDRAW, Hold::liftedNow, why);
    }

    private final class Shelf implements Book.Shelf<Hold> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> holds, boolean lock) {
            return Tables.versions(jdbc, "erasure.hold", holds, lock);
        }

        @Override
        public void write(List<Recorded<Hold>> recorded) {
            for (var one : recorded) {
                jdbc.sql("""
                        insert into erasure.hold (id, subject_type, subject_id, reason, set_at, lifted, entry_id)
                        values (:id, :type, :subject, :reason, :at, :lifted, :entry)
                        on conflict (id) do update set lifted = excluded.lifted, reason = excluded.reason,
                            entry_id = excluded.entry_id
                        """)
                        .param("id", one.id())
                        .param("type", one.state().subjectType())
                        .param("subject", one.state().subjectId())
                        .param("reason", one.state().why())
                        .param("at", Rows.timestamp(clock.instant()))
                        .param("lifted", one.state().lifted())
                        .param("entry", one.entryId())
                        .update();
            }
        }

        @Override
        public Place place(Actor actor, UUID id, Hold hold) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Hold hold) {
            return null;
        }
    }
}
