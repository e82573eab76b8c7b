package io.kontor.governance.charter;

import io.kontor.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ladder as the people there are can climb it. Pure.
 *
 * @param needs what is left to ask for
 * @param sole whether that is less than the charter asks for, for want of people
 */
public record Fitting(List<Need> needs, boolean sole) {
    private static final Need STANDING_IN = new Need(0, Need.STAND_IN, null, 1);

    public Fitting {
        needs = List.copyOf(needs);
    }

    /**
     * Fits a ladder to the people there are. Who asks agrees to nothing, unless there is nobody else at all.
     *
     * @param soleAllowed whether a ladder may shrink while the office has fewer people than it asks for
     * @throws Refusal nobody holds a role although the office has people enough; the office has too few people and the
     *     charter forbids fewer
     */
    public static Fitting of(
            Route route, Bench bench, Set<UUID> touched, @Nullable UUID requester, boolean soleAllowed) {
        Set<UUID> never = requester == null ? Set.of() : Set.of(requester);
        var seated = Seats.best(route.needs(), need -> others(bench.own(need, touched), never));
        if (seated.size() == route.people()) {
            return new Fitting(route.needs(), false);
        }
        var taken = Seats.taken(seated);
        var missing = route.needs().stream()
                .filter(need -> taken.getOrDefault(need, 0) < need.people())
                .findFirst()
                .orElseThrow();
        if (others(pool(route.needs(), bench, touched), never).size() >= route.people()) {
            throw refusal("approval-nobody-holds", missing, route);
        }
        if (!soleAllowed) {
            throw refusal("approval-too-few-people", missing, route);
        }
        var left = route.needs().stream()
                .filter(taken::containsKey)
                .map(need -> need.of(taken.getOrDefault(need, 0)))
                .toList();
        return new Fitting(left.isEmpty() ? List.of(STANDING_IN) : left, true);
    }

    /** Who counts when it is asked whether the office has people enough. */
    public static Set<UUID> pool(List<Need> asked, Bench bench, Set<UUID> touched) {
        var pool = new HashSet<>(bench.own(STANDING_IN, touched));
        asked.forEach(need -> pool.addAll(bench.own(need, touched)));
        return pool;
    }

    private static Set<UUID> others(Set<UUID> people, Set<UUID> never) {
        var others = new HashSet<>(people);
        others.removeAll(never);
        return others;
    }

    private static Refusal refusal(String code, Need missing, Route route) {
        return Refusal.conflict(
                code,
                "role",
                RoleSaid.of(missing.role()),
                "people",
                missing.people(),
                "clause",
                route.cited().stream()
                        .map(Route.Cited::clause)
                        .distinct()
                        .reduce((one, other) -> one + ", " + other)
                        .orElse(""));
    }
}
