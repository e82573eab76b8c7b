package io.kontor.governance.approvals;

import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Need;
import io.kontor.governance.charter.Route;
import io.kontor.ledger.Book;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How a request for approval stands.
 *
 * @param version the entry it stands at
 * @param hash of exactly what was asked for; an approval holds for nothing else
 * @param rungs the ladder, step by step
 * @param due until when the decision is to be made
 * @param sole whether fewer people decide than the charter asks for
 * @param emergency whether it was let through before the ladder agreed
 * @param stuck whether nobody there is now could take the next step
 */
public record Standing(
        UUID id,
        UUID version,
        Request.State state,
        String hash,
        List<Step> rungs,
        List<Route.Cited> clauses,
        Instant due,
        boolean sole,
        boolean emergency,
        boolean stuck,
        Request request) {
    /**
     * One step.
     *
     * @param may whose word would count for it now
     * @param did who agreed
     * @param now whether it is asked now
     */
    public record Step(Need need, Set<UUID> may, List<Request.Vote> did, boolean now) {
        public boolean done() {
            return did.size() >= need.people();
        }
    }

    public Standing {
        rungs = List.copyOf(rungs);
        clauses = List.copyOf(clauses);
    }

    /** Whether exactly this content may go ahead. */
    public boolean approves(String content) {
        return state == Request.State.APPROVED && hash.equals(content);
    }

    /** Everybody whose word would count now. */
    public Set<UUID> asked() {
        return rungs.stream()
                .filter(Step::now)
                .flatMap(step -> step.may().stream())
                .collect(java.util.stream.Collectors.toSet());
    }

    static Standing of(Book.Known<Request> known, Bench bench) {
        var request = known.state();
        var done = Voting.byNeed(request);
        var current = request.waits() ? Voting.current(request) : List.of();
        var asked = request.waits() ? Voting.asked(request, bench) : Set.<UUID>of();
        var never = Voting.never(request, bench);
        var steps = request.needs().stream()
                .map(need -> {
                    var may = bench.may(need, request.regions(), never);
                    may.retainAll(asked);
                    return new Step(need, may, done.getOrDefault(need, List.of()), current.contains(need));
                })
                .toList();
        return new Standing(
                known.id(),
                known.version(),
                request.state(),
                request.hash(),
                steps,
                request.cited(),
                request.due(),
                request.sole(),
                request.emergency() != null,
                request.state() == Request.State.OPEN && asked.isEmpty(),
                request);
    }
}
