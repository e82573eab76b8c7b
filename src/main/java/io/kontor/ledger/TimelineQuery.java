package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which entries, newest first.
 *
 * @param subject only of this object
 * @param partner only of this partner's objects
 * @param partners the partners whose entries the asker may see; none for all
 * @param house only what no person did
 * @param actions only these acts; empty for all
 * @param entries only these; none for any
 * @param folded what was merged into the subject or partner: its history counts, too
 * @param before the page continues below this sequence number
 */
public record TimelineQuery(
        @Nullable Subject subject,
        @Nullable UUID partner,
        @Nullable Set<UUID> partners,
        @Nullable UUID actor,
        boolean house,
        Set<String> actions,
        @Nullable String subjectType,
        @Nullable UUID originRef,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long before,
        @Nullable Set<UUID> entries,
        Set<UUID> folded,
        int limit) {
    public TimelineQuery {
        folded = Set.copyOf(folded);
        actions = Set.copyOf(actions);
    }

    public static TimelineQuery newest(int limit) {
        return new TimelineQuery(
                null, null, null, null, false, Set.of(), null, null, null, null, null, null, Set.of(), limit);
    }

    public TimelineQuery of(Subject object) {
        return with(parts -> parts.subject = object);
    }

    public TimelineQuery ofPartner(UUID whose) {
        return with(parts -> parts.partner = whose);
    }

    /** With the history of what was merged into the subject or partner. */
    public TimelineQuery withFolded(Set<UUID> others) {
        return with(parts -> parts.folded = others);
    }

    public TimelineQuery only(Set<UUID> these) {
        return with(parts -> parts.entries = Set.copyOf(these));
    }

    public TimelineQuery visible(@Nullable Set<UUID> partnersSeen) {
        return with(parts -> parts.partners = partnersSeen);
    }

    public TimelineQuery below(@Nullable Long seq) {
        return with(parts -> parts.before = seq);
    }

    public TimelineQuery filtered(
            @Nullable UUID who,
            Set<String> acts,
            @Nullable String type,
            @Nullable Instant since,
            @Nullable Instant until) {
        return with(parts -> {
            parts.actor = who;
            parts.actions = acts;
            parts.subjectType = type;
            parts.from = since;
            parts.to = until;
        });
    }

    /** Only what the house did by itself. */
    public TimelineQuery byTheHouse() {
        return with(parts -> {
            parts.actor = null;
            parts.house = true;
        });
    }

    private TimelineQuery with(Consumer<Parts> edit) {
        var parts = new Parts(this);
        edit.accept(parts);
        return new TimelineQuery(
                parts.subject,
                parts.partner,
                parts.partners,
                parts.actor,
                parts.house,
                parts.actions,
                parts.subjectType,
                originRef,
                parts.from,
                parts.to,
                parts.before,
                parts.entries,
                parts.folded,
                limit);
    }

    /** What another query may differ in. */
    private static final class Parts {
        private @Nullable Subject subject;
        private @Nullable UUID partner;
        private @Nullable Set<UUID> partners;
        private @Nullable UUID actor;
        private boolean house;
        private Set<String> actions;
        private @Nullable String subjectType;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable Long before;
        private @Nullable Set<UUID> entries;
        private Set<UUID> folded;

        private Parts(TimelineQuery query) {
            subject = query.subject;
            partner = query.partner;
            partners = query.partners;
            actor = query.actor;
            house = query.house;
            actions = query.actions;
            subjectType = query.subjectType;
            from = query.from;
            to = query.to;
            before = query.before;
            entries = query.entries;
            folded = query.folded;
        }
    }
}
