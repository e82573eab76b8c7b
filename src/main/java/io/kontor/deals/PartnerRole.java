package io.kontor.deals;

import java.util.Locale;

/** What a partner does for a deal. */
public enum PartnerRole {
    /** Brought it in; at most one partner does. */
    SOURCING,
    INFLUENCING,
    DELIVERING;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PartnerRole of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
