package io.kontor.metrics;

import java.time.Instant;
import java.util.UUID;

/**
 * That a deal amounts to something from a moment on, or no longer does.
 *
 * @param entry the entry it was learnt from
 * @param sign 1, or -1 when this takes back what was known before
 * @param knownAt when the entry was recorded
 */
record Delta(UUID entry, int sign, Instant knownAt, Fact fact) {}
