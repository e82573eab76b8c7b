package io.kontor.connect.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the value of {@code after} for the next page, or none
 */
record ItemPage<T>(List<T> items, @Nullable String next) {}
