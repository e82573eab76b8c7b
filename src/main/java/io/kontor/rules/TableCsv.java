package io.kontor.rules;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of a table as a file of comma-separated values: a column for each input and output by its code, and {@code note}; cells
 * as people type them in the grid.
 */
public final class TableCsv {
    private static final String NOTE = "note";

    private TableCsv() {}

    /**
     * The table with the rows of a file; whether they are right, {@link Tables#check} says. Refuses: a column the table does not
     * have or the file lacks; a line that cannot be read; more rows than a table may have.
     *
     * @param shape the table whose inputs and outputs the file has
     */
    public static DecisionTable read(DecisionTable shape, Reader file) {
        try (var csv = CsvReader.builder().ofCsvRecord(file)) {
            var lines = csv.iterator();
            if (!lines.hasNext()) {
                throw Refusal.invalid("rule-file-empty");
            }
            var places = new Places(shape, lines.next().getFields());
            var rows = new ArrayList<DecisionTable.Row>();
            while (lines.hasNext()) {
                if (rows.size() >= TableReader.MOST_ROWS) {
                    throw Refusal.invalid("rule-too-many-rows", "most", TableReader.MOST_ROWS);
                }
                rows.add(places.row(lines.next()));
            }
            return shape.with(rows);
        } catch (CsvParseException e) {
            throw Refusal.invalid("rule-file-unreadable", "detail", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which column of the file is which of the table's. */
    private record Places(int[] inputs, int[] outputs, int note) {
        Places(DecisionTable shape, List<String> header) {
            this(
                    shape.inputs().stream()
                            .mapToInt(code -> place(header, code))
                            .toArray(),
                    shape.outputs().stream()
                            .mapToInt(output -> place(header, output.code()))
                            .toArray(),
                    header.indexOf(NOTE));
            for (var column : header) {
                if (!column.equals(NOTE)
                        && !shape.inputs().contains(column)
                        && shape.outputs().stream().noneMatch(one -> one.code().equals(column))) {
                    throw Refusal.invalid("rule-unknown-word", "word", column, "near", Near.of(column, shape.inputs()));
                }
            }
        }

        private static int place(List<String> header, String code) {
            int place = header.indexOf(code);
            if (place < 0) {
                throw Refusal.invalid("rule-file-column", "word", code);
            }
            return place;
        }

        DecisionTable.Row row(CsvRecord line) {
            return new DecisionTable.Row(
                    IntStream.of(inputs)
                            .mapToObj(place -> Cell.of(at(line, place)))
                            .toList(),
                    IntStream.of(outputs).mapToObj(place -> at(line, place)).toList(),
                    note < 0 ? null : at(line, note));
        }

        private static String at(CsvRecord line, int place) {
            return place < line.getFieldCount() ? line.getField(place).strip() : "";
        }
    }

    /** A table as such a file. */
    public static String write(DecisionTable table) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            var header = new ArrayList<>(table.inputs());
            table.outputs().forEach(output -> header.add(output.code()));
            header.add(NOTE);
            csv.writeRecord(header);
            for (var row : table.rows()) {
                var line = new ArrayList<String>();
                IntStream.range(0, table.inputs().size())
                        .forEach(i -> line.add(row.cell(i).text()));
                IntStream.range(0, table.outputs().size()).forEach(i -> line.add(row.result(i)));
                line.add(row.note() == null ? "" : row.note());
                csv.writeRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
