package io.kontor.tiers;

import java.util.Locale;

/** What becomes of the tier of a membership when it is held against the rules. */
public enum Outcome {
    /** It has the tier it earns. */
    STAYS,
    /** It earns a higher one. */
    RISES,
    /** It earns a lower one, and the time to mend that is over. */
    FALLS,
    /** It earns a lower one and has time to mend that. */
    GRACE,
    /** Somebody set its tier by hand, until a day. */
    HELD,
    /** It is new: until its enrolment period is over it does not fall. */
    ENROLLED,
    /** The rules do not say, or what they ask for is not known. */
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static String tone(String code) {
        return switch (code) {
            case "stays" -> "status-good";
            case "rises" -> "status-info";
            case "falls" -> "status-bad";
            case "grace" -> "status-warn";
            default -> "";
        };
    }
}
