package io.kontor.tiers;

import io.kontor.rules.Decision;
import io.kontor.rules.Facts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One member held against the rules on a day: what they saw, what they said, and what becomes of its tier. */
record Judged(Member member, InForce by, Facts facts, Decision decision, Verdict verdict, TierStanding before) {
    static Judged of(Member member, InForce by, TierStanding before, LocalDate day) {
        var facts = by.table().facts(member, day);
        var decision = by.table().decide(facts);
        var verdict = Verdict.of(
                member, TierTable.tier(decision), by.rules().times(), by.table().ladder(), before, day);
        return new Judged(member, by, facts, decision, verdict, before);
    }

    /** The same when nobody is given time to mend anything. */
    Judged atOnce(LocalDate day) {
        if (verdict.outcome() != Outcome.GRACE) {
            return this;
        }
        return with(new Verdict(Outcome.FALLS, verdict.suggested(), verdict.suggested(), day));
    }

    Judged with(Verdict other) {
        return new Judged(member, by, facts, decision, other, before);
    }

    UUID id() {
        return member.membership();
    }

    boolean rises() {
        return verdict.outcome() == Outcome.RISES;
    }

    boolean falls() {
        return verdict.outcome() == Outcome.FALLS;
    }

    BigDecimal revenue() {
        return member.number(Member.REVENUE);
    }

    /** The tier it has; a move that nobody carried out yet is none. */
    @Nullable String has() {
        return rises() || falls() ? member.tier() : verdict.to();
    }

    /** What is asked for the tier it has. */
    List<Need> keeps(LocalDate day) {
        var tier = has();
        return tier == null ? List.of() : by.table().needs(member, day, tier);
    }

    @Nullable String next() {
        return by.table().ladder().above(has());
    }

    /** What is asked for the next one. */
    List<Need> needs(LocalDate day) {
        var next = next();
        return next == null ? List.of() : by.table().needs(member, day, next);
    }
}
