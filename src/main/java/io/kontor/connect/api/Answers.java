package io.kontor.connect.api;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does a request that carries a key once, however often it is sent, also at the same moment: the answer is kept in the same
 * transaction as what was done. A request that was refused did nothing, so its key is free again.
 */
@Component
final class Answers {
    static final Duration KEPT = Duration.ofHours(24);

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Clock clock;

    Answers(Tx tx, JdbcClient jdbc, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Kept(byte[] request, Answer answer) {}

    /** Refuses: the key was used for another request. */
    Answer once(Call call, byte[] request, Supplier<Answer> work) {
        var key = call.key();
        var actor = call.actor();
        if (key == null) {
            return tx.as(actor, work);
        }
        return tx.as(actor, () -> {
            if (claimed(actor, key, request)) {
                var answer = work.get();
                keep(actor, key, answer);
                return answer;
            }
            var kept = kept(actor, key);
            if (!Arrays.equals(kept.request(), request)) {
                throw Refused.at(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key", "api-key-used-otherwise");
            }
            return kept.answer();
        });
    }

    private static String name(Actor actor) {
        return actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person());
    }

    /** The key's row is ours now; whoever comes second waits here until the first is done. */
    private boolean claimed(Actor actor, String key, byte[] request) {
        var now = clock.instant();
        return jdbc.sql("""
                insert into connect.answer as a (actor, key, request, status, body, created_at)
                values (:actor, :key, :request, 0, '', :now)
                on conflict (actor, key) do update set request = excluded.request, status = 0, location = null,
                    etag = null, body = '', created_at = excluded.created_at
                where a.created_at < :expired
                """)
                        .param("actor", name(actor))
                        .param("key", key)
                        .param("request", request)
                        .param("now", Rows.timestamp(now))
                        .param("expired", Rows.timestamp(now.minus(KEPT)))
                        .update()
                == 1;
    }

    private void keep(Actor actor, String key, Answer answer) {
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
                .param("actor", name(actor))
                .param("key", key)
                .update();
    }

    private Kept kept(Actor actor, String key) {
        return jdbc.sql("""
                select request, status, location, etag, body from connect.answer where actor = :actor and key = :key
                """)
                .param("actor", name(actor))
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

    void forget() {
        tx.as(Purpose.HOUSEKEEPING.actor(), () -> {
            jdbc.sql("delete from connect.answer where created_at < :expired")
                    .param("expired", Rows.timestamp(clock.instant().minus(KEPT)))
                    .update();
        });
    }
}
