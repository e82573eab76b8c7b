package io.kontor.metrics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one deal amounts to.
 *
 * @param occurredOn the day it counts on: closed, or for an open deal opened
 * @param cameClosed whether it was already closed when it was first heard of
 * @param amount in its own currency, or none when nobody stated it
 * @param value a won deal's amount in the reporting currency at the rate of its day; none without a rate
 * @param shares the partners on it, each once, the one it stands with first
 */
record Fact(
        UUID deal,
        Outcome outcome,
        LocalDate occurredOn,
        @Nullable LocalDate openedOn,
        boolean cameClosed,
        @Nullable UUID customer,
        String currency,
        BigDecimal amount,
        @Nullable BigDecimal value,
        int lines,
        List<Share> shares) {
    enum Outcome {
        OPEN,
        WON,
        LOST;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** What a partner has to do with it, and where it stood on that day. */
    record Share(UUID partner, boolean sourcing, boolean influencing, Dims dims) {
        Share with(Dims other) {
            return new Share(partner, sourcing, influencing, other);
        }
    }

    Fact {
        amount = amount.stripTrailingZeros();
        value = value == null ? null : value.stripTrailingZeros();
        shares = List.copyOf(shares);
    }

    /** A finished order: it came in closed, and nobody knows when it was opened. */
    boolean whole() {
        return cameClosed && openedOn == null;
    }

    boolean direct() {
        return shares.isEmpty();
    }

    boolean sourced() {
        return !shares.isEmpty() && shares.getFirst().sourcing();
    }

    boolean influenced() {
        return shares.stream().anyMatch(Share::influencing);
    }

    Fact with(List<Share> others) {
        return new Fact(
                deal, outcome, occurredOn, openedOn, cameClosed, customer, currency, amount, value, lines, others);
    }

    Fact worth(@Nullable BigDecimal other) {
        return new Fact(
                deal, outcome, occurredOn, openedOn, cameClosed, customer, currency, amount, other, lines, shares);
    }
}
