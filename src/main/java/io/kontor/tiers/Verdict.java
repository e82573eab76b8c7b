package io.kontor.tiers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the tier of one membership on a day.
 *
 * @param suggested what the rules say, or none
 * @param to the tier it is to have from that day on
 * @param graceUntil until when it has time, where it earns less than it has
 */
record Verdict(
        Outcome outcome,
        @Nullable String suggested,
        @Nullable String to,
        @Nullable LocalDate graceUntil) {
    /** The times a rule set gives. */
    record Times(int graceDays, int enrolmentDays) {}

    /**
     * @param suggested none when the rules do not say
     * @param before where it stood until now
     */
    static Verdict of(
            Member member, @Nullable String suggested, Times times, Ladder ladder, TierStanding before, LocalDate day) {
        var held = before.held(day);
        if (held != null) {
            return new Verdict(Outcome.HELD, suggested, held, null);
        }
        if (!ladder.has(suggested)) {
            return new Verdict(Outcome.UNKNOWN, null, member.tier(), null);
        }
        int has = ladder.rank(member.tier());
        int earns = ladder.rank(suggested);
        if (has == earns) {
            return new Verdict(Outcome.STAYS, suggested, suggested, null);
        }
        if (earns > has) {
            return new Verdict(Outcome.RISES, suggested, suggested, null);
        }
        if (member.joined().plusDays(times.enrolmentDays()).isAfter(day)) {
            return new Verdict(Outcome.ENROLLED, suggested, member.tier(), null);
        }
        var until = before.graceUntil() != null
                ? before.graceUntil()
                : day.plusDays(before.lapsed(day) ? 0 : times.graceDays());
        return until.isAfter(day)
                ? new Verdict(Outcome.GRACE, suggested, member.tier(), until)
                : new Verdict(Outcome.FALLS, suggested, suggested, until);
    }

    /** The same once the membership has the tier. */
    Verdict done() {
        return new Verdict(Outcome.STAYS, suggested, to, null);
    }
}
