package io.kontor.audit;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When something was recorded, by whom and what; all the watch needs of an entry. */
record Moment(
        long position,
        long seq,
        UUID entry,
        Instant at,
        @Nullable UUID actor,
        String origin,
        String action,
        Subject subject) {
    private static final String SAMPLE = "sample";
    private static final String PERSON = "person";

    /** Samples bring their own past along; their time says nothing of the clock. */
    boolean byTheClock() {
        return !origin.equals(SAMPLE);
    }

    boolean byHand() {
        return actor != null && origin.equals(PERSON);
    }
}
