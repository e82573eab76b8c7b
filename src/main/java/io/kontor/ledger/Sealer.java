package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Gives positions to what was committed, gapless from 0, in the order of the sequence numbers as far as they are visible; a
 * late commit gets a later position. One sealer works at a time, whichever node holds the advisory lock; writers never wait
 * for it.
 */
@Component
final class Sealer {
    private static final int BATCH = 5_000;

    private final Tx tx;
    private final SealSql sql;
    private final Semaphore work = new Semaphore(0);

    Sealer(Tx tx, SealSql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    /** Something was committed here. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** Waits until something was committed here, or long enough that another node may have committed something. */
    void await(long millis) throws InterruptedException {
        if (work.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    /**
     * Seals one batch.
     *
     * @return how many entries got a position; 0 when there was nothing, or another node is at it
     */
    int seal() {
        return tx.as(Purpose.SEALING.actor(), () -> sql.lock() ? sql.seal(BATCH) : 0);
    }

    /** Seals until nothing committed waits any more, also when another node holds the lock in between. */
    void sealAll() {
        while (tx.as(Purpose.SEALING.actor(), sql::waiting)) {
            if (seal() == 0) {
                Thread.onSpinWait();
            }
        }
    }
}
