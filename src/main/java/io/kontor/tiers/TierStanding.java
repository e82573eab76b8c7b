package io.kontor.tiers;

import io.kontor.kernel.Refusal;
import io.kontor.ledger.FreeText;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a membership stands by the rules of its programme, and what somebody set by hand; also the complete state in the ledger.
 * It has the id of its membership.
 *
 * @param suggested the tier the rules say, or none when they do not say
 * @param graceUntil the day it falls on unless it earns its tier again, or none
 * @param heldTier the tier somebody set, or none
 * @param heldUntil the first day that does not hold any more
 * @param rules the version of the rules it was last held against, or empty when there are none yet
 */
public record TierStanding(
        UUID partner,
        UUID programme,
        @Nullable String suggested,
        Outcome outcome,
        @Nullable LocalDate graceUntil,
        @Nullable String heldTier,
        @Nullable LocalDate heldUntil,
        @FreeText @Nullable String heldReason,
        String rules) {
    public TierStanding {
        if ((heldTier == null) != (heldUntil == null)) {
            throw Refusal.invalid("field-required").at(heldTier == null ? "tier" : "until");
        }
    }

    static TierStanding fresh(UUID partner, UUID programme) {
        return new TierStanding(partner, programme, null, Outcome.UNKNOWN, null, null, null, null, "");
    }

    /** The tier set by hand that holds on a day, or none. */
    @Nullable String held(LocalDate day) {
        return heldUntil != null && heldUntil.isAfter(day) ? heldTier : null;
    }

    /** Whether a tier was set by hand and that is over. */
    boolean lapsed(LocalDate day) {
        return heldTier != null && held(day) == null;
    }

    TierStanding judged(Verdict verdict, String by, LocalDate day) {
        boolean over = lapsed(day);
        return new TierStanding(
                partner,
                programme,
                verdict.suggested(),
                verdict.outcome(),
                verdict.graceUntil(),
                over ? null : heldTier,
                over ? null : heldUntil,
                over ? null : heldReason,
                by);
    }

    TierStanding holding(String tier, LocalDate until, String reason) {
        return new TierStanding(partner, programme, suggested, Outcome.HELD, null, tier, until, reason, rules);
    }

    TierStanding released() {
        return new TierStanding(partner, programme, suggested, Outcome.UNKNOWN, null, null, null, null, rules);
    }

    TierStanding movedTo(UUID other) {
        return new TierStanding(
                other, programme, suggested, outcome, graceUntil, heldTier, heldUntil, heldReason, rules);
    }
}
