package io.kontor.governance;

import io.kontor.database.Tables;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes as they are kept. Everything runs in the caller's transaction. */
@Component
final class ChangeBook {
    static final SubjectType<ProgrammeChange> CHANGE = SubjectType.of(
            Changes.KIND,
            ProgrammeChange.class,
            "created",
            "edited",
            "described",
            "rebased",
            "remarked",
            "checked",
            "simulated",
            "submitted",
            "approved",
            "rejected",
            "lapsed",
            "scheduled",
            "began",
            "advanced",
            "tried",
            "stopped",
            "published",
            "watched",
            "settled",
            "superseded",
            "restored",
            "recalled",
            "rolled_back",
            "withdrawn");

    private final JdbcClient jdbc;
    private final ChangeSql sql;
    private final Book<ProgrammeChange> book;

    ChangeBook(Tx tx, Ledger ledger, Ids ids, JdbcClient jdbc, ChangeSql sql) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.book = new Book<>(tx, ledger, ids, CHANGE, new Shelf());
    }

    Book<ProgrammeChange> book() {
        return book;
    }

    /** Refuses: no such change. */
    Book.Known<ProgrammeChange> lock(UUID id) {
        return Optional.ofNullable(book.load(Set.of(id), true).get(id))
                .orElseThrow(() -> Refusal.notFound(Changes.KIND));
    }

    /** The change, locked. Refuses: what it says is not what the actor had before them. */
    Book.Known<ProgrammeChange> expected(Actor actor, UUID id, UUID seen) {
        var known = lock(id);
        book.find(actor, id);
        if (!known.version().equals(seen)) {
            var before = book.statesAt(Map.of(id, seen)).get(id);
            if (before == null || !before.hash().equals(known.state().hash())) {
                throw Refusal.conflict("changed-since");
            }
        }
        return known;
    }

    /** @throws Clash when somebody else wrote something else there since */
    void refuseClash(UUID id, UUID seen, UUID item, String text) {
        var known = lock(id);
        if (known.version().equals(seen)) {
            return;
        }
        var before = Optional.ofNullable(book.statesAt(Map.of(id, seen)).get(id))
                .orElseThrow(() -> Refusal.conflict("version-unknown"));
        var was = before.item(item).text();
        var theirs = known.state().item(item).text();
        if (!was.equals(theirs) && !text.equals(theirs)) {
            throw new Clash(
                    new Subject(Changes.KIND, id),
                    known.version(),
                    List.of(new Clash.Field("items", States.write(was), States.write(theirs), States.write(text))),
                    known.state());
        }
    }

    private final class Shelf implements Book.Shelf<ProgrammeChange> {
        @Override
        public Map<UUID, UUID> versions(Collection<UUID> changes, boolean lock) {
            return Tables.versions(jdbc, "governance.change", changes, lock);
        }

        @Override
        public void write(List<Recorded<ProgrammeChange>> recorded) {
            sql.write(recorded);
        }

        @Override
        public Place place(Actor actor, UUID id, ProgrammeChange change) {
            return Place.ANYWHERE;
        }

        @Override
        public @Nullable UUID partner(UUID id, ProgrammeChange change) {
            return null;
        }
    }
}
