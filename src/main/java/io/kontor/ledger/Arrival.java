package io.kontor.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One object that comes in from a file.
 *
 * @param known its id, or none when it is new
 * @param fresh makes the state of a new one; may refuse
 * @param edit changes the state of a known one; may refuse
 * @param check looks at what would be written; may refuse
 * @param occurred when a new one came about in the world, or none for now
 */
public record Arrival<S>(
        @Nullable UUID known,
        Supplier<S> fresh,
        UnaryOperator<S> edit,
        Check<S> check,
        @Nullable Instant occurred) {
    /** A last look before something is written. */
    public interface Check<S> {
        void look(UUID id, S state);
    }
}
