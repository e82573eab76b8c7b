package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry for reading: who, what, when, why, and the states before and after it. Texts are opened when somebody looks at
 * them; those whose key was destroyed read as {@link io.kontor.kernel.Erased#MARK}. For one thread at a time.
 */
public final class TimelineEntry {
    private final UUID id;
    private final long seq;
    private final @Nullable Long position;
    private final Instant occurredAt;
    private final Instant recordedAt;
    private final @Nullable UUID actor;
    private final @Nullable String actorLabel;
    private final @Nullable String actorName;
    private final String role;
    private final String origin;
    private final @Nullable UUID originRef;
    private final UUID correlation;
    private final String action;
    private final Subject subject;
    private final @Nullable UUID partner;
    private final @Nullable UUID previous;
    private final @Nullable String reason;
    private final int format;
    private final KeptState after;
    private final int beforeFormat;
    private final @Nullable KeptState before;
    private final Keyring keys;

    TimelineEntry(
            UUID id,
            long seq,
            @Nullable Long position,
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
            Subject subject,
            @Nullable UUID partner,
            @Nullable UUID previous,
            @Nullable String reason,
            int format,
            KeptState after,
            int beforeFormat,
            @Nullable KeptState before,
            Keyring keys) {
        this.id = id;
        this.seq = seq;
        this.position = position;
        this.occurredAt = occurredAt;
        this.recordedAt = recordedAt;
        this.actor = actor;
        this.actorLabel = actorLabel;
        this.actorName = actorName;
        this.role = role;
        this.origin = origin;
        this.originRef = originRef;
        this.correlation = correlation;
        this.action = action;
        this.subject = subject;
        this.partner = partner;
        this.previous = previous;
        this.reason = reason;
        this.format = format;
        this.after = after;
        this.beforeFormat = beforeFormat;
        this.before = before;
        this.keys = keys;
    }

    public UUID id() {
        return id;
    }

    public long seq() {
        return seq;
    }

    /** Its place in the order of everything, or none while it is not sealed. */
    public @Nullable Long position() {
        return position;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public @Nullable UUID actor() {
        return actor;
    }

    public String role() {
        return role;
    }

    public String origin() {
        return origin;
    }

    public @Nullable UUID originRef() {
        return originRef;
    }

    public UUID correlation() {
        return correlation;
    }

    public String action() {
        return action;
    }

    public Subject subject() {
        return subject;
    }

    /** Whose object it is about, or none. */
    public @Nullable UUID partner() {
        return partner;
    }

    public @Nullable UUID previous() {
        return previous;
    }

    /** The format of the state after it. */
    public int format() {
        return format;
    }

    /** The format of the state before it; 0 when there is none. */
    public int beforeFormat() {
        return beforeFormat;
    }

    /** What acted, when no person did: {@code system:…}, or {@code local:NAME} at the console. */
    public @Nullable String actorLabel() {
        return actorName == null
                ? actorLabel
                : actorLabel + ":" + MarkedTexts.open(actorName, MarkedTexts.ACTOR_NAME, keys);
    }

    /** Why, or none. */
    public @Nullable String reason() {
        return MarkedTexts.open(reason, MarkedTexts.REASON, keys);
    }

    /** The state after the change. */
    public ObjectNode after() {
        return after.open();
    }

    /** The state the previous entry holds, or none when the object was new. */
    public @Nullable ObjectNode before() {
        return before == null ? null : before.open();
    }

    /** The state after the change, lifted to today's format. */
    public <S> S after(SubjectType<S> type) {
        return States.read(type, format, after());
    }

    /** The state before it, lifted to today's format; none when the object was new. */
    public <S> Optional<S> before(SubjectType<S> type) {
        return Optional.ofNullable(before()).map(state -> States.read(type, beforeFormat, state));
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
                actorName,
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
                new KeptState(shownAfter, null),
                beforeFormat,
                shownBefore == null ? null : new KeptState(shownBefore, null),
                keys);
    }
}
