package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Moved;
import io.kontor.kernel.Subject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object that goes along when what it belongs to is merged into another: the contacts of a firm, the deals of a
 * customer. A bean of this type is found; {@code Book.moves} makes one for objects kept in a book.
 *
 * <p>All methods run inside the merge's transaction, both merged objects being held. Whether the actor may merge was asked
 * already; nothing here asks for a right again.
 */
public interface Moves {
    /**
     * A merge under way.
     *
     * @param from what is folded
     * @param to what is kept, of the same type
     * @param role the role by which the actor merges; recorded with everything that moves
     * @param others keys of the {@link Difference}s in which the folded one's value was chosen
     */
    record Merge(
            Subject from, UUID to, String role, @Nullable String reason, Set<String> others) {}

    /**
     * Both say something different, and one must win; the kept one's value does unless the other is chosen.
     *
     * @param key stays the same from preview to merge
     * @param of the name of what differs when that is not the merged object itself, e.g. a programme; else empty
     * @param type whose bundle keys name the field, e.g. {@code membership}
     * @param from with {@code to} the days on which they differ; none where it is not about days
     * @param kept the value as JSON, as it stands in the state; likewise {@code other}
     */
    record Difference(
            String key,
            String of,
            String type,
            String field,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String kept,
            String other) {}

    /** The type of its subjects in the ledger; {@code moves.<kind>} says how many of them move. */
    String kind();

    /** Whether it takes part when two objects of that type are merged. */
    boolean follows(String merged);

    /** How many would move; the two merged ones themselves never count. */
    int count(Actor actor, Subject from, UUID to);

    /** What differs and needs a choice; most kinds just move. */
    default List<Difference> differences(Actor actor, Subject from, UUID to) {
        return List.of();
    }

    /** Moves them, one entry each. Refuses: what makes the merge impossible. */
    List<Moved> move(Actor actor, Merge merge);

    /** The entries these objects stand at now, their rows held until the transaction ends. */
    Map<UUID, UUID> versions(Actor actor, Collection<UUID> ids);

    /** Puts exactly these back as they stood before; nobody changed them since. One entry each. */
    void moveBack(Actor actor, Collection<Moved> moved, String role, @Nullable String reason);
}
