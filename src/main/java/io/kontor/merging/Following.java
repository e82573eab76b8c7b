package io.kontor.merging;

import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.Moves;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What goes along when two objects become one, and what everything is called. */
@Component
final class Following {
    private final List<Moves> moves;
    private final Map<String, Holding> holdings = new HashMap<>();

    Following(List<Moves> moves, List<Holding> holdings) {
        this.moves = moves.stream().sorted(Comparator.comparing(Moves::kind)).toList();
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /** What follows objects of a type, by kind. */
    List<Moves> of(String type) {
        return moves.stream().filter(one -> one.follows(type)).toList();
    }

    /** The title of an object as the actor may see it. */
    String name(Actor actor, String type, UUID id) {
        var holding = holdings.get(type);
        return holding == null ? "" : holding.titles(actor, List.of(id)).getOrDefault(id, "");
    }
}
