package io.kontor.kernel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days from one to another, the last one not included; open where there is none.
 *
 * @param from first day, or none for "always was"
 * @param to first day after, or none for "until further notice"
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
    public static final Period ALWAYS = new Period(null, null);

    public Period {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Refusal.invalid("period-backwards", "from", from, "to", to);
        }
    }

    public static Period since(@Nullable LocalDate from) {
        return new Period(from, null);
    }

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    public boolean overlaps(Period other) {
        return (to == null || other.from == null || other.from.isBefore(to))
                && (other.to == null || from == null || from.isBefore(other.to));
    }
}
