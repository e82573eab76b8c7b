package io.kontor.partners;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a partner is in a programme; also the complete state in the ledger.
 *
 * @param joined the first day
 * @param left the first day it is no longer a member, or none
 * @param tiers the tier it has, with its days
 */
public record Membership(
        UUID partner,
        UUID programme,
        LocalDate joined,
        @Nullable LocalDate left,
        Status status,
        List<Dated<String>> tiers,
        boolean withdrawn) {
    public enum Status {
        APPLIED,
        ACTIVE,
        SUSPENDED,
        LEFT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static String tone(String code) {
            return switch (code) {
                case "active" -> "status-good";
                case "applied" -> "status-info";
                case "suspended" -> "status-warn";
                default -> "";
            };
        }
    }

    public Membership {
        var from = joined;
        var to = left;
        Fields.at("left", () -> new Period(from, to));
        tiers = Dated.checked(tiers, "tier");
    }

    public Optional<String> tier(LocalDate day) {
        return Dated.at(tiers, day);
    }

    public Membership withTier(@Nullable String tier, LocalDate day) {
        return new Membership(partner, programme, joined, left, status, Dated.changed(tiers, tier, day), withdrawn);
    }

    Membership withTiers(List<Dated<String>> history) {
        return new Membership(partner, programme, joined, left, status, history, withdrawn);
    }

    public Membership with(Status other, @Nullable LocalDate leaving) {
        return new Membership(partner, programme, joined, leaving, other, tiers, withdrawn);
    }

    Membership united(LocalDate from, @Nullable LocalDate to, Status other, List<Dated<String>> history) {
        return new Membership(partner, programme, from, to, other, history, withdrawn);
    }

    public Membership movedTo(UUID other) {
        return new Membership(other, programme, joined, left, status, tiers, withdrawn);
    }

    Membership withdrawn(boolean gone) {
        return new Membership(partner, programme, joined, left, status, tiers, gone);
    }
}
