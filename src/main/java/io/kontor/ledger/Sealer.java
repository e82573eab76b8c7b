package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.ledger.seal.NotSealed;
import io.kontor.ledger.seal.Sealing;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Gives positions to what was committed, gapless from 0, in the order of the sequence numbers as far as they are visible; a
 * late commit gets a later position. What has a position becomes part of the tree in the same transaction. One sealer works at a time, whichever node holds the advisory lock; writers never wait
 * for it.
 */
@Component
final class Sealer {
    private static final int BATCH = 5_000;
    /** Who commits all the time is sealed so often, and who commits now and then at once. */
    private static final long PACE_NANOS = 100_000_000;

    private final Tx tx;
    private final SealSql sql;
    private final Sealing sealing;
    private final Semaphore work = new Semaphore(0);

    Sealer(Tx tx, SealSql sql, Sealing sealing) {
        this.tx = tx;
        this.sql = sql;
        this.sealing = sealing;
    }

    /** Something was committed here. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /**
     * Waits until something was committed here, or long enough that another node may have committed something.
     *
     * @return whether something was committed here
     */
    boolean await(long millis) throws InterruptedException {
        boolean committed = work.tryAcquire(millis, TimeUnit.MILLISECONDS);
        work.drainPermits();
        return committed;
    }

    /**
     * Seals one batch: positions, and leaves for what has positions, in one transaction.
     *
     * @return how many entries went on; 0 when there was nothing, or another node is at it
     */
    int seal() {
        try {
            return tx.as(Purpose.SEALING.actor(), () -> {
                if (!sql.lock()) {
                    return 0;
                }
                int placed = sql.place(BATCH);
                return Math.max(placed, sealing.seal(BATCH));
            });
        } catch (NotSealed e) {
            sealing.failed(e);
            // The order goes on: figures and lists follow it, whatever keeps the tree from growing.
            return tx.as(Purpose.SEALING.actor(), () -> sql.lock() ? sql.place(BATCH) : 0);
        }
    }

    /** Lets entries gather after a seal that began then, so that many commits share one checkpoint; not while there are too many. */
    void rest(long began, int sealed) throws InterruptedException {
        long left = PACE_NANOS - (System.nanoTime() - began);
        if (sealed < BATCH && left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Seals until nothing committed waits any more, also when another node holds the lock in between. */
    void sealAll() {
        while (tx.as(Purpose.SEALING.actor(), this::waiting)) {
            if (seal() == 0) {
                pause();
            }
        }
    }

    private boolean waiting() {
        return sql.waiting() || sealing.waiting(sql.positions());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another node was sealing", e);
        }
    }
}
