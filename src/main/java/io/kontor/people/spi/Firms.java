package io.kontor.people.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import java.util.Optional;
import java.util.UUID;

/** Where firms stand, so that a right to the partners of a region also reaches the people who work there. */
public interface Firms {
    /** The place of a firm today; empty when there is none. */
    Optional<Place> place(Actor actor, UUID firm);
}
