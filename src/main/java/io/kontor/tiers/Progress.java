package io.kontor.tiers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a membership stands, with the numbers of the day it was last looked at.
 *
 * @param moveOn the day something becomes of its tier if nothing changes, or none
 * @param keeps what its tier asks for, {@code needs} what the next one asks for; empty when that cannot be said in limits
 * @param reached how much of what the next tier asks for is there
 * @param warnOn the first day looked at on which it would not earn its tier any more if nothing happened until then
 * @param unpriced won deals that have no exchange rate and are not in the revenue
 */
public record Progress(
        UUID membership,
        UUID partner,
        UUID programme,
        LocalDate day,
        @Nullable String tier,
        @Nullable LocalDate since,
        @Nullable String suggested,
        Outcome outcome,
        @Nullable LocalDate moveOn,
        @Nullable String next,
        List<Need> keeps,
        List<Need> needs,
        BigDecimal reached,
        @Nullable LocalDate graceUntil,
        @Nullable LocalDate warnOn,
        @Nullable String warnTier,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal deals,
        @Nullable BigDecimal engagement,
        int unpriced,
        String rules) {
    public Progress {
        keeps = List.copyOf(keeps);
        needs = List.copyOf(needs);
    }

    /** A tier that is no longer earned some days ahead. */
    record Warning(LocalDate on, String tier) {}

    static Progress of(Judged judged, UUID programme, LocalDate day, @Nullable Warning warning) {
        var member = judged.member();
        var verdict = judged.verdict();
        var needs = judged.needs(day);
        var has = judged.has();
        boolean moved = has != null && !has.equals(member.tier());
        return new Progress(
                member.membership(),
                member.partner(),
                programme,
                day,
                has,
                moved ? day : member.holdsSince(),
                verdict.suggested(),
                verdict.outcome(),
                moveOn(judged, day),
                judged.next(),
                judged.keeps(day),
                needs,
                TierTable.reached(needs),
                verdict.outcome() == Outcome.GRACE ? verdict.graceUntil() : null,
                warning == null ? null : warning.on(),
                warning == null ? null : warning.tier(),
                member.numbers().get(Member.REVENUE),
                member.numbers().get(Member.DEALS),
                member.numbers().get(Member.ENGAGEMENT),
                member.number(Member.UNPRICED).intValue(),
                judged.by().said());
    }

    private static @Nullable LocalDate moveOn(Judged judged, LocalDate day) {
        var verdict = judged.verdict();
        return switch (verdict.outcome()) {
            case RISES, FALLS -> day;
            case GRACE -> verdict.graceUntil();
            case ENROLLED ->
                judged.member().joined().plusDays(judged.by().rules().enrolmentDays());
            case HELD ->
                verdict.suggested() == null || verdict.suggested().equals(verdict.to())
                        ? null
                        : judged.before().heldUntil();
            case STAYS, UNKNOWN -> null;
        };
    }
}
