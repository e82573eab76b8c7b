package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sealed entries, in the order of everything.
 *
 * @param from the first position wanted
 * @param to the first position no longer wanted, or none
 * @param limit how many at most
 */
public record OrderQuery(
        long from,
        @Nullable Long to,
        @Nullable Subject subject,
        @Nullable UUID partner,
        @Nullable UUID actor,
        @Nullable String subjectType,
        int limit) {}
