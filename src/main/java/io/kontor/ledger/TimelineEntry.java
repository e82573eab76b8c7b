package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry for reading: who, what, when, why, and the states before and after it.
 *
 * @param position its place in the order of everything, or none while it is not sealed
 * @param before the state the previous entry holds, or none when the object was new
 */
public record TimelineEntry(
        UUID id,
        long seq,
        @Nullable Long position,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable UUID actor,
        @Nullable String actorLabel,
        String role,
        String origin,
        @Nullable UUID originRef,
        UUID correlation,
        String action,
        Subject subject,
        @Nullable UUID partner,
        @Nullable UUID previous,
        @Nullable String reason,
        int format,
        ObjectNode after,
        @Nullable ObjectNode before) {
    /** The same entry with other states, e.g. without what somebody may not see. */
    TimelineEntry with(ObjectNode shownAfter, @Nullable ObjectNode shownBefore) {
        return new TimelineEntry(
                id,
                seq,
                position,
                occurredAt,
                recordedAt,
                actor,
                actorLabel,
                role,
                origin,
                originRef,
                correlation,
                action,
                subject,
                partner,
                previous,
                reason,
                format,
                shownAfter,
                shownBefore);
    }
}
