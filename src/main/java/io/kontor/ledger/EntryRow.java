package io.kontor.ledger;

import io.kontor.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry on its way into its table.
 *
 * @param actorLabel what acted, when no person did: {@code system:…}, or {@code local} at the console
 * @param actorName who acted at the console
 * @param reason, actorName, state as they are read; {@link Closing} makes of them what is kept
 * @param about of whom the personal texts speak
 */
record EntryRow(
        UUID id,
        UUID subject,
        String subjectType,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable UUID actor,
        @Nullable String actorLabel,
        @Nullable String actorName,
        String role,
        String origin,
        @Nullable UUID originRef,
        UUID correlation,
        String action,
        @Nullable UUID partner,
        @Nullable UUID previous,
        @Nullable String reason,
        int format,
        byte[] salt,
        String state,
        UUID about) {
    private static final String LOCAL = "local";

    static <S> EntryRow of(Actor actor, Change<S> change, Entry entry, byte[] salt) {
        var occurred = change.occurredAt();
        var label = actor.label();
        var name = label != null && label.startsWith(LOCAL + ":") ? label.substring(LOCAL.length() + 1) : null;
        return new EntryRow(
                entry.id(),
                change.subject(),
                change.type().code(),
                occurred == null ? entry.recordedAt() : occurred,
                entry.recordedAt(),
                actor.person(),
                name == null ? label : LOCAL,
                name,
                change.role(),
                actor.origin().kind().code(),
                actor.origin().ref(),
                actor.correlation(),
                change.action(),
                change.partner(),
                change.previous(),
                change.reason(),
                change.type().format(),
                salt,
                States.write(change.state()),
                change.type().about(change.subject(), change.state()));
    }
}
