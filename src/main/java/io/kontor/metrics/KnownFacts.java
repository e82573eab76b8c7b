package io.kontor.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What deals amount to while entries are taken: read once, then changed in memory. What is not here is as the database has it. */
final class KnownFacts {
    private final Map<UUID, @Nullable Fact> facts = new HashMap<>();
    private final Map<UUID, Set<UUID>> byPartner = new HashMap<>();
    private final Set<UUID> lent = new HashSet<>();

    boolean has(UUID deal) {
        return facts.containsKey(deal);
    }

    @Nullable Fact of(UUID deal) {
        return facts.get(deal);
    }

    void put(UUID deal, @Nullable Fact fact) {
        var was = facts.put(deal, fact);
        if (was != null) {
            was.shares()
                    .forEach(share -> byPartner
                            .getOrDefault(share.partner(), new TreeSet<>())
                            .remove(deal));
        }
        if (fact != null) {
            fact.shares()
                    .forEach(share -> byPartner
                            .computeIfAbsent(share.partner(), any -> new TreeSet<>())
                            .add(deal));
        }
    }

    /** Until it is written; then the database has it again. */
    void lend(Fact fact) {
        if (!has(fact.deal())) {
            lent.add(fact.deal());
        }
        put(fact.deal(), fact);
    }

    void written() {
        for (var deal : lent) {
            put(deal, null);
            facts.remove(deal);
        }
        lent.clear();
    }

    /** The deals a partner has a part in, of those that are here. */
    List<Fact> with(UUID partner) {
        return byPartner.getOrDefault(partner, Set.of()).stream()
                .map(facts::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    Collection<Fact> all() {
        return facts.values().stream().filter(java.util.Objects::nonNull).toList();
    }
}
