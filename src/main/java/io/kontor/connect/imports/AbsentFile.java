package io.kontor.connect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Holding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Objects a full list did not name, as a file: nothing of them was changed, somebody has to look. */
final class AbsentFile {
    private static final int PAGE = 2_000;

    private final FindingSql sql;
    private final Map<String, Holding> holdings = new HashMap<>();

    AbsentFile(FindingSql sql, List<Holding> holdings) {
        this.sql = sql;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    void write(Actor actor, UUID run, Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (var csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
                csv.writeRecord("object", "system", "key", "name", "id");
                var page = sql.absent(run, "", "", PAGE);
                while (!page.isEmpty()) {
                    var names = names(actor, page);
                    page.forEach(one -> csv.writeRecord(
                            one.kind(),
                            one.system(),
                            RejectsFile.guarded(one.key()),
                            RejectsFile.guarded(names.getOrDefault(one.id(), "")),
                            one.id().toString()));
                    page = sql.absent(run, page.getLast().kind(), page.getLast().key(), PAGE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<UUID, String> names(Actor actor, List<FindingSql.Absent> page) {
        var names = new HashMap<UUID, String>();
        page.stream()
                .collect(Collectors.groupingBy(
                        FindingSql.Absent::kind, Collectors.mapping(FindingSql.Absent::id, Collectors.toList())))
                .forEach((kind, ids) -> {
                    var holding = holdings.get(kind);
                    if (holding != null) {
                        names.putAll(holding.titles(actor, ids));
                    }
                });
        return names;
    }
}
