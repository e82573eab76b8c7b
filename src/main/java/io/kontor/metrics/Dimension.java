package io.kontor.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What figures can be taken apart by. */
public enum Dimension {
    PARTNER,
    SEGMENT,
    TIER,
    TYPE,
    COUNTRY,
    REGION,
    YEAR,
    QUARTER,
    MONTH;

    /** Those that say something of a partner. */
    static final List<Dimension> OF_PARTNERS = List.of(PARTNER, SEGMENT, TIER, TYPE, COUNTRY, REGION);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a stretch of time, in the company's fiscal year, and not something of a partner. */
    public boolean time() {
        return this == YEAR || this == QUARTER || this == MONTH;
    }

    public static Optional<Dimension> of(String code) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.code().equals(code))
                .findFirst();
    }
}
