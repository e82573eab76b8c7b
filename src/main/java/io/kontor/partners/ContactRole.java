package io.kontor.partners;

import java.util.Locale;

/** What somebody at a partner is to us. */
public enum ContactRole {
    MAIN,
    EXECUTIVE,
    SALES,
    MARKETING,
    TECHNICAL,
    FINANCE,
    LEGAL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
