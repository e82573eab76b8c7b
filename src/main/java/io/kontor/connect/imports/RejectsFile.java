package io.kontor.connect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Rejected rows as a file that can be mended and imported again: what was wrong with each, and all it said. Rows of several
 * files stand in one, each naming its own.
 */
final class RejectsFile {
    private static final List<String> HEAD = List.of(
            Plan.REJECTED_FILE,
            "kontor:line",
            "kontor:column",
            "kontor:value",
            "kontor:rule",
            "kontor:reason",
            "kontor:suggestion",
            Plan.REJECTED_PLACE);
    private static final String RISKY = "=+-@\t\r";

    private final RejectSql sql;
    private final Plan plan;
    private final List<String> columns;

    RejectsFile(RejectSql sql, Plan plan) {
        this.sql = sql;
        this.plan = plan;
        var all = new LinkedHashSet<String>();
        plan.inputs().stream()
                .filter(input -> !input.steps().isEmpty())
                .forEach(input -> all.addAll(input.file().header()));
        all.removeIf(column -> column.startsWith("kontor:") || column.isBlank());
        this.columns = List.copyOf(all);
    }

    void write(UUID run, Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
                var head = new ArrayList<>(HEAD);
                head.addAll(columns);
                csv.writeRecord(head);
                var page = sql.after(run, -1, -1);
                while (!page.isEmpty()) {
                    page.forEach(row -> csv.writeRecord(record(row)));
                    var last = page.getLast().row();
                    page = sql.after(run, last.file(), last.line());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> record(RejectSql.Rejected rejected) {
        var cells = plan.cells(rejected.row());
        var record = new ArrayList<String>();
        record.add(rejected.name());
        record.add(String.valueOf(rejected.row().line()));
        record.add(rejected.columns());
        record.add(Objects.requireNonNullElse(rejected.value(), ""));
        record.add(rejected.rule());
        record.add(rejected.reason());
        record.add(Objects.requireNonNullElse(rejected.suggestion(), ""));
        record.add(Objects.requireNonNullElse(rejected.place(), ""));
        columns.forEach(column -> record.add(Objects.requireNonNullElse(cells.of(column), "")));
        record.replaceAll(RejectsFile::guarded);
        return record;
    }

    /** What a spreadsheet could take for a formula gets a quote before it; a number does not. */
    static String guarded(String cell) {
        boolean risky = !cell.isEmpty() && RISKY.indexOf(cell.charAt(0)) >= 0 && !cell.matches("[+-][0-9.,]+");
        return risky || quoted(cell) ? "'" + cell : cell;
    }

    /** What was there before: only a quote that was set, or could have been, is taken away. */
    static String unguarded(String cell) {
        return quoted(cell) ? cell.substring(1) : cell;
    }

    private static boolean quoted(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && (RISKY + "'").indexOf(cell.charAt(1)) >= 0;
    }
}
