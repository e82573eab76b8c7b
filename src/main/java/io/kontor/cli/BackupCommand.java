package io.kontor.cli;

import io.kontor.database.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "backup", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        try (var database = where.open()) {
            var result = new Backup(database.endpoint(), Clock.systemUTC()).to(file.toAbsolutePath());
            if (json) {
                Terminal.json(Map.of(
                        "file", result.file().toString(),
                        "tables", result.tables(),
                        "rows", result.rows(),
                        "bytes", result.bytes()));
            } else {
                Terminal.print(Terminal.words()
                        .t(
                                "cli.backup-written",
                                "file",
                                result.file(),
                                "rows",
                                result.rows(),
                                "bytes",
                                result.bytes()));
            }
            return Cli.DONE;
        }
    }
}
