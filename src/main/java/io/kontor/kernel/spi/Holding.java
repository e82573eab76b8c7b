package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One kind of object a room keeps, as everything that hangs on objects (timeline, notes, files, search, messages) needs to
 * know it.
 */
public interface Holding {
    /** The type of its subjects in the ledger. */
    String type();

    /** The name people know an object by. */
    record Title(UUID id, String name) {}

    /** Names of objects, also of withdrawn ones; no question of rights, so only for objects whose ids the asker was given. */
    Map<UUID, String> titles(Actor actor, Collection<UUID> ids);

    /** The page of an object. */
    String link(UUID id);

    /** The objects whose history is this one's: itself, and everything that was merged into it. */
    default List<UUID> withFolded(Actor actor, UUID id) {
        return List.of(id);
    }

    /**
     * Whether the actor may see the object, and where it stands; empty when there is none or it is not theirs to see. What
     * hangs on an object is readable by whoever may read the object.
     */
    Optional<Place> visible(Actor actor, UUID id);
}
