package io.kontor.governance.approvals;

import io.kontor.governance.charter.Fitting;
import io.kontor.governance.charter.Need;
import io.kontor.governance.charter.Route;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Fields;
import io.kontor.ledger.FreeText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wants to do something others have to agree to; also the complete state in the ledger.
 *
 * @param subjectType the type of what is asked for, with {@code subjectId}
 * @param hash of exactly what is to be agreed to
 * @param path the page that shows it
 * @param requester who asked, or none when the house did
 * @param acts what doing it is
 * @param cited the clauses that say who has to agree
 * @param gaps acts no clause speaks of
 * @param asked whom the charter asks for
 * @param needs whom it can ask for: fewer while the office has fewer people
 * @param sole whether these are fewer
 * @param due until when the decision is to be made
 * @param why it was rejected or lapsed: somebody's words, or a key of the bundles
 * @param round counts how often it was asked
 */
public record Request(
        String subjectType,
        UUID subjectId,
        String title,
        String hash,
        String path,
        @Nullable UUID requester,
        List<Act> acts,
        List<Route.Cited> cited,
        List<String> gaps,
        List<Need> asked,
        List<Need> needs,
        boolean sole,
        State state,
        Instant askedAt,
        Instant due,
        boolean escalated,
        List<Vote> votes,
        @Nullable Instant decidedAt,
        @FreeText @Nullable String why,
        @Nullable Emergency emergency,
        @Nullable Ratification ratification,
        int round) {
    /** Where a request stands. */
    public enum State {
        OPEN,
        APPROVED,
        REJECTED,
        /** What it was about changed, or it was let through in an emergency and not ratified. */
        LAPSED,
        /** The time ran out; it can be asked again. */
        EXPIRED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Somebody's word.
     *
     * @param instead of whom, by delegation, or none
     * @param seats those it could take
     */
    public record Vote(
            UUID person,
            @Nullable UUID instead,
            List<String> seats,
            boolean yes,
            Instant at,
            @FreeText @Nullable String note) {
        public Vote {
            seats = List.copyOf(seats);
        }

        /** Whose authority it is. */
        public UUID principal() {
            return instead == null ? person : instead;
        }
    }

    /** That it was let through before the ladder agreed; it is taken back unless it does until then. */
    public record Emergency(
            UUID person,
            Instant at,
            Instant until,
            @FreeText String why) {}

    /** What somebody who came later said of a decision that was made by too few. */
    public record Ratification(
            UUID person,
            Instant at,
            boolean yes,
            @FreeText @Nullable String note) {}

    public Request {
        title = Fields.required(title, "title", 300);
        hash = Fields.required(hash, "hash", 200);
        acts = List.copyOf(acts);
        cited = List.copyOf(cited);
        gaps = List.copyOf(gaps);
        asked = List.copyOf(asked);
        needs = List.copyOf(needs);
        votes = List.copyOf(votes);
    }

    /** The regions its effects touch. */
    public Set<UUID> regions() {
        var regions = new HashSet<UUID>();
        acts.forEach(act -> regions.addAll(act.regions()));
        return regions;
    }

    /** Whether people are still to agree: it is open, or was let through in an emergency and is not ratified. */
    public boolean waits() {
        return state == State.OPEN || provisional();
    }

    public boolean provisional() {
        return state == State.APPROVED && emergency != null && (ratification == null || !ratification.yes());
    }

    /** Whether it was decided by fewer than the charter asks for and nobody looked at it since. */
    public boolean unratified() {
        return state == State.APPROVED && sole && ratification == null;
    }

    /** Whether it was decided by fewer than the charter asks for and somebody said that this was wrong. */
    public boolean objected() {
        return state == State.APPROVED && sole && ratification != null && !ratification.yes();
    }

    /** How long the decision took, or none while there is none. */
    public @Nullable Duration took() {
        return decidedAt == null ? null : Duration.between(askedAt, decidedAt);
    }

    public List<Vote> agreed() {
        return votes.stream().filter(Vote::yes).toList();
    }

    Request with(State other, @Nullable String because, @Nullable Instant at) {
        return copy(needs, sole, other, due, escalated, votes, at, because, emergency, ratification);
    }

    Request with(List<Vote> others) {
        return copy(needs, sole, state, due, escalated, others, decidedAt, why, emergency, ratification);
    }

    Request with(Fitting fitting) {
        return copy(
                fitting.needs(), fitting.sole(), state, due, escalated, votes, decidedAt, why, emergency, ratification);
    }

    Request escalatedUntil(Instant later) {
        return copy(needs, sole, state, later, true, votes, decidedAt, why, emergency, ratification);
    }

    Request with(Emergency other) {
        return copy(needs, sole, State.APPROVED, due, escalated, votes, other.at(), why, other, ratification);
    }

    Request with(Ratification other) {
        return copy(needs, sole, state, due, escalated, votes, decidedAt, why, emergency, other);
    }

    private Request copy(
            List<Need> newNeeds,
            boolean newSole,
            State newState,
            Instant newDue,
            boolean newEscalated,
            List<Vote> newVotes,
            @Nullable Instant newDecided,
            @Nullable String newWhy,
            @Nullable Emergency newEmergency,
            @Nullable Ratification newRatification) {
        return new Request(
                subjectType,
                subjectId,
                title,
                hash,
                path,
                requester,
                acts,
                cited,
                gaps,
                asked,
                newNeeds,
                newSole,
                newState,
                askedAt,
                newDue,
                newEscalated,
                newVotes,
                newDecided,
                newWhy,
                newEmergency,
                newRatification,
                round);
    }
}
