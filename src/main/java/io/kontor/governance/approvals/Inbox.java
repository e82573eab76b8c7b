package io.kontor.governance.approvals;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.governance.charter.Bench;
import io.kontor.governance.charter.Benches;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for somebody's word, and what became of what they asked for. */
@Component
public final class Inbox {
    private static final int MOST = 200;
    private static final int DAYS = 90;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Requests requests;
    private final Benches benches;
    private final Clock clock;

    Inbox(Tx tx, JdbcClient jdbc, Requests requests, Benches benches, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.requests = requests;
        this.benches = benches;
        this.clock = clock;
    }

    /**
     * @param yours what waits for this person's word, the most urgent first
     * @param toRatify decisions of too few that this person would have been asked about
     * @param again what this person asked for and whose time ran out
     * @param others what waits for somebody else
     * @param median how long decisions of the last 90 days took, or none when there were none
     */
    public record Box(
            List<Standing> yours,
            List<Standing> toRatify,
            List<Standing> again,
            List<Standing> others,
            @Nullable Duration median) {}

    public Box of(Actor actor) {
        var person = actor.person();
        actor.role(Approvals.KIND, Verb.SEE);
        return tx.read(actor, () -> {
            var bench = benches.now();
            var waiting = requests.waiting(MOST).stream()
                    .map(known -> Standing.of(known, bench))
                    .toList();
            Predicate<Standing> yours =
                    standing -> person != null && standing.asked().contains(person);
            return new Box(
                    waiting.stream().filter(yours).toList(),
                    person == null ? List.of() : toRatify(person, bench),
                    person == null
                            ? List.of()
                            : requests.expired(person, MOST).stream()
                                    .map(known -> Standing.of(known, bench))
                                    .toList(),
                    waiting.stream().filter(yours.negate()).toList(),
                    median());
        });
    }

    /** Only what waits for this person's word. */
    List<Standing> yours(Actor actor) {
        var person = actor.person();
        return person == null
                ? List.of()
                : tx.read(actor, () -> {
                    var waiting = requests.waiting(MOST);
                    return waiting.isEmpty() ? List.of() : yours(waiting, person, benches.now());
                });
    }

    private static List<Standing> yours(List<Book.Known<Request>> waiting, UUID person, Bench bench) {
        return waiting.stream()
                .map(known -> Standing.of(known, bench))
                .filter(standing -> standing.asked().contains(person))
                .toList();
    }

    /** Only what this person may ratify. */
    List<Standing> toRatify(Actor actor) {
        var person = actor.person();
        return person == null
                ? List.of()
                : tx.read(actor, () -> requests.unratified(1).isEmpty() ? List.of() : toRatify(person, benches.now()));
    }

    /** Only what this person asked for and whose time ran out. */
    List<Standing> again(Actor actor) {
        var person = actor.person();
        return person == null
                ? List.of()
                : tx.read(actor, () -> {
                    var expired = requests.expired(person, MOST);
                    if (expired.isEmpty()) {
                        return List.of();
                    }
                    var bench = benches.now();
                    return expired.stream()
                            .map(known -> Standing.of(known, bench))
                            .toList();
                });
    }

    private List<Standing> toRatify(UUID person, Bench bench) {
        return requests.unratified(MOST).stream()
                .filter(known -> Ballots.mayRatify(known.state(), bench).contains(person))
                .map((Book.Known<Request> known) -> Standing.of(known, bench))
                .toList();
    }

    /** Whether this person may say of a decision of too few that it was right. */
    public boolean mayRatify(Actor actor, Standing standing) {
        var person = actor.person();
        return person != null
                && actor.may(Approvals.KIND, Verb.CHANGE)
                && standing.request().unratified()
                && tx.as(
                        actor,
                        () -> Ballots.mayRatify(standing.request(), benches.now())
                                .contains(person));
    }

    /** Of these requests those somebody objected to, though too few had decided them. */
    public Map<UUID, Request> objected(Actor actor, Collection<UUID> wanted) {
        var objected = new HashMap<UUID, Request>();
        requests.findAll(actor, wanted).forEach((id, known) -> {
            if (known.state().objected()) {
                objected.put(id, known.state());
            }
        });
        return objected;
    }

    private @Nullable Duration median() {
        return jdbc.sql("""
                        select percentile_cont(0.5) within group (order by extract(epoch from decided_at - asked_at))
                        from governance.request
                        where decided_at >= :since and state in ('approved', 'rejected') and asked_at < decided_at
                        """)
                .param("since", Rows.timestamp(clock.instant().minus(Duration.ofDays(DAYS))))
                .query((row, number) -> {
                    var seconds = row.getBigDecimal(1);
                    return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds.longValue());
                })
                .optional()
                .filter(median -> !median.isZero())
                .orElse(null);
    }
}
