package io.kontor.connect.api;

import io.kontor.database.Rows;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AnswerSql {
    private final JdbcClient jdbc;

    AnswerSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer with the request it was given to. */
    record Kept(byte[] request, Answer answer) {}

    /** Whether the key's row is ours now; whoever comes second waits here until the first is done. */
    boolean claim(String actor, String key, byte[] request, Instant now, Instant expired) {
        return jdbc.sql("""
                insert into connect.answer as a (actor, key, request, status, body, created_at)
                values (:actor, :key, :request, 0, '', :now)
                on conflict (actor, key) do update set request = excluded.request, status = 0, location = null,
                    etag = null, body = '', created_at = excluded.created_at
                where a.created_at < :expired
                """)
                        .param("actor", actor)
                        .param("key", key)
                        .param("request", request)
                        .param("now", Rows.timestamp(now))
                        .param("expired", Rows.timestamp(expired))
                        .update()
                == 1;
    }

    void keep(String actor, String key, Answer answer) {
        jdbc.sql("""
                update connect.answer set status = :status, location = :location, etag = :etag, body = :body
                where actor = :actor and key = :key
                """)
                .param("status", answer.status())
                .param("location", answer.location())
                .param(
                        "etag",
                        answer.version() == null ? null : answer.version().toString())
                .param("body", answer.body())
                .param("actor", actor)
                .param("key", key)
                .update();
    }

    Kept kept(String actor, String key) {
        return jdbc.sql("""
                select request, status, location, etag, body from connect.answer where actor = :actor and key = :key
                """)
                .param("actor", actor)
                .param("key", key)
                .query((row, number) -> {
                    var etag = row.getString("etag");
                    return new Kept(
                            row.getBytes("request"),
                            new Answer(
                                    row.getInt("status"),
                                    row.getString("location"),
                                    etag == null ? null : UUID.fromString(etag),
                                    row.getBytes("body"),
                                    true));
                })
                .single();
    }

    /** Where a form that was done led to; none while it is still being done, or when nothing of it is kept. */
    Optional<String> led(String actor, String key) {
        return jdbc.sql("""
                select location from connect.answer where actor = :actor and key = :key and location is not null
                """)
                .param("actor", actor)
                .param("key", key)
                .query(String.class)
                .optional();
    }

    void lead(String actor, String key, int status, String location) {
        jdbc.sql("""
                update connect.answer set status = :status, location = :location where actor = :actor and key = :key
                """)
                .param("status", status)
                .param("location", location)
                .param("actor", actor)
                .param("key", key)
                .update();
    }

    /** Nothing was done under the key, so it is free again. */
    void release(String actor, String key) {
        jdbc.sql("delete from connect.answer where actor = :actor and key = :key")
                .param("actor", actor)
                .param("key", key)
                .update();
    }

    void forget(Instant expired) {
        jdbc.sql("delete from connect.answer where created_at < :expired")
                .param("expired", Rows.timestamp(expired))
                .update();
    }
}
