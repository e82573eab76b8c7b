package io.kontor.stats;

/**
 * How long one case was watched, and how that ended.
 *
 * @param time how long, at least 0
 * @param event whether what was waited for happened then; otherwise it had not happened yet, and nobody knows more
 */
public record Observed(double time, boolean event) {
    public Observed {
        if (!(time >= 0) || Double.isInfinite(time)) {
            throw new IllegalArgumentException("a time is at least 0, this is " + time);
        }
    }
}
