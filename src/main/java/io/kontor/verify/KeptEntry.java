package io.kontor.verify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as an office keeps it: what its leaf is made of. Texts that may have to go stand in the JSON with their commitments,
 * {@code {"$personal": {"c": .., "v": ..}}}, so that the same leaf comes out whether or not their keys are still there.
 *
 * @param recordedAt microseconds since 1970, in UTC; as all times here
 * @param actor the person who acted
 * @param label how an actor is named that is no person: {@code system:post}, {@code local}
 * @param actorName who it was at the console, as JSON in UTF-8
 * @param reason as JSON in UTF-8
 * @param state as JSON in UTF-8
 */
public record KeptEntry(
        UUID id,
        long recordedAt,
        @Nullable UUID actor,
        @Nullable String label,
        byte @Nullable [] actorName,
        String action,
        String subjectType,
        UUID subject,
        byte[] salt,
        UUID correlation,
        int format,
        long occurredAt,
        String origin,
        @Nullable UUID originRef,
        @Nullable UUID partner,
        @Nullable UUID previous,
        byte @Nullable [] reason,
        String role,
        byte[] state) {}
