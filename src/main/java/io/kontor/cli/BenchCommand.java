package io.kontor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, and says each figure beside its limit. */
@Command(name = "bench", mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    @Nullable String name;

    @Option(names = "--json")
    boolean json;

    @Option(names = "--partners", paramLabel = "N", defaultValue = "5000")
    int partners;

    @Option(names = "--deals", paramLabel = "N", defaultValue = "200000")
    int deals;

    @Option(names = "--times", paramLabel = "N", defaultValue = "10")
    int times;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "20")
    int seconds;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "500000")
    int rows;

    @Option(names = "--entries", paramLabel = "N", defaultValue = "1000000")
    int entries;

    @Option(names = "--data", paramLabel = "DIR")
    @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var wanted = name == null ? "" : name;
        var figures = switch (wanted) {
            case "pages" -> new PagesBench(partners, deals, times, seconds, data).run();
            case "metrics" -> new MetricsBench(partners, deals, times, seconds, data).run();
            case "ledger" -> new LedgerBench(entries, seconds, data).run();
            case "rules" -> new RulesBench(seconds, data).run();
            case "import" -> new ImportBench(rows, seconds, data).run();
            default -> Map.<String, BenchFigure>of();
        };
        if (figures.isEmpty()) {
            Terminal.say("cli.bench.which");
            return name == null ? Cli.DONE : Cli.MISUSED;
        }
        if (json) {
            var result = new LinkedHashMap<String, Map<String, Object>>();
            figures.forEach((name, figure) -> result.put(name, figure.asJson()));
            Terminal.json(result);
        } else {
            figures.forEach((name, figure) -> Terminal.print(figure.line(name)));
        }
        return Cli.DONE;
    }
}
