package io.kontor.ledger;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What happened to many objects of one type, told act by act in one transaction: each act gets its entry at the clock's time,
 * in the order it was told, and {@link #write} then checks and writes every object once, as it is in the end.
 *
 * <p>For actors who may do this everywhere; nobody reads an object back before it was written. One of these lives no longer
 * than the transaction it was made in.
 */
public final class Chronicle<S> {
    private final Actor actor;
    private final Ledger ledger;
    private final Ids ids;
    private final SubjectType<S> type;
    private final Book<S> book;
    private final Book.Shelf<S> shelf;
    private final Map<UUID, Book.Known<S>> known = new HashMap<>();
    private final Map<UUID, Recorded<S>> told = new LinkedHashMap<>();

    Chronicle(Actor actor, Ledger ledger, Ids ids, SubjectType<S> type, Book<S> book, Book.Shelf<S> shelf) {
        this.actor = actor;
        this.ledger = ledger;
        this.ids = ids;
        this.type = type;
        this.book = book;
        this.shelf = shelf;
    }

    /** Looks up objects that will be changed, all at once. */
    public void recall(Collection<UUID> objects) {
        if (!objects.isEmpty()) {
            known.putAll(book.load(objects, true));
        }
    }

    /** Adds one. Refuses: not allowed. */
    public UUID create(S state) {
        var id = ids.next();
        tell(Change.of(type, id, "created", actor.role(type.code(), Verb.CREATE), state)
                .ofPartner(shelf.partner(id, state)));
        return id;
    }

    /**
     * Changes one that was added or recalled here; a change that changes nothing gets no entry. Refuses: not allowed; no such
     * object.
     */
    public void change(UUID id, String verb, UnaryOperator<S> edit, @Nullable String reason) {
        var role = actor.role(type.code(), Verb.CHANGE);
        var before = known.get(id);
        if (before == null) {
            throw Refusal.notFound(type.code());
        }
        var state = edit.apply(before.state());
        if (!state.equals(before.state())) {
            tell(Change.of(type, id, verb, role, state)
                    .ofPartner(shelf.partner(id, state))
                    .after(before.version())
                    .because(reason));
        }
    }

    private void tell(Change<S> change) {
        var recorded = ledger.append(actor, change);
        known.put(recorded.id(), new Book.Known<>(recorded.id(), recorded.entryId(), recorded.state()));
        told.put(recorded.id(), recorded);
    }

    /** Writes what was told since the last time. Refuses what the shelf refuses, and then nothing of the transaction stays. */
    public void write() {
        if (!told.isEmpty()) {
            var recorded = List.copyOf(told.values());
            shelf.checkAll(actor, recorded);
            shelf.write(recorded);
            told.clear();
        }
    }
}
