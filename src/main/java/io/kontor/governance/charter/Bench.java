package io.kontor.governance.charter;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who could agree at one moment: people of the office who sign in, the roles they hold, the regions they own, and for whom they
 * stand in by delegation.
 *
 * @param people everybody of the office who can sign in and has not left
 * @param held what they hold, with the regions it is limited to; empty for everywhere
 * @param owners of regions
 * @param delegations that hold now
 * @param ended delegations that held and do not any more
 */
public record Bench(
        Set<UUID> people, List<Held> held, Map<UUID, Set<UUID>> owners, List<Lent> delegations, List<Lent> ended) {
    /** Whoever holds one of these runs the office, and decides while it has nobody else to. */
    private static final Set<String> RUNNING =
            Set.of("administrator", "leadership", "executive-sponsor", "partner-operations");

    public record Held(UUID person, String role, Set<UUID> regions) {}

    /** Somebody lends their seats to somebody else. */
    public record Lent(UUID from, UUID to) {}

    /** Whose seat it is, by role or region. */
    public Set<UUID> own(Need need, Set<UUID> touched) {
        var people = new HashSet<UUID>();
        if (need.role().equals(Need.STAND_IN)) {
            held.stream().filter(one -> RUNNING.contains(one.role())).forEach(one -> people.add(one.person()));
            return people.isEmpty() ? new HashSet<>(this.people) : people;
        }
        var region = need.region();
        if (region != null) {
            people.addAll(owners.getOrDefault(region, Set.of()));
            people.retainAll(this.people);
        } else if (need.role().equals(Rung.REGIONAL_OWNER)) {
            owners.values().forEach(people::addAll);
            people.retainAll(this.people);
        }
        if (region == null || people.isEmpty()) {
            var needed = region == null ? touched : Set.of(region);
            held.stream()
                    .filter(one -> one.role().equals(need.role())
                            && (one.regions().isEmpty()
                                    || (!needed.isEmpty() && one.regions().containsAll(needed))))
                    .forEach(one -> people.add(one.person()));
        }
        return people;
    }

    /** Who may sit there now: those whose seat it is, and whom they asked to sit for them. */
    public Set<UUID> may(Need need, Set<UUID> touched, Set<UUID> never) {
        var own = new HashSet<>(own(need, touched));
        own.removeAll(never);
        var people = new HashSet<>(own);
        delegations.stream()
                .filter(lent -> own.contains(lent.from()) && this.people.contains(lent.to()))
                .forEach(lent -> people.add(lent.to()));
        people.removeAll(never);
        return people;
    }
}
