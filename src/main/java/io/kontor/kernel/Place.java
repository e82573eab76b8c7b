package io.kontor.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an object stands for the question "does this right reach it": the partner it belongs to, that partner's region
 * and segment on the day asked, and the people who own it.
 *
 * @param anywhere true for things that belong to no partner (a product, a setting): every assignment reaches them
 */
public record Place(
        boolean anywhere,
        @Nullable UUID partner,
        @Nullable UUID region,
        @Nullable String segment,
        Set<UUID> owners) {
    /** The place of what belongs to no partner. */
    public static final Place ANYWHERE = new Place(true, null, null, null, Set.of());

    public Place {
        owners = Set.copyOf(owners);
    }

    public static Place of(
            @Nullable UUID partner, @Nullable UUID region, @Nullable String segment, @Nullable UUID owner) {
        return new Place(false, partner, region, segment, owner == null ? Set.of() : Set.of(owner));
    }
}
