package io.kontor.sample;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Records a plan under a clock that walks through its days; each month is one transaction. */
@Component
final class Recorder {
    static final String SYSTEM = "sample";
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    /** The last year of the programme and the one before. */
    private static final int YEARS_AIMED_AT = 2;

    private final Tx tx;
    private final Founding founding;
    private final Governing governing;
    private final Steering steering;
    private final Telling telling;

    Recorder(Tx tx, Founding founding, Governing governing, Steering steering, Telling telling) {
        this.tx = tx;
        this.founding = founding;
        this.governing = governing;
        this.steering = steering;
        this.telling = telling;
    }

    /**
     * Records all of it.
     *
     * @param history whether deals move through their stages as they did; otherwise each is recorded once, as it ended
     * @param progress is told each day that was recorded
     */
    void record(Actor actor, Plan plan, SampleClock clock, boolean history, Consumer<LocalDate> progress) {
        var made = new Made();
        clock.moveTo(morning(plan.start().minusDays(30)));
        tx.as(actor, () -> founding.found(actor, plan, made));
        governing.adopt(actor, plan, made, clock);
        int year = plan.ending().getYear() - YEARS_AIMED_AT;
        for (var month : months(plan, history)) {
            var first = month.firstKey();
            if (history && first.getYear() > year) {
                year = first.getYear();
                clock.moveTo(morning(first));
                steering.aim(actor, plan, made, clock, year);
            }
            tx.as(actor, () -> {
                var span = telling.span(actor, plan, made, month.values());
                month.forEach((day, happened) -> {
                    if (morning(day).isAfter(clock.instant())) {
                        clock.moveTo(morning(day));
                    }
                    span.tell(day, happened, history);
                });
                span.write();
            });
            month.keySet().forEach(progress);
        }
        tx.as(actor, () -> founding.openPortal(actor, plan, made));
        if (morning(plan.ending()).isAfter(clock.instant())) {
            clock.moveTo(morning(plan.ending()));
        }
        governing.govern(actor, plan, made, clock, history);
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(Founding.ZONE).toInstant();
    }

    private static List<SortedMap<LocalDate, Calendar.Day>> months(Plan plan, boolean history) {
        var months = new TreeMap<YearMonth, SortedMap<LocalDate, Calendar.Day>>();
        Calendar.of(plan, history)
                .forEach((day, happened) -> months.computeIfAbsent(YearMonth.from(day), month -> new TreeMap<>())
                        .put(day, happened));
        return new ArrayList<>(months.values());
    }
}
