package io.kontor.kernel;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from.
 *
 * @param ref the rule, import run or sample run it belongs to, or none
 */
public record Origin(Kind kind, @Nullable UUID ref) {
    public static final Origin PERSON = new Origin(Kind.PERSON, null);
    public static final Origin SYSTEM = new Origin(Kind.SYSTEM, null);

    public enum Kind {
        PERSON,
        RULE,
        IMPORT,
        SYSTEM,
        SAMPLE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** History came in from elsewhere: nothing is sent for it and no clock starts. */
    public boolean history() {
        return kind == Kind.IMPORT || kind == Kind.SAMPLE;
    }
}
