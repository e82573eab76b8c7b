package io.kontor.merging;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.States;
import io.kontor.merging.MergeSql.Line;
import io.kontor.merging.MergeSql.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes one object of two, and two of one again. Everything happens in one transaction, both objects held in the order of
 * their ids; each object that changes gets one entry, all tied together by the actor's correlation.
 */
@Component
public final class Merges {
    private final Tx tx;
    private final MergeSql sql;
    private final Ids ids;
    private final Following following;
    private final TakingApart takingApart;

    Merges(Tx tx, MergeSql sql, Ids ids, Following following, TakingApart takingApart) {
        this.tx = tx;
        this.sql = sql;
        this.ids = ids;
        this.following = following;
        this.takingApart = takingApart;
    }

    /**
     * What a merge would do.
     *
     * @param differences what needs a choice
     * @param moves how many of each kind would go along
     */
    public record Preview<S>(
            Book.Known<S> kept,
            Book.Known<S> folded,
            S united,
            List<Moves.Difference> differences,
            Map<String, Integer> moves) {}

    /**
     * What would happen, without causing it.
     *
     * @param others keys of the differences in which the folded one's value is chosen
     */
    public <S> Preview<S> preview(Actor actor, Mergeable<S> what, UUID kept, UUID folded, Set<String> others) {
        return tx.as(actor, () -> {
            var both = both(actor, what, kept, folded, false);
            var united = united(what, both, others);
            var from = new Subject(what.code(), folded);
            var differences = new ArrayList<>(united.differences());
            var counts = new LinkedHashMap<String, Integer>();
            for (var one : following.of(what.code())) {
                differences.addAll(one.differences(actor, from, kept));
                int count = one.count(actor, from, kept);
                if (count > 0) {
                    counts.put(one.kind(), count);
                }
            }
            return new Preview<>(both.kept(), both.folded(), state(what, united, both), differences, counts);
        });
    }

    private record Both<S>(Book.Known<S> kept, Book.Known<S> folded, String role) {}

    /** Both, when they can become one. Refuses with the reason when they cannot. */
    private <S> Both<S> both(Actor actor, Mergeable<S> what, UUID kept, UUID folded, boolean lock) {
        if (kept.equals(folded)) {
            throw Refusal.invalid("merge-itself", "what", what.code()).at("with");
        }
        var known = what.book().load(List.of(kept, folded), lock);
        var one = seen(actor, what, known.get(kept));
        var other = seen(actor, what, known.get(folded));
        for (var either : List.of(one, other)) {
            if (what.foldedInto(either.state()) != null) {
                throw Refusal.conflict("merge-folded", "name", what.name(either.state()))
                        .at("with");
            }
        }
        if (what.withdrawn(one.state())) {
            throw Refusal.conflict("merge-withdrawn", "name", what.name(one.state()));
        }
        var book = what.book();
        actor.role(what.code(), Verb.MERGE, book.place(actor, folded, other.state()));
        var role = actor.role(what.code(), Verb.MERGE, book.place(actor, kept, one.state()));
        what.refuseUnfit(actor, kept, folded);
        return new Both<>(one, other, role);
    }

    static <S> Book.Known<S> seen(Actor actor, Mergeable<S> what, Book.@Nullable Known<S> known) {
        if (known == null || !actor.may(what.code(), Verb.SEE, what.book().place(actor, known.id(), known.state()))) {
            throw Refusal.notFound(what.code());
        }
        return known;
    }

    private static <S> Uniting.Result united(Mergeable<S> what, Both<S> both, Set<String> others) {
        return Uniting.of(
                what.code(),
                what.parts(),
                States.tree(States.write(both.kept().state())),
                States.tree(States.write(both.folded().state())),
                others);
    }

    private static <S> S state(Mergeable<S> what, Uniting.Result united, Both<S> both) {
        var read = States.read(what.type().state(), united.united().toString());
        return what.tidied(read, both.kept().id(), both.folded().id());
    }

    /**
     * What to merge, as the one who decides saw it.
     *
     * @param keptSeen the entry the kept one stood at; likewise {@code foldedSeen}
     * @param others keys of the differences in which the folded one's value was chosen
     */
    public record Order(UUID kept, UUID keptSeen, UUID folded, UUID foldedSeen, Set<String> others) {}

    /**
     * Folds one into the other.
     *
     * <p>Refuses: itself; one that was folded before; a kept one that is withdrawn; what the type does not let become one;
     * either changed since it was looked at; no reason; not allowed on either.
     *
     * @return the merge, to take it apart by
     */
    public <S> UUID merge(Actor actor, Mergeable<S> what, Order order, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("field-required").at("reason");
        }
        return what.guarded(() -> tx.as(actor, () -> {
            var both = both(actor, what, order.kept(), order.folded(), true);
            unchanged(what, both.kept(), order.keptSeen());
            unchanged(what, both.folded(), order.foldedSeen());
            var united = state(what, united(what, both, order.others()), both);
            var lines = new ArrayList<Line>();
            var merge = new Moves.Merge(
                    new Subject(what.code(), order.folded()), order.kept(), both.role(), reason, order.others());
            for (var one : following.of(what.code())) {
                one.move(actor, merge).forEach(moved -> lines.add(new Line(Part.ALONG, moved)));
            }
            what.book().check(actor, order.kept(), united);
            var folded = change(what, both.folded(), "folded", both.role(), reason)
                    .with(what.folded(both.folded().state(), order.kept()));
            var kept = change(what, both.kept(), "merged", both.role(), reason).with(united);
            var recorded = what.book().record(actor, List.of(folded, kept));
            lines.add(line(Part.FOLDED, both.folded(), recorded.getFirst()));
            lines.add(line(Part.KEPT, both.kept(), recorded.getLast()));
            var id = ids.next();
            sql.write(recorded.getLast().entry(), id, order.kept(), order.folded(), lines);
            return id;
        }));
    }

    private static <S> void unchanged(Mergeable<S> what, Book.Known<S> now, UUID seen) {
        if (!now.version().equals(seen)) {
            throw Refusal.conflict("merge-changed-meanwhile", "name", what.name(now.state()));
        }
    }

    static <S> Change<S> change(
            Mergeable<S> what, Book.Known<S> known, String verb, String role, @Nullable String reason) {
        return Change.of(what.type(), known.id(), verb, role, known.state())
                .ofPartner(what.partner(known.id()))
                .after(known.version())
                .because(reason);
    }

    private static <S> Line line(Part part, Book.Known<S> before, Recorded<S> after) {
        return new Line(part, new Moved(after.entry().subject(), before.version(), after.entryId()));
    }

    /** A merge that stands and whose kept object is as the merge left it. */
    public record Standing(UUID id, UUID folded, String name, Instant at) {}

    /**
     * The last merge into an object, while nothing of the object itself has changed since; for the button that takes it
     * apart.
     *
     * @param version the entry the object stands at
     */
    public Optional<Standing> standing(Actor actor, String type, UUID kept, UUID version) {
        return tx.as(
                actor,
                () -> sql.last(type, kept)
                        .filter(last -> last.entry().equals(version))
                        .map(last -> new Standing(
                                last.id(), last.folded(), following.name(actor, type, last.folded()), last.at())));
    }

    /**
     * Takes a merge apart: both stand as before, and so does everything that went along.
     *
     * <p>Refuses: there is no such merge, or a later one comes first; anything the merge touched has changed since, with its
     * name; not allowed.
     */
    public <S> void takeApart(Actor actor, Mergeable<S> what, UUID kept, UUID merge, @Nullable String reason) {
        takingApart.now(actor, what, kept, merge, reason);
    }
}
