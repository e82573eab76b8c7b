package io.kontor.cli;

import io.kontor.database.Migrations;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "migrate", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        try (var database = where.open()) {
            var migrations = new Migrations(database.endpoint());
            int count = migrations.run();
            var schema = migrations.current().orElse("");
            if (json) {
                Terminal.json(Map.of("migrations", count, "schema", schema));
            } else {
                Terminal.print(Terminal.words().t("cli.migrated", "count", count, "schema", schema));
            }
            return Cli.DONE;
        }
    }
}
