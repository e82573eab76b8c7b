package io.kontor.merging;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.merging.MergeSql.Line;
import io.kontor.merging.MergeSql.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes two objects again of one that was made of two; see {@link Merges#takeApart}. */
@Component
final class TakingApart {
    private final Tx tx;
    private final MergeSql sql;
    private final Following following;

    TakingApart(Tx tx, MergeSql sql, Following following) {
        this.tx = tx;
        this.sql = sql;
        this.following = following;
    }

    <S> void now(Actor actor, Mergeable<S> what, UUID kept, UUID merge, @Nullable String reason) {
        what.guarded(() -> tx.as(actor, () -> {
            var last = sql.last(what.code(), kept)
                    .filter(found -> found.id().equals(merge))
                    .orElseThrow(() -> Refusal.conflict("merge-not-last"));
            var known = what.book().load(List.of(last.kept(), last.folded()), true);
            var one = Merges.seen(actor, what, known.get(last.kept()));
            var other = Merges.seen(actor, what, known.get(last.folded()));
            var role = actor.role(what.code(), Verb.MERGE, what.book().place(actor, kept, one.state()));
            var lines = sql.lines(merge);
            refuseChanged(actor, what, lines, Map.of(one.id(), one.version(), other.id(), other.version()));
            var before = before(what, lines);
            var changes = List.of(
                    Merges.change(what, one, "taken_apart", role, reason).with(before(before, one.id())),
                    Merges.change(what, other, "taken_apart", role, reason).with(before(before, other.id())));
            var recorded = what.book().record(actor, changes);
            var again = movedBack(actor, what, lines, role, reason);
            for (var now : recorded) {
                lines.stream()
                        .filter(line -> line.part() != Part.ALONG
                                && line.moved().subject().id().equals(now.id()))
                        .forEach(line -> again.put(line.moved().before(), now.entryId()));
            }
            var entry = recorded.getFirst().entry();
            sql.apart(entry, merge);
            sql.standsAgain(again);
            return merge;
        }));
    }

    /** Brings back what went along. @return the entries things stand at now, by those they stood at before the merge */
    private Map<UUID, UUID> movedBack(
            Actor actor, Mergeable<?> what, List<Line> lines, String role, @Nullable String reason) {
        var again = new HashMap<UUID, UUID>();
        for (var moves : following.of(what.code())) {
            var back = along(lines, moves.kind());
            moves.moveBack(actor, back, role, reason);
            var now = moves.versions(actor, ids(back));
            back.forEach(moved ->
                    again.put(moved.before(), now.getOrDefault(moved.subject().id(), moved.before())));
        }
        return again;
    }

    private void refuseChanged(Actor actor, Mergeable<?> what, List<Line> lines, Map<UUID, UUID> both) {
        for (var line : lines) {
            var moved = line.moved();
            if (line.part() != Part.ALONG
                    && !moved.after().equals(both.get(moved.subject().id()))) {
                throw Refusal.conflict(
                        "merge-changed-since",
                        "kind",
                        what.code(),
                        "names",
                        following.name(actor, what.code(), moved.subject().id()));
            }
        }
        for (var kind : following.of(what.code())) {
            var along = along(lines, kind.kind());
            var now = kind.versions(actor, ids(along));
            var changed = along.stream()
                    .filter(moved ->
                            !moved.after().equals(now.get(moved.subject().id())))
                    .map(moved ->
                            following.name(actor, kind.kind(), moved.subject().id()))
                    .toList();
            if (!changed.isEmpty()) {
                throw Refusal.conflict(
                        "merge-changed-since",
                        "kind",
                        kind.kind(),
                        "names",
                        String.join(", ", changed.subList(0, Math.min(5, changed.size()))));
            }
        }
    }

    private static List<Moved> along(List<Line> lines, String kind) {
        return lines.stream()
                .filter(line -> line.part() == Part.ALONG
                        && line.moved().subject().type().equals(kind))
                .map(Line::moved)
                .toList();
    }

    private static List<UUID> ids(List<Moved> moved) {
        return moved.stream().map(one -> one.subject().id()).toList();
    }

    private static <S> Map<UUID, S> before(Mergeable<S> what, List<Line> lines) {
        var entries = new HashMap<UUID, UUID>();
        lines.stream()
                .filter(line -> line.part() != Part.ALONG)
                .forEach(line ->
                        entries.put(line.moved().subject().id(), line.moved().before()));
        return what.book().statesAt(entries);
    }

    private static <S> S before(Map<UUID, S> states, UUID id) {
        return Objects.requireNonNull(states.get(id), "the state before the merge");
    }
}
