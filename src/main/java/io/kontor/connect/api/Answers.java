package io.kontor.connect.api;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Does a request that carries a key once, however often it is sent, also at the same moment: the answer is kept in the same
 * transaction as what was done. A request that was refused did nothing, so its key is free again.
 */
@Component
final class Answers {
    static final Duration KEPT = Duration.ofHours(24);

    private final Tx tx;
    private final AnswerSql sql;
    private final Clock clock;

    Answers(Tx tx, AnswerSql sql, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refuses: the key was used for another request. */
    Answer once(Call call, byte[] request, Supplier<Answer> work) {
        var key = call.key();
        var actor = call.actor();
        if (key == null) {
            return tx.as(actor, work);
        }
        return tx.as(actor, () -> {
            var now = clock.instant();
            if (sql.claim(name(actor), key, request, now, now.minus(KEPT))) {
                var answer = work.get();
                sql.keep(name(actor), key, answer);
                return answer;
            }
            var kept = sql.kept(name(actor), key);
            if (!Arrays.equals(kept.request(), request)) {
                throw Refused.at(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key", "api-key-used-otherwise");
            }
            return kept.answer();
        });
    }

    static String name(Actor actor) {
        return actor.person() == null
                ? String.valueOf(actor.label())
                : actor.person().toString();
    }

    void forget() {
        tx.as(Purpose.HOUSEKEEPING.actor(), () -> sql.forget(clock.instant().minus(KEPT)));
    }
}
