package io.kontor.cli;

import io.kontor.company.Company;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import io.kontor.lists.Exports;
import io.kontor.lists.FileFormat;
import io.kontor.metrics.Answer;
import io.kontor.metrics.AnswerTable;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figure;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Question;
import io.kontor.metrics.Rollups;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the figures; amounts, counts and shares alike as decimal strings. */
@Command(name = "metrics", mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Where where = new Where();

    @Option(names = "--json")
    boolean json;

    @Option(names = "--from", paramLabel = "DATE")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE")
    @Nullable String to;

    @Option(names = "--as-of", paramLabel = "TIME")
    @Nullable String asOf;

    @Option(names = "--current")
    boolean current;

    @Option(names = "--by", paramLabel = "DIM")
    @Nullable String by;

    @Option(names = "--export", paramLabel = "FILE")
    @Nullable Path export;

    @Option(names = "--rebuild")
    boolean rebuild;

    @Override
    public Integer call() {
        var words = Terminal.words();
        var first = day(words, from);
        var last = day(words, to);
        var dimension = dimension(words);
        if (first != null && last != null && last.isBefore(first)) {
            throw misused(words.refusal(Refusal.invalid("period-backwards", "from", first, "to", last)));
        }
        moment(words, ZoneId.of("UTC"));
        var format = export == null ? null : format(words, export);
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            office.settle();
            if (rebuild) {
                Terminal.say(
                        "cli.metrics.rebuilt",
                        "months",
                        office.bean(Rollups.class).rebuild(Office.administrator()));
            }
            var zone =
                    office.bean(Company.class).profile(Office.administrator()).zoneId();
            var question = Question.all()
                    .within(first, last == null ? null : last.plusDays(1))
                    .asOf(moment(words, zone))
                    .current(current)
                    .by(dimension);
            var answer = office.bean(Figures.class).of(Office.administrator(), question);
            if (export != null && format != null) {
                write(office, words, question, answer, export, format);
            } else if (json) {
                Terminal.json(MetricsJson.object(answer, dimension));
            } else {
                print(words, answer);
            }
            return Cli.DONE;
        }
    }

    private FileFormat format(Words words, Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(FileFormat.values())
                .filter(one -> name.endsWith("." + one.suffix()))
                .findFirst()
                .orElseThrow(() -> misused(words.t("cli.metrics.no-format", "value", file.toString())));
    }

    /** The figures, or their parts, as a file; recorded as every export is. */
    private static void write(
            Office office, Words words, Question question, Answer answer, Path file, FileFormat format) {
        var parts = answer.parts();
        var table = question.by() == null
                ? AnswerTable.of("metrics", words, answer)
                : AnswerTable.of(
                        "metrics", words, answer.asOf(), parts, part -> part.name() == null ? part.key() : part.name());
        long rows = question.by() == null
                ? answer.figures().size()
                : parts.stream().mapToLong(part -> part.figures().size()).sum();
        var exports = office.bean(Exports.class);
        exports.allow(
                Office.administrator(),
                Figures.KIND,
                "metrics",
                query(question),
                rows,
                format,
                "./kontor metrics --export " + file.getFileName());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            exports.write(table, format, out);
        } catch (IOException e) {
            throw Refusal.unavailable("file-not-written", "file", file.toString());
        }
        Terminal.say("cli.metrics.exported", "rows", rows, "file", file.toString());
    }

    private static String query(Question question) {
        var told = new ArrayList<String>();
        if (question.from() != null) {
            told.add("from=" + question.from());
        }
        if (question.to() != null) {
            told.add("to=" + question.to().minusDays(1));
        }
        if (question.asOf() != null) {
            told.add("as_of=" + question.asOf());
        }
        if (question.current()) {
            told.add("current=1");
        }
        if (question.by() != null) {
            told.add("by=" + question.by().code());
        }
        return String.join("&", told);
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private @Nullable LocalDate day(Words words, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw misused(words.refusal(Refusal.invalid("day-malformed", "value", text)));
        }
    }

    /** A moment, or a day, which then has passed. */
    private @Nullable Instant moment(Words words, ZoneId zone) {
        var text = asOf;
        if (text == null || !text.contains("T")) {
            var day = day(words, text);
            return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw misused(words.t("cli.metrics.no-moment", "value", text));
        }
    }

    private @Nullable Dimension dimension(Words words) {
        if (by == null) {
            return null;
        }
        var all = Arrays.stream(Dimension.values()).map(Dimension::code).toList();
        return Dimension.of(by)
                .orElseThrow(() -> misused(words.t(
                        "cli.metrics.no-dimension",
                        "value",
                        Objects.requireNonNull(by),
                        "all",
                        String.join(", ", all))));
    }

    private static void print(Words words, Answer answer) {
        answer.figures().forEach(figure -> print(words, "", figure));
        for (var part : answer.parts()) {
            Terminal.print("");
            Terminal.print(part.name() == null ? part.key().isEmpty() ? "–" : part.key() : part.name());
            part.figures().forEach(figure -> print(words, "  ", figure));
        }
    }

    private static void print(Words words, String indent, Figure figure) {
        var reason = figure.reason();
        var said = reason == null
                ? words.say(Objects.requireNonNull(figure.said()))
                : "– (" + words.t("metric.reason." + reason) + ")";
        Terminal.print(indent + words.t("metric." + figure.metric().code()) + ": " + said);
    }
}
