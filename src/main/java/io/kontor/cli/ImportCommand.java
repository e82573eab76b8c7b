package io.kontor.cli;

import io.kontor.connect.imports.ImportResult;
import io.kontor.connect.imports.Imports;
import io.kontor.connect.imports.MappingFile;
import io.kontor.database.OpenDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILES", arity = "1..*")
    List<Path> files = List.of();

    @Option(names = "--mapping", paramLabel = "FILE", required = true)
    Path mapping = Path.of("");

    @Mixin
    Where where = new Where();

    @Option(names = "--dry-run")
    boolean dryRun;

    @Option(names = "--rejects", paramLabel = "DIR")
    @Nullable Path rejects;

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        var meant = MappingFile.read(mapping);
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var result = office.bean(Imports.class)
                    .run(
                            Office.administrator(),
                            meant,
                            files,
                            rejectsFolder(database),
                            dryRun,
                            Terminal.words(),
                            new Watch());
            tell(result);
            if (json) {
                Terminal.json(asJson(result));
            } else {
                print(result);
            }
            return Cli.DONE;
        }
    }

    private Path rejectsFolder(OpenDatabase database) {
        return rejects != null
                ? rejects
                : database.data().map(data -> data.home().resolve("rejects")).orElse(Path.of(""));
    }

    /** Says how far it is, every two seconds and when something else begins. */
    private static final class Watch implements Consumer<Imports.Progress> {
        private static final long EVERY = 2_000_000_000L;
        private String step = "";
        private long said = System.nanoTime();

        @Override
        public void accept(Imports.Progress progress) {
            boolean over = progress.total() > 0 && progress.done() >= progress.total();
            if (System.nanoTime() - said < EVERY && (step.equals(progress.step()) || !over)) {
                return;
            }
            said = System.nanoTime();
            step = progress.step();
            if (progress.total() == 0) {
                Terminal.say("cli.import.reading", "done", progress.done());
            } else {
                Terminal.say(
                        "cli.import.taking",
                        "what",
                        kinds(progress.step()),
                        "done",
                        progress.done(),
                        "total",
                        progress.total(),
                        "rejected",
                        progress.rejected());
            }
        }
    }

    private static String kinds(String kind) {
        return Terminal.words().t("kinds." + kind);
    }

    /** What a person should know besides the numbers. */
    private static void tell(ImportResult result) {
        var office = result.office();
        if (office != null) {
            Terminal.say(
                    office.taken() ? "cli.import.office-taken" : "cli.import.office-kept",
                    "told",
                    String.join(
                            ", ",
                            Stream.of(office.currency(), office.zone())
                                    .filter(Objects::nonNull)
                                    .toList()));
        }
        result.files().forEach(ImportCommand::tell);
        if (result.dryRun()) {
            Terminal.say("cli.import.tried");
        }
    }

    private static void tell(ImportResult.File file) {
        switch (Objects.requireNonNullElse(file.notRead(), "")) {
            case "left_out" ->
                Terminal.say(
                        "cli.import.left-out",
                        "file",
                        file.name(),
                        "because",
                        Objects.requireNonNullElse(file.because(), ""));
            case "unmapped_file" -> Terminal.say("cli.import.unmapped", "file", file.name());
            case "file_twice" -> Terminal.say("cli.import.twice", "file", file.name());
            default -> {
                if (file.guessed()) {
                    Terminal.say("cli.import.guessed", "file", file.name(), "encoding", file.encoding());
                }
            }
        }
        if (!file.unknown().isEmpty()) {
            Terminal.say(
                    "cli.import.unknown-columns", "file", file.name(), "columns", String.join(", ", file.unknown()));
        }
        if (!file.missing().isEmpty()) {
            Terminal.say(
                    "cli.import.missing-columns", "file", file.name(), "columns", String.join(", ", file.missing()));
        }
    }

    private static void print(ImportResult result) {
        var words = Terminal.words();
        Terminal.print(words.t(
                "cli.import.done",
                "rows",
                result.rowsRead(),
                "created",
                result.created(),
                "changed",
                result.changed(),
                "unchanged",
                result.unchanged(),
                "rejected",
                result.rowsRejected()));
        result.objects()
                .forEach((kind, counts) -> Terminal.print("  "
                        + words.t(
                                "cli.import.object",
                                "what",
                                kinds(kind),
                                "created",
                                counts.created(),
                                "changed",
                                counts.changed(),
                                "unchanged",
                                counts.unchanged())));
        result.warnings()
                .forEach((kind, count) ->
                        Terminal.print("  " + words.t("cli.import.warning", "kind", kind, "count", count)));
        if (result.rejectsFile() != null) {
            Terminal.print(words.t("cli.import.rejects", "file", result.rejectsFile()));
        }
    }

    private static Map<String, @Nullable Object> asJson(ImportResult result) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("run", result.run().toString());
        json.put("dry_run", result.dryRun());
        var files = new ArrayList<Map<String, @Nullable Object>>();
        result.files().forEach(file -> files.add(asJson(file)));
        json.put("files", files);
        json.put("rows_read", result.rowsRead());
        json.put("objects_created", result.created());
        json.put("objects_changed", result.changed());
        json.put("objects_unchanged", result.unchanged());
        json.put("rows_rejected", result.rowsRejected());
        json.put("warnings", result.warnings());
        json.put("rejects_file", Objects.toString(result.rejectsFile(), null));
        json.put("objects", result.objects());
        return json;
    }

    private static Map<String, @Nullable Object> asJson(ImportResult.File file) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", file.name());
        json.put("rows", file.rows());
        json.put("encoding", file.encoding());
        json.put("encoding_guessed", file.guessed());
        json.put("delimiter", file.delimiter());
        json.put("not_read", file.notRead());
        json.put("because", file.because());
        json.put("unknown_columns", file.unknown());
        json.put("missing_columns", file.missing());
        return json;
    }
}
