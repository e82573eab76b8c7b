package io.kontor.kernel;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a right reaches: everything, or partners by region, segment or name, or what the actor owns.
 *
 * @param own the person whose own objects it reaches, or none
 * @param common whether it also reaches what belongs to no partner, such as products and settings; a right to one's own
 *     things only does not
 */
public record Scope(
        boolean all,
        Set<UUID> regions,
        Set<String> segments,
        Set<UUID> partners,
        @Nullable UUID own,
        boolean common) {
    public static final Scope ALL = new Scope(true, Set.of(), Set.of(), Set.of(), null, true);
    public static final Scope NOTHING = new Scope(false, Set.of(), Set.of(), Set.of(), null, false);

    public Scope {
        regions = Set.copyOf(regions);
        segments = Set.copyOf(segments);
        partners = Set.copyOf(partners);
    }

    public static Scope regions(Set<UUID> regions) {
        return new Scope(false, regions, Set.of(), Set.of(), null, true);
    }

    public static Scope segments(Set<String> segments) {
        return new Scope(false, Set.of(), segments, Set.of(), null, true);
    }

    public static Scope partners(Set<UUID> partners) {
        return new Scope(false, Set.of(), Set.of(), partners, null, true);
    }

    /** The partners and deals somebody owns, and what belongs to nobody. */
    public static Scope ownPartners(UUID person) {
        return new Scope(false, Set.of(), Set.of(), Set.of(), person, true);
    }

    /** Only what somebody made or owns. */
    public static Scope onlyOwn(UUID person) {
        return new Scope(false, Set.of(), Set.of(), Set.of(), person, false);
    }

    public boolean reaches(Place place) {
        return all
                || (place.anywhere() && common)
                || (place.partner() != null && partners.contains(place.partner()))
                || (place.region() != null && regions.contains(place.region()))
                || (place.segment() != null && segments.contains(place.segment()))
                || (own != null && place.owners().contains(own));
    }

    /**
     * Whether what the other reaches lies within this one. Somebody's own things count as within any right that reaches
     * something: they become theirs only through who may give them.
     */
    public boolean covers(Scope other) {
        return all
                || (!other.all
                        && regions.containsAll(other.regions)
                        && segments.containsAll(other.segments)
                        && partners.containsAll(other.partners)
                        && (other.own == null || reachesSomething())
                        && (common || !other.common));
    }

    private boolean reachesSomething() {
        return own != null || !regions.isEmpty() || !segments.isEmpty() || !partners.isEmpty();
    }

    /** Both reaches together. */
    public Scope or(Scope other) {
        if (all || other.all) {
            return ALL;
        }
        return new Scope(
                false,
                union(regions, other.regions),
                union(segments, other.segments),
                union(partners, other.partners),
                own != null ? own : other.own,
                common || other.common);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> two) {
        var both = new HashSet<>(one);
        both.addAll(two);
        return both;
    }
}
