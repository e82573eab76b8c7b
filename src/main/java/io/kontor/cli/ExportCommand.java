package io.kontor.cli;

import io.kontor.governance.AsCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the programme's documents into a folder. */
@Command(name = "export", mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Option(names = "--json")
    boolean json;

    @Mixin
    Where where = new Where();

    @Override
    public Integer call() {
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var files = office.bean(AsCode.class).files(Office.administrator());
            int written = new ProgrammeFolder(folder).write(files);
            if (json) {
                Terminal.json(Map.of("documents", files.size(), "written", written));
            } else {
                Terminal.print(Terminal.words()
                        .t("cli.exported", "count", files.size(), "written", written, "folder", folder));
            }
            return Cli.DONE;
        }
    }
}
