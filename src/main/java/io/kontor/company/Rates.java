package io.kontor.company;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exchange rates by day. A rate that is told again is corrected, and the correction is an entry of its own. */
@Component
public final class Rates {
    public static final String KIND = "rate";
    static final SubjectType<Rate> RATE = SubjectType.of(KIND, Rate.class, "recorded", "corrected", "undone");

    private final Tx tx;
    private final Ledger ledger;
    private final RateSql sql;
    private final Ids ids;

    Rates(Tx tx, Ledger ledger, RateSql sql, Ids ids) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.ids = ids;
    }

    /** A stored rate and the entry it stands at. */
    public record Known(UUID id, UUID version, Rate rate) {}

    /**
     * Records rates, in one go.
     *
     * @return how many were new or different; a rate told again as it stands changes nothing
     */
    public int record(Actor actor, List<Rate> rates, @Nullable String reason) {
        var role = actor.role(KIND, Verb.CHANGE);
        return (int) write(actor, rates, role, reason).stream()
                .filter(outcome -> outcome.result() != Importable.Result.UNCHANGED)
                .count();
    }

    /** The same from a file, which says of each what happened. */
    List<Importable.Outcome> take(Actor actor, List<Rate> rates, @Nullable String reason) {
        return write(actor, rates, actor.role(KIND, Verb.IMPORT), reason);
    }

    private List<Importable.Outcome> write(Actor actor, List<Rate> rates, String role, @Nullable String reason) {
        return tx.as(actor, () -> {
            var there = sql.lock(rates).stream()
                    .collect(Collectors.toMap(known -> pairOnDay(known.rate()), known -> known));
            var changes = new ArrayList<Change<Rate>>();
            var outcomes = new ArrayList<Importable.Outcome>();
            for (var rate : rates) {
                var old = there.get(pairOnDay(rate));
                if (old == null) {
                    var id = ids.next();
                    changes.add(Change.of(RATE, id, "recorded", role, rate).because(reason));
                    outcomes.add(new Importable.Outcome(Importable.Result.CREATED, id, null));
                } else if (old.rate().rate().compareTo(rate.rate()) != 0) {
                    changes.add(Change.of(RATE, old.id(), "corrected", role, rate)
                            .after(old.version())
                            .because(reason));
                    outcomes.add(new Importable.Outcome(Importable.Result.CHANGED, old.id(), null));
                } else {
                    outcomes.add(new Importable.Outcome(Importable.Result.UNCHANGED, old.id(), null));
                }
            }
            sql.write(ledger.append(actor, changes));
            return outcomes;
        });
    }

    static String pairOnDay(Rate rate) {
        return rate.base() + '/' + rate.quote() + ' ' + rate.day();
    }

    /** Refuses: no such rate. */
    public Known find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.find(id, false).orElseThrow(() -> Refusal.notFound(KIND)));
    }

    /** Corrects a rate; its pair and day stay. Refuses: an impossible rate; somebody corrected it meanwhile. */
    public void correct(Actor actor, UUID id, UUID seen, BigDecimal rate, String source, @Nullable String reason) {
        revise(
                actor,
                id,
                "corrected",
                reason,
                known -> ledger.revise(
                        RATE,
                        id,
                        known.version(),
                        seen,
                        old -> new Rate(old.base(), old.quote(), old.day(), rate, source)));
    }

    /** Takes the last correction back. Refuses: it was corrected since; nothing is before it. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        revise(actor, id, "undone", reason, known -> ledger.undone(RATE, id, known.version(), seen));
    }

    private void revise(
            Actor actor, UUID id, String verb, @Nullable String reason, java.util.function.Function<Known, Rate> edit) {
        var role = actor.role(KIND, Verb.CHANGE);
        tx.as(actor, () -> {
            var known = sql.find(id, true).orElseThrow(() -> Refusal.notFound(KIND));
            var state = edit.apply(known);
            if (!state.equals(known.rate())) {
                sql.write(List.of(ledger.append(
                        actor,
                        Change.of(RATE, id, verb, role, state)
                                .after(known.version())
                                .because(reason))));
            }
        });
    }

    /** What people call a rate: its pair and day. */
    java.util.Map<UUID, String> names(Actor actor, java.util.Collection<UUID> ids) {
        return tx.as(actor, () -> sql.names(ids));
    }

    /** Currencies there are rates of, for filters. */
    public List<String> currencies(Actor actor) {
        return tx.as(actor, sql::currencies);
    }

    /** How many {@code to} one {@code from} is on a day; empty when no rate at most 31 days old says so. */
    public Optional<BigDecimal> at(Actor actor, String from, String to, LocalDate day) {
        return tx.as(actor, () -> sql.at(from, to, day));
    }

    /** Those of these currencies of which no rate at most 31 days old says what they are worth on a day. */
    public List<String> lacking(Actor actor, Collection<String> from, String to, LocalDate day) {
        return from.isEmpty() ? List.of() : tx.as(actor, () -> sql.lacking(from, to, day));
    }

    /** The newest rates first. */
    public List<Rate> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.newest(most));
    }
}
