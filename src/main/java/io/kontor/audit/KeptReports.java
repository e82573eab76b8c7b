package io.kontor.audit;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which reports were made. */
@Component
class KeptReports {
    private static final String KIND = AuditReports.KIND;
    static final SubjectType<AuditReport> REPORT = SubjectType.of(KIND, AuditReport.class, "created");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Book<AuditReport> book;

    KeptReports(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.book = new Book<>(tx, ledger, ids, REPORT, new Shelf());
    }

    UUID create(Actor actor, AuditReport report) {
        return book.create(actor, report, null);
    }

    AuditReports.Made find(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var known = book.find(actor, id);
            return new AuditReports.Made(id, known.version(), at(id), known.state());
        });
    }

    private Instant at(UUID id) {
        return jdbc.sql("select made_at from audit.report where id = :id")
                .param("id", id)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** The newest first. */
    List<AuditReports.Made> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var ids = jdbc.sql("select id from audit.report order by made_at desc, id desc limit :most")
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.load(ids, false);
            return ids.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .map(one -> new AuditReports.Made(one.id(), one.version(), at(one.id()), one.state()))
                    .toList();
        });
    }

    /** The days they were made, by which people know them. */
    Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var names = new HashMap<UUID, String>();
            jdbc.sql("select id, made_at::date from audit.report where id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
            return names;
        });
    }

    private final class Shelf implements Book.Shelf<AuditReport> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> reports, boolean lock) {
            return Tables.versions(jdbc, "audit.report", reports, lock);
        }

        @Override
        public void write(List<Recorded<AuditReport>> recorded) {
            jdbc.sql("""
                    insert into audit.report (
                        id, subject_type, subject_id, person_id, from_on, last_on, size, made_at, entry_id
                    )
                    select id, type, subject, person, from_on, last_on, size, made, entry
                    from unnest(:id, :type, :subject, :person, :from, :last, :size, :made, :entry)
                        as r (id, type, subject, person, from_on, last_on, size, made, entry)
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("type", one -> one.state().subjectType())
                            .uuid("subject", one -> one.state().subjectId())
                            .uuid("person", one -> one.state().person())
                            .day("from", one -> one.state().from())
                            .day("last", one -> one.state().last())
                            .large("size", one -> one.state().size())
                            .moment("made", one -> one.entry().recordedAt())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, AuditReport report) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, AuditReport report) {
            return null;
        }
    }
}
