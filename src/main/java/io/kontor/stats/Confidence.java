package io.kontor.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How sure an interval is to hold the true value, as a share of one: 0.95. */
public record Confidence(double level) {
    /** What is usual: nineteen times in twenty. */
    public static final Confidence USUAL = new Confidence(0.95);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public Confidence {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, this is " + level);
        }
    }

    /** How many standard errors to each side, for a normal estimate: 1.959964 for 0.95. */
    double deviations() {
        return NORMAL.inverseSurvivalProbability((1 - level) / 2);
    }
}
