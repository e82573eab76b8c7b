package io.kontor.connect.imports;

import io.kontor.database.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RejectSql {
    private static final Bounds.Rows PAGE = new Bounds.Rows(2_000, 8L << 20);

    private final JdbcClient jdbc;

    RejectSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row that did not come in.
     *
     * @param step the step that rejected it, or -1 when no step saw it
     * @param name of the file
     * @param place its place among its object's rows, where that is its name
     */
    record Rejected(
            int step,
            String name,
            @Nullable String place,
            Row row,
            String columns,
            @Nullable String value,
            String rule,
            String reason,
            @Nullable String suggestion) {}

    /** @return how many rows were not rejected already */
    long put(UUID run, List<Rejected> rows, Instant at) {
        return jdbc.sql("""
                with given as (
                    select * from unnest(:file, :line, :step, :name, :place, :columns, :value, :rule, :reason, :suggestion,
                        :cells) as r (file, line, step, name, place, columns, value, rule, reason, suggestion, cells)
                ), fresh as (
                    select distinct file, line from given g where not exists (
                        select from connect.reject x where x.run_id = :run and x.file = g.file and x.line = g.line)
                ), kept as (
                    insert into connect.reject (
                        run_id, file, line, step, name, place, columns, value, rule, reason, suggestion, cells, rejected_at
                    )
                    select :run, file, line, step, name, place, columns, value, rule, reason, suggestion, cells, :at
                    from given
                    on conflict do nothing
                )
                select count(*) from fresh
                """)
                .param("run", run)
                .param("at", Rows.timestamp(at))
                .params(Rows.of(rows)
                        .whole("file", one -> one.row().file())
                        .large("line", one -> one.row().line())
                        .whole("step", Rejected::step)
                        .text("name", Rejected::name)
                        .text("place", Rejected::place)
                        .text("columns", one -> storable(one.columns()))
                        .text("value", one -> one.value() == null ? null : storable(one.value()))
                        .text("rule", Rejected::rule)
                        .text("reason", one -> storable(one.reason()))
                        .text("suggestion", Rejected::suggestion)
                        .text("cells", one -> StagedSql.written(one.row().cells()))
                        .params())
                .query(Long.class)
                .single();
    }

    /** PostgreSQL keeps every letter but one. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Some rows after one, in the order of files and lines; what several steps said of one row stands together. */
    List<Rejected> after(UUID run, int file, long line) {
        return jdbc.sql("""
                select * from (
                select r.file, r.line, min(r.step) as step, min(r.name) as name, min(r.place) as place,
                    string_agg(r.columns, '; ' order by r.step) as columns,
                    string_agg(r.value, '; ' order by r.step) as value,
                    string_agg(r.rule, '; ' order by r.step) as rule,
                    string_agg(r.reason, ' ' order by r.step) as reason,
                    string_agg(r.suggestion, '; ' order by r.step) as suggestion,
                    (array_agg(r.cells order by r.step))[1] as cells,
                    row_number() over w as number, sum(octet_length(min(r.cells))) over w as weight
                from connect.reject r where r.run_id = :run and (r.file, r.line) > (:file, :line)
                group by r.file, r.line window w as (order by r.file, r.line) order by r.file, r.line limit :most
                ) page where number = 1 or weight <= :letters order by file, line
                """)
                .param("run", run)
                .param("file", file)
                .param("line", line)
                .param("most", PAGE.count())
                .param("letters", PAGE.letters())
                .query((row, number) -> new Rejected(
                        row.getInt("step"),
                        row.getString("name"),
                        row.getString("place"),
                        new Row(row.getInt("file"), row.getLong("line"), StagedSql.read(row.getString("cells"))),
                        row.getString("columns"),
                        row.getString("value"),
                        row.getString("rule"),
                        row.getString("reason"),
                        row.getString("suggestion")))
                .list();
    }

    /** Everything staged under a key is rejected as it lies there. */
    long putStaged(UUID run, int step, String key, String name, String rule, String reason, Instant at) {
        return jdbc.sql("""
                insert into connect.reject (run_id, file, line, step, name, columns, rule, reason, cells, rejected_at)
                select run_id, file, line, step, :name, '', :rule, :reason, cells, :at from connect.staged
                where run_id = :run and step = :step and key = :key
                on conflict do nothing
                """)
                .param("run", run)
                .param("step", step)
                .param("key", key)
                .param("name", name)
                .param("rule", rule)
                .param("reason", reason)
                .param("at", Rows.timestamp(at))
                .update();
    }

    void forget(Instant before) {
        jdbc.sql("delete from connect.reject where rejected_at < :before")
                .param("before", Rows.timestamp(before))
                .update();
    }

    /** The candidate that looks most like a text, when one does. */
    @Nullable String alike(String text, List<String> candidates) {
        return jdbc.sql("""
                select c from unnest(:candidates) as r (c)
                where kontor.alike(c, :text) >= 0.35
                order by kontor.alike(c, :text) desc, c limit 1
                """)
                .param("candidates", Rows.texts(candidates))
                .param("text", text)
                .query(Rows.TEXT)
                .optional()
                .orElse(null);
    }
}
