package io.kontor.ledger;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable.Outcome;
import io.kontor.kernel.spi.Importable.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes many objects of one book in at once, as files bring them: those that are new are created, those that are known are
 * changed where they differ. All statements are set-wise; the caller has checked references, so a book's own check of single
 * objects is not asked.
 */
final class Intake<S> {
    private final Tx tx;
    private final Ids ids;
    private final SubjectType<S> type;
    private final Book<S> book;
    private final Book.Shelf<S> shelf;

    Intake(Tx tx, Ids ids, SubjectType<S> type, Book<S> book, Book.Shelf<S> shelf) {
        this.tx = tx;
        this.ids = ids;
        this.type = type;
        this.book = book;
        this.shelf = shelf;
    }

    /** Takes them in, in one transaction, and says of each what happened, in the same order. */
    List<Outcome> take(Actor actor, List<Arrival<S>> arrivals, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = book.load(
                    arrivals.stream()
                            .flatMap(arrival -> Stream.ofNullable(arrival.known()))
                            .distinct()
                            .toList(),
                    true);
            var changes = new LinkedHashMap<UUID, Change<S>>();
            var outcomes = new ArrayList<Outcome>(arrivals.size());
            for (var arrival : arrivals) {
                try {
                    outcomes.add(one(actor, arrival, known, changes, reason));
                } catch (Refusal refusal) {
                    outcomes.add(Outcome.refused(refusal));
                }
            }
            book.record(actor, List.copyOf(changes.values()));
            return outcomes;
        });
    }

    private Outcome one(
            Actor actor,
            Arrival<S> arrival,
            Map<UUID, Book.Known<S>> known,
            Map<UUID, Change<S>> changes,
            @Nullable String reason) {
        var old = arrival.known() == null ? null : known.get(arrival.known());
        if (old == null) {
            var id = ids.next();
            var state = arrival.fresh().get();
            arrival.check().look(id, state);
            changes.put(id, change(actor, id, "created", state, reason).occurred(arrival.occurred()));
            return new Outcome(Result.CREATED, id, null);
        }
        var id = old.id();
        var earlier = changes.get(id);
        var before = earlier == null ? old.state() : earlier.state();
        var state = arrival.edit().apply(before);
        if (state.equals(before)) {
            return new Outcome(Result.UNCHANGED, id, null);
        }
        arrival.check().look(id, state);
        role(actor, id, old.state());
        changes.put(id, change(actor, id, "changed", state, reason).after(old.version()));
        return new Outcome(Result.CHANGED, id, null);
    }

    private Change<S> change(Actor actor, UUID id, String verb, S state, @Nullable String reason) {
        return Change.of(type, id, verb, role(actor, id, state), state)
                .ofPartner(shelf.partner(id, state))
                .because(reason);
    }

    /** Where a right reaches everything, nobody needs to look up where each object stands. */
    private String role(Actor actor, UUID id, S state) {
        return actor.rights().over(type.code(), Verb.IMPORT).all()
                ? actor.role(type.code(), Verb.IMPORT)
                : actor.role(type.code(), Verb.IMPORT, shelf.place(actor, id, state));
    }
}
