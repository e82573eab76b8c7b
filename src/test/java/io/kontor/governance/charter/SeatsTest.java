package io.kontor.governance.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.governance.DocumentVersion;
import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SeatsTest {
    private record Case(List<Need> needs, Map<Need, Set<UUID>> may) {
        Set<UUID> may(Need need) {
            return may.getOrDefault(need, Set.of());
        }
    }

    private static Case random(Random random) {
        var people = new ArrayList<UUID>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            people.add(new UUID(2, i));
        }
        var needs = new ArrayList<Need>();
        var may = new HashMap<Need, Set<UUID>>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            var need = new Need(0, "role" + i, random.nextInt(3) == 0 ? new UUID(3, i) : null, 1 + random.nextInt(2));
            var some = new HashSet<UUID>();
            people.stream().filter(person -> random.nextBoolean()).forEach(some::add);
            needs.add(need);
            may.put(need, some);
        }
        return new Case(needs, may);
    }

    /** Tries everything. */
    private static int most(Case of, List<Need> seats, int at, Map<UUID, List<Need>> sits) {
        if (at == seats.size()) {
            return 0;
        }
        int best = most(of, seats, at + 1, sits);
        var need = seats.get(at);
        for (var person : of.may(need)) {
            var held = sits.computeIfAbsent(person, key -> new ArrayList<>());
            boolean free = held.isEmpty()
                    || (need.region() != null
                            && held.stream().allMatch(other -> other.region() != null && !other.equals(need)));
            if (free) {
                held.add(need);
                best = Math.max(best, 1 + most(of, seats, at + 1, sits));
                held.remove(need);
            }
        }
        return best;
    }

    @Property
    void as_many_seats_are_taken_as_can_be_and_nobody_sits_twice(@ForAll long seed) {
        var one = random(new Random(seed));
        var seats = new ArrayList<Need>();
        one.needs().forEach(need -> {
            for (int i = 0; i < need.people(); i++) {
                seats.add(need);
            }
        });
        var seated = Seats.best(one.needs(), one::may);
        assertThat(seated).hasSize(most(one, seats, 0, new HashMap<>()));
        var sits = new HashMap<UUID, List<Need>>();
        seated.forEach((seat, person) -> {
            assertThat(one.may(seat.need())).contains(person);
            sits.computeIfAbsent(person, key -> new ArrayList<>()).add(seat.need());
        });
        sits.values()
                .forEach(held -> assertThat(held.size() == 1
                                || (held.stream().allMatch(need -> need.region() != null)
                                        && new HashSet<>(held).size() == held.size()))
                        .isTrue());
    }

    /** A ladder is climbed as it is, or by fewer when there are fewer and the charter lets them, or somebody is named. */
    @Property
    void a_ladder_that_nobody_can_climb_names_the_role_it_lacks(@ForAll long seed, @ForAll boolean allowed) {
        var random = new Random(seed);
        var roles = List.of("finance", "product", "legal", "administrator");
        var held = new ArrayList<Bench.Held>();
        var people = new HashSet<UUID>();
        for (int i = 0; i < random.nextInt(5); i++) {
            people.add(new UUID(4, i));
            held.add(new Bench.Held(new UUID(4, i), roles.get(random.nextInt(4)), Set.of()));
        }
        var requester = new UUID(4, 0);
        people.add(requester);
        var needs = new ArrayList<Need>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            needs.add(new Need(0, roles.get(i), null, 1 + random.nextInt(2)));
        }
        var route =
                new Route(needs, List.of(new Route.Cited("the-clause", "spend", DocumentVersion.FIRST)), Set.of(), 24);
        var bench = new Bench(people, held, Map.of(), List.of(), List.of());
        int others = (int) Fitting.pool(needs, bench, Set.of()).stream()
                .filter(person -> !person.equals(requester))
                .count();
        try {
            var fitting = Fitting.of(route, bench, Set.of(), requester, allowed);
            int asked = fitting.needs().stream().mapToInt(Need::people).sum();
            assertThat(asked).isPositive().isLessThanOrEqualTo(route.people());
            assertThat(fitting.sole()).isEqualTo(!fitting.needs().equals(needs));
            if (fitting.sole()) {
                assertThat(allowed).isTrue();
                assertThat(others).isLessThan(route.people());
            }
        } catch (Refusal refusal) {
            assertThat(refusal.code())
                    .isEqualTo(others >= route.people() ? "approval-nobody-holds" : "approval-too-few-people");
            assertThat(refusal.args()).containsEntry("clause", "the-clause").containsKey("role");
        }
    }

    @Property(tries = 1)
    void a_person_owning_two_regions_speaks_for_both_but_not_also_for_finance() {
        var owner = new UUID(5, 1);
        var needs = List.of(
                new Need(0, Rung.REGIONAL_OWNER, new UUID(6, 1), 1),
                new Need(0, Rung.REGIONAL_OWNER, new UUID(6, 2), 1),
                new Need(0, "finance", null, 1));
        assertThat(Seats.best(needs, need -> Set.of(owner))).hasSize(2);
        assertThat(Seats.best(needs, need -> Set.of(owner, new UUID(5, 2)))).hasSize(3);
        assertThatThrownBy(() -> new Rung("finance", 0)).isInstanceOf(Refusal.class);
    }
}
