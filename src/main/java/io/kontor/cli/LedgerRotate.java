package io.kontor.cli;

import io.kontor.ledger.Seals;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the log a new key and prints it. */
@Command(name = "rotate", mixinStandardHelpOptions = true)
final class LedgerRotate implements Callable<Integer> {
    @Option(names = "--days", paramLabel = "N", defaultValue = "30")
    int days;

    @Option(names = "--lost")
    boolean lost;

    @Option(names = "--json")
    boolean json;

    @Mixin
    Where where = new Where();

    @Override
    public Integer call() {
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var key = office.bean(Seals.class).rotate(Office.administrator(), Duration.ofDays(Math.max(0, days)), lost);
            if (json) {
                Terminal.json(Map.of("vkey", key.toString(), "id", key.id()));
            } else {
                Terminal.print(Terminal.words()
                        .t("cli.ledger.rotated", "key", key, "id", key.id(), "days", lost ? 0 : Math.max(0, days)));
            }
            return Cli.DONE;
        }
    }
}
