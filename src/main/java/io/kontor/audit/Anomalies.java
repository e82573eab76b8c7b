package io.kontor.audit;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.SubjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is odd in the ledger; each stays on top until somebody has said in a note what it was. */
@Component
public final class Anomalies {
    public static final String KIND = "anomaly";
    static final SubjectType<Anomaly> ANOMALY = SubjectType.of(KIND, Anomaly.class, "created", "grown", "acknowledged");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Book<Anomaly> book;

    Anomalies(Tx tx, Ledger ledger, JdbcClient jdbc, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.book = new Book<>(tx, ledger, ids, ANOMALY, new Shelf());
    }

    public Book.Known<Anomaly> find(Actor actor, UUID id) {
        return book.find(actor, id);
    }

    /** Those nobody has explained yet, the oldest first. */
    public List<Book.Known<Anomaly>> open(Actor actor, int most) {
        return some(actor, "where not acknowledged order by from_at, id", most);
    }

    /** Those that were explained, the newest first. */
    public List<Book.Known<Anomaly>> acknowledged(Actor actor, int most) {
        return some(actor, "where acknowledged order by from_at desc, id desc", most);
    }

    private List<Book.Known<Anomaly>> some(Actor actor, String which, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var ids = jdbc.sql("select id from audit.anomaly " + which + " limit :most")
                    .param("most", most)
                    .query(Rows.ID)
                    .list();
            var known = book.load(ids, false);
            return ids.stream().map(known::get).filter(Objects::nonNull).toList();
        });
    }

    /**
     * Says what it was. Refuses: nothing said; said already; by the person it is about, whose matter it is; by nobody in person;
     * not allowed.
     */
    public void acknowledge(Actor actor, UUID id, UUID seen, @Nullable String note) {
        var by = actor.person();
        if (by == null) {
            throw Refusal.forbidden(KIND, Verb.CHANGE);
        }
        book.change(actor, id, seen, "acknowledged", Verb.CHANGE, anomaly -> anomaly.acknowledged(by, note), null);
    }

    /** Notes what the watch found, unless it was noted before. */
    void found(Actor actor, Anomaly anomaly) {
        var entry = anomaly.entry();
        if (entry == null || known(anomaly.kind(), entry).isEmpty()) {
            book.create(actor, anomaly, null);
        }
    }

    /** The burst of this person that is not over before that time, if there is one. */
    Optional<Book.Known<Anomaly>> burst(UUID person, Instant since) {
        return jdbc.sql("""
                        select id from audit.anomaly
                        where kind = 'out_of_hours' and person_id = :person and until_at >= :since
                        order by from_at desc limit 1
                        """)
                .param("person", person)
                .param("since", Rows.timestamp(since))
                .query(Rows.ID)
                .optional()
                .map(id -> book.load(List.of(id), true).get(id));
    }

    void grown(Actor actor, UUID id, Instant until, int count) {
        book.changeNow(actor, id, "grown", Verb.CHANGE, anomaly -> anomaly.grown(until, count), null);
    }

    private Optional<UUID> known(Anomaly.Kind kind, UUID entry) {
        return jdbc.sql("select id from audit.anomaly where kind = :kind and first_entry = :entry")
                .param("kind", kind.code())
                .param("entry", entry)
                .query(Rows.ID)
                .optional();
    }

    /** The kinds of anomalies, which are all there is to call them by. */
    Map<UUID, Anomaly.Kind> kinds(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var kinds = new java.util.HashMap<UUID, Anomaly.Kind>();
            jdbc.sql("select id, kind from audit.anomaly where id = any(:ids)")
                    .param("ids", Rows.uuids(ids))
                    .query(row -> {
                        kinds.put(
                                row.getObject(1, UUID.class),
                                Anomaly.Kind.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)));
                    });
            return kinds;
        });
    }

    private final class Shelf implements Book.Shelf<Anomaly> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> anomalies, boolean lock) {
            return Tables.versions(jdbc, "audit.anomaly", anomalies, lock);
        }

        @Override
        public void write(List<Recorded<Anomaly>> recorded) {
            jdbc.sql("""
                    insert into audit.anomaly (
                        id, kind, person_id, from_at, until_at, count, first_entry, acknowledged, entry_id
                    )
                    select id, kind, person, from_at, until_at, count, first, acknowledged, entry
                    from unnest(:id, :kind, :person, :from, :until, :count, :first, :acknowledged, :entry)
                        as r (id, kind, person, from_at, until_at, count, first, acknowledged, entry)
                    on conflict (id) do update set until_at = excluded.until_at, count = excluded.count,
                        acknowledged = excluded.acknowledged, entry_id = excluded.entry_id
                    """)
                    .params(Rows.of(recorded)
                            .uuid("id", Recorded::id)
                            .text("kind", one -> one.state().kind().code())
                            .uuid("person", one -> one.state().person())
                            .moment("from", one -> one.state().from())
                            .moment("until", one -> one.state().until())
                            .whole("count", one -> one.state().count())
                            .uuid("first", one -> one.state().entry())
                            .truth("acknowledged", one -> one.state().acknowledged())
                            .uuid("entry", Recorded::entryId)
                            .params())
                    .update();
        }

        @Override
        public Place place(Actor actor, UUID id, Anomaly anomaly) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, Anomaly anomaly) {
            return null;
        }
    }
}
