package io.kontor.metrics;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner stands on a day.
 *
 * @param types codes in order, joined by commas; empty for none
 */
record Dims(
        @Nullable String segment,
        @Nullable String tier,
        String types,
        @Nullable String country,
        @Nullable UUID region) {
    static final Dims NONE = new Dims(null, null, "", null, null);

    /** What a dimension says of it, never empty: one value, several types, or the empty one when nothing is told. */
    List<String> values(Dimension dimension, UUID partner) {
        return switch (dimension) {
            case PARTNER -> List.of(partner.toString());
            case SEGMENT -> one(segment);
            case TIER -> one(tier);
            case TYPE -> List.of(types.split(",", -1));
            case COUNTRY -> one(country);
            case REGION -> one(region);
            case YEAR, QUARTER, MONTH -> throw new IllegalArgumentException("time says nothing of a partner");
        };
    }

    private static List<String> one(@Nullable Object value) {
        return List.of(value == null ? "" : value.toString());
    }
}
