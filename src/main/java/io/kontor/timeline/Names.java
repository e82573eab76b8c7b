package io.kontor.timeline;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Side;
import io.kontor.kernel.spi.Holding;
import io.kontor.ledger.Ledger;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What people call the objects that states refer to by id, whichever room keeps them. */
@Component
public final class Names {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final int REMEMBERED = 10_000;

    /** The type of an id under which the ledger knows nothing: a line of a deal, say. */
    private static final String NOTHING = "";

    private final Ledger ledger;
    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<UUID, String> types = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    Names(Ledger ledger, List<Holding> holdings) {
        this.ledger = ledger;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    Optional<Holding> holding(String type) {
        return Optional.ofNullable(holdings.get(type));
    }

    /** Every type of object that has a page. */
    Set<String> types() {
        return Set.copyOf(holdings.keySet());
    }

    /** Names of all these objects, found wherever they are kept. */
    Map<UUID, String> of(Actor actor, Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        var unknown = new HashSet<UUID>();
        var byType = new HashMap<String, Set<UUID>>();
        for (var id : ids) {
            var type = types.get(id);
            if (type == null) {
                unknown.add(id);
            } else {
                byType.computeIfAbsent(type, key -> new HashSet<>()).add(id);
            }
        }
        named(actor, byType, names);
        search(actor, unknown, names);
        return names;
    }

    private void named(Actor actor, Map<String, Set<UUID>> byType, Map<UUID, String> names) {
        byType.forEach((type, ids) -> holding(type).ifPresent(holding -> names.putAll(holding.titles(actor, ids))));
    }

    /**
     * Asks the ledger what these are, and remembers it, also of what is no object of its own: it stays what it is. The portal
     * does not read the ledger; there every room is asked.
     */
    private void search(Actor actor, Set<UUID> unknown, Map<UUID, String> names) {
        if (unknown.isEmpty()) {
            return;
        }
        if (actor.side() == Side.OFFICE) {
            var byType = new HashMap<String, Set<UUID>>();
            var found = ledger.types(unknown);
            unknown.forEach(id -> {
                var type = found.getOrDefault(id, NOTHING);
                types.put(id, type);
                byType.computeIfAbsent(type, key -> new HashSet<>()).add(id);
            });
            named(actor, byType, names);
            return;
        }
        for (var holding : holdings.entrySet()) {
            if (!unknown.isEmpty()) {
                var found = holding.getValue().titles(actor, unknown);
                found.keySet().forEach(id -> types.put(id, holding.getKey()));
                names.putAll(found);
                unknown.removeAll(found.keySet());
            }
        }
    }

    /** The ids a state holds anywhere in it. */
    static Set<UUID> in(@Nullable JsonNode state) {
        var ids = new HashSet<UUID>();
        collect(state, ids);
        return ids;
    }

    private static void collect(@Nullable JsonNode node, Set<UUID> ids) {
        if (node == null) {
            return;
        }
        if (node.isString()) {
            id(node.asString()).ifPresent(ids::add);
        } else {
            node.forEach(child -> collect(child, ids));
        }
    }

    static Optional<UUID> id(String text) {
        return text.length() == 36 && ID.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
