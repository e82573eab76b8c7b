package io.kontor.cli;

import io.kontor.ledger.Seals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes an export of the ledger to the standard output, entry by entry. */
@Command(name = "export", mixinStandardHelpOptions = true)
final class LedgerExport implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    @Option(names = "--from", paramLabel = "POSITION", defaultValue = "0")
    long from;

    @Option(names = "--to", paramLabel = "POSITION", defaultValue = "-1")
    long to;

    @Mixin
    Where where = new Where();

    @Override
    public Integer call() {
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            office.seal();
            var out = new BufferedOutputStream(System.out, BUFFER);
            office.bean(Seals.class).export(Office.administrator(), from, to, out);
            out.flush();
            return Cli.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
