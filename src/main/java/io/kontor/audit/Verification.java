package io.kontor.audit;

import io.kontor.kernel.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A check of everything the ledger holds; also the complete state in the ledger.
 *
 * @param entries how many sealed entries were checked
 * @param problem the first thing that is wrong, or none
 */
public record Verification(
        Instant began,
        Instant ended,
        long entries,
        @Nullable String problem) {
    public Verification {
        problem = Fields.optional(problem, "problem", 1_000);
    }

    public boolean passed() {
        return problem == null;
    }
}
