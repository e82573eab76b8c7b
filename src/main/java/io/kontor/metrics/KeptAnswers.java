package io.kontor.metrics;

import io.kontor.kernel.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The newest answers, for the many who ask the same: kept while nothing they rest on changes, but not for long. */
final class KeptAnswers {
    private static final int MOST = 300;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST;
        }
    };

    /** @param name tells questions of the same words apart */
    record Key(String name, Scope scope, Question question) {}

    private record Kept(Object answer, SettingSql.Version version, Instant at) {}

    @SuppressWarnings("unchecked")
    <T> T find(Key key, Instant now, Supplier<SettingSql.Version> version, Supplier<T> answer) {
        Kept found;
        synchronized (kept) {
            found = kept.get(key);
        }
        var known = version.get();
        if (found != null
                && found.version().equals(known)
                && !now.isBefore(found.at())
                && now.isBefore(found.at().plus(LONGEST))) {
            return (T) found.answer();
        }
        var fresh = answer.get();
        synchronized (kept) {
            kept.put(key, new Kept(java.util.Objects.requireNonNull(fresh), known, now));
        }
        return fresh;
    }
}
