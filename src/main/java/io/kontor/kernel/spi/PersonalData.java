package io.kontor.kernel.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Somebody;
import io.kontor.kernel.Subject;
import java.util.List;

/** What one room holds of people, so that it can be shown, handed over and erased. Every room that keeps something of people has one. */
public interface PersonalData {
    /** What this room knows somebody by besides: other objects that are the same person, names and addresses, also earlier ones. */
    default Somebody know(Actor actor, Somebody who) {
        return who;
    }

    /**
     * @param what names it: the key {@code held.<what>}, with the count in it
     * @param count how many, never 0
     */
    record Held(String what, long count) {}

    /** What there is of them that erasing takes away. */
    List<Held> held(Actor actor, Somebody who);

    /** Objects that stay and whose texts mention them; somebody has to look and decide. Not all, but the first. */
    default List<Subject> mentions(Actor actor, Somebody who) {
        return List.of();
    }

    /**
     * Erases it, in the running transaction: business rows by an entry each. Doing it again changes nothing.
     *
     * @param role by which the actor may
     * @throws io.kontor.kernel.Refusal it must not go
     */
    void erase(Actor actor, Somebody who, String role);

    /** Erases what lies outside the database, after the transaction. Doing it again changes nothing. */
    default void eraseOutside(Somebody who) {}

    /** What is to be handed over. */
    interface Parcel {
        /** @param content written as JSON */
        void json(String name, Object content);

        void file(String name, byte[] content);
    }

    /** Puts everything this room holds of them into the parcel. */
    void export(Actor actor, Somebody who, Parcel parcel);
}
