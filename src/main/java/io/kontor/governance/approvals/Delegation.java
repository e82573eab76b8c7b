package io.kontor.governance.approvals;

import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody approves for somebody else on some days; also the complete state in the ledger. It is not passed on: who stands
 * in for somebody does not stand in for those they stand in for.
 *
 * @param first the first day, {@code last} the last, in the company's zone
 * @param ended when it was taken back, or none
 */
public record Delegation(
        UUID from,
        UUID to,
        LocalDate first,
        LocalDate last,
        @FreeText @Nullable String why,
        @Nullable Instant ended) {
    private static final int MOST_YEARS = 1;

    public Delegation {
        if (from.equals(to)) {
            throw Refusal.invalid("delegation-to-oneself").at("to");
        }
        if (last.isBefore(first)) {
            throw Refusal.invalid("period-backwards", "from", first, "to", last).at("last");
        }
        if (last.isAfter(first.plusYears(MOST_YEARS))) {
            throw Refusal.invalid("delegation-too-long").at("last");
        }
    }

    /** Whether it holds on a day. */
    public boolean holds(LocalDate day) {
        return ended == null && !day.isBefore(first) && !day.isAfter(last);
    }

    Delegation ended(Instant at) {
        return new Delegation(from, to, first, last, why, at);
    }
}
