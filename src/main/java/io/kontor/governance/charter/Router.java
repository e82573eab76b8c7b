package io.kontor.governance.charter;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.spi.Act;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds who has to agree to what. Pure: a charter, what is to be done, and what was done lately. */
public final class Router {
    /** The strictest of clauses: most people, then most roles, then most time. */
    private static final Comparator<Clause> STRICT = Comparator.comparingInt(Clause::people)
            .thenComparingInt((Clause clause) -> clause.ladder().size())
            .thenComparingInt(Clause::hours)
            .thenComparing(Clause::code);

    private static final Comparator<@Nullable BigDecimal> THRESHOLDS = Comparator.nullsFirst(Comparator.naturalOrder());

    private Router() {}

    /**
     * What was asked for earlier and not refused.
     *
     * @param cited the clauses it was decided by
     */
    public record Past(String act, BigDecimal measure, Instant at, Set<String> cited) {
        public Past {
            cited = Set.copyOf(cited);
        }
    }

    /**
     * The union of all ladders the acts need.
     *
     * @param regions codes of regions by their ids
     * @param past for series below a threshold
     */
    public static Route route(
            Charter charter,
            DocumentVersion version,
            List<Act> acts,
            Map<UUID, String> regions,
            List<Past> past,
            Instant now) {
        var needs = new LinkedHashMap<String, Need>();
        var cited = new LinkedHashSet<Route.Cited>();
        var gaps = new TreeSet<String>();
        int hours = Integer.MAX_VALUE;
        for (var act : together(acts)) {
            // A series may ask for more, never for less: what the act alone needs stays.
            var alone = nearest(charter, act, regions, List.of(), now);
            var clauses = new TreeSet<>(Comparator.comparing(Clause::code));
            clauses.addAll(alone);
            clauses.addAll(nearest(charter, act, regions, past, now));
            if (alone.stream().noneMatch(clause -> covers(clause, act, regions))) {
                gaps.add(act.code());
                clauses.add(strictest(charter));
            }
            for (var clause : clauses) {
                cited.add(new Route.Cited(clause.code(), act.code(), version));
                hours = Math.min(hours, clause.hours());
                needs(clause, act.regions()).forEach(need -> needs.merge(need.seat(), need, Router::both));
            }
        }
        return new Route(
                needs.values().stream()
                        .sorted(Comparator.comparingInt(Need::turn))
                        .toList(),
                List.copyOf(cited),
                gaps,
                hours == Integer.MAX_VALUE ? 0 : hours);
    }

    /** The ladder of acts no clause speaks of. */
    public static Clause strictest(Charter charter) {
        return charter.rights().stream().max(STRICT).orElseThrow();
    }

    /** The same act in several documents counts once, with all it touches. */
    private static List<Act> together(List<Act> acts) {
        var byKey = new LinkedHashMap<String, Act>();
        for (var act : acts) {
            byKey.merge(act.code(), act, (one, other) -> {
                var all = new HashSet<>(one.regions());
                // Without regions it touches any; so does both together.
                var anywhere = one.regions().isEmpty() || other.regions().isEmpty();
                all.addAll(other.regions());
                return new Act(
                        one.code(),
                        sum(one.measure(), other.measure()),
                        anywhere ? Set.of() : all,
                        one.scope().equals(other.scope()) ? one.scope() : DocumentScope.ALL);
            });
        }
        return List.copyOf(byKey.values());
    }

    /** What is not known is not guessed: with one unknown, the whole is. */
    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.abs().add(other.abs());
    }

    /** What speaks of the act, without clauses whose scope is wider than that of another which speaks of the whole of it. */
    private static List<Clause> nearest(
            Charter charter, Act act, Map<UUID, String> regions, List<Past> past, Instant now) {
        var clauses = highest(charter, act, regions, past, now);
        int nearest = clauses.stream()
                .filter(clause -> covers(clause, act, regions))
                .mapToInt(clause -> clause.scope().specific())
                .max()
                .orElse(0);
        return clauses.stream()
                .filter(clause ->
                        !covers(clause, act, regions) || clause.scope().specific() >= nearest)
                .toList();
    }

    /** Of each scope the clause with the highest threshold that is reached. */
    private static Collection<Clause> highest(
            Charter charter, Act act, Map<UUID, String> regions, List<Past> past, Instant now) {
        var byScope = new HashMap<DocumentScope, Clause>();
        for (var clause : charter.rights()) {
            if (clause.act().equals(act.code()) && touches(clause, act, regions) && reached(clause, act, past, now)) {
                byScope.merge(
                        clause.scope(),
                        clause,
                        (one, other) -> THRESHOLDS.compare(one.from(), other.from()) >= 0 ? one : other);
            }
        }
        return byScope.values();
    }

    /** Whether an act is large enough for a clause, together with what was done below its threshold lately. */
    private static boolean reached(Clause clause, Act act, List<Past> past, Instant now) {
        var from = clause.from();
        var measure = act.measure();
        if (from == null || measure == null) {
            return true;
        }
        var begin = now.minus(Duration.ofDays(clause.seriesDays()));
        var before = past.stream()
                .filter(one -> clause.seriesDays() > 0
                        && one.act().equals(act.code())
                        && one.at().isAfter(begin)
                        && !one.cited().contains(clause.code()))
                .map(one -> one.measure().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return measure.abs().add(before).compareTo(from) >= 0;
    }

    /** Whether the whole act lies in a clause's scope. */
    private static boolean covers(Clause clause, Act act, Map<UUID, String> regions) {
        var scope = clause.scope();
        return all(scope.programme(), act.scope().programme())
                && all(scope.partnerType(), act.scope().partnerType())
                && all(scope.segment(), act.scope().segment())
                && (act.regions().isEmpty()
                        ? all(scope.region(), act.scope().region())
                        : act.regions().stream().allMatch(id -> all(scope.region(), regions.get(id))));
    }

    private static boolean all(@Nullable String clause, @Nullable String act) {
        return clause == null || clause.equals(act);
    }

    /** Whether a part of it may lie there; what is not known of an act may be anything. */
    private static boolean touches(Clause clause, Act act, Map<UUID, String> regions) {
        var scope = clause.scope();
        return some(scope.programme(), act.scope().programme())
                && some(scope.partnerType(), act.scope().partnerType())
                && some(scope.segment(), act.scope().segment())
                && (act.regions().isEmpty()
                        ? some(scope.region(), act.scope().region())
                        : act.regions().stream().anyMatch(id -> all(scope.region(), regions.get(id))));
    }

    private static boolean some(@Nullable String clause, @Nullable String act) {
        return clause == null || act == null || clause.equals(act);
    }

    private static List<Need> needs(Clause clause, Set<UUID> regions) {
        var needs = new ArrayList<Need>();
        for (int i = 0; i < clause.ladder().size(); i++) {
            var rung = clause.ladder().get(i);
            int turn = clause.inTurn() ? i : 0;
            if (rung.role().equals(Rung.REGIONAL_OWNER) && !regions.isEmpty()) {
                regions.stream()
                        .sorted()
                        .forEach(region -> needs.add(new Need(turn, rung.role(), region, rung.people())));
            } else {
                needs.add(new Need(turn, rung.role(), null, rung.people()));
            }
        }
        return needs;
    }

    private static Need both(Need one, Need other) {
        return new Need(
                Math.max(one.turn(), other.turn()),
                one.role(),
                Objects.equals(one.region(), other.region()) ? one.region() : null,
                Math.max(one.people(), other.people()));
    }
}
