package io.kontor.ledger.seal;

import io.kontor.database.Copying;
import io.kontor.database.Rows;
import io.kontor.verify.KeptEntry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Single questions of a verification. */
@Component
class CheckSql {
    private final JdbcClient jdbc;
    private final Copying copying;

    CheckSql(JdbcClient jdbc, Copying copying) {
        this.jdbc = jdbc;
        this.copying = copying;
    }

    int positions(UUID entry) {
        return jdbc.sql("select count(*) from ledger.position where entry_id = :entry")
                .param("entry", entry)
                .query(Integer.class)
                .single();
    }

    /** A checkpoint of a size the tree has not. */
    Optional<Long> checkpointOutside(long size) {
        return jdbc.sql("select size from ledger.checkpoint where size > :size or size < 1 order by size limit 1")
                .param("size", size)
                .query(Long.class)
                .optional();
    }

    byte[] leaf(long position) {
        return jdbc.sql("select leaf from ledger.leaf where position = :position")
                .param("position", position)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    KeptEntry entry(UUID id) {
        return copying.read(
                "select " + KeptEntries.COLUMNS + " from ledger.entry e where e.id = '" + id + "' limit 1", rows -> {
                    rows.next();
                    var entry = KeptEntries.read(rows);
                    rows.next();
                    return entry;
                });
    }

    Set<UUID> pending() {
        return new HashSet<>(
                jdbc.sql("select entry_id from ledger.pending").query(Rows.ID).list());
    }
}
