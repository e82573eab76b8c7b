package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A kind of object that belongs to no partner: seen by whoever may see its kind.
 *
 * @param path of its pages, before the id
 * @param names of those of these objects that there are
 */
public record OfficeHolding(String type, String path, BiFunction<Actor, Collection<UUID>, Map<UUID, String>> names)
        implements Holding {
    @Override
    public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
        return names.apply(actor, ids);
    }

    @Override
    public String link(UUID id) {
        return path + id;
    }

    @Override
    public Optional<Place> visible(Actor actor, UUID id) {
        return actor.may(type, Verb.SEE) && names.apply(actor, List.of(id)).containsKey(id)
                ? Optional.of(Place.ANYWHERE)
                : Optional.empty();
    }
}
