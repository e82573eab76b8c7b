package io.kontor.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chart with its message, and the same as a table.
 *
 * @param message what it shows, as a sentence; its title
 * @param note what one has to know to read it, or none
 * @param options what draws it, as JSON; none when there is nothing to draw
 * @param heads of the table's columns, the first of its row heads
 */
public record Chart(
        String code,
        String message,
        @Nullable String note,
        @Nullable String options,
        List<String> heads,
        List<Row> rows,
        boolean broad) {
    public Chart {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /**
     * @param link the way down from the row, or none
     * @param share how long its bar is against the longest, 0 to 100; none where no bar is drawn
     */
    public record Row(
            String head,
            @Nullable String link,
            List<String> cells,
            @Nullable Integer share) {
        public Row {
            cells = List.copyOf(cells);
        }

        Row(String head, @Nullable String link, List<String> cells) {
            this(head, link, cells, null);
        }

        Row drawn(int length) {
            return new Row(head, link, cells, length);
        }
    }
}
