package io.kontor.governance;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: twice as long each time, up to an hour, and not to the second the same for all. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private BackOff() {}

    /** @param tries that failed so far, at least one */
    static Duration after(int tries, RandomGenerator jitter) {
        var wait = FIRST.multipliedBy(1L << Math.min(tries - 1, 20));
        var most = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return Duration.ofMillis(most.toMillis() / 2 + jitter.nextLong(most.toMillis() / 2 + 1));
    }
}
