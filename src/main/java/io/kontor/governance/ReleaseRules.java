package io.kontor.governance;

import io.kontor.kernel.Refusal;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How publishing is held in check; also the complete state in the ledger.
 *
 * @param perDay how many changes one team may publish on one day
 * @param quietFrom from when on nothing is published, with {@code quietTo}; none for never quiet; by the company's clock
 * @param watchDays how many days a published change is watched
 * @param tries how often a batch that failed is tried before it is all taken back
 */
public record ReleaseRules(
        int perDay, @Nullable LocalTime quietFrom, @Nullable LocalTime quietTo, int watchDays, int tries) {
    static final ReleaseRules USUAL = new ReleaseRules(3, null, null, 14, 6);

    public ReleaseRules {
        between(perDay, 1, 100, "perDay");
        between(watchDays, 1, 366, "watchDays");
        between(tries, 1, 20, "tries");
        if ((quietFrom == null) != (quietTo == null)) {
            throw Refusal.invalid("quiet-half").at(quietFrom == null ? "quietFrom" : "quietTo");
        }
        if (quietFrom != null && quietFrom.equals(quietTo)) {
            throw Refusal.invalid("quiet-always").at("quietTo");
        }
    }

    private static void between(int value, int least, int most, String field) {
        if (value < least || value > most) {
            throw Refusal.invalid("number-not-between", "least", least, "most", most)
                    .at(field);
        }
    }

    /** Whether nothing is published at that time. The window may lie over midnight. */
    boolean quiet(LocalTime at) {
        if (quietFrom == null || quietTo == null) {
            return false;
        }
        return quietFrom.isBefore(quietTo)
                ? !at.isBefore(quietFrom) && at.isBefore(quietTo)
                : !at.isBefore(quietFrom) || at.isBefore(quietTo);
    }

    /** When the quiet that reigns at a moment is over. */
    ZonedDateTime over(ZonedDateTime at) {
        if (quietTo == null || !quiet(at.toLocalTime())) {
            return at;
        }
        var today = at.toLocalDate().atTime(quietTo).atZone(at.getZone());
        return today.isAfter(at)
                ? today
                : at.toLocalDate().plusDays(1).atTime(quietTo).atZone(at.getZone());
    }
}
