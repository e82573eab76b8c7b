package io.kontor.ledger;

import io.kontor.kernel.Actor;
import java.util.UUID;

/** Writes the rows of one type anew after a text of theirs was taken out for good. A {@link Book} does it for its type. */
public interface Rewriter {
    /** The type of its objects. */
    String type();

    /** Records the object's state as it reads now, and writes it, when the object stands at one of these entries. */
    void rewrite(Actor actor, UUID object, String role);
}
