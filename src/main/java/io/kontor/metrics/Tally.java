package io.kontor.metrics;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds up deals one by one, for questions no kept sum answers. */
final class Tally {
    private final Map<String, Sums> sums = new TreeMap<>();
    private final Map<Dimension, String> where;
    private final @Nullable Dimension by;
    private final Predicate<UUID> reached;
    private final BiFunction<Fact.Share, Fact, Dims> dims;
    private final Function<LocalDate, String> stretch;

    /**
     * @param reached which partners the asker may see
     * @param dims where a partner counts
     * @param stretch the stretch of time a day lies in, when taken apart by time
     */
    Tally(
            Map<Dimension, String> where,
            @Nullable Dimension by,
            Predicate<UUID> reached,
            BiFunction<Fact.Share, Fact, Dims> dims,
            Function<LocalDate, String> stretch) {
        this.where = where;
        this.by = by;
        this.reached = reached;
        this.dims = dims;
        this.stretch = stretch;
    }

    Map<String, Sums> sums() {
        return sums;
    }

    void add(Fact fact, int sign) {
        if (fact.direct()) {
            if (where.isEmpty()) {
                each(fact, Set.of(direct(fact)), Sums::direct, sign);
            }
            return;
        }
        each(fact, values(fact, List.of(fact.shares().getFirst())), Sums::standing, sign);
        if (fact.outcome() == Fact.Outcome.WON) {
            var influencing =
                    fact.shares().stream().filter(Fact.Share::influencing).toList();
            each(fact, values(fact, influencing), Sums::influencing, sign);
            each(fact, values(fact, fact.shares()), Sums::involved, sign);
        }
    }

    /** Whether the deal is among those a figure of this kind counts, for a value or for any. */
    boolean counts(Fact fact, Relation relation, @Nullable String value) {
        var values = switch (relation) {
            case ALL -> fact.direct() ? directs(fact) : standing(fact);
            case DIRECT -> fact.direct() ? directs(fact) : Set.<String>of();
            case STANDING -> fact.direct() ? Set.<String>of() : standing(fact);
            case INFLUENCING ->
                values(
                        fact,
                        fact.shares().stream().filter(Fact.Share::influencing).toList());
            case INVOLVED -> values(fact, fact.shares());
        };
        return value == null ? !values.isEmpty() : values.contains(value);
    }

    /** Over which deals a figure goes, by the part of those partners who count. */
    enum Relation {
        ALL,
        DIRECT,
        STANDING,
        INFLUENCING,
        INVOLVED
    }

    private Set<String> standing(Fact fact) {
        return values(fact, List.of(fact.shares().getFirst()));
    }

    private Set<String> directs(Fact fact) {
        return where.isEmpty() ? Set.of(direct(fact)) : Set.of();
    }

    private String direct(Fact fact) {
        return by != null && by.time() ? stretch.apply(fact.occurredOn()) : "";
    }

    private void each(Fact fact, Collection<String> keys, Function<Sums, Measures> part, int sign) {
        keys.forEach(
                key -> part.apply(sums.computeIfAbsent(key, any -> new Sums())).add(fact, sign));
    }

    /** The values under which a deal counts by these partners; none when none of them is asked for. */
    private Set<String> values(Fact fact, List<Fact.Share> shares) {
        var values = new LinkedHashSet<String>();
        boolean anybody = where.isEmpty() && (by == null || by.time());
        for (var share : shares) {
            var stands = dims.apply(share, fact);
            if (anybody || (reached.test(share.partner()) && asked(share, stands))) {
                if (by == null) {
                    values.add("");
                } else if (by.time()) {
                    values.add(stretch.apply(fact.occurredOn()));
                } else {
                    values.addAll(stands.values(by, share.partner()));
                }
            }
        }
        return values;
    }

    private boolean asked(Fact.Share share, Dims stands) {
        return where.entrySet().stream()
                .allMatch(one -> stands.values(one.getKey(), share.partner()).contains(one.getValue()));
    }
}
