package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The states objects had at entries, and what else is asked of these. */
@Component
class EntrySql {
    private final JdbcClient jdbc;

    EntrySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A state as it is kept, with the keys of its texts. */
    record Kept(int format, String state, Keyring keys) {
        static Kept read(ResultSet row) throws SQLException {
            return new Kept(row.getInt("format"), row.getString("state"), Keyring.read(row, "id", ""));
        }
    }

    private static final String KEPT = "e.id, e.format, e.state::text as state," + Keyring.columns("e", "");

    Optional<Kept> asOf(UUID subject, Instant at) {
        return jdbc.sql("""
                select %s from ledger.entry e
                where subject_id = :subject and recorded_at <= :at
                order by seq desc limit 1
                """.formatted(KEPT))
                .param("subject", subject)
                .param("at", Rows.timestamp(at))
                .query((row, number) -> Kept.read(row))
                .optional();
    }

    Optional<Instant> next(Subject subject, Instant after) {
        return jdbc.sql("""
                select recorded_at from ledger.entry
                where subject_id = :subject and subject_type = :type and recorded_at > :after
                order by seq limit 1
                """)
                .param("subject", subject.id())
                .param("type", subject.type())
                .param("after", Rows.timestamp(after))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    Optional<Kept> kept(UUID subject, UUID entry) {
        return jdbc.sql("select " + KEPT + " from ledger.entry e where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query((row, number) -> Kept.read(row))
                .optional();
    }

    Map<UUID, Kept> kept(Map<UUID, UUID> entries) {
        var kept = new HashMap<UUID, Kept>();
        jdbc.sql("""
                select e.subject_id, %s
                from unnest(:subject, :entry) as r (subject, entry)
                join ledger.entry e on e.subject_id = r.subject and e.id = r.entry
                """.formatted(KEPT))
                .params(Rows.of(List.copyOf(entries.entrySet()))
                        .uuid("subject", Map.Entry::getKey)
                        .uuid("entry", Map.Entry::getValue)
                        .params())
                .query(row -> {
                    kept.put(row.getObject("subject_id", UUID.class), Kept.read(row));
                });
        return kept;
    }

    Optional<String> action(UUID subject, UUID entry) {
        return jdbc.sql("select action from ledger.entry where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query(Rows.TEXT)
                .optional();
    }

    Optional<UUID> previous(UUID subject, UUID entry) {
        return jdbc.sql("select previous from ledger.entry where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(found -> found);
    }

    Map<UUID, String> types(Collection<UUID> ids) {
        var types = new HashMap<UUID, String>();
        jdbc.sql("""
                select u.id, e.subject_type from unnest(:ids) as u (id)
                cross join lateral (select subject_type from ledger.entry where subject_id = u.id limit 1) e
                """).param("ids", Rows.uuids(ids)).query(row -> {
            types.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return types;
    }

    boolean onlySystem() {
        return jdbc.sql("select not exists (select from ledger.entry where origin <> 'system')")
                .query(Boolean.class)
                .single();
    }

    void mark(String name) {
        jdbc.sql("insert into ledger.mark (name) values (:name) on conflict do nothing")
                .param("name", name)
                .update();
    }

    boolean marked(String name) {
        return jdbc.sql("select exists (select from ledger.mark where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    LedgerSize size(Instant now) {
        return jdbc.sql("""
                select (select coalesce(max(position) + 1, 0) from ledger.position) as sealed,
                       (select count(*) from ledger.pending) as pending,
                       (select min(e.recorded_at) from ledger.pending q
                        join ledger.entry e on e.subject_id = q.subject_id and e.seq = q.seq) as oldest
                """)
                .query((row, number) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new LedgerSize(
                            row.getLong("sealed"),
                            row.getLong("pending"),
                            oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now));
                })
                .single();
    }
}
