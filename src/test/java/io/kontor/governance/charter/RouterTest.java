package io.kontor.governance.charter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.spi.Act;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
    static final List<String> ROLES = List.of("finance", "product", "legal", "leadership", "partner-operations");
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final UUID NORTH = new UUID(1, 1);
    static final UUID SOUTH = new UUID(1, 2);
    static final Map<UUID, String> REGIONS = Map.of(NORTH, "north", SOUTH, "south");

    static Clause clause(
            String code, String act, @Nullable Integer from, DocumentScope scope, int days, Rung... ladder) {
        return new Clause(
                code, act, from == null ? null : BigDecimal.valueOf(from), scope, List.of(ladder), false, 24, days);
    }

    static Charter charter(List<Clause> clauses) {
        return new Charter(
                "Mission", List.of(), List.of(), List.of(), clauses, List.of(), List.of(), List.of(), List.of(),
                List.of(), null, true);
    }

    static Route route(Charter charter, Act... acts) {
        return Router.route(charter, DocumentVersion.FIRST, List.of(acts), REGIONS, List.of(), NOW);
    }

    static Act act(String code, @Nullable Integer measure, UUID... regions) {
        return new Act(code, measure == null ? null : BigDecimal.valueOf(measure), Set.of(regions));
    }

    private static Charter random(Random random) {
        var clauses = new ArrayList<Clause>();
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            var ladder = new ArrayList<Rung>();
            for (var role : ROLES) {
                if (random.nextInt(3) == 0) {
                    ladder.add(new Rung(role, 1 + random.nextInt(2)));
                }
            }
            if (ladder.isEmpty()) {
                ladder.add(new Rung("finance", 1));
            }
            clauses.add(clause(
                    "c" + i,
                    random.nextBoolean() ? "spend" : "move",
                    random.nextBoolean() ? null : random.nextInt(100),
                    DocumentScope.ALL,
                    random.nextInt(40),
                    ladder.toArray(Rung[]::new)));
        }
        return charter(clauses);
    }

    private static boolean asks(Route route, List<Rung> ladder) {
        return ladder.stream()
                .allMatch(rung -> route.needs().stream()
                        .anyMatch(need -> need.role().equals(rung.role()) && need.people() >= rung.people()));
    }

    /** Said another way than the router does it: the clause that begins highest, of all that have begun. */
    @Property
    void every_act_is_asked_of_those_its_highest_clause_names_and_without_one_of_the_strictest(
            @ForAll long seed, @ForAll boolean both) {
        var random = new Random(seed);
        var charter = random(random);
        var acts = new ArrayList<>(List.of(act("spend", random.nextInt(110))));
        if (both) {
            acts.add(act("move", random.nextInt(110)));
        }
        var route = route(charter, acts.toArray(Act[]::new));
        for (var act : acts) {
            var begun = charter.rights().stream()
                    .filter(clause -> clause.act().equals(act.code()))
                    .filter(clause -> clause.from() == null || clause.from().compareTo(act.measure()) <= 0)
                    .toList();
            if (begun.isEmpty()) {
                assertThat(route.gaps()).contains(act.code());
                int most =
                        charter.rights().stream().mapToInt(Clause::people).max().orElseThrow();
                assertThat(route.people()).isGreaterThanOrEqualTo(most);
            } else {
                assertThat(route.gaps()).doesNotContain(act.code());
                var highest = begun.stream()
                        .map(clause -> clause.from() == null ? BigDecimal.valueOf(-1) : clause.from())
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                assertThat(begun.stream()
                                .filter(clause -> (clause.from() == null ? BigDecimal.valueOf(-1) : clause.from())
                                                .compareTo(highest)
                                        == 0)
                                .anyMatch(clause -> asks(route, clause.ladder())))
                        .isTrue();
            }
        }
        assertThat(route.needs().stream().map(Need::seat).distinct().count())
                .isEqualTo(route.needs().size());
    }

    /** However an amount is cut into pieces: what passes below a threshold stays below it, in any stretch of its days. */
    @Property
    void nobody_gets_past_a_threshold_in_small_steps(@ForAll long seed) {
        var random = new Random(seed);
        int from = 20 + random.nextInt(80);
        int days = 1 + random.nextInt(30);
        var charter = charter(List.of(
                clause("small", "spend", null, DocumentScope.ALL, 0, new Rung("finance", 1)),
                clause("large", "spend", from, DocumentScope.ALL, days, new Rung("finance", 2))));
        var past = new ArrayList<Router.Past>();
        var now = NOW;
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(72)));
            int measure = random.nextInt(from);
            var route =
                    Router.route(charter, DocumentVersion.FIRST, List.of(act("spend", measure)), REGIONS, past, now);
            past.add(new Router.Past(
                    "spend",
                    BigDecimal.valueOf(measure),
                    now,
                    route.cited().stream().map(Route.Cited::clause).collect(Collectors.toSet())));
            var begin = now.minus(Duration.ofDays(days));
            var passed = past.stream()
                    .filter(one -> one.at().isAfter(begin) && !one.cited().contains("large"))
                    .map(Router.Past::measure)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(passed).isLessThan(BigDecimal.valueOf(from));
        }
    }

    /** Also where a charter asks fewer people above a threshold than below it. */
    @Property
    void what_went_before_never_makes_anybody_superfluous(@ForAll long seed) {
        var random = new Random(seed);
        var charter = random(random);
        var past = new ArrayList<Router.Past>();
        for (int i = 0; i < random.nextInt(6); i++) {
            past.add(new Router.Past(
                    random.nextBoolean() ? "spend" : "move",
                    BigDecimal.valueOf(random.nextInt(60)),
                    NOW.minus(Duration.ofDays(random.nextInt(30))),
                    Set.of("c" + random.nextInt(7))));
        }
        var acts = List.of(act("spend", random.nextInt(110)), act("move", random.nextInt(110)));
        var route = Router.route(charter, DocumentVersion.FIRST, acts, REGIONS, past, NOW);
        for (var need : route(charter, acts.toArray(Act[]::new)).needs()) {
            assertThat(route.needs())
                    .anyMatch(other -> other.role().equals(need.role()) && other.people() >= need.people());
        }
    }

    @Test
    void the_owner_of_every_region_the_effects_touch_is_asked() {
        var charter =
                charter(List.of(clause("c", "spend", null, DocumentScope.ALL, 0, new Rung(Rung.REGIONAL_OWNER, 1))));
        assertThat(route(charter, act("spend", 1, NORTH, SOUTH)).needs())
                .extracting(Need::region)
                .containsExactlyInAnyOrder(NORTH, SOUTH);
        assertThat(route(charter, act("spend", 1)).needs())
                .extracting(Need::region)
                .containsExactly((UUID) null);
    }

    @Test
    void a_clause_of_one_region_holds_there_and_what_touches_more_takes_both_ladders() {
        var charter = charter(List.of(
                clause("all", "spend", null, DocumentScope.ALL, 0, new Rung("finance", 1)),
                clause("north", "spend", null, DocumentScope.ALL.in("north"), 0, new Rung("legal", 1))));
        assertThat(route(charter, act("spend", 1, NORTH)).needs())
                .extracting(Need::role)
                .containsExactly("legal");
        assertThat(route(charter, act("spend", 1, SOUTH)).needs())
                .extracting(Need::role)
                .containsExactly("finance");
        assertThat(route(charter, act("spend", 1, NORTH, SOUTH)).needs())
                .extracting(Need::role)
                .containsExactlyInAnyOrder("finance", "legal");
        assertThat(route(charter, act("spend", 1)).needs())
                .as("what is not known may be anywhere")
                .extracting(Need::role)
                .containsExactlyInAnyOrder("finance", "legal");
    }

    @Test
    void a_measure_nobody_knows_counts_as_large_and_the_same_act_twice_counts_together() {
        var charter = charter(List.of(
                clause("small", "spend", null, DocumentScope.ALL, 0, new Rung("finance", 1)),
                clause("large", "spend", 10, DocumentScope.ALL, 0, new Rung("legal", 1))));
        assertThat(route(charter, act("spend", null)).cited())
                .extracting(Route.Cited::clause)
                .containsExactly("large");
        assertThat(route(charter, act("spend", 6), act("spend", -4)).cited())
                .extracting(Route.Cited::clause)
                .containsExactly("large");
        assertThat(route(charter, act("spend", 9)).cited())
                .extracting(Route.Cited::clause)
                .containsExactly("small");
    }

    @Test
    void acts_of_several_documents_take_the_union_of_their_ladders_in_their_turns() {
        var inTurn = new Clause(
                "turns",
                "move",
                null,
                DocumentScope.ALL,
                List.of(new Rung("legal", 1), new Rung("finance", 2)),
                true,
                8,
                0);
        var charter =
                charter(List.of(clause("flat", "spend", null, DocumentScope.ALL, 0, new Rung("finance", 1)), inTurn));
        var route = route(charter, act("spend", 1), act("move", 1));
        assertThat(route.needs()).containsExactly(new Need(0, "legal", null, 1), new Need(1, "finance", null, 2));
        assertThat(route.hours()).isEqualTo(8);
    }
}
