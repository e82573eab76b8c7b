package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Whether this ledger was ever filled with sample data: said once, and it stays. */
@Component
class SampleMark {
    private static final String SAMPLE = "sample";
    private static final Duration NO_HOLDS = Duration.ofSeconds(30);

    private final EntrySql sql;
    private final Tx tx;
    private final Clock clock;
    private volatile boolean set;
    private volatile Instant asked = Instant.EPOCH;

    SampleMark(EntrySql sql, Tx tx, Clock clock) {
        this.sql = sql;
        this.tx = tx;
        this.clock = clock;
    }

    void set(Actor actor) {
        tx.as(actor, () -> sql.mark(SAMPLE));
        set = true;
    }

    /** Every page asks, and another process may fill the ledger, so a "no" holds for half a minute only. */
    boolean stands() {
        var now = clock.instant();
        if (!set && Duration.between(asked, now).abs().compareTo(NO_HOLDS) > 0) {
            set = tx.ask(Purpose.SETTINGS, () -> sql.marked(SAMPLE));
            asked = now;
        }
        return set;
    }
}
