package io.kontor.tiers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * One thing a tier asks for, and how much of it is there.
 *
 * @param what the word of the vocabulary
 * @param money whether it is an amount in the reporting currency
 * @param above whether the value must be more than the threshold, not just as much
 */
public record Need(String what, boolean money, BigDecimal value, BigDecimal threshold, boolean above) {
    public boolean met() {
        int compared = value.compareTo(threshold);
        return above ? compared > 0 : compared >= 0;
    }

    /** How far above the threshold, or with a minus below it. */
    public BigDecimal over() {
        return value.subtract(threshold);
    }

    /** The part of it that is there: 1 for all, also for more. */
    public BigDecimal reached() {
        if (met() || threshold.signum() <= 0) {
            return BigDecimal.ONE;
        }
        return value.max(BigDecimal.ZERO)
                .divide(threshold, MathContext.DECIMAL32)
                .setScale(4, RoundingMode.DOWN);
    }
}
