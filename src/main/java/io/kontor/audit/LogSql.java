package io.kontor.audit;

import io.kontor.database.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of the tree the reports and the auditor's page show. */
@Component
class LogSql {
    private final JdbcClient jdbc;

    LogSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, byte[]> hashes(Collection<Long> positions) {
        var hashes = new HashMap<Long, byte[]>();
        jdbc.sql("select position, hash from ledger.leaf_v where position = any(:positions)")
                .param("positions", Rows.array("int8", positions.toArray()))
                .query(row -> {
                    hashes.put(row.getLong(1), row.getBytes(2));
                });
        return hashes;
    }

    /** A signed statement of size and root. */
    record KeptCheckpoint(long size, String note, Instant madeAt) {}

    /** The last one that speaks of no more than so many entries. */
    Optional<KeptCheckpoint> checkpoint(long size) {
        return checkpoints("where size <= :size order by size desc limit 1", size).stream()
                .findFirst();
    }

    /** The newest ones, the newest first. */
    List<KeptCheckpoint> newest(int most) {
        return checkpoints("order by size desc limit :size", most);
    }

    private List<KeptCheckpoint> checkpoints(String which, long size) {
        return jdbc.sql("select size, note, made_at from ledger.checkpoint_v " + which)
                .param("size", size)
                .query((row, number) -> new KeptCheckpoint(
                        row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }
}
