package io.kontor.ledger;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Moves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the objects of a book go along with a merge. */
final class BookMoves<S> implements Moves {
    private static final String MOVED = "moved";

    private final Book<S> book;
    private final Ledger ledger;
    private final SubjectType<S> type;
    private final Book.Shelf<S> shelf;
    private final Set<String> follows;
    private final BiFunction<Actor, Subject, List<UUID>> belonging;
    private final Book.Edit<S> edit;

    BookMoves(
            Book<S> book,
            Ledger ledger,
            SubjectType<S> type,
            Book.Shelf<S> shelf,
            Set<String> follows,
            BiFunction<Actor, Subject, List<UUID>> belonging,
            Book.Edit<S> edit) {
        this.book = book;
        this.ledger = ledger;
        this.type = type;
        this.shelf = shelf;
        this.follows = Set.copyOf(follows);
        this.belonging = belonging;
        this.edit = edit;
    }

    @Override
    public String kind() {
        return type.code();
    }

    @Override
    public boolean follows(String merged) {
        return follows.contains(merged);
    }

    @Override
    public int count(Actor actor, Subject from, UUID to) {
        return following(actor, from, to).size();
    }

    private List<UUID> following(Actor actor, Subject from, UUID to) {
        return belonging.apply(actor, from).stream()
                .filter(id -> !id.equals(to) && !id.equals(from.id()))
                .toList();
    }

    @Override
    public List<Moved> move(Actor actor, Merge merge) {
        var changes = new ArrayList<Change<S>>();
        for (var known :
                book.load(following(actor, merge.from(), merge.to()), true).values()) {
            var state = edit.moved(known.state(), merge.from().id(), merge.to());
            if (!state.equals(known.state())) {
                changes.add(change(known.id(), known.version(), state, merge.role(), merge.reason()));
            }
        }
        return moved(changes, book.record(actor, changes));
    }

    private Change<S> change(UUID id, UUID version, S state, String role, @Nullable String reason) {
        return Change.of(type, id, MOVED, role, state)
                .ofPartner(shelf.partner(id, state))
                .after(version)
                .because(reason);
    }

    private List<Moved> moved(List<Change<S>> changes, List<Recorded<S>> recorded) {
        var moved = new ArrayList<Moved>();
        for (int i = 0; i < recorded.size(); i++) {
            var before = changes.get(i).previous();
            if (before != null) {
                moved.add(new Moved(
                        recorded.get(i).entry().subject(),
                        before,
                        recorded.get(i).entryId()));
            }
        }
        return moved;
    }

    @Override
    public Map<UUID, UUID> versions(Actor actor, Collection<UUID> ids) {
        return shelf.versions(ids, true);
    }

    @Override
    public void moveBack(Actor actor, Collection<Moved> moved, String role, @Nullable String reason) {
        var before = ledger.statesAt(
                type,
                moved.stream().collect(Collectors.toMap(one -> one.subject().id(), Moved::before)));
        var changes = new ArrayList<Change<S>>();
        for (var one : moved) {
            var state = before.get(one.subject().id());
            if (state != null) {
                changes.add(change(one.subject().id(), one.after(), state, role, reason));
            }
        }
        book.record(actor, changes);
    }
}
