package io.kontor.audit;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in the ledger that wants an explanation; also the complete state in the ledger.
 *
 * @param person who did it, or none when nobody did
 * @param from the time of its first entry, {@code until} that of its last
 * @param count how many entries; of a clock that went back, by how many seconds
 * @param entry its first entry, or none
 * @param act what was done, of a decision in one's own matter; what is wrong, of a ledger that does not verify
 * @param note what it was, as somebody found out; none while nobody said
 * @param acknowledgedBy who said so
 */
public record Anomaly(
        Kind kind,
        @Nullable UUID person,
        Instant from,
        Instant until,
        int count,
        @Nullable UUID entry,
        @Nullable String act,
        @FreeText @Nullable String note,
        @Nullable UUID acknowledgedBy) {
    /** What is odd about it. */
    public enum Kind {
        /** An entry says it was recorded well before the one before it. */
        CLOCK_BACK,
        /** Many entries of one person in a short time outside their working hours. */
        OUT_OF_HOURS,
        /** Somebody decided on what they had asked for or gain by. */
        OWN_MATTER,
        /** What stands in the ledger is not what was sealed. */
        NOT_VERIFIED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Anomaly {
        act = Fields.optional(act, "act", 1_000);
        note = Fields.optional(note, "note", 2_000);
    }

    public boolean acknowledged() {
        return acknowledgedBy != null;
    }

    Anomaly grown(Instant later, int more) {
        return new Anomaly(kind, person, from, later, more, entry, act, note, acknowledgedBy);
    }

    /** With what it was. Refuses: nothing said; somebody said so before; by the one it is about. */
    Anomaly acknowledged(UUID by, @Nullable String what) {
        if (what == null || what.isBlank()) {
            throw Refusal.invalid("field-required").at("note");
        }
        if (acknowledged()) {
            throw Refusal.conflict("anomaly-acknowledged");
        }
        if (by.equals(person)) {
            throw Refusal.invalid("anomaly-own").at("note");
        }
        return new Anomaly(kind, person, from, until, count, entry, act, what, by);
    }
}
