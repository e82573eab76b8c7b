package io.kontor.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be recorded: one object, one act, its complete state afterwards.
 *
 * @param role the role by which the actor may do this
 * @param partner whose object it is, or none
 * @param previous the entry the object stands at until now, or none when it is new
 * @param occurredAt when it happened in the world; none for "now"
 */
public record Change<S>(
        SubjectType<S> type,
        UUID subject,
        String action,
        String role,
        S state,
        @Nullable UUID partner,
        @Nullable UUID previous,
        @Nullable String reason,
        @Nullable Instant occurredAt) {
    public Change {
        if (reason != null && reason.isBlank()) {
            reason = null;
        }
    }

    /** @param verb one of the type's acts, e.g. {@code changed} */
    public static <S> Change<S> of(SubjectType<S> type, UUID subject, String verb, String role, S state) {
        return new Change<>(type, subject, type.action(verb), role, state, null, null, null, null);
    }

    /** The same act with another state. */
    public Change<S> with(S other) {
        return new Change<>(type, subject, action, role, other, partner, previous, reason, occurredAt);
    }

    public Change<S> ofPartner(@Nullable UUID whose) {
        return new Change<>(type, subject, action, role, state, whose, previous, reason, occurredAt);
    }

    public Change<S> after(@Nullable UUID entry) {
        return new Change<>(type, subject, action, role, state, partner, entry, reason, occurredAt);
    }

    public Change<S> because(@Nullable String why) {
        return new Change<>(type, subject, action, role, state, partner, previous, why, occurredAt);
    }

    public Change<S> occurred(@Nullable Instant at) {
        return new Change<>(type, subject, action, role, state, partner, previous, reason, at);
    }
}
