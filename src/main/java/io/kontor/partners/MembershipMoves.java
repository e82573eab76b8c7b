package io.kontor.partners;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Histories;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Period;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Memberships when firms merge: one in a programme the kept firm was not in on those days just moves; one that overlaps a
 * membership of the kept firm is united with it, its tiers day by day, and withdrawn.
 */
final class MembershipMoves implements Moves {
    private final Memberships memberships;
    private final Programmes programmes;
    private final Moves plain;

    MembershipMoves(Memberships memberships, Programmes programmes) {
        this.memberships = memberships;
        this.programmes = programmes;
        this.plain = memberships
                .book()
                .moves(
                        Set.of(Partners.KIND),
                        (actor, firm) -> memberships.idsOf(firm.id()),
                        (membership, from, to) -> membership.movedTo(to));
    }

    @Override
    public String kind() {
        return Memberships.KIND;
    }

    @Override
    public boolean follows(String merged) {
        return plain.follows(merged);
    }

    @Override
    public int count(Actor actor, Subject from, UUID to) {
        return plain.count(actor, from, to);
    }

    /** A membership on its way: as it is now, and as it will be. */
    private static final class Slot {
        private final Book.Known<Membership> known;
        private Membership state;

        Slot(Book.Known<Membership> known) {
            this.known = known;
            this.state = known.state();
        }

        boolean overlaps(Slot other) {
            return !state.withdrawn()
                    && state.programme().equals(other.state.programme())
                    && new Period(state.joined(), state.left())
                            .overlaps(new Period(other.state.joined(), other.state.left()));
        }
    }

    /** What becomes of the memberships of both firms. */
    private final class Plan {
        private final Actor actor;
        private final Set<String> others;
        private final List<Slot> kept;
        private final List<Slot> folded;
        private final List<Difference> differences = new ArrayList<>();

        Plan(Actor actor, UUID from, UUID to, Set<String> others, boolean lock) {
            this.actor = actor;
            this.others = others;
            var states = memberships
                    .book()
                    .load(
                            Stream.concat(memberships.idsOf(to).stream(), memberships.idsOf(from).stream())
                                    .toList(),
                            lock);
            kept = slots(states, to);
            folded = slots(states, from);
            for (var slot : folded) {
                var same = kept.stream().filter(one -> one.overlaps(slot)).toList();
                if (same.isEmpty()) {
                    slot.state = slot.state.movedTo(to);
                } else {
                    unite(same, slot);
                }
            }
        }

        private static List<Slot> slots(Map<UUID, Book.Known<Membership>> states, UUID firm) {
            return states.values().stream()
                    .filter(known -> known.state().partner().equals(firm))
                    .map(Slot::new)
                    .sorted(Comparator.comparing(slot -> slot.state.joined()))
                    .toList();
        }

        private void unite(List<Slot> same, Slot slot) {
            var target = same.getFirst();
            var mine = same.stream()
                    .map(one -> one.state)
                    .flatMap(one -> Histories.within(one.tiers(), one.joined(), one.left()).stream())
                    .toList();
            var other = slot.state;
            var theirs = Histories.within(other.tiers(), other.joined(), other.left());
            var programme = programmes.find(actor, other.programme()).state().name();
            var prefix = "membership." + other.programme() + ".";
            for (var conflict : Histories.conflicts(mine, theirs)) {
                differences.add(new Difference(
                        prefix + conflict.key(),
                        programme,
                        Memberships.KIND,
                        "tiers",
                        conflict.from(),
                        conflict.to(),
                        json(conflict.one()),
                        json(conflict.other())));
            }
            List<Dated<String>> tiers =
                    Histories.united(mine, theirs, conflict -> others.contains(prefix + conflict.key()));
            var last = same.getLast().state;
            target.state = target.state.united(
                    other.joined().isBefore(target.state.joined()) ? other.joined() : target.state.joined(),
                    later(last.left(), other.left()),
                    status(last, other, programme, prefix + "status"),
                    tiers);
            same.stream().skip(1).forEach(one -> one.state = one.state.withdrawn(true));
            slot.state = other.withdrawn(true);
        }

        /** That of the membership that lasts longer; when both last as long, the kept firm's or the chosen one's. */
        private Membership.Status status(Membership mine, Membership theirs, String programme, String key) {
            if (!Objects.equals(mine.left(), theirs.left())) {
                return Objects.equals(later(mine.left(), theirs.left()), mine.left()) ? mine.status() : theirs.status();
            }
            if (mine.status() != theirs.status()) {
                differences.add(new Difference(
                        key,
                        programme,
                        Memberships.KIND,
                        "status",
                        null,
                        null,
                        json(mine.status().code()),
                        json(theirs.status().code())));
            }
            return others.contains(key) ? theirs.status() : mine.status();
        }

        /** Withdrawals first: two memberships of one firm never overlap, not even between two rows of a statement. */
        List<Slot> changed() {
            return Stream.concat(folded.stream(), kept.stream())
                    .filter(slot -> !slot.state.equals(slot.known.state()))
                    .sorted(Comparator.comparing((Slot slot) -> !slot.state.withdrawn()))
                    .toList();
        }
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    private static String json(String code) {
        return "\"" + code + "\"";
    }

    @Override
    public List<Difference> differences(Actor actor, Subject from, UUID to) {
        return new Plan(actor, from.id(), to, Set.of(), false).differences;
    }

    @Override
    public List<Moved> move(Actor actor, Merge merge) {
        var plan = new Plan(actor, merge.from().id(), merge.to(), merge.others(), true);
        var moved = new ArrayList<Moved>();
        var changes = new ArrayList<Change<Membership>>();
        var changed = plan.changed();
        for (var slot : changed) {
            changes.add(Change.of(Memberships.MEMBERSHIP, slot.known.id(), "moved", merge.role(), slot.state)
                    .ofPartner(slot.state.partner())
                    .after(slot.known.version())
                    .because(merge.reason()));
        }
        var recorded = memberships.book().record(actor, changes);
        for (int i = 0; i < recorded.size(); i++) {
            moved.add(new Moved(
                    recorded.get(i).entry().subject(),
                    changed.get(i).known.version(),
                    recorded.get(i).entryId()));
        }
        return moved;
    }

    @Override
    public Map<UUID, UUID> versions(Actor actor, Collection<UUID> ids) {
        return plain.versions(actor, ids);
    }

    /** Those that were extended shrink before those that were withdrawn come back. */
    @Override
    public void moveBack(Actor actor, Collection<Moved> moved, String role, @Nullable String reason) {
        var now = memberships
                .book()
                .load(moved.stream().map(one -> one.subject().id()).toList(), false);
        for (var withdrawn : List.of(false, true)) {
            plain.moveBack(
                    actor,
                    moved.stream()
                            .filter(one -> {
                                var known = now.get(one.subject().id());
                                return known != null && known.state().withdrawn() == withdrawn;
                            })
                            .toList(),
                    role,
                    reason);
        }
    }
}
