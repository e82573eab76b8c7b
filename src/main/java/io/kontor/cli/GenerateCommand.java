package io.kontor.cli;

import io.kontor.database.OpenDatabase;
import io.kontor.kernel.Ids;
import io.kontor.sample.SampleClock;
import io.kontor.sample.SamplePrograms;
import io.kontor.sample.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "generate", mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    Where where = new Where();

    @Option(names = "--partners", paramLabel = "N", defaultValue = "120")
    int partners;

    @Option(names = "--years", paramLabel = "Y", defaultValue = "3")
    int years;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1")
    long seed;

    @Option(names = "--ending", paramLabel = "DATE")
    @Nullable LocalDate ending;

    @Option(names = "--truth", paramLabel = "FILE")
    @Nullable Path truth;

    @Option(names = "--json")
    boolean json;

    @Override
    public Integer call() {
        var last = ending == null ? yesterday() : ending;
        var settings = Settings.of(partners, years, seed, last);
        var file = truthFile();
        Map<String, Object> planted;
        try (var database = where.open()) {
            planted = generate(database, settings, true);
        }
        write(file, planted);
        if (json) {
            var result = new LinkedHashMap<String, Object>(planted);
            result.put("truth", file.toString());
            Terminal.json(result);
        } else {
            Terminal.print(Terminal.words()
                    .t(
                            "cli.generated",
                            "partners",
                            planted.getOrDefault("partners", 0),
                            "deals",
                            planted.getOrDefault("deals", 0),
                            "file",
                            file));
        }
        return Cli.DONE;
    }

    /** The last day that is over, so that nothing made up happens later than now. */
    static LocalDate yesterday() {
        return LocalDate.now(Clock.systemUTC()).minusDays(1);
    }

    /** Fills an empty office; everything about it follows from the settings. */
    static Map<String, Object> generate(OpenDatabase database, Settings settings, boolean history) {
        var clock = new SampleClock(settings.ending()
                .minusYears(settings.years())
                .minusDays(40)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC));
        var ids = new Ids(clock, new Random(settings.seed()));
        try (var office = Office.forCommand(database, clock, ids)) {
            return office.bean(SamplePrograms.class)
                    .generate(Office.administrator(), settings, clock, history, GenerateCommand::progress);
        }
    }

    private static void progress(LocalDate day) {
        if (day.getDayOfMonth() == 1 && day.getMonthValue() % 6 == 1) {
            Terminal.say("cli.generating", "day", day);
        }
    }

    private Path truthFile() {
        if (truth != null) {
            return truth;
        }
        return where.data == null ? Path.of("truth.json") : where.data.resolve("truth.json");
    }

    private static void write(Path file, Map<String, Object> planted) {
        try {
            Files.writeString(
                    file,
                    JsonMapper.builder()
                                    .build()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(planted) + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
