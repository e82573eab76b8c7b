package io.kontor.ledger;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes many objects of a book at once, or shows what that would do. */
final class ManyChanges<S> {
    private final Tx tx;
    private final SubjectType<S> type;
    private final Book<S> book;
    private final Book.Shelf<S> shelf;

    ManyChanges(Tx tx, SubjectType<S> type, Book<S> book, Book.Shelf<S> shelf) {
        this.tx = tx;
        this.type = type;
        this.book = book;
        this.shelf = shelf;
    }

    List<Book.Effect<S>> of(
            Actor actor,
            Collection<UUID> objects,
            String verb,
            Verb right,
            UnaryOperator<S> edit,
            @Nullable String reason,
            boolean write) {
        return tx.as(actor, () -> {
            var effects = new ArrayList<Book.Effect<S>>();
            var changes = new ArrayList<Change<S>>();
            for (var known : book.load(objects, write).values()) {
                var effect = effect(actor, known, right, edit);
                effects.add(effect);
                if (effect.changes()) {
                    var role = actor.role(type.code(), right, shelf.place(actor, known.id(), effect.after()));
                    changes.add(Change.of(type, known.id(), verb, role, effect.after())
                            .ofPartner(shelf.partner(known.id(), effect.after()))
                            .after(known.version())
                            .because(reason));
                }
            }
            if (write) {
                book.record(actor, changes);
            }
            return effects;
        });
    }

    private Book.Effect<S> effect(Actor actor, Book.Known<S> known, Verb right, UnaryOperator<S> edit) {
        try {
            book.seen(actor, known);
            actor.role(type.code(), right, shelf.place(actor, known.id(), known.state()));
            var after = edit.apply(known.state());
            shelf.check(actor, known.id(), after);
            actor.role(type.code(), right, shelf.place(actor, known.id(), after));
            return new Book.Effect<>(known.id(), known.state(), after, null);
        } catch (Refusal refusal) {
            return new Book.Effect<>(known.id(), known.state(), known.state(), refusal);
        }
    }
}
