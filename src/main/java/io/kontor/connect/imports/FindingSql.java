package io.kontor.connect.imports;

import io.kontor.database.Rows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a run found that somebody should look at: objects that may be the same as others, and those a full list did not name. */
@Component
class FindingSql {
    private final JdbcClient jdbc;

    FindingSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param key by which the file names the new one */
    record Possibly(UUID id, String key, UUID other) {}

    void putPossibly(UUID run, String kind, List<Possibly> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into connect.possibly (run_id, kind, id, key, other_id)
                select :run, :kind, id, key, other from unnest(:id, :key, :other) as r (id, key, other)
                on conflict do nothing
                """)
                .param("run", run)
                .param("kind", kind)
                .params(Rows.of(pairs)
                        .uuid("id", Possibly::id)
                        .text("key", Possibly::key)
                        .uuid("other", Possibly::other)
                        .params())
                .update();
    }

    List<String> kindsOfPossibly(UUID run) {
        return jdbc.sql("select distinct kind from connect.possibly where run_id = :run order by kind desc")
                .param("run", run)
                .query(Rows.TEXT)
                .list();
    }

    List<Possibly> possibly(UUID run, String kind, int most) {
        return jdbc.sql("""
                select id, key, other_id from connect.possibly where run_id = :run and kind = :kind
                order by key, id, other_id limit :most
                """)
                .param("run", run)
                .param("kind", kind)
                .param("most", most)
                .query((row, number) ->
                        new Possibly(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)))
                .list();
    }

    /** One object a full list did not name. */
    record Absent(String kind, String system, String key, UUID id) {}

    void putAbsent(UUID run, String kind, String system, Map<String, UUID> objects) {
        if (objects.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into connect.absent (run_id, kind, system, key, id)
                select :run, :kind, :system, key, id from unnest(:key, :id) as r (key, id)
                on conflict do nothing
                """)
                .param("run", run)
                .param("kind", kind)
                .param("system", system)
                .params(Rows.of(List.copyOf(objects.entrySet()))
                        .text("key", Map.Entry::getKey)
                        .uuid("id", Map.Entry::getValue)
                        .params())
                .update();
    }

    /** Those after one of them, by kind and key. */
    List<Absent> absent(UUID run, String kind, String key, int most) {
        return jdbc.sql("""
                select kind, system, key, id from connect.absent where run_id = :run and (kind, key) > (:kind, :key)
                order by kind, key, system limit :most
                """)
                .param("run", run)
                .param("kind", kind)
                .param("key", key)
                .param("most", most)
                .query((row, number) ->
                        new Absent(row.getString(1), row.getString(2), row.getString(3), row.getObject(4, UUID.class)))
                .list();
    }

    long countAbsent(UUID run) {
        return jdbc.sql("select count(*) from connect.absent where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }
}
