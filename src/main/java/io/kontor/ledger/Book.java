package io.kontor.ledger;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Moves;
import io.kontor.kernel.spi.TakesBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one type are kept: every change loads the state the editor saw, makes the new one, records it and writes it,
 * in one transaction, and says no where the actor's rights end. A room's façade speaks the trade's verbs and calls this. All ways
 * a state can come about stand side by side here, so that none leaves out a check the others make.
 */
public final class Book<S> implements Rewriter {
    private final Tx tx;
    private final Ledger ledger;
    private final Ids ids;
    private final SubjectType<S> type;
    private final Shelf<S> shelf;

    public Book(Tx tx, Ledger ledger, Ids ids, SubjectType<S> type, Shelf<S> shelf) {
        this.tx = tx;
        this.ledger = ledger;
        this.ids = ids;
        this.type = type;
        this.shelf = shelf;
        ledger.know(type, this);
    }

    /** What a room's SQL does for its book. */
    public interface Shelf<S> {
        /** The entries objects stand at now; with {@code lock}, held until the transaction ends. */
        Map<UUID, UUID> versions(Collection<UUID> objects, boolean lock);

        /** Writes states: new ones and changed ones, one or thousands. */
        void write(List<Recorded<S>> recorded);

        /** Where an object in this state stands, for the actor's rights. */
        Place place(Actor actor, UUID id, S state);

        /** Whose object it is, for the entry; none when it is no partner's. */
        @Nullable UUID partner(UUID id, S state);

        /** Checks that need the database: references that must exist, cycles. Refuses with the field. */
        default void check(Actor actor, UUID id, S state) {}

        /** The same for many about to be written. */
        default void checkAll(Actor actor, List<Recorded<S>> recorded) {
            recorded.forEach(one -> check(actor, one.id(), one.state()));
        }
    }

    /** An object, the entry it stands at, and its state. */
    public record Known<S>(UUID id, UUID version, S state) {}

    /** What a change of many does to one of them: before and after, or why not. */
    public record Effect<S>(
            UUID id, S before, S after, @Nullable Refusal refusal) {
        public boolean changes() {
            return refusal == null && !before.equals(after);
        }
    }

    /** Refuses: no such object, or not one the actor may see. */
    public Known<S> find(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var known = known(id, false);
            seen(actor, known);
            return known;
        });
    }

    private Known<S> known(UUID id, boolean lock) {
        var version = Optional.ofNullable(shelf.versions(List.of(id), lock).get(id))
                .orElseThrow(() -> Refusal.notFound(type.code()));
        var state = ledger.stateAt(type, id, version).orElseThrow(() -> Refusal.notFound(type.code()));
        return new Known<>(id, version, state);
    }

    void seen(Actor actor, Known<S> known) {
        if (!actor.may(type.code(), Verb.SEE, shelf.place(actor, known.id(), known.state()))) {
            throw Refusal.notFound(type.code());
        }
    }

    /** Adds one. Refuses: not allowed there; what {@link Shelf#check} refuses. */
    public UUID create(Actor actor, S state, @Nullable String reason) {
        return create(actor, ids.next(), state, reason);
    }

    public UUID create(Actor actor, UUID id, S state, @Nullable String reason) {
        return tx.as(actor, () -> {
            var role = actor.role(type.code(), Verb.CREATE, shelf.place(actor, id, state));
            shelf.check(actor, id, state);
            record(
                    actor,
                    List.of(Change.of(type, id, "created", role, state)
                            .ofPartner(shelf.partner(id, state))
                            .because(reason)));
            return id;
        });
    }

    /**
     * Changes one.
     *
     * @param seen the entry the editor had before them
     * @param verb the act, e.g. {@code changed}
     * @throws Clash when somebody else changed the same field meanwhile
     */
    public S change(
            Actor actor, UUID id, UUID seen, String verb, Verb right, UnaryOperator<S> edit, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = known(id, true);
            seen(actor, known);
            var state = ledger.revise(type, id, known.version(), seen, edit);
            if (state.equals(known.state())) {
                return state;
            }
            write(actor, known, state, verb, right, reason);
            return state;
        });
    }

    public S change(Actor actor, UUID id, UUID seen, UnaryOperator<S> edit, @Nullable String reason) {
        return change(actor, id, seen, "changed", Verb.CHANGE, edit, reason);
    }

    /** Changes one as it is now, for acts that do not start from a page: merging, moving, turning of the day. */
    public S changeNow(Actor actor, UUID id, String verb, Verb right, UnaryOperator<S> edit, @Nullable String reason) {
        return tx.as(actor, () -> {
            var known = known(id, true);
            var state = edit.apply(known.state());
            if (!state.equals(known.state())) {
                write(actor, known, state, verb, right, reason);
            }
            return state;
        });
    }

    /** Takes the last change of an object back. Refuses: it was changed since; nothing is before it; it came with a merge. */
    public void undo(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        tx.as(actor, () -> {
            var known = known(id, true);
            seen(actor, known);
            var before = ledger.undone(type, id, known.version(), seen);
            write(actor, known, before, "undone", Verb.CHANGE, reason);
        });
    }

    private void write(Actor actor, Known<S> known, S state, String verb, Verb right, @Nullable String reason) {
        // The right must reach the object as it was and as it will be: nobody moves something out of, or into,
        // another's care.
        actor.role(type.code(), right, shelf.place(actor, known.id(), known.state()));
        var role = actor.role(type.code(), right, shelf.place(actor, known.id(), state));
        shelf.check(actor, known.id(), state);
        record(
                actor,
                List.of(Change.of(type, known.id(), verb, role, state)
                        .ofPartner(shelf.partner(known.id(), state))
                        .after(known.version())
                        .because(reason)));
    }

    /**
     * Changes many at once: those that can be are, all in one transaction; the others say why not.
     *
     * @param write false to see the effect without causing it
     */
    public List<Effect<S>> changeMany(
            Actor actor,
            Collection<UUID> objects,
            String verb,
            Verb right,
            UnaryOperator<S> edit,
            @Nullable String reason,
            boolean write) {
        return new ManyChanges<>(tx, type, this, shelf).of(actor, objects, verb, right, edit, reason, write);
    }

    private Map<UUID, Known<S>> knownAll(Collection<UUID> objects, boolean lock) {
        var versions = shelf.versions(objects, lock);
        var states = ledger.statesAt(type, versions);
        var known = new LinkedHashMap<UUID, Known<S>>();
        versions.forEach((id, version) -> {
            var state = states.get(id);
            if (state != null) {
                known.put(id, new Known<>(id, version, state));
            }
        });
        return known;
    }

    /** Those of many objects that the actor may see, in no particular order. */
    public Map<UUID, Known<S>> findAll(Actor actor, Collection<UUID> objects) {
        return tx.as(actor, () -> {
            var all = knownAll(objects, false);
            if (!actor.rights().over(type.code(), Verb.SEE).all()) {
                all.values()
                        .removeIf(known ->
                                !actor.may(type.code(), Verb.SEE, shelf.place(actor, known.id(), known.state())));
            }
            return all;
        });
    }

    /** The states of many objects as they are now, without a question of rights; for merging and importing. */
    public Map<UUID, Known<S>> load(Collection<UUID> objects, boolean lock) {
        return knownAll(objects, lock);
    }

    /** The states objects had at these entries; for taking back larger acts. */
    public Map<UUID, S> statesAt(Map<UUID, UUID> entries) {
        return ledger.statesAt(type, entries);
    }

    /** Records prepared changes and writes them, in their order; the caller has checked them. */
    public List<Recorded<S>> record(Actor actor, List<Change<S>> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        var recorded = ledger.append(actor, changes);
        shelf.write(recorded);
        return recorded;
    }

    /** For telling what happened to many objects over a time; see {@link Chronicle}. */
    public Chronicle<S> chronicle(Actor actor) {
        return new Chronicle<>(actor, ledger, ids, type, this, shelf);
    }

    @Override
    public String type() {
        return type.code();
    }

    @Override
    public void rewrite(Actor actor, UUID object, String role) {
        var known = knownAll(List.of(object), true).get(object);
        if (known != null) {
            record(
                    actor,
                    List.of(Change.of(type, object, SubjectType.REDACTED, role, known.state())
                            .ofPartner(shelf.partner(object, known.state()))
                            .after(known.version())));
        }
    }

    /** Records of these what is left when a person is erased, whoever's rights reach them. */
    public void erase(Actor actor, Collection<UUID> objects, String role, UnaryOperator<S> erased) {
        var changes = new ArrayList<Change<S>>();
        for (var known : knownAll(objects, true).values()) {
            var state = erased.apply(known.state());
            if (!state.equals(known.state())) {
                changes.add(Change.of(type, known.id(), "erased", role, state)
                        .ofPartner(shelf.partner(known.id(), state))
                        .after(known.version()));
            }
        }
        record(actor, changes);
    }

    /** What the shelf would refuse, for larger acts that record by themselves. */
    public void check(Actor actor, UUID id, S state) {
        shelf.check(actor, id, state);
    }

    /** Where an object in this state stands, for larger acts that record by themselves. */
    public Place place(Actor actor, UUID id, S state) {
        return shelf.place(actor, id, state);
    }

    /** An object as it is once what it belonged to was merged. */
    @FunctionalInterface
    public interface Edit<S> {
        S moved(S state, UUID from, UUID to);
    }

    /**
     * How objects of this book go along when what they belong to is merged; the type must know the act {@code moved}.
     *
     * @param belonging the ids of those that belong to it, withdrawn ones too
     */
    public Moves moves(Set<String> follows, BiFunction<Actor, Subject, List<UUID>> belonging, Edit<S> edit) {
        return new BookMoves<>(this, ledger, type, shelf, follows, belonging, edit);
    }

    /**
     * How what a larger act did to objects of this book is taken back.
     *
     * @param verb what is said of those it made
     * @param gone how one looks that leaves lists and numbers and frees its keys
     */
    public TakesBack takesBack(String verb, UnaryOperator<S> gone) {
        return new BookReturns<>(this, type, shelf, verb, gone);
    }

    /**
     * Takes many in at once, as files bring them: new ones are created, known ones changed where they differ, and of each is
     * said what happened, in the same order. All statements are set-wise: the caller has checked references, and of the
     * shelf's own checks only the arrivals' are asked.
     */
    public List<Importable.Outcome> take(Actor actor, List<Arrival<S>> arrivals, @Nullable String reason) {
        return new Intake<>(tx, ids, type, this, shelf).take(actor, arrivals, reason);
    }
}
