package io.kontor.cli;

import io.kontor.database.Restore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restore", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        try (var database = where.open()) {
            var result = new Restore(database.endpoint()).from(file.toAbsolutePath());
            if (json) {
                Terminal.json(Map.of("tables", result.tables(), "rows", result.rows(), "created", result.created()));
            } else {
                Terminal.print(Terminal.words()
                        .t("cli.restored", "rows", result.rows(), "tables", result.tables(), "at", result.created()));
            }
            return Cli.DONE;
        }
    }
}
