package io.kontor.people;

import io.kontor.kernel.Refusal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/** The days and hours a person works, in their own zone. */
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public static final WorkingHours USUAL = new WorkingHours(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));

    public WorkingHours {
        days = Set.copyOf(days);
        if (!from.isBefore(to)) {
            throw Refusal.invalid("hours-backwards", "from", from, "to", to).at("hours");
        }
    }
}
