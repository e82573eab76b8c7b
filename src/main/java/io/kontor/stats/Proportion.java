package io.kontor.stats;

/**
 * A share of something: so many of so many.
 *
 * @param hits how many, at most {@code of}
 * @param of out of how many, at least one
 */
public record Proportion(long hits, long of) {
    public Proportion {
        if (hits < 0 || of < 1 || hits > of) {
            throw new IllegalArgumentException("no proportion: " + hits + " of " + of);
        }
    }

    public double share() {
        return (double) hits / of;
    }

    /**
     * Wilson's score interval, without correction for continuity. It stays within 0 and 1 and holds up with few cases.
     *
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, Probable Inference, JASA 22 (1927) 209-212</a>
     */
    public Interval wilson(Confidence confidence) {
        double z = confidence.deviations();
        double square = z * z / of;
        double middle = share() + square / 2;
        double reach = z * Math.sqrt(share() * (1 - share()) / of + square / (4.0 * of));
        double low = hits == 0 ? 0 : Math.max(0, (middle - reach) / (1 + square));
        double high = hits == of ? 1 : Math.min(1, (middle + reach) / (1 + square));
        return new Interval(low, high);
    }
}
