package io.kontor.rules.web;

import io.kontor.ui.Form;
import io.kontor.ui.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table to be edited as a grid, for {@code rules/web/table-grid.jte}.
 *
 * @param more terms that have no column yet
 * @param ownOutputs whether result columns may be changed too
 * @param wrong what is wrong with the table as a whole
 * @param focus the name and row of the cell to go on in, {@code name:row}, or an empty text
 */
public record TableGrid(
        Form form,
        List<Column> inputs,
        List<Column> outputs,
        List<GridRow> rows,
        List<Option> more,
        List<Option> hits,
        List<Option> kinds,
        boolean ownOutputs,
        List<String> wrong,
        String focus) {
    /** @param choices what a text may be, offered while typing */
    public record Column(
            String code,
            String name,
            String kind,
            List<Option> choices,
            @Nullable String error) {}

    /** @param mark the part of the text that is wrong, when it is known */
    public record GridCell(
            String name,
            String value,
            @Nullable String error,
            @Nullable Mark mark) {}

    /** A text with a part to be underlined. */
    public record Mark(String before, String word, String after) {
        static Mark of(String text, int offset, int length) {
            int from = Math.clamp(offset, 0, text.length());
            int to = Math.clamp((long) from + length, from, text.length());
            return new Mark(text.substring(0, from), text.substring(from, to), text.substring(to));
        }
    }

    public record GridRow(
            List<GridCell> cells,
            List<GridCell> results,
            String note,
            @Nullable String error) {}

    /** Whether this is the cell to go on in. */
    public boolean here(String name, int row) {
        return focus.equals(name + ":" + row);
    }
}
