package io.kontor.stats;

import org.jspecify.annotations.Nullable;

/**
 * Where the true value is expected to lie.
 *
 * @param low the lower end, or none where nothing bounds it
 * @param high the upper end, or none where nothing bounds it
 */
public record Interval(@Nullable Double low, @Nullable Double high) {}
