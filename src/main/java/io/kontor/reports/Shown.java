package io.kontor.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure in a reader's words.
 *
 * @param value none with a {@code reason} in its place
 * @param interval where the true value is expected, of an estimate
 * @param unpriced what is left out for want of a rate, or none
 * @param change how it moved against the period before, or none; {@code before} says what it was
 * @param tone {@code good} or {@code bad}, or empty when neither
 * @param target what it is to be, or none
 * @param link the way down to its rows
 * @param spark its last twelve months, or none
 * @param parts what it is made of, each in words
 */
public record Shown(
        String code,
        String label,
        String hint,
        @Nullable String value,
        @Nullable String reason,
        @Nullable String interval,
        @Nullable String unpriced,
        @Nullable String change,
        @Nullable String before,
        String tone,
        @Nullable Aim target,
        String link,
        String rows,
        @Nullable Spark spark,
        List<Part> parts) {
    /** @param path of an SVG line in a box 100 wide and 24 high; {@code aim} the height of the target in it, or none */
    public record Spark(String path, @Nullable String aim, String said) {}

    public record Part(String label, String value) {}

    /** @param reached how far it is, or why that cannot be said */
    public record Aim(String said, String reached, String link) {}
}
