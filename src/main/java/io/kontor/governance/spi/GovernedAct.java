package io.kontor.governance.spi;

import io.kontor.kernel.Fields;
import java.util.List;

/**
 * Something the charter says who decides on. Each room declares its own as beans; everything else needs permission only. Its
 * name is {@code governed.<code>}.
 *
 * @param code in clauses and requests, e.g. {@code tier-rules}
 * @param measure what the thresholds of its clauses are in
 * @param proposed codes of the roles the starter charter asks, each for one person; none for those its measure suggests
 */
public record GovernedAct(String code, Measure measure, List<String> proposed) {
    /** What an act is measured by. */
    public enum Measure {
        /** Money, in the reporting currency on the day of submission. */
        AMOUNT,
        /** Percent: 5 is 5 %. */
        PERCENT,
        /** How many partners it touches. */
        PARTNERS,
        /** Revenue of the last 12 months it touches, in the reporting currency. */
        REVENUE,
        /** Not measured: there are no thresholds. */
        NONE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public GovernedAct {
        code = Fields.code(code, "act");
        proposed = List.copyOf(proposed);
    }

    public GovernedAct(String code, Measure measure) {
        this(code, measure, List.of());
    }
}
