package io.kontor.governance.approvals;

import io.kontor.database.Tx;
import io.kontor.governance.charter.Benches;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Fitting;
import io.kontor.governance.charter.Router;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks those the charter names, and hears their word. Whoever asks is told by {@code spi.Decides}, in the same transaction, what
 * became of it.
 */
@Component
public final class Approvals {
    public static final String KIND = "approval";
    private static final Duration LONGEST_SERIES = Duration.ofDays(366);

    private final Tx tx;
    private final Requests requests;
    private final Charters charters;
    private final Benches benches;
    private final Ballots ballots;
    private final Outcomes outcomes;
    private final Clock clock;

    Approvals(
            Tx tx,
            Requests requests,
            Charters charters,
            Benches benches,
            Ballots ballots,
            Outcomes outcomes,
            Clock clock) {
        this.tx = tx;
        this.requests = requests;
        this.charters = charters;
        this.benches = benches;
        this.ballots = ballots;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param hash of exactly what is to be agreed to
     * @param acts what doing it is; by these the charter says who has to agree
     * @param path the page that shows it
     */
    public record Asked(Subject subject, String title, String hash, List<Act> acts, String path) {
        public Asked {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Asks everybody the charter names. What was asked about the same subject before is void. Without governed acts nobody has to
     * agree, and it is approved at once. Refuses: a role nobody holds although the office has people enough; too few people where
     * the charter does not allow fewer.
     */
    public UUID ask(Actor actor, Asked asked) {
        return tx.as(actor, () -> {
            requests.oneByOne();
            int round = requests.newest(asked.subject())
                            .flatMap(requests::peek)
                            .map(known -> voided(actor, known))
                            .orElse(0)
                    + 1;
            var id = requests.fresh();
            var request = fresh(actor, asked, round);
            requests.add(actor, id, request, role(actor));
            if (request.needs().isEmpty()) {
                ballots.settle(actor, requests.lock(id), request);
            } else {
                outcomes.asked(actor, id, request, benches.now());
            }
            return id;
        });
    }

    private int voided(Actor actor, Book.Known<Request> known) {
        var request = known.state();
        if (request.waits()) {
            var lapsed = request.with(Request.State.LAPSED, "asked-again", now());
            requests.write(actor, requests.lock(known.id()), lapsed, "lapsed", role(actor), null);
        }
        return request.round();
    }

    private Request fresh(Actor actor, Asked asked, int round) {
        var now = now();
        var ruling = charters.now(actor);
        var codes = asked.acts().stream().map(Act::code).distinct().toList();
        var past = requests.past(codes, now.minus(LONGEST_SERIES), asked.subject());
        var route = Router.route(ruling.charter(), ruling.version(), asked.acts(), benches.regionCodes(), past, now);
        var touched =
                asked.acts().stream().flatMap(act -> act.regions().stream()).collect(Collectors.toSet());
        var fitting = route.needs().isEmpty()
                ? new Fitting(List.of(), false)
                : Fitting.of(
                        route,
                        benches.now(),
                        touched,
                        actor.person(),
                        ruling.charter().soleAllowed());
        return new Request(
                asked.subject().type(),
                asked.subject().id(),
                asked.title(),
                asked.hash(),
                asked.path(),
                actor.person(),
                asked.acts(),
                route.cited(),
                List.copyOf(route.gaps()),
                route.needs(),
                fitting.needs(),
                fitting.sole(),
                Request.State.OPEN,
                now,
                now.plus(Duration.ofHours(route.hours())),
                false,
                List.of(),
                null,
                null,
                null,
                null,
                round);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String role(Actor actor) {
        return actor.rights().roles().stream().findFirst().orElse("system");
    }

    /**
     * Writes down that the founder of an office agreed alone to what nobody could have agreed to before them; offered to those the
     * ladder names as soon as there are any. Refuses: a command instead of a person.
     */
    public UUID founded(Actor actor, Asked asked) {
        return tx.as(actor, () -> {
            var founder = Ballots.person(actor);
            var ruling = charters.now(actor);
            var now = now();
            var route = Router.route(
                    ruling.charter(), ruling.version(), asked.acts(), benches.regionCodes(), List.of(), now);
            var id = requests.fresh();
            requests.found(
                    actor,
                    id,
                    new Request(
                            asked.subject().type(),
                            asked.subject().id(),
                            asked.title(),
                            asked.hash(),
                            asked.path(),
                            founder,
                            asked.acts(),
                            route.cited(),
                            List.copyOf(route.gaps()),
                            route.needs(),
                            List.of(),
                            true,
                            Request.State.APPROVED,
                            now,
                            now,
                            false,
                            List.of(),
                            now,
                            null,
                            null,
                            null,
                            1),
                    role(actor));
            return id;
        });
    }

    /** Asks the same again, of the people there are now; what was said before is void. Refuses: it is decided; who did not ask. */
    public void askAgain(Actor actor, UUID id) {
        var role = actor.role(KIND, Verb.CREATE);
        tx.as(actor, () -> {
            requests.oneByOne();
            var known = requests.lock(id);
            var request = known.state();
            if (request.state() != Request.State.OPEN && request.state() != Request.State.EXPIRED) {
                throw Refusal.conflict("approval-decided");
            }
            if (!Objects.equals(request.requester(), actor.person())) {
                throw Refusal.conflict("approval-not-asked-by-you");
            }
            var asked = new Asked(
                    new Subject(request.subjectType(), request.subjectId()),
                    request.title(),
                    request.hash(),
                    request.acts(),
                    request.path());
            var again = fresh(actor, asked, request.round() + 1);
            requests.write(actor, known, again, "asked", role, null);
            outcomes.asked(actor, id, again, benches.now());
        });
    }

    /**
     * Makes void what was asked about a subject, also when it is approved already: it changed, or is not wanted any more.
     *
     * @param why a key of the bundles: {@code approvals.why.<why>}
     */
    public void lapse(Actor actor, Subject subject, String why) {
        tx.as(
                actor,
                () -> requests.newest(subject).ifPresent(id -> {
                    var known = requests.lock(id);
                    var state = known.state().state();
                    if (state == Request.State.OPEN
                            || state == Request.State.APPROVED
                            || state == Request.State.EXPIRED) {
                        requests.write(
                                actor,
                                known,
                                known.state().with(Request.State.LAPSED, why, now()),
                                "lapsed",
                                role(actor),
                                null);
                    }
                }));
    }

    /** How the newest request about a subject stands; empty when nobody asked. */
    public Optional<Standing> standing(Actor actor, Subject subject) {
        return tx.as(
                actor,
                () -> requests.newest(subject).flatMap(requests::peek).map(known -> Standing.of(known, benches.now())));
    }

    /** How one request stands. Refuses: no such request. */
    public Standing find(Actor actor, UUID id) {
        return tx.as(actor, () -> Standing.of(requests.find(actor, id), benches.now()));
    }

    /**
     * Agrees. Refuses: a house or a command instead of a person; one's own request where there is somebody else; twice; not on the
     * ladder, not one's turn, a delegation that is over; something else than what was seen; decided, or too late.
     *
     * @param hash of what was shown; what others said since the page was made does not matter
     */
    public void approve(Actor actor, UUID id, String hash, @Nullable String note) {
        ballots.approve(actor, id, hash, note);
    }

    /** Says no, whoever's turn it is; what was let through in an emergency is taken back. Refuses as agreeing does. */
    public void reject(Actor actor, UUID id, String hash, String why) {
        ballots.reject(actor, id, hash, why);
    }

    /**
     * Lets something through at once, by the emergency clause; it is taken back unless the ladder agrees in its hours. Refuses: no
     * such clause, or not the role it names; decided.
     */
    public void letThrough(Actor actor, UUID id, String hash, String why) {
        ballots.letThrough(actor, id, hash, why);
    }

    /** Whether the emergency clause lets the actor do so now. */
    public boolean mayLetThrough(Actor actor, Standing standing) {
        return ballots.mayLetThrough(actor, standing);
    }

    /**
     * Says of a decision that was made by fewer than the charter asks for that it was right, or was not. Refuses: it needs no such
     * word; one's own decision; not somebody who would have been asked.
     */
    public void ratify(Actor actor, UUID id, boolean yes, @Nullable String note) {
        ballots.ratify(actor, id, yes, note);
    }
}
