package io.kontor.ledger.seal;

import io.kontor.ledger.SealedLeaf;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Questions about the sealed log. */
@Component
class LogSql {
    private final JdbcClient jdbc;

    LogSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is committed and not sealed yet. */
    record Waiting(long count, @Nullable Instant oldest) {}

    Waiting waiting(long size) {
        return jdbc.sql("""
                select (select count(*) from ledger.pending)
                        + (select coalesce(max(position) + 1, 0) - :size from ledger.position) as count,
                    least(
                        (select min(e.recorded_at) from ledger.pending q
                         join ledger.entry e on e.subject_id = q.subject_id and e.seq = q.seq),
                        (select e.recorded_at from ledger.position p
                         join ledger.entry e on e.subject_id = p.subject_id and e.seq = p.seq where p.position = :size)
                    ) as oldest
                """)
                .param("size", size)
                .query((row, number) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new Waiting(row.getLong("count"), oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    Optional<Long> position(UUID entry) {
        return jdbc.sql("""
                select p.position from ledger.position p join ledger.leaf l on l.position = p.position
                where p.entry_id = :entry order by p.position limit 1
                """).param("entry", entry).query(Long.class).optional();
    }

    Optional<SealedLeaf> leaf(long position) {
        return jdbc.sql("select leaf, hash from ledger.leaf where position = :position")
                .param("position", position)
                .query((row, number) -> new SealedLeaf(row.getBytes("leaf"), row.getBytes("hash")))
                .optional();
    }

    /** Keeps sealers out until the transaction ends. */
    void hold() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", Sealing.LOCK)
                .query(rows -> {});
    }
}
