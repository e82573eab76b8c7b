package io.kontor.merging;

import io.kontor.kernel.Actor;
import io.kontor.ledger.Book;
import io.kontor.ledger.SubjectType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A type of objects two of which can become one. A bean of this type is found; its {@link SubjectType} knows the acts
 * {@code merged}, {@code folded} and {@code taken_apart}, and its permission {@code merge} decides who may.
 */
public interface Mergeable<S> {
    /** How one field of the two states becomes one. */
    enum How {
        /** The kept one's value, the other's where the kept one has none. */
        ONE,
        /** The values of both. */
        LIST,
        /** One value at a time, each with its days. */
        DATED,
        /** Several values at a time, each with its days. */
        DATED_EACH,
        /** Values by code, each as with {@link #ONE}. */
        MAP
    }

    /**
     * A field of the state.
     *
     * @param with the field whose side this one follows when the two differ there, e.g. a city its country; or none
     */
    record Part(String field, How how, @Nullable String with) {
        public static Part of(String field, How how) {
            return new Part(field, how, null);
        }
    }

    /** What an object is compared by with others of its type. */
    record Traits(
            String name,
            @Nullable String country,
            Collection<String> domains,
            Collection<String> externalIds,
            Collection<UUID> parents) {}

    SubjectType<S> type();

    Book<S> book();

    /** Fields in the order the page shows them; those not named stay as the kept one has them. */
    List<Part> parts();

    /** The address of the list; an object's page is below it. */
    String path();

    String name(S state);

    boolean withdrawn(S state);

    @Nullable UUID foldedInto(S state);

    /** The state of what is folded: out of use, and pointing to the one kept. */
    S folded(S state, UUID into);

    /** The united state without what it cannot have, e.g. links to itself. */
    S tidied(S united, UUID kept, UUID folded);

    /** Whose object it is in the ledger. */
    @Nullable UUID partner(UUID id);

    /** Refuses what makes these two unfit to become one, e.g. that one belongs to the other. */
    void refuseUnfit(Actor actor, UUID kept, UUID folded);

    /** What it is compared by; empty when it is out of use. */
    Optional<Traits> traits(S state);

    /** Those of these the actor may see and may merge. */
    Set<UUID> mergeable(Actor actor, Collection<UUID> ids);

    /** What somebody may mean by these words, the first few by name, with ids. */
    List<Named> search(Actor actor, String words, int most);

    /** A name with its id. */
    record Named(UUID id, String name, String where) {}

    /** Turns a broken constraint of the room's tables into its refusal. */
    default <T> T guarded(Supplier<T> work) {
        return work.get();
    }

    default String code() {
        return type().code();
    }
}
