package io.kontor.reports;

import io.kontor.language.Words;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A goal in a reader's words. */
public final class GoalWords {
    private GoalWords() {}

    /** @param way how far it is, 0 to 100, or none */
    public record Told(
            String figure,
            String rows,
            String value,
            String target,
            @Nullable String baseline,
            String reached,
            @Nullable Integer way) {}

    public static Told told(Words words, Goals.Standing standing) {
        var telling = new Telling(words);
        var goal = standing.goal();
        var outcome = Dashboard.outcome(telling, standing);
        var baseline = goal.baseline();
        return new Told(
                words.t("metric." + goal.metric()),
                standing.figure().metric().rows() + "?from=" + goal.from() + "&to=" + goal.due(),
                outcome.value(),
                value(telling, standing, goal.target()),
                baseline == null ? null : value(telling, standing, baseline),
                outcome.reached(),
                outcome.way());
    }

    private static String value(Telling telling, Goals.Standing standing, BigDecimal value) {
        return telling.value(standing.figure(), value);
    }
}
