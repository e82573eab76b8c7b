package io.kontor.timeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry as people read it.
 *
 * @param sentence who did what
 * @param link the page of the object, or none
 * @param occurredAt when it happened in the world, when that is not when it was recorded
 * @param role the name of the role by which it was done
 * @param differences what changed, from what to what; empty when the object was new
 */
public record Line(
        UUID id,
        @Nullable Long position,
        Instant recordedAt,
        @Nullable Instant occurredAt,
        String sentence,
        @Nullable String reason,
        String role,
        String origin,
        String subjectType,
        String subject,
        @Nullable String link,
        List<Difference> differences) {
    /** One field, before and after. */
    public record Difference(String field, String before, String after) {}
}
