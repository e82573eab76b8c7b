package io.kontor.partners.spi;

import io.kontor.kernel.Actor;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** Numbers about partners that a room above knows how to find out, for rules that stand below it and ask for them. */
public interface Measuring {
    /** The names under which they are kept in {@code partners.measure}. */
    Set<String> measures();

    /**
     * Finds them out as of these days, where the company is, from what is known now, and keeps them. A day that has not come yet
     * says what is left by then if nothing happens until then.
     */
    void measure(Actor actor, Collection<LocalDate> days);
}
