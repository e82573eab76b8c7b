package io.kontor.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of entries.
 *
 * @param next where the page below continues, or none when this is the last
 */
public record Timeline(
        List<TimelineEntry> entries, @Nullable Long next) {}
