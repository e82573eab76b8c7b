package io.kontor.governance.approvals;

import io.kontor.governance.approvals.Request.Vote;
import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Fitting;
import io.kontor.governance.charter.Need;
import io.kontor.governance.charter.Seats;
import io.kontor.kernel.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may agree to a request now, what their word counts for, and whether all asked for have agreed. Pure. */
final class Voting {
    private Voting() {}

    /** Whether everybody asked for has agreed. */
    static boolean complete(Request request) {
        return seated(request).size()
                == request.needs().stream().mapToInt(Need::people).sum();
    }

    /** Whose word takes which seat. */
    static Map<Need, List<Vote>> byNeed(Request request) {
        var byPerson = request.agreed().stream().collect(Collectors.toMap(Vote::person, vote -> vote, (a, b) -> a));
        var byNeed = new HashMap<Need, List<Vote>>();
        seated(request).forEach((seat, person) -> {
            var vote = byPerson.get(person);
            if (vote != null) {
                byNeed.computeIfAbsent(seat.need(), need -> new ArrayList<>()).add(vote);
            }
        });
        return byNeed;
    }

    private static Map<Seats.Seat, UUID> seated(Request request) {
        return seated(request.needs(), request.agreed());
    }

    private static Map<Seats.Seat, UUID> seated(List<Need> needs, List<Vote> votes) {
        return Seats.best(
                needs,
                need -> votes.stream()
                        .filter(vote -> vote.seats().contains(need.seat()))
                        .map(Vote::person)
                        .collect(Collectors.toSet()));
    }

    /** The steps asked now: the first turn in which somebody is missing. */
    static List<Need> current(Request request) {
        var taken = Seats.taken(seated(request));
        var turn = request.needs().stream()
                .filter(need -> taken.getOrDefault(need, 0) < need.people())
                .mapToInt(Need::turn)
                .min();
        return request.needs().stream()
                .filter(need -> turn.isPresent() && need.turn() == turn.getAsInt())
                .toList();
    }

    /** Nobody agrees to what they asked for, unless there is nobody else in the office at all. */
    static Set<UUID> never(Request request, Bench bench) {
        var requester = request.requester();
        if (requester == null) {
            return Set.of();
        }
        var others = Fitting.pool(request.asked(), bench, request.regions());
        others.remove(requester);
        return others.isEmpty() && request.sole() ? Set.of() : Set.of(requester);
    }

    /** Everybody whose word would count now. */
    static Set<UUID> asked(Request request, Bench bench) {
        var never = never(request, bench);
        return current(request).stream()
                .flatMap(need -> bench.may(need, request.regions(), never).stream())
                .filter(person -> word(request, bench, person, Instant.EPOCH).isPresent())
                .collect(Collectors.toSet());
    }

    private static Optional<Vote> word(Request request, Bench bench, UUID person, Instant at) {
        try {
            return Optional.of(agree(request, bench, person, at, null));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    /**
     * Somebody's agreement.
     *
     * @throws Refusal they asked for it; they said yes already, themselves or through somebody; their delegation is over; it is
     *     not theirs, not their turn, or all their seats are taken
     */
    static Vote agree(Request request, Bench bench, UUID person, Instant at, @Nullable String note) {
        var vote = vote(request, bench, person, current(request), true, at, note);
        var more = new ArrayList<>(request.agreed());
        more.add(vote);
        if (seated(request.needs(), more).size() <= seated(request).size()) {
            throw Refusal.conflict("approval-seat-taken");
        }
        return vote;
    }

    /** Somebody's no, whoever's turn it is. Refuses as agreeing does. */
    static Vote refuse(Request request, Bench bench, UUID person, Instant at, String note) {
        return vote(request, bench, person, request.needs(), false, at, note);
    }

    private static Vote vote(
            Request request,
            Bench bench,
            UUID person,
            List<Need> needs,
            boolean yes,
            Instant at,
            @Nullable String note) {
        if (!bench.people().contains(person)) {
            throw Refusal.conflict("approval-left");
        }
        var never = never(request, bench);
        if (never.contains(person)) {
            throw Refusal.conflict("approval-own");
        }
        var spoken = request.votes().stream()
                .flatMap(vote -> Stream.of(vote.person(), vote.principal()))
                .collect(Collectors.toSet());
        if (spoken.contains(person)) {
            throw Refusal.conflict("approval-twice");
        }
        for (var principal : principals(bench, person, never, spoken)) {
            var seats = needs.stream()
                    .filter(need -> bench.own(need, request.regions()).contains(principal))
                    .map(Need::seat)
                    .toList();
            if (!seats.isEmpty()) {
                return new Vote(person, principal.equals(person) ? null : principal, seats, yes, at, note);
            }
        }
        throw notTheirs(request, bench, person, never);
    }

    /** Themselves first, then those who asked them to stand in and have not spoken. */
    private static List<UUID> principals(Bench bench, UUID person, Set<UUID> never, Set<UUID> spoken) {
        var principals = new ArrayList<UUID>();
        principals.add(person);
        bench.delegations().stream()
                .filter(lent -> lent.to().equals(person))
                .map(Bench.Lent::from)
                .filter(from -> !never.contains(from) && !spoken.contains(from))
                .filter(bench.people()::contains)
                .sorted()
                .forEach(principals::add);
        return principals;
    }

    private static Refusal notTheirs(Request request, Bench bench, UUID person, Set<UUID> never) {
        var now = new HashSet<>(current(request));
        boolean later = request.needs().stream()
                .filter(need -> !now.contains(need))
                .anyMatch(need -> bench.may(need, request.regions(), never).contains(person));
        if (later) {
            return Refusal.conflict("approval-not-your-turn");
        }
        boolean over = bench.ended().stream()
                .anyMatch(lent -> lent.to().equals(person)
                        && request.needs().stream()
                                .anyMatch(need ->
                                        bench.own(need, request.regions()).contains(lent.from())));
        if (over) {
            return Refusal.conflict("approval-delegation-ended");
        }
        return Refusal.conflict("approval-not-yours");
    }
}
