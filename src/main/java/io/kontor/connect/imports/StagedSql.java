package io.kontor.connect.imports;

import io.kontor.database.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rows on their way from a file to their objects, in the order of their keys. */
@Component
class StagedSql {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    StagedSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Staged(int step, String key, Row row) {}

    void put(UUID run, List<Staged> rows) {
        jdbc.sql("""
                insert into connect.staged (run_id, step, key, file, line, cells)
                select :run, step, key, file, line, cells
                from unnest(:step, :key, :file, :line, :cells) as r (step, key, file, line, cells)
                """)
                .param("run", run)
                .params(Rows.of(rows)
                        .whole("step", Staged::step)
                        .text("key", Staged::key)
                        .whole("file", one -> one.row().file())
                        .large("line", one -> one.row().line())
                        .text("cells", one -> written(one.row().cells()))
                        .params())
                .update();
    }

    /** Rows of a table hold no NUL; in this form they can. */
    static String written(List<String> cells) {
        return JSON.writeValueAsString(cells);
    }

    static List<String> read(String cells) {
        return JSON.readerForListOf(String.class).readValue(cells);
    }

    /** The next keys of a step after one, as many as so many rows have between them. */
    List<String> keys(UUID run, int step, String after, Bounds.Rows most) {
        return jdbc.sql("""
                select distinct key from (
                    select key, row_number() over w as place, sum(octet_length(cells)) over w as weight from (
                        select key, file, line, cells from connect.staged where run_id = :run and step = :step and key > :after
                        order by key limit :most
                    ) few window w as (order by key, file, line)
                ) next where place = 1 or weight <= :letters order by key
                """)
                .param("run", run)
                .param("step", step)
                .param("after", after)
                .param("most", most.count())
                .param("letters", most.letters())
                .query(Rows.TEXT)
                .list();
    }

    /** The rows of each key in the order of files and lines; of a key with too many, one more than is allowed. */
    Map<String, List<Row>> rows(UUID run, int step, Collection<String> keys, int most) {
        var rows = new LinkedHashMap<String, List<Row>>();
        jdbc.sql("""
                select key, file, line, cells from (
                    select key, file, line, cells, row_number() over (partition by key order by file, line) as place
                    from connect.staged where run_id = :run and step = :step and key = any(:keys)
                ) s where place <= :most + 1 order by key, file, line
                """)
                .param("run", run)
                .param("step", step)
                .param("keys", Rows.texts(keys))
                .param("most", most)
                .query(row -> {
                    rows.computeIfAbsent(row.getString(1), fresh -> new ArrayList<>())
                            .add(new Row(row.getInt(2), row.getLong(3), read(row.getString(4))));
                });
        return rows;
    }

    void remove(UUID run, int step, Collection<String> keys) {
        jdbc.sql("delete from connect.staged where run_id = :run and step = :step and key = any(:keys)")
                .param("run", run)
                .param("step", step)
                .param("keys", Rows.texts(keys))
                .update();
    }

    void removeAll(UUID run) {
        jdbc.sql("delete from connect.staged where run_id = :run")
                .param("run", run)
                .update();
    }

    /** Which of these keys still wait in steps. */
    Set<String> waiting(UUID run, Collection<Integer> steps, Collection<String> keys) {
        return new HashSet<>(jdbc.sql("""
                select distinct key from connect.staged
                where run_id = :run and step = any(:steps) and key = any(:keys)
                """)
                .param("run", run)
                .param("steps", Rows.array("int4", steps.toArray()))
                .param("keys", Rows.texts(keys))
                .query(Rows.TEXT)
                .list());
    }

    long count(UUID run, int step) {
        return jdbc.sql("select count(*) from connect.staged where run_id = :run and step = :step")
                .param("run", run)
                .param("step", step)
                .query(Long.class)
                .single();
    }

    /** What a run that stopped left behind. */
    void forgetUnheard(Instant since) {
        jdbc.sql("""
                delete from connect.staged s where not exists (
                    select from connect.run r left join connect.progress p on p.run_id = r.id
                    where r.id = s.run_id and r.status = 'running' and coalesce(p.beat_at, r.started_at) >= :since
                )
                """).param("since", Rows.timestamp(since)).update();
    }
}
