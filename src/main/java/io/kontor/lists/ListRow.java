package io.kontor.lists;

import java.util.List;
import java.util.UUID;

/**
 * One row of a list.
 *
 * @param cursor the row's place, from which a page can continue
 */
public record ListRow(UUID id, String href, String cursor, List<Cell> cells) {}
