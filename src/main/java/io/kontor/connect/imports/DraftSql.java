package io.kontor.connect.imports;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mappings that were used, and files that wait in the page. */
@Component
class DraftSql {
    private final JdbcClient jdbc;

    DraftSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers the mapping of a run, as a new version of its name unless it says what the newest one says. */
    void remember(Recorded<ImportRun> recorded, Collection<String> headers) {
        var run = recorded.state();
        // One after the other, so that two imports by the same mapping do not both make its next version.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('connect.mapping'))")
                .query((row, number) -> true)
                .list();
        jdbc.sql("""
                insert into connect.mapping (name, version, text, headers, run_id, used_at, entry_id)
                select :name, coalesce(max(version), 0) + 1, :text, :headers, :run, :at, :entry
                from connect.mapping where name = :name
                having (array_agg(text order by version desc))[1] is distinct from :text
                    or not (array_agg(array_to_string(headers, ' ') order by version desc))[1] is not distinct from :joined
                """)
                .param("name", run.mapping())
                .param("text", run.text())
                .param("headers", Rows.texts(headers))
                .param("joined", String.join(" ", headers))
                .param("run", recorded.id())
                .param("at", Rows.timestamp(run.started()))
                .param("entry", recorded.entryId())
                .update();
    }

    /** A mapping under its name. */
    record Known(String name, int version, String text, Instant usedAt) {}

    /** The newest versions, last used first. */
    List<Known> mappings(int most) {
        return jdbc.sql("""
                select * from (
                    select distinct on (name) name, version, text, used_at from connect.mapping order by name, version desc
                ) m order by used_at desc limit :most
                """)
                .param("most", most)
                .query((row, number) -> known(row))
                .list();
    }

    private static Known known(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Known(
                row.getString("name"),
                row.getInt("version"),
                row.getString("text"),
                row.getTimestamp("used_at").toInstant());
    }

    Optional<Known> mapping(String name) {
        return jdbc.sql("""
                select name, version, text, used_at from connect.mapping where name = :name order by version desc limit 1
                """)
                .param("name", name)
                .query((row, number) -> known(row))
                .optional();
    }

    /** The newest mapping that was used on files with all of these headers. */
    Optional<Known> fitting(Collection<String> headers) {
        return jdbc.sql("""
                select name, version, text, used_at from connect.mapping where headers @> :headers
                order by used_at desc, version desc limit 1
                """)
                .param("headers", Rows.texts(headers))
                .query((row, number) -> known(row))
                .optional();
    }

    record Draft(
            UUID id,
            String mapping,
            @Nullable String known,
            @Nullable UUID run) {}

    void keep(UUID id, String person, String mapping, @Nullable String known, List<String> files, Instant at) {
        jdbc.sql(
                        "insert into connect.draft (id, person, mapping, known, made_at) values (:id, :person, :mapping, :known, :at)")
                .param("id", id)
                .param("person", person)
                .param("mapping", mapping)
                .param("known", known)
                .param("at", Rows.timestamp(at))
                .update();
        for (int i = 0; i < files.size(); i++) {
            jdbc.sql("insert into connect.draft_file (draft_id, place, name) values (:id, :place, :name)")
                    .param("id", id)
                    .param("place", i)
                    .param("name", files.get(i))
                    .update();
        }
    }

    Optional<Draft> find(UUID id, String person) {
        return jdbc.sql("select id, mapping, known, run_id from connect.draft where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .query((row, number) -> new Draft(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getObject(4, UUID.class)))
                .optional();
    }

    Optional<UUID> ofRun(UUID run, String person) {
        return jdbc.sql("select id from connect.draft where run_id = :run and person = :person")
                .param("run", run)
                .param("person", person)
                .query(Rows.ID)
                .optional();
    }

    /** Names of the files in their order. */
    List<String> files(UUID id) {
        return jdbc.sql("select name from connect.draft_file where draft_id = :id order by place")
                .param("id", id)
                .query(Rows.TEXT)
                .list();
    }

    void change(UUID id, String mapping) {
        jdbc.sql("update connect.draft set mapping = :mapping where id = :id")
                .param("id", id)
                .param("mapping", mapping)
                .update();
    }

    void ran(UUID id, UUID run) {
        jdbc.sql("update connect.draft set run_id = :run where id = :id")
                .param("id", id)
                .param("run", run)
                .update();
    }

    /** @return which were forgotten */
    List<UUID> forget(Instant before) {
        return jdbc.sql("delete from connect.draft where made_at < :before returning id")
                .param("before", Rows.timestamp(before))
                .query(Rows.ID)
                .list();
    }

    List<ImportDesk.Listed> runs(int most) {
        return jdbc.sql("""
                select id, mapping, status, started_at, rows_read, rows_rejected, created, changed from connect.run
                order by started_at desc, id desc limit :most
                """)
                .param("most", most)
                .query((row, number) -> new ImportDesk.Listed(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)))
                .list();
    }

    List<ImportDesk.OfKind> kinds(UUID run) {
        return jdbc.sql("""
                select subject_type, count(*) filter (where previous is null), count(*) filter (where previous is not null)
                from ledger.act_v
                where origin_ref = :run and subject_type <> 'run' and not action like any (array['%.withdrawn', '%.undone'])
                group by subject_type order by min(seq)
                """)
                .param("run", run)
                .query((row, number) -> new ImportDesk.OfKind(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
