package io.kontor.connect.api;

import io.kontor.kernel.Subject;
import io.kontor.ledger.TimelineEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to one object, and what it was like afterwards. */
@Schema(name = "Entry", description = "What happened to one object, and what it was like afterwards; it never changes.")
record EntryBody(
        @Schema(description = "Its id.", example = "019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00")
        UUID id,

        @Schema(
                description = "Its place in the order of everything, gapless from 0; none for a moment.",
                example = "41")
        @Nullable Long position,

        @Schema(description = "When it happened in the world.", example = "2026-03-02T09:00:00Z")
        Instant occurredAt,

        @Schema(description = "When Kontor learnt it.", example = "2026-03-02T09:00:00Z")
        Instant recordedAt,

        @Schema(description = "Who did it, if a person did.") @Nullable UUID actor,

        @Schema(description = "Who did it otherwise.", example = "local:anna") @Nullable String actorLabel,

        @Schema(description = "The role by which it was allowed.", example = "partner-manager")
        String role,

        @Schema(description = "Where it comes from: person, rule, import, system or sample.", example = "person")
        String origin,

        @Schema(description = "What belongs together has the same.", example = "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10")
        UUID correlation,

        @Schema(description = "What was done.", example = "partner.changed")
        String action,

        @Schema(description = "To which object.") Subject subject,

        @Schema(description = "Whose object it is, if a partner's.") @Nullable UUID partner,

        @Schema(description = "The entry before this one of the same object.") @Nullable UUID previous,

        @Schema(description = "Why.", example = "moved to another region") @Nullable String reason,

        @Schema(description = "The format of the state.", example = "1")
        int format,

        @Schema(
                types = {"object"},
                description =
                        "The whole object afterwards, as the ledger keeps it: personal texts stand under $personal, free"
                                + " texts under $text.")
        Object state) {
    static EntryBody of(TimelineEntry entry) {
        return new EntryBody(
                entry.id(),
                entry.position(),
                entry.occurredAt(),
                entry.recordedAt(),
                entry.actor(),
                entry.actorLabel(),
                entry.role(),
                entry.origin(),
                entry.correlation(),
                entry.action(),
                entry.subject(),
                entry.partner(),
                entry.previous(),
                entry.reason(),
                entry.format(),
                entry.after());
    }
}
