package io.kontor.ledger;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How objects of a book are taken back. */
final class BookReturns<S> implements TakesBack {
    private final Book<S> book;
    private final SubjectType<S> type;
    private final Book.Shelf<S> shelf;
    private final String verb;
    private final UnaryOperator<S> gone;

    BookReturns(Book<S> book, SubjectType<S> type, Book.Shelf<S> shelf, String verb, UnaryOperator<S> gone) {
        this.book = book;
        this.type = type;
        this.shelf = shelf;
        this.verb = verb;
        this.gone = gone;
    }

    @Override
    public String kind() {
        return type.code();
    }

    @Override
    public Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason) {
        var role = actor.role(type.code(), Verb.IMPORT);
        var known = book.load(back.stream().map(Back::id).toList(), true);
        var entries = new HashMap<UUID, UUID>();
        for (var one : back) {
            if (one.before() != null) {
                entries.put(one.id(), one.before());
            }
        }
        var before = book.statesAt(entries);
        var changes = new ArrayList<Change<S>>();
        var done = new LinkedHashSet<UUID>();
        for (var one : back) {
            var now = known.get(one.id());
            if (now == null || !now.version().equals(one.version())) {
                continue;
            }
            var state = one.before() == null ? gone.apply(now.state()) : before.get(one.id());
            if (state == null) {
                continue;
            }
            changes.add(Change.of(type, one.id(), one.before() == null ? verb : "undone", role, state)
                    .ofPartner(shelf.partner(one.id(), state))
                    .after(now.version())
                    .because(reason));
            done.add(one.id());
        }
        book.record(actor, changes);
        return done;
    }
}
