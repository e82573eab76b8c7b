package io.kontor.tiers;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.rules.DecisionTable;
import java.math.BigDecimal;
import java.util.List;

/**
 * Which tier a member earns, and how gently that is done; the content of a document of type {@code tier-rules}.
 *
 * @param programme the code of the programme
 * @param table over the vocabulary {@code tier}, with the output {@code tier}
 * @param automatic whether members are moved every night, or only by somebody
 * @param graceDays how long somebody who earns less than it has may mend that
 * @param graceAtPublishing whether those whom new rules alone would lower have that time too
 * @param enrolmentDays how long a new member cannot fall
 * @param warningDays so many days ahead members are warned
 * @param mostDemotedPercent when more of the members would fall in one go, nobody falls and somebody has to look
 * @param batchSize how many members publishing moves at a time
 */
public record TierRules(
        String programme,
        DecisionTable table,
        boolean automatic,
        int graceDays,
        boolean graceAtPublishing,
        int enrolmentDays,
        List<Integer> warningDays,
        BigDecimal mostDemotedPercent,
        int batchSize) {
    public static final String TIER = "tier";
    public static final String VOCABULARY = "tier";
    private static final int LONGEST = 1_100;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public TierRules {
        programme = Fields.code(programme, "programme");
        within(graceDays, 0, LONGEST, "graceDays");
        within(enrolmentDays, 0, LONGEST, "enrolmentDays");
        within(batchSize, 1, 1_000, "batchSize");
        warningDays = warningDays.stream().distinct().sorted().toList();
        if (warningDays.size() > 6) {
            throw Refusal.invalid("tiers-too-many-warnings", "most", 6).at("warningDays");
        }
        warningDays.forEach(days -> within(days, 1, LONGEST, "warningDays"));
        if (mostDemotedPercent.signum() < 0 || mostDemotedPercent.compareTo(HUNDRED) > 0) {
            throw Refusal.invalid("tiers-out-of-range", "from", 0, "to", 100).at("mostDemotedPercent");
        }
    }

    private static void within(int value, int from, int to, String field) {
        if (value < from || value > to) {
            throw Refusal.invalid("tiers-out-of-range", "from", from, "to", to).at(field);
        }
    }

    Verdict.Times times() {
        return new Verdict.Times(graceDays, enrolmentDays);
    }

    /** Whether so many who fall, of so many members, are more than one go allows. */
    boolean tooMany(long fall, long members) {
        return members > 0
                && BigDecimal.valueOf(fall)
                                .multiply(HUNDRED)
                                .compareTo(mostDemotedPercent.multiply(BigDecimal.valueOf(members)))
                        > 0;
    }

    TierRules with(DecisionTable other) {
        return new TierRules(
                programme,
                other,
                automatic,
                graceDays,
                graceAtPublishing,
                enrolmentDays,
                warningDays,
                mostDemotedPercent,
                batchSize);
    }
}
