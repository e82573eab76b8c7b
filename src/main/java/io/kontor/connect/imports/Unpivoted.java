package io.kontor.connect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.kontor.connect.imports.Mapping.Unpivot;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes a wide file anew as a long one, where the mapping says so: a row for each cell that holds something. The original stays
 * as it is; memory is that of one row.
 */
final class Unpivoted {
    private Unpivoted() {}

    /** The file itself when nobody who reads it wants it otherwise. Refuses: a column that must be there is not. */
    static Opened.Given of(Opened.Given given, Opened opened, List<Step> reading, Mapping.Format format) {
        var unpivot = reading.stream()
                .map(Step::part)
                .filter(Objects::nonNull)
                .map(Mapping.Part::unpivot)
                .filter(Objects::nonNull)
                .findFirst();
        return unpivot.isEmpty() ? given : written(given, opened, unpivot.get(), format);
    }

    private static Opened.Given written(Opened.Given given, Opened opened, Unpivot unpivot, Mapping.Format format) {
        var wide = SourceFile.open(given, opened.bounds(), format, unpivot.keep());
        for (var column : unpivot.keep()) {
            if (!wide.header().contains(column)) {
                throw Refusal.invalid(
                        "import-column-missing",
                        "file",
                        given.name(),
                        "column",
                        column,
                        "found",
                        Reader.shown(String.join(", ", wide.header())));
            }
        }
        var encoding = format.encoding() == null ? StandardCharsets.UTF_8 : Charset.forName(format.encoding());
        try {
            var path = Files.createTempFile(opened.folder(), "long", ".csv");
            try (var rows = wide.rows();
                    var csv = CsvWriter.builder()
                            .fieldSeparator(
                                    format.delimiter() == null
                                            ? ','
                                            : format.delimiter().charAt(0))
                            .build(path, encoding)) {
                var head = new ArrayList<>(unpivot.keep());
                head.add(unpivot.name());
                head.add(unpivot.value());
                csv.writeRecord(head);
                rows.next();
                while (rows.hasNext()) {
                    write(csv, wide.header(), rows.next().getFields(), unpivot, format);
                }
            }
            return new Opened.Given(given.name(), path, given.sheet());
        } catch (UncheckedIOException | IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", given.name());
        }
    }

    private static void write(
            CsvWriter csv, List<String> header, List<String> cells, Unpivot unpivot, Mapping.Format format) {
        var kept = new ArrayList<String>();
        for (var column : unpivot.keep()) {
            int at = header.indexOf(column);
            kept.add(at < cells.size() ? cells.get(at) : "");
        }
        for (int i = 0; i < header.size() && i < cells.size(); i++) {
            var cell = Reader.stripped(cells.get(i));
            if (header.get(i).isEmpty()
                    || unpivot.keep().contains(header.get(i))
                    || cell.isEmpty()
                    || format.empty().contains(cell)) {
                continue;
            }
            var row = new ArrayList<>(kept);
            row.add(header.get(i));
            row.add(cell);
            csv.writeRecord(row);
        }
    }
}
