package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object of which can be taken back what a larger act, such as an import, did to many: what it made leaves lists
 * and numbers and frees its keys, what it changed becomes what it was. {@code Book.takesBack} makes one for objects in a book.
 */
public interface TakesBack {
    /** The type of its subjects in the ledger. */
    String kind();

    /**
     * One object.
     *
     * @param version the entry it stands at; when it stands at another one by now, it is left alone
     * @param before the entry it goes back to, or none when the act made it
     */
    record Back(UUID id, UUID version, @Nullable UUID before) {}

    /** Takes these back, one entry each, and says which. Runs inside the caller's transaction; the right to import is asked. */
    Set<UUID> takeBack(Actor actor, Collection<Back> back, @Nullable String reason);
}
