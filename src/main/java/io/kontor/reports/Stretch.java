package io.kontor.reports;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long the period of a target is. */
public enum Stretch {
    YEAR(12),
    QUARTER(3),
    MONTH(1),
    /** From one day to another. */
    DAYS(0);

    private final int months;

    Stretch(int months) {
        this.months = months;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is made of several of the others. */
    boolean longer(Stretch other) {
        return other.months > 0 && months > other.months;
    }

    /** The last day that counts, of a period that begins on a day; with none given, days of their own end where they begin. */
    LocalDate last(LocalDate begins, @Nullable LocalDate ends) {
        if (this != DAYS) {
            return begins.plusMonths(months).minusDays(1);
        }
        return ends == null ? begins : ends;
    }

    /** What the days from one to another are. */
    static Stretch of(LocalDate begins, LocalDate last) {
        for (var stretch : values()) {
            if (stretch != DAYS && stretch.last(begins, null).equals(last)) {
                return stretch;
            }
        }
        return DAYS;
    }
}
