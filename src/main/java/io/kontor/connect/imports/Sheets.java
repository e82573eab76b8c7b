package io.kontor.connect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Sheets of a workbook as files of rows. Of a formula the value that was saved with it is taken; links to other workbooks are
 * not followed, hidden sheets not read. Days come out as year-month-day and numbers plain, whatever the sheet makes of them.
 */
final class Sheets {
    private static final Pattern NOT_SHOWN = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");
    private static final int MOST_COLUMNS = 16_384;

    private Sheets() {}

    /** One sheet that was written down as CSV in UTF-8. */
    record Written(String sheet, Path file) {}

    /** Refuses: not a workbook that can be read. */
    static List<Written> write(String name, Path workbook, Path folder) {
        try (var book = new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, true))) {
            var written = new ArrayList<Written>();
            var sheets = book.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .toList();
            for (var sheet : sheets) {
                var file = folder.resolve("sheet-" + sheet.getIndex() + ".csv");
                if (write(sheet, file)) {
                    written.add(new Written(sheet.getName(), file));
                }
            }
            return written;
        } catch (IOException | UncheckedIOException | ExcelReaderException | IllegalArgumentException e) {
            throw Refusal.invalid("import-workbook-unreadable", "file", name);
        }
    }

    /** Whether there is anything in it. */
    private static boolean write(Sheet sheet, Path file) throws IOException {
        int[] rows = {0};
        int[] width = {0};
        boolean[] filled = {false};
        try (var csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
                var stream = sheet.openStream()) {
            stream.forEach(row -> {
                // A row that is not there keeps its line, so that lines are those the sheet shows.
                while (rows[0] < row.getRowNum() - 1) {
                    csv.writeRecord("");
                    rows[0]++;
                }
                var cells = cells(row);
                filled[0] |= cells.stream().anyMatch(cell -> !cell.isBlank());
                width[0] = Math.max(width[0], cells.size());
                while (cells.size() < width[0]) {
                    cells.add("");
                }
                csv.writeRecord(cells.stream().allMatch(String::isEmpty) ? List.of("") : cells);
                rows[0] = Math.max(rows[0] + 1, row.getRowNum());
            });
        }
        return filled[0];
    }

    private static List<String> cells(Row row) {
        int count = Math.min(row.getCellCount(), MOST_COLUMNS);
        var cells = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            cells.add(row.getOptionalCell(i).map(Sheets::text).orElse(""));
        }
        int last = cells.size();
        while (last > 0 && cells.get(last - 1).isEmpty()) {
            last--;
        }
        return new ArrayList<>(cells.subList(0, last));
    }

    private static String text(Cell cell) {
        var raw = cell.getRawValue();
        if (raw == null || raw.isEmpty()) {
            return "";
        }
        return switch (cell.getType()) {
            case NUMBER -> number(cell, raw);
            case FORMULA -> raw.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?") ? number(cell, raw) : raw;
            case BOOLEAN -> raw.equals("1") || raw.equalsIgnoreCase("true") ? "true" : "false";
            case STRING -> cell.getType() == CellType.STRING ? cell.asString() : raw;
            case ERROR, EMPTY -> raw;
        };
    }

    private static String number(Cell cell, String raw) {
        try {
            if (isDay(cell.getDataFormatString())) {
                var moment = day(cell, raw);
                return moment.toLocalTime().toSecondOfDay() == 0
                        ? moment.toLocalDate().toString()
                        : moment.toLocalDate() + " " + moment.toLocalTime().withNano(0);
            }
            // Sheets keep numbers in binary: 0.1 + 0.2 is written with seventeen digits, fifteen of which are meant.
            var number = new BigDecimal(raw);
            var meant = number.precision() > 15 ? number.round(new java.math.MathContext(15)) : number;
            return meant.signum() == 0 ? "0" : meant.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException | java.time.DateTimeException | ExcelReaderException e) {
            return raw;
        }
    }

    private static java.time.LocalDateTime day(Cell cell, String raw) {
        if (cell.getType() == CellType.NUMBER) {
            return cell.asDate();
        }
        var number = new BigDecimal(raw);
        var days = number.longValue();
        var seconds = number.subtract(BigDecimal.valueOf(days))
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .longValue();
        return java.time.LocalDate.of(1899, 12, 30)
                .plusDays(days)
                .atStartOfDay()
                .plusSeconds(seconds);
    }

    private static boolean isDay(@org.jspecify.annotations.Nullable String format) {
        if (format == null || format.equalsIgnoreCase("general")) {
            return false;
        }
        var shown = NOT_SHOWN.matcher(format.toLowerCase(java.util.Locale.ROOT)).replaceAll("");
        return shown.contains("y") || shown.contains("d");
    }
}
