package io.kontor.governance.approvals;

import io.kontor.database.Tx;
import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Benches;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Fitting;
import io.kontor.governance.charter.Route;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes people's words on requests and says what follows; the rules of who may are {@link Voting}. */
@Component
class Ballots {
    private final Tx tx;
    private final Requests requests;
    private final Charters charters;
    private final Benches benches;
    private final Outcomes outcomes;
    private final Clock clock;

    Ballots(Tx tx, Requests requests, Charters charters, Benches benches, Outcomes outcomes, Clock clock) {
        this.tx = tx;
        this.requests = requests;
        this.charters = charters;
        this.benches = benches;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void approve(Actor actor, UUID id, String hash, @Nullable String note) {
        tx.as(actor, () -> {
            var person = person(actor);
            var known = open(actor, id, hash);
            var bench = benches.now();
            var request = fitted(known.state(), bench);
            var vote = Voting.agree(request, bench, person, now(), note);
            var more = new ArrayList<>(request.votes());
            more.add(vote);
            var after = request.with(more);
            if (Voting.complete(after)) {
                settle(actor, known, after);
            } else {
                requests.write(actor, known, after, "agreed", seat(vote), note);
                outcomes.asked(actor, id, after, bench);
            }
        });
    }

    private static String seat(Request.Vote vote) {
        return vote.seats().getFirst().split("@", 2)[0];
    }

    /** Everybody agreed: to something new, or to what was let through before. */
    void settle(Actor actor, Book.Known<Request> known, Request request) {
        var now = now();
        var role = request.votes().isEmpty()
                ? Approvals.role(actor)
                : seat(request.votes().getLast());
        if (request.emergency() != null) {
            var ratified = request.with(new Request.Ratification(person(actor), now, true, null));
            requests.write(actor, known, ratified, "ratified", role, null);
            outcomes.ratified(actor, known.id(), ratified);
            return;
        }
        var approved = request.with(Request.State.APPROVED, null, now);
        requests.write(actor, known, approved, "approved", role, null);
        outcomes.approved(actor, known.id(), approved);
    }

    /** While fewer people decide than should, those who came since are asked after all. */
    private Request fitted(Request request, Bench bench) {
        if (!request.sole()) {
            return request;
        }
        try {
            var route = new Route(request.asked(), request.cited(), Set.copyOf(request.gaps()), 0);
            var fitting = Fitting.of(route, bench, request.regions(), request.requester(), true);
            if (fitting.needs().equals(request.needs())) {
                return request;
            }
            var seats = fitting.needs().stream().map(need -> need.seat()).toList();
            var kept = request.votes().stream()
                    .filter(vote -> vote.seats().stream().anyMatch(seats::contains))
                    .toList();
            return request.with(fitting).with(kept);
        } catch (Refusal fewer) {
            return request;
        }
    }

    void reject(Actor actor, UUID id, String hash, String why) {
        tx.as(actor, () -> {
            var person = person(actor);
            var known = open(actor, id, hash);
            var request = known.state();
            var vote = Voting.refuse(request, benches.now(), person, now(), why);
            var more = new ArrayList<>(request.votes());
            more.add(vote);
            boolean provisional = request.provisional();
            var after =
                    request.with(more).with(provisional ? Request.State.LAPSED : Request.State.REJECTED, why, now());
            requests.write(actor, known, after, provisional ? "lapsed" : "rejected", seat(vote), why);
            if (provisional) {
                outcomes.lapsed(actor, id, after, "rejected");
            } else {
                outcomes.rejected(actor, id, after, why);
            }
        });
    }

    void letThrough(Actor actor, UUID id, String hash, String why) {
        tx.as(actor, () -> {
            var person = person(actor);
            var known = open(actor, id, hash);
            var clause = charters.now(actor).charter().emergency();
            if (clause == null) {
                throw Refusal.conflict("approval-no-emergency");
            }
            if (!holds(person, clause.role()) || known.state().emergency() != null) {
                throw Refusal.conflict("approval-not-for-emergencies");
            }
            var now = now();
            var through = known.state()
                    .with(new Request.Emergency(person, now, now.plus(Duration.ofHours(clause.hours())), why));
            requests.write(actor, known, through, "let_through", clause.role(), why);
            outcomes.approved(actor, id, through);
        });
    }

    private boolean holds(UUID person, String role) {
        return benches.now().held().stream()
                .anyMatch(held -> held.person().equals(person)
                        && held.role().equals(role)
                        && held.regions().isEmpty());
    }

    boolean mayLetThrough(Actor actor, Standing standing) {
        var person = actor.person();
        if (person == null || standing.state() != Request.State.OPEN || !actor.may(Approvals.KIND, Verb.CHANGE)) {
            return false;
        }
        return tx.as(actor, () -> {
            var clause = charters.now(actor).charter().emergency();
            return clause != null && holds(person, clause.role());
        });
    }

    void ratify(Actor actor, UUID id, boolean yes, @Nullable String note) {
        tx.as(actor, () -> {
            var person = person(actor);
            actor.role(Approvals.KIND, Verb.CHANGE);
            var known = requests.lock(id);
            if (!known.state().unratified()) {
                throw Refusal.conflict("approval-decided");
            }
            if (!mayRatify(known.state(), benches.now()).contains(person)) {
                throw Refusal.conflict("approval-not-yours-to-ratify");
            }
            var word = new Request.Ratification(person, now(), yes, note);
            requests.write(
                    actor,
                    known,
                    known.state().with(word),
                    yes ? "ratified" : "objected",
                    actor.role(Approvals.KIND, Verb.CHANGE),
                    note);
        });
    }

    /** Those who would have been asked, without who asked and who decided. */
    static Set<UUID> mayRatify(Request request, Bench bench) {
        var may = Fitting.pool(request.asked(), bench, request.regions());
        may.retainAll(bench.people());
        request.votes().forEach(vote -> {
            may.remove(vote.person());
            may.remove(vote.principal());
        });
        var requester = request.requester();
        if (requester != null) {
            may.remove(requester);
        }
        return may;
    }

    /** Only people decide, as themselves: no command, no house, nobody of a partner. People who are made up do too. */
    static UUID person(Actor actor) {
        var person = actor.person();
        var oneself = actor.origin().equals(Origin.PERSON) || actor.origin().kind() == Origin.Kind.SAMPLE;
        if (person == null || actor.side() != Side.OFFICE || !oneself) {
            throw Refusal.conflict("approval-in-person");
        }
        return person;
    }

    private Book.Known<Request> open(Actor actor, UUID id, String hash) {
        actor.role(Approvals.KIND, Verb.CHANGE);
        var known = requests.lock(id);
        var request = known.state();
        if (!request.waits()) {
            throw Refusal.conflict("approval-decided");
        }
        if (!request.hash().equals(hash)) {
            throw Refusal.conflict("approval-other-content");
        }
        var emergency = request.emergency();
        var end = emergency == null ? request.due() : emergency.until();
        if (!now().isBefore(end) && (request.escalated() || emergency != null)) {
            throw Refusal.conflict("approval-too-late");
        }
        return known;
    }
}
