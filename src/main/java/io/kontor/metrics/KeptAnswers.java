package io.kontor.metrics;

import io.kontor.kernel.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest answers, for the many who ask the same: kept while nothing they rest on changes, but not for long. Whom an answer
 * some seconds old will do is given it at once, and it is looked after behind their back.
 */
final class KeptAnswers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptAnswers.class);
    private static final int MOST = 300;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** For so long after it was last seen to be right nobody looks. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** For so long it is given while somebody looks; one older than that is not given unseen. */
    private static final Duration LATELY = Duration.ofSeconds(3);

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST;
        }
    };
    /** What several ask for at a time is counted once; two different questions rarely share a lock. */
    private final Lock[] asking = new Lock[64];

    private final ExecutorService behind = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("figures").daemon().factory());

    KeptAnswers() {
        for (int i = 0; i < asking.length; i++) {
            asking[i] = new ReentrantLock();
        }
    }

    /** @param name tells questions of the same words apart */
    record Key(String name, Scope scope, Question question) {}

    /**
     * @param at when it was counted
     * @param seen when it was last seen that nothing had changed since
     */
    private record Kept(Object answer, SettingSql.Version version, Instant at, Instant seen, AtomicBoolean looked) {
        Kept still(Instant now) {
            return new Kept(answer, version, at, now, new AtomicBoolean());
        }
    }

    /** Must be asked inside a transaction: the version is read before the answer, so that no change in between is missed. */
    @SuppressWarnings("unchecked")
    <T> T find(Key key, Supplier<Instant> clock, Supplier<SettingSql.Version> version, Supplier<T> answer) {
        var lock = asking[Math.floorMod(key.hashCode(), asking.length)];
        lock.lock();
        try {
            var now = clock.get();
            var known = version.get();
            var found = of(key);
            if (found != null
                    && found.version().covers(known)
                    && !now.isBefore(found.at())
                    && now.isBefore(found.at().plus(LONGEST))) {
                put(key, found.still(now));
                return (T) found.answer();
            }
            var fresh = answer.get();
            put(key, new Kept(Objects.requireNonNull(fresh), known, now, now, new AtomicBoolean()));
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An answer that was right some seconds ago, or none.
     *
     * @param look asks again, and so keeps the answer of now; done soon, by another thread
     */
    @SuppressWarnings("unchecked")
    <T> @Nullable T lately(Key key, Instant now, Supplier<T> look) {
        var found = of(key);
        if (found == null
                || now.isBefore(found.seen())
                || now.isAfter(found.seen().plus(LATELY))) {
            return null;
        }
        if (now.isAfter(found.seen().plus(SOON)) && found.looked().compareAndSet(false, true)) {
            later(look);
        }
        return (T) found.answer();
    }

    private void later(Supplier<?> look) {
        try {
            behind.execute(() -> {
                try {
                    var answer = look.get();
                    log.trace("Counted again: {}", answer);
                } catch (RuntimeException e) {
                    log.warn("An answer could not be counted again: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("The office closes; no answer is counted any more.");
        }
    }

    private @Nullable Kept of(Key key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private void put(Key key, Kept answer) {
        synchronized (kept) {
            kept.put(key, answer);
        }
    }

    @Override
    public void close() {
        behind.shutdownNow();
        try {
            if (!behind.awaitTermination(5, TimeUnit.SECONDS)) {
                log.debug("An answer is still being counted.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
