package io.kontor.cli;

import io.kontor.connect.imports.ImportResult;
import io.kontor.connect.imports.Imports;
import io.kontor.connect.imports.Undo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the import command says: while it works, and of what became of it. */
final class ImportReport {
    private ImportReport() {}

    static void show(ImportResult result, boolean json) {
        tell(result);
        if (json) {
            Terminal.json(asJson(result));
        } else {
            print(result);
        }
    }

    /** The same for an import that was taken back, or might be. */
    static void show(Undo.Result result, boolean dryRun, boolean json) {
        if (dryRun) {
            Terminal.say("cli.import.tried");
        }
        if (json) {
            var shown = new LinkedHashMap<String, @Nullable Object>();
            shown.put("run", result.run().toString());
            shown.put("dry_run", dryRun);
            shown.put("objects_taken_back", result.gone());
            shown.put("objects_restored", result.restored());
            shown.put("objects_kept", result.kept());
            shown.put("kept", result.stays());
            shown.put("objects", result.kinds());
            Terminal.json(shown);
            return;
        }
        Terminal.print(Terminal.words()
                .t("cli.import.undone", "gone", result.gone(), "restored", result.restored(), "kept", result.kept()));
        result.stays()
                .forEach((why, count) ->
                        Terminal.print("  " + Terminal.words().t("cli.import.warning", "kind", why, "count", count)));
    }

    /** Says how far it is, every two seconds and when something else begins. */
    static final class Watch implements Consumer<Imports.Progress> {
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
        result.files().forEach(ImportReport::tell);
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
        if (result.absentFile() != null) {
            Terminal.print(words.t("cli.import.absent", "file", result.absentFile()));
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
        json.put("absent_file", Objects.toString(result.absentFile(), null));
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
