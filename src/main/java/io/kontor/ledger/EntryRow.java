package io.kontor.ledger;

import io.kontor.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry as it goes into its table. */
record EntryRow(
        UUID id,
        UUID subject,
        String subjectType,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable UUID actor,
        @Nullable String actorLabel,
        String role,
        String origin,
        @Nullable UUID originRef,
        UUID correlation,
        String action,
        @Nullable UUID partner,
        @Nullable UUID previous,
        @Nullable String reason,
        int format,
        String state) {
    static EntryRow of(Actor actor, Change<?> change, Entry entry) {
        var occurred = change.occurredAt();
        return new EntryRow(
                entry.id(),
                change.subject(),
                change.type().code(),
                occurred == null ? entry.recordedAt() : occurred,
                entry.recordedAt(),
                actor.person(),
                actor.label(),
                change.role(),
                actor.origin().kind().code(),
                actor.origin().ref(),
                actor.correlation(),
                change.action(),
                change.partner(),
                change.previous(),
                change.reason(),
                change.type().format(),
                States.write(change.state()));
    }
}
