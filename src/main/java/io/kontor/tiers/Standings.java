package io.kontor.tiers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.ledger.Change;
import io.kontor.partners.Memberships;
import io.kontor.rules.Receipts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes what became of members that were held against the rules: an entry and a receipt for each of whom something changed. */
@Component
class Standings {
    private final Tiers tiers;
    private final Receipts receipts;

    Standings(Tiers tiers, Receipts receipts) {
        this.tiers = tiers;
        this.receipts = receipts;
    }

    /** Where they stood until now. */
    Map<UUID, TierStanding> of(Collection<Member> members) {
        var known = tiers.book().load(members.stream().map(Member::membership).toList(), true);
        var all = new HashMap<UUID, TierStanding>();
        known.forEach((id, one) -> all.put(id, one.state()));
        return all;
    }

    /** The entries they stand at; those that have none yet are left out. */
    Map<UUID, UUID> versions(Collection<UUID> memberships) {
        var versions = new HashMap<UUID, UUID>();
        tiers.book().load(memberships, true).forEach((id, one) -> versions.put(id, one.version()));
        return versions;
    }

    /** Puts standings back as they were before a publication moved their members. */
    void restore(Actor house, List<MoveSql.Move> moved) {
        var entries = new HashMap<UUID, UUID>();
        moved.forEach(move -> {
            if (move.standing() != null) {
                entries.put(move.given().membership(), move.standing());
            }
        });
        var earlier = tiers.book().statesAt(entries);
        var known = tiers.book().load(earlier.keySet(), true);
        var role = house.role(Tiers.KIND, Verb.CHANGE);
        tiers.book()
                .record(
                        house,
                        known.values().stream()
                                .map(now -> Change.of(
                                                Tiers.STANDING,
                                                now.id(),
                                                "judged",
                                                role,
                                                earlier.getOrDefault(now.id(), now.state()))
                                        .ofPartner(now.state().partner())
                                        .after(now.version()))
                                .toList());
    }

    void write(Actor house, List<Judged> judged, LocalDate day) {
        var known = tiers.book().load(judged.stream().map(Judged::id).toList(), true);
        var role = house.role(Tiers.KIND, Verb.CHANGE);
        var changes = new ArrayList<Change<TierStanding>>();
        var changed = new HashMap<UUID, Judged>();
        for (var one : judged) {
            var before = known.get(one.id());
            var state = one.before().judged(one.verdict(), one.by().said(), day);
            if (before == null || !before.state().equals(state)) {
                changed.put(one.id(), one);
                changes.add(Change.of(Tiers.STANDING, one.id(), "judged", role, state)
                        .ofPartner(state.partner())
                        .after(version(before)));
            }
        }
        var left = new ArrayList<Receipts.Left>();
        for (var recorded : tiers.book().record(house, changes)) {
            var one = Objects.requireNonNull(changed.get(recorded.id()));
            left.add(new Receipts.Left(
                    recorded.entry(),
                    about(one.id()),
                    one.by().version(),
                    one.by().table().compiled(),
                    one.facts(),
                    one.decision()));
        }
        receipts.leave(house, left);
    }

    /** Receipts are about the membership. */
    static Subject about(UUID membership) {
        return new Subject(Memberships.KIND, membership);
    }

    private static @Nullable UUID version(Book.@Nullable Known<TierStanding> known) {
        return known == null ? null : known.version();
    }
}
