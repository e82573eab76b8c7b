package io.kontor.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds stretches in which somebody did much in a short time: at least so many entries within so many minutes, and whatever
 * follows each within that time.
 */
final class Bursts {
    private final int least;
    private final Duration within;

    Bursts(AuditRules rules) {
        this.least = rules.burstCount();
        this.within = Duration.ofMinutes(rules.burstMinutes());
    }

    /** One stretch. */
    record Burst(Moment first, Instant until, int count) {}

    /** @param moments of one person, outside their hours, in the order of time */
    List<Burst> in(List<Moment> moments) {
        var bursts = new ArrayList<Burst>();
        int begin = 0;
        while (begin + least <= moments.size()) {
            var full = moments.get(begin + least - 1);
            if (full.at().isAfter(moments.get(begin).at().plus(within))) {
                begin++;
                continue;
            }
            int end = begin + least;
            while (end < moments.size()
                    && !moments.get(end).at().isAfter(moments.get(end - 1).at().plus(within))) {
                end++;
            }
            bursts.add(new Burst(moments.get(begin), moments.get(end - 1).at(), end - begin));
            begin = end;
        }
        return bursts;
    }
}
