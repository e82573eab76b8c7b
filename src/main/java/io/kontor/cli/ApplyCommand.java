package io.kontor.cli;

import io.kontor.governance.AsCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the change that a folder asks for. */
@Command(name = "apply", mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Option(names = "--title", paramLabel = "TITLE")
    @Nullable String title;

    @Option(names = "--why", paramLabel = "TEXT")
    @Nullable String why;

    @Option(names = "--json")
    boolean json;

    @Mixin
    Where where = new Where();

    @Override
    public Integer call() {
        var words = Terminal.words();
        var files = new ProgrammeFolder(folder).read();
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var named = title == null
                    ? words.t(
                            "cli.apply.title", "folder", folder.toAbsolutePath().getFileName())
                    : title;
            var change = office.bean(AsCode.class).apply(Office.administrator(), words, files, named, why);
            office.seal();
            if (json) {
                Terminal.json(change.map(id -> Map.<String, Object>of("change", id.toString()))
                        .orElse(Map.of()));
            } else {
                Terminal.print(change.map(id -> words.t("cli.applied", "path", "/changes/" + id))
                        .orElse(words.t("cli.plan.none")));
            }
            return Cli.DONE;
        } catch (AsCode.Invalid invalid) {
            PlanCommand.print(words, invalid.findings());
            return Cli.REFUSED;
        }
    }
}
