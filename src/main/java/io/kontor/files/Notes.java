package io.kontor.files;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes hung on objects. What is marked for the office only never reaches a partner. */
@Component
public final class Notes {
    public static final String KIND = "note";
    static final SubjectType<Note> NOTE = SubjectType.of(KIND, Note.class, "written", "moved", "withdrawn", "erased")
            .shared("text");

    private final Tx tx;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Holdings holdings;
    private final Ids ids;
    private final Clock clock;

    Notes(Tx tx, Ledger ledger, JdbcClient jdbc, Holdings holdings, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.holdings = holdings;
        this.ids = ids;
        this.clock = clock;
    }

    public record Listed(
            UUID id,
            String text,
            Audience audience,
            @Nullable UUID author,
            Instant writtenAt) {}

    /** The notes of an object the actor may see, newest first. */
    public List<Listed> of(Actor actor, Subject subject) {
        return tx.as(actor, () -> {
            holdings.visible(actor, subject);
            return jdbc.sql("""
                    select id, text, audience, author, written_at from files.note
                    where subject_id = :id and subject_type = :type and not withdrawn order by written_at desc, id
                    """)
                    .param("id", subject.id())
                    .param("type", subject.type())
                    .query((row, number) -> new Listed(
                            row.getObject("id", UUID.class),
                            row.getString("text"),
                            Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                            row.getObject("author", UUID.class),
                            row.getTimestamp("written_at").toInstant()))
                    .list();
        });
    }

    /** Refuses: an empty or overlong text; an object that is not the actor's to see. */
    public UUID write(Actor actor, Subject subject, String text, Audience audience) {
        return tx.as(actor, () -> {
            var place = holdings.visible(actor, subject);
            var role = actor.role(KIND, Verb.CREATE, place);
            var note = new Note(subject.type(), subject.id(), text, audience, actor.person(), false);
            var id = ids.next();
            put(
                    ledger.append(
                            actor, Change.of(NOTE, id, "written", role, note).ofPartner(place.partner())),
                    place.partner());
            return id;
        });
    }

    private record Known(UUID version, @Nullable UUID partner, Note note) {}

    /** Takes a note away: one's own, or any with the right to. */
    public Subject withdraw(Actor actor, UUID id, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = jdbc.sql("""
                    select entry_id, partner_id, subject_type, subject_id, text, audience, author from files.note
                    where id = :id and not withdrawn for update
                    """)
                    .param("id", id)
                    .query((row, number) -> new Known(
                            row.getObject("entry_id", UUID.class),
                            row.getObject("partner_id", UUID.class),
                            new Note(
                                    row.getString("subject_type"),
                                    row.getObject("subject_id", UUID.class),
                                    row.getString("text"),
                                    Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                                    row.getObject("author", UUID.class),
                                    false)))
                    .optional()
                    .orElseThrow(() -> Refusal.notFound(KIND));
            var subject = new Subject(known.note().subjectType(), known.note().subjectId());
            var place =
                    Files.owned(holdings.visible(actor, subject), known.note().author());
            var role = actor.role(KIND, Verb.WITHDRAW, place);
            put(
                    ledger.append(
                            actor,
                            Change.of(NOTE, id, "withdrawn", role, known.note().withdrawnNow())
                                    .ofPartner(known.partner())
                                    .after(known.version())
                                    .because(reason)),
                    known.partner());
            return subject;
        });
    }

    /** What hangs on an object, and what hangs on things of a partner's. */
    List<UUID> following(Subject subject, @Nullable UUID partner) {
        return jdbc.sql("""
                select id from files.note
                where ((subject_id = :id and subject_type = :type) or partner_id = :partner::uuid) and not withdrawn
                order by id
                """)
                .param("id", subject.id())
                .param("type", subject.type())
                .param("partner", partner)
                .query(Rows.ID)
                .list();
    }

    List<HangingMoves.Hanging<Note>> all(Collection<UUID> notes) {
        return jdbc.sql("""
                select id, entry_id, subject_type, subject_id, text, audience, author from files.note
                where id = any(:ids) and not withdrawn order by id for update
                """)
                .param("ids", Rows.uuids(notes))
                .query((row, number) -> new HangingMoves.Hanging<>(
                        row.getObject("id", UUID.class),
                        row.getObject("entry_id", UUID.class),
                        new Note(
                                row.getString("subject_type"),
                                row.getObject("subject_id", UUID.class),
                                row.getString("text"),
                                Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                                row.getObject("author", UUID.class),
                                false)))
                .list();
    }

    void put(Recorded<Note> recorded, @Nullable UUID partner) {
        var note = recorded.state();
        jdbc.sql("""
                insert into files.note (
                    id, subject_type, subject_id, partner_id, text, audience, author, written_at, withdrawn, entry_id
                )
                values (:id, :type, :subject, :partner, :text, :audience, :author, :at, :withdrawn, :entry)
                on conflict (id) do update set text = excluded.text, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id,
                    partner_id = excluded.partner_id, subject_id = excluded.subject_id
                """)
                .param("id", recorded.id())
                .param("type", note.subjectType())
                .param("subject", note.subjectId())
                .param("partner", partner)
                .param("text", note.text())
                .param("audience", note.audience().code())
                .param("author", note.author())
                .param("at", Rows.timestamp(clock.instant()))
                .param("withdrawn", note.withdrawn())
                .param("entry", recorded.entryId())
                .update();
    }
}
