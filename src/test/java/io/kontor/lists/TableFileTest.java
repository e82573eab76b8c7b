package io.kontor.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import io.kontor.lists.DataTable.Holds;
import io.kontor.support.ParquetReads;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same table as CSV, XLSX and Parquet, read back by readers that did not write it. */
class TableFileTest {
    private static final int ROWS = 25_000;

    @TempDir
    Path folder;

    private static List<DataTable.Field> fields() {
        return new DataTable.Fields()
                .add("name", "Name", Holds.TEXT)
                .add("amount", "Amount", Holds.MONEY)
                .add("amount_currency", "Currency", Holds.TEXT)
                .add("share", "Share", Holds.NUMBER)
                .add("rows", "Rows", Holds.WHOLE)
                .add("day", "Day", Holds.DAY)
                .add("at", "At", Holds.MOMENT)
                .add("counts", "Counts", Holds.TRUTH)
                .all();
    }

    private static List<@Nullable Object> row(int i) {
        return Arrays.asList(
                i % 11 == 0 ? null : "Prüffirma „" + i + "“, \"quoted\"\nand 東京",
                i % 7 == 0 ? null : new BigDecimal("-123456789012345678.123456").add(BigDecimal.valueOf(i, 2)),
                i % 7 == 0 ? null : "EUR",
                new BigDecimal("0.123456789012").multiply(BigDecimal.valueOf(i)).setScale(12),
                i % 5 == 0 ? null : Long.MAX_VALUE - i,
                LocalDate.of(1900, 1, 1).plusDays(i * 3L),
                Instant.parse("1969-12-31T23:59:59.123456Z").plusSeconds(i * 86_401L),
                i % 3 == 0);
    }

    private static DataTable table(int rows) {
        return new DataTable("sample", fields(), take -> {
            for (int i = 0; i < rows; i++) {
                take.accept(row(i));
            }
        });
    }

    private Path written(DataTable table, FileFormat format) throws IOException {
        var file = folder.resolve("sample." + format.suffix());
        try (var out = Files.newOutputStream(file)) {
            TableFile.write(table, format, out);
        }
        return file;
    }

    @Test
    void every_value_in_parquet_is_the_one_in_the_csv() throws IOException {
        var read = ParquetReads.file(written(table(ROWS), FileFormat.PARQUET));
        assertThat(read.names())
                .containsExactly("name", "amount", "amount_currency", "share", "rows", "day", "at", "counts");
        assertThat(read.types())
                .containsExactly(
                        "VARCHAR",
                        "DECIMAL(38,6)",
                        "VARCHAR",
                        "DECIMAL(38,12)",
                        "BIGINT",
                        "DATE",
                        "TIMESTAMP WITH TIME ZONE",
                        "BOOLEAN");
        assertThat(read.rows()).hasSize(ROWS);
        int line = 0;
        try (var csv = CsvReader.builder().ofCsvRecord(written(table(ROWS), FileFormat.CSV))) {
            for (var record : csv) {
                if (line > 0) {
                    var said = new ArrayList<>(record.getFields());
                    said.set(1, ParquetReads.plain(said.get(1)));
                    said.set(3, ParquetReads.plain(said.get(3)));
                    assertThat(read.rows().get(line - 1).stream()
                                    .map(ParquetReads::text)
                                    .toList())
                            .isEqualTo(said);
                }
                line++;
            }
        }
        assertThat(line).isEqualTo(ROWS + 1);
    }

    @Test
    void a_sheet_has_numbers_and_days_as_such() throws IOException {
        try (var in = Files.newInputStream(written(table(50), FileFormat.XLSX));
                var book = new ReadableWorkbook(in)) {
            var lines = book.getFirstSheet().read();
            assertThat(lines).hasSize(51);
            var line = lines.get(2);
            assertThat(line.getCellAsString(0)).contains(String.valueOf(row(1).getFirst()));
            assertThat(line.getCellAsDate(5).orElseThrow().toLocalDate()).isEqualTo(row(1).get(5));
            assertThat(line.getCellAsBoolean(7)).contains(false);
        }
    }

    @Test
    void nothing_can_be_taken_for_a_formula() throws IOException {
        var sample = DataTable.of(
                "sample",
                List.of(new DataTable.Field("name", "=cmd", Holds.TEXT)),
                List.of(List.of("=1+1"), List.of("+1"), List.of("-1"), List.of("@x"), List.of("\tx"), List.of("x=1")));
        assertThat(Files.readString(written(sample, FileFormat.CSV)))
                .isEqualTo("\uFEFF'=cmd\r\n'=1+1\r\n'+1\r\n'-1\r\n'@x\r\n'\tx\r\nx=1\r\n");
        try (var in = Files.newInputStream(written(sample, FileFormat.XLSX));
                var book = new ReadableWorkbook(in)) {
            assertThat(book.getFirstSheet().read())
                    .allSatisfy(line -> assertThat(line.getCell(0).getFormula())
                            .as("%s", line)
                            .isNull());
        }
        assertThat(ParquetReads.file(written(sample, FileFormat.PARQUET)).rows())
                .as("what no spreadsheet reads stays as it is")
                .startsWith(List.of("=1+1"));
    }

    @Test
    void a_table_without_rows_still_has_its_columns() throws IOException {
        var read = ParquetReads.file(written(table(0), FileFormat.PARQUET));
        assertThat(read.names()).hasSize(8);
        assertThat(read.rows()).isEmpty();
    }

    @Test
    void a_reader_who_goes_away_is_told_of_and_not_taken_for_the_end() {
        var gone = new OutputStream() {
            private int room = 100_000;

            @Override
            public void write(int single) throws IOException {
                if (room-- <= 0) {
                    throw new IOException("gone");
                }
            }
        };
        assertThatThrownBy(() -> TableFile.write(table(ROWS), FileFormat.CSV, gone))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void two_columns_cannot_have_one_name() {
        assertThatThrownBy(() -> DataTable.of(
                        "sample",
                        List.of(
                                new DataTable.Field("name", "Name", Holds.TEXT),
                                new DataTable.Field("name", "Other", Holds.TEXT)),
                        List.of()))
                .hasMessageContaining("two columns are called name");
    }
}
