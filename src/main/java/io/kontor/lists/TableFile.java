package io.kontor.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A file being written, row by row. No cell of it can be taken for a formula. */
interface TableFile extends Closeable {
    void row(List<@Nullable Object> values) throws IOException;

    /** Writes a table in bounded memory. */
    static void write(DataTable table, FileFormat format, OutputStream out) throws IOException {
        try (var file = open(table, format, out)) {
            table.body().each(row -> {
                try {
                    file.row(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static TableFile open(DataTable table, FileFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new Csv(table, out);
            case XLSX -> new Sheet(table, out);
            case PARQUET -> new ParquetFile(table, out);
        };
    }

    /** Comma separated, with a mark at the start that tells spreadsheets that this is UTF-8. */
    final class Csv implements TableFile {
        private final CsvWriter csv;

        Csv(DataTable table, OutputStream out) throws IOException {
            out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(
                    table.fields().stream().map(field -> plain(field.label())).toList());
        }

        @Override
        public void row(List<@Nullable Object> values) {
            csv.writeRecord(values.stream().map(Csv::plain).toList());
        }

        /** Text for a cell; what a spreadsheet could take for a formula gets a quote before it. */
        static String plain(@Nullable Object value) {
            return switch (value) {
                case null -> "";
                case BigDecimal number -> number.toPlainString();
                case Long whole -> whole.toString();
                case LocalDate day -> day.toString();
                case Instant moment -> moment.toString();
                default -> {
                    var text = value.toString();
                    yield !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
                }
            };
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /** One sheet of a workbook. */
    final class Sheet implements TableFile {
        private final Workbook book;
        private final Worksheet sheet;
        private int line;

        Sheet(DataTable table, OutputStream out) {
            book = new Workbook(out, "Kontor", null);
            sheet = book.newWorksheet(table.code());
            for (int i = 0; i < table.fields().size(); i++) {
                sheet.value(0, i, table.fields().get(i).label());
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
            line = 1;
        }

        @Override
        public void row(List<@Nullable Object> values) throws IOException {
            for (int i = 0; i < values.size(); i++) {
                put(i, values.get(i));
            }
            line++;
            if (line % 1_000 == 0) {
                sheet.flush();
            }
        }

        private void put(int at, @Nullable Object value) {
            switch (value) {
                case null -> {}
                case BigDecimal number -> sheet.value(line, at, number);
                case Long whole -> sheet.value(line, at, whole);
                case Boolean truth -> sheet.value(line, at, truth);
                case LocalDate day -> {
                    sheet.value(line, at, day);
                    sheet.style(line, at).format("yyyy-mm-dd").set();
                }
                case Instant moment -> {
                    sheet.value(line, at, moment.atOffset(ZoneOffset.UTC).toLocalDateTime());
                    sheet.style(line, at).format("yyyy-mm-dd hh:mm").set();
                }
                default -> sheet.value(line, at, value.toString());
            }
        }

        @Override
        public void close() throws IOException {
            sheet.finish();
            book.close();
        }
    }
}
