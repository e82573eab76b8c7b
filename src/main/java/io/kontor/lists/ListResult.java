package io.kontor.lists;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor behind which the next page starts, or none
 * @param previous the cursor before which the previous page ends, or none
 * @param count how many rows there are in all, when that is cheap to say
 * @param capped whether there are more than counted
 */
public record ListResult(
        List<Column> columns,
        List<ListRow> rows,
        @Nullable String next,
        @Nullable String previous,
        @Nullable Integer count,
        boolean capped) {}
