package io.kontor.cli;

import io.kontor.connect.imports.Imports;
import io.kontor.connect.imports.Mapping;
import io.kontor.connect.imports.MappingFile;
import io.kontor.connect.imports.Undo;
import io.kontor.database.OpenDatabase;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "import", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final long LOOKS_EVERY = 2_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILES", arity = "0..*")
    List<Path> files = List.of();

    @Option(names = "--mapping", paramLabel = "FILE")
    @Nullable Path mapping;

    @Mixin
    Where where = new Where();

    @Option(names = "--dry-run")
    boolean dryRun;

    @Option(names = "--rejects", paramLabel = "DIR")
    @Nullable Path rejects;

    @Option(names = "--watch", paramLabel = "DIR")
    @Nullable Path watched;

    @Option(names = "--undo", paramLabel = "RUN")
    @Nullable String undo;

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        if (undo != null) {
            return undo(run(undo));
        }
        if (mapping == null || (files.isEmpty() && watched == null)) {
            throw new ParameterException(spec.commandLine(), Terminal.words().refusal(Refusal.invalid("import-what")));
        }
        var meant = MappingFile.read(mapping);
        if (watched != null && !Files.isDirectory(watched)) {
            throw Refusal.invalid("import-file-unreadable", "file", watched);
        }
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            if (!files.isEmpty()) {
                bring(office, database, meant, files);
            }
            if (watched != null) {
                watch(office, database, meant, watched);
            }
            return Cli.DONE;
        }
    }

    private static UUID run(String written) {
        try {
            return UUID.fromString(written.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Imports.KIND);
        }
    }

    private int undo(UUID run) {
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var back = office.bean(Undo.class);
            var result = dryRun ? back.preview(Office.administrator(), run) : back.undo(Office.administrator(), run);
            ImportReport.show(result, dryRun, json);
            return Cli.DONE;
        }
    }

    private void bring(Office office, OpenDatabase database, Mapping meant, List<Path> some) {
        var result = office.bean(Imports.class)
                .run(
                        Office.administrator(),
                        meant,
                        some,
                        rejectsFolder(database),
                        dryRun,
                        Terminal.words(),
                        new ImportReport.Watch());
        ImportReport.show(result, json);
    }

    private Path rejectsFolder(OpenDatabase database) {
        return rejects != null
                ? rejects
                : database.data().map(data -> data.home().resolve("rejects")).orElse(Path.of(""));
    }

    /** Brings in what is put into a folder, each file once it has stopped growing; then it goes to a folder of its own. */
    private void watch(Office office, OpenDatabase database, Mapping meant, Path folder) {
        Map<Path, Long> sizes = Map.of();
        Terminal.say("cli.import.watching", "folder", folder);
        while (!Thread.currentThread().isInterrupted()) {
            var before = sizes;
            sizes = sizes(folder);
            var now = sizes;
            var settled = now.entrySet().stream()
                    .filter(file -> file.getValue().equals(before.get(file.getKey())))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (!settled.isEmpty()) {
                bring(office, database, meant, folder, settled);
                office.settle();
            }
            try {
                Thread.sleep(LOOKS_EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void bring(Office office, OpenDatabase database, Mapping meant, Path folder, List<Path> settled) {
        try {
            bring(office, database, meant, settled);
            settled.forEach(file -> move(file, folder.resolve("done")));
        } catch (Refusal refusal) {
            Terminal.say("cli.failed", "why", Terminal.words().refusal(refusal));
            settled.forEach(file -> move(file, folder.resolve("failed")));
        }
    }

    private static Map<Path, Long> sizes(Path folder) {
        var sizes = new HashMap<Path, Long>();
        try (var all = Files.list(folder)) {
            for (var file : all.toList()) {
                var name = String.valueOf(file.getFileName());
                if (Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".part")) {
                    sizes.put(file, Files.size(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    private static void move(Path file, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
