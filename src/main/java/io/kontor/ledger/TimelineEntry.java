package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry for reading: who, what, when, why, and the states before and after it.
 *
 * @param position its place in the order of everything, or none while it is not sealed
 * @param format the format of the state after it
 * @param beforeFormat the format of the state before it; 0 when there is none
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
        int beforeFormat,
        @Nullable ObjectNode before) {
    /** The state after the change, lifted to today's format. */
    public <S> S after(SubjectType<S> type) {
        return States.read(type, format, after);
    }

    /** The state before it, lifted to today's format; none when the object was new. */
    public <S> Optional<S> before(SubjectType<S> type) {
        return Optional.ofNullable(before).map(state -> States.read(type, beforeFormat, state));
    }

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
                beforeFormat,
                shownBefore);
    }
}
