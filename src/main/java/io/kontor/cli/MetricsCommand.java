package io.kontor.cli;

import io.kontor.metrics.Figures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "metrics", mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Option(names = "--from", paramLabel = "DATE")
    @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE")
    @Nullable LocalDate to;

    @Override
    public Integer call() {
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            office.settle();
            var figures =
                    office.bean(Figures.class).all(Office.administrator(), from, to == null ? null : to.plusDays(1));
            if (json) {
                var result = new LinkedHashMap<String, @Nullable Object>();
                result.put("as_of", Instant.now().toString());
                result.put(
                        "currency",
                        office.bean(io.kontor.company.Company.class)
                                .profile(Office.administrator())
                                .currency());
                figures.forEach(figure -> result.put(figure.metric().code(), figure.plain()));
                result.put(
                        "unpriced_deals",
                        figures.stream()
                                .mapToLong(io.kontor.metrics.Figure::unpriced)
                                .max()
                                .orElse(0));
                Terminal.json(result);
            } else {
                var words = Terminal.words();
                figures.forEach(figure ->
                        Terminal.print(words.t("metric." + figure.metric().code()) + ": "
                                + words.say(Objects.requireNonNullElse(figure.said(), "–"))));
            }
            return Cli.DONE;
        }
    }
}
