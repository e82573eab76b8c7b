package io.kontor.connect.imports;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RunSql {
    private final JdbcClient jdbc;

    RunSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(Recorded<ImportRun> recorded) {
        var run = recorded.state();
        jdbc.sql("""
                insert into connect.run (
                    id, mapping, system, status, started_at, ended_at, rows_read, rows_rejected, created, changed,
                    unchanged, entry_id
                )
                values (:id, :mapping, :system, :status, :started, :ended, :read, :rejected, :created, :changed, :unchanged,
                    :entry)
                on conflict (id) do update set status = excluded.status, ended_at = excluded.ended_at,
                    rows_read = excluded.rows_read, rows_rejected = excluded.rows_rejected, created = excluded.created,
                    changed = excluded.changed, unchanged = excluded.unchanged, entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("mapping", run.mapping())
                .param("system", run.system())
                .param("status", run.status().code())
                .param("started", Rows.timestamp(run.started()))
                .param("ended", Rows.timestamp(run.ended()))
                .param("read", run.rowsRead())
                .param("rejected", run.rowsRejected())
                .param("created", run.created())
                .param("changed", run.changed())
                .param("unchanged", run.unchanged())
                .param("entry", recorded.entryId())
                .update();
        files(recorded);
    }

    private void files(Recorded<ImportRun> recorded) {
        var places = IntStream.range(0, recorded.state().files().size()).boxed().toList();
        var files = recorded.state().files();
        jdbc.sql("""
                insert into connect.file (run_id, place, name, bytes, hash, encoding, delimiter, left_out, entry_id)
                select run, place, name, bytes, hash, encoding, delimiter, left_out, entry
                from unnest(:run, :place, :name, :bytes, :hash, :encoding, :delimiter, :left_out, :entry)
                    as r (run, place, name, bytes, hash, encoding, delimiter, left_out, entry)
                on conflict (run_id, place) do update set entry_id = excluded.entry_id
                """)
                .params(Rows.of(places)
                        .uuid("run", place -> recorded.id())
                        .whole("place", place -> place)
                        .text("name", place -> files.get(place).name())
                        .large("bytes", place -> files.get(place).bytes())
                        .text("hash", place -> files.get(place).hash())
                        .text("encoding", place -> files.get(place).encoding())
                        .text("delimiter", place -> files.get(place).delimiter())
                        .truth("left_out", place -> files.get(place).leftOut())
                        .uuid("entry", place -> recorded.entryId())
                        .params())
                .update();
    }

    /** The entry a run stands at. */
    Optional<UUID> find(UUID run) {
        return jdbc.sql("select entry_id from connect.run where id = :run")
                .param("run", run)
                .query(Rows.ID)
                .optional();
    }

    /** The name of the mapping it went by. */
    String mapping(UUID run) {
        return jdbc.sql("select mapping from connect.run where id = :run")
                .param("run", run)
                .query(Rows.TEXT)
                .single();
    }

    UUID version(UUID run) {
        return jdbc.sql("select entry_id from connect.run where id = :run for update")
                .param("run", run)
                .query(Rows.ID)
                .single();
    }

    void progress(UUID run, String step, long done, long total, long rejected, Instant at) {
        jdbc.sql("""
                insert into connect.progress (run_id, step, done, total, rejected, beat_at)
                values (:run, :step, :done, :total, :rejected, :at)
                on conflict (run_id) do update set step = excluded.step, done = excluded.done, total = excluded.total,
                    rejected = excluded.rejected, beat_at = excluded.beat_at
                """)
                .param("run", run)
                .param("step", step)
                .param("done", done)
                .param("total", total)
                .param("rejected", rejected)
                .param("at", Rows.timestamp(at))
                .update();
    }

    /** Runs that say they go on and have not been heard of since. */
    List<UUID> silent(Instant since) {
        return jdbc.sql("""
                select r.id from connect.run r left join connect.progress p on p.run_id = r.id
                where r.status = 'running' and coalesce(p.beat_at, r.started_at) < :since
                """)
                .param("since", Rows.timestamp(since))
                .query(Rows.ID)
                .list();
    }
}
