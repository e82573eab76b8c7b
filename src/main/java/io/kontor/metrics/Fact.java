package io.kontor.metrics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one deal amounts to.
 *
 * @param sign 1, or -1 when this takes back what was known before
 * @param knownAt when the entry behind it was recorded
 * @param occurredOn the day it counts on: closed, or for an open deal opened
 * @param whole whether it came in as a finished order, without a history in a pipeline
 * @param partner the sourcing partner, or none
 */
record Fact(
        UUID deal,
        UUID entry,
        int sign,
        Instant knownAt,
        Outcome outcome,
        LocalDate occurredOn,
        @Nullable LocalDate openedOn,
        boolean whole,
        @Nullable UUID partner,
        @Nullable UUID customer,
        String currency,
        BigDecimal amount,
        int lines) {
    enum Outcome {
        OPEN,
        WON,
        LOST;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Fact takenBack(UUID by, Instant at) {
        return new Fact(
                deal, by, -1, at, outcome, occurredOn, openedOn, whole, partner, customer, currency, amount, lines);
    }

    /** Whether both say the same of the deal, whenever it was learnt. */
    boolean says(Fact other) {
        return takenBack(entry, knownAt).equals(other.takenBack(entry, knownAt));
    }
}
