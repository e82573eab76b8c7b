package io.kontor.rules;

import io.kontor.kernel.Fields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table of rules: each row asks something of some inputs and gives some outputs. It may be wrong, as drafts are;
 * {@link Tables} says where.
 *
 * @param inputs terms of the vocabulary, one a column
 * @param kept the hash of rows that are kept beside the document, see {@link LargeTables}; then {@code rows} is empty
 */
public record DecisionTable(
        String vocabulary,
        Hit hit,
        List<String> inputs,
        List<Output> outputs,
        List<Row> rows,
        @Nullable String kept) {
    /** Which of the rows that fit decide. */
    public enum Hit {
        /** The first. */
        FIRST,
        /** All; each output is a list in the order of rows. */
        COLLECT,
        /** The one whose first output comes first among that output's choices; of several, the first. */
        PRIORITY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A column of results.
     *
     * @param choices what a text may be, for {@link Hit#PRIORITY} the most important first; empty when it may be anything
     */
    public record Output(String code, Kind kind, List<String> choices) {
        public Output {
            choices = List.copyOf(choices);
        }
    }

    /**
     * @param cells one for each input; missing ones at the end ask nothing
     * @param results one for each output, as typed: a value, {@code = expression}, or empty for none
     */
    public record Row(
            List<Cell> cells,
            List<String> results,
            @Nullable String note) {
        public Row {
            cells = List.copyOf(cells);
            results = List.copyOf(results);
            note = Fields.optional(note, "note", 1_000);
        }

        /** What the row asks of an input. */
        public Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.any();
        }

        /** What was typed for an output. */
        public String result(int output) {
            return output < results.size() ? results.get(output) : "";
        }
    }

    public DecisionTable {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        rows = List.copyOf(rows);
    }

    public DecisionTable(String vocabulary, Hit hit, List<String> inputs, List<Output> outputs, List<Row> rows) {
        this(vocabulary, hit, inputs, outputs, rows, null);
    }

    /** The same with other rows. */
    public DecisionTable with(List<Row> others) {
        return new DecisionTable(vocabulary, hit, inputs, outputs, others, null);
    }
}
