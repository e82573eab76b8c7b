package io.kontor.database;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Side;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The newest answers, each with the snapshot of the database it was read from. One whose snapshot is gone is never given again. */
final class UnchangedAnswers {
    private static final int MOST = 500;

    /** Questions may also ask what time it is, so nothing is kept for long. */
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST;
        }
    };

    /** Whose question: what they may see is part of it. */
    record Key(
            Side side,
            @Nullable UUID person,
            @Nullable String label,
            @Nullable UUID firm,
            Rights rights,
            Object question) {
        static Key of(Actor actor, Object question) {
            return new Key(actor.side(), actor.person(), actor.label(), actor.firm(), actor.rights(), question);
        }
    }

    private record Kept(String snapshot, long at, Object answer) {}

    Object find(Key key, String snapshot, Supplier<Object> answer) {
        long now = System.nanoTime();
        var found = of(key);
        if (found != null && found.snapshot().equals(snapshot) && now - found.at() < LONGEST_NANOS) {
            return found.answer();
        }
        var fresh = answer.get();
        synchronized (kept) {
            kept.put(key, new Kept(snapshot, now, fresh));
        }
        return fresh;
    }

    private @Nullable Kept of(Key key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }
}
