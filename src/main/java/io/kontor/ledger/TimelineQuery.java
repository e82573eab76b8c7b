package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries, newest first.
 *
 * @param subject only of this object
 * @param partner only of this partner's objects
 * @param partners the partners whose entries the asker may see; none for all
 * @param folded what was merged into the subject or partner: its history counts, too
 * @param before the page continues below this sequence number
 */
public record TimelineQuery(
        @Nullable Subject subject,
        @Nullable UUID partner,
        @Nullable Set<UUID> partners,
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable String subjectType,
        @Nullable UUID originRef,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long before,
        Set<UUID> folded,
        int limit) {
    public TimelineQuery {
        folded = Set.copyOf(folded);
    }

    public static TimelineQuery newest(int limit) {
        return new TimelineQuery(null, null, null, null, null, null, null, null, null, null, Set.of(), limit);
    }

    public TimelineQuery of(Subject object) {
        return new TimelineQuery(
                object, partner, partners, actor, action, subjectType, originRef, from, to, before, folded, limit);
    }

    public TimelineQuery ofPartner(UUID whose) {
        return new TimelineQuery(
                subject, whose, partners, actor, action, subjectType, originRef, from, to, before, folded, limit);
    }

    /** With the history of what was merged into the subject or partner. */
    public TimelineQuery withFolded(Set<UUID> others) {
        return new TimelineQuery(
                subject, partner, partners, actor, action, subjectType, originRef, from, to, before, others, limit);
    }

    public TimelineQuery visible(@Nullable Set<UUID> partnersSeen) {
        return new TimelineQuery(
                subject, partner, partnersSeen, actor, action, subjectType, originRef, from, to, before, folded, limit);
    }

    public TimelineQuery below(@Nullable Long seq) {
        return new TimelineQuery(
                subject, partner, partners, actor, action, subjectType, originRef, from, to, seq, folded, limit);
    }

    public TimelineQuery filtered(
            @Nullable UUID who,
            @Nullable String act,
            @Nullable String type,
            @Nullable Instant since,
            @Nullable Instant until) {
        return new TimelineQuery(
                subject, partner, partners, who, act, type, originRef, since, until, before, folded, limit);
    }
}
