package io.kontor.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps sealer and subscriptions going in a server. Each cursor has a thread of its own, so that a failing listener holds up
 * nobody, and half of the processors at most work for them at a time, so that pages have the rest while much is taken; nobody
 * waits long for a slow one. Commands do without it and settle once before they exit.
 */
@Component
@ConditionalOnProperty("kontor.serving")
final class LedgerWork implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerWork.class);
    private static final long IDLE_MILLIS = 2_000;
    /** Cursors are woken when there is something to take; this is for what nobody thought of. */
    private static final long RESTLESS_MILLIS = 60_000;

    private static final long PATIENCE_MILLIS = 5_000;
    /** Who waited so long for a turn goes on without one. */
    private static final long TURN_MILLIS = 1_000;

    private final Sealer sealer;
    private final Subscriptions subscriptions;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private volatile boolean running;
    private volatile CountDownLatch sealed = new CountDownLatch(1);

    LedgerWork(Sealer sealer, Subscriptions subscriptions) {
        this.sealer = sealer;
        this.subscriptions = subscriptions;
    }

    @Override
    public void start() {
        running = true;
        subscriptions.register();
        threads.add(Thread.ofPlatform().name("sealer").daemon().start(this::keepSealing));
        for (var cursor : subscriptions.cursors()) {
            threads.add(Thread.ofVirtual()
                    .name(cursor.listener().name() + "-" + cursor.shard())
                    .start(() -> keepTaking(cursor)));
        }
    }

    private void keepSealing() {
        while (running) {
            try {
                long began = System.nanoTime();
                int count = sealer.seal();
                if (count > 0) {
                    wake();
                    sealer.rest(began, count);
                } else if (!sealer.await(IDLE_MILLIS) && subscriptions.anythingToDo()) {
                    wake();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed("The sealer", e);
            }
        }
    }

    private void wake() {
        var waiting = sealed;
        sealed = new CountDownLatch(1);
        waiting.countDown();
    }

    private void keepTaking(Subscriptions.Cursor cursor) {
        while (running) {
            try {
                var next = sealed;
                if (inTurn(() -> subscriptions.advance(cursor)) == 0) {
                    subscriptions.retryParked(cursor);
                    next.await(RESTLESS_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed(cursor.listener().name(), e);
            }
        }
    }

    private long inTurn(LongSupplier work) throws InterruptedException {
        boolean mine = turns.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return work.getAsLong();
        } finally {
            if (mine) {
                turns.release();
            }
        }
    }

    /** The database is away or being restarted: go on when it is back. */
    private void failed(String who, RuntimeException e) {
        if (running) {
            log.warn("{} could not work and tries again: {}", who, e.getMessage());
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets everybody finish what is begun; only who does not come to an end is interrupted. */
    @Override
    public void stop() {
        running = false;
        sealer.wake();
        sealed.countDown();
        for (var thread : threads) {
            try {
                thread.join(PATIENCE_MILLIS);
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
