package io.kontor.rules.spi;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.rules.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Past cases of a vocabulary, for asking how other rules would have decided them; a bean of the room that keeps them. */
public interface Cases {
    /** The vocabulary its facts are in. */
    String vocabulary();

    /**
     * Tells the cases of some days, always in the same order, read as a stream and never held all at once.
     *
     * @param until the first day that does not count
     * @param taker says false when no more are wanted
     */
    void each(Actor actor, LocalDate from, LocalDate until, Predicate<Case> taker);

    /**
     * @param facts as they were then: what had no field yet is left unknown
     * @param was what was decided then, as the result would be written; null when nothing was
     * @param amount what hangs on it, in the reporting currency
     */
    record Case(
            Subject about,
            Instant at,
            Facts facts,
            @Nullable String was,
            @Nullable BigDecimal amount) {}
}
