package io.kontor.connect.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.kontor.connect.imports.Imports.Progress;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings the rows of files to where their objects are made of them, by step and key; rows without either are rejected. */
final class Staging implements AutoCloseable {
    private static final int AT_ONCE = 5_000;
    private static final long LETTERS_AT_ONCE = 8L << 20;
    private static final int TOLD_EVERY = 50_000;

    private final UUID id;
    private final Actor actor;
    private final Plan plan;
    private final Words words;
    private final Imports house;
    private final Tally tally;
    private final Consumer<Progress> watch;
    private final Path folder;
    private final long[] rowsOf;
    private final Map<Integer, Bins> bins = new HashMap<>();
    private final List<StagedSql.Staged> rows = new ArrayList<>();
    private final List<RejectSql.Rejected> rejected = new ArrayList<>();
    private long weight;

    Staging(
            UUID id,
            Actor actor,
            Plan plan,
            Words words,
            Imports house,
            Tally tally,
            Consumer<Progress> watch,
            Path folder) {
        this.id = id;
        this.actor = actor;
        this.plan = plan;
        this.words = words;
        this.house = house;
        this.tally = tally;
        this.watch = watch;
        this.folder = folder;
        this.rowsOf = new long[plan.inputs().size()];
    }

    /** Where the rows of a step lie, unless they are in the database because they may wait for each other. */
    Optional<Bins> bins(Step step) {
        return Optional.ofNullable(bins.get(step.place()));
    }

    @Override
    public void close() {
        bins.values().forEach(Bins::close);
    }

    /** How many rows a file had. */
    long rows(int place) {
        return rowsOf[place];
    }

    /** Reads every file that is to be read. */
    void all() {
        plan.steps().stream()
                .filter(plan::alone)
                .forEach(step -> bins.put(step.place(), new Bins(folder, bytes(step))));
        for (int place = 0; place < plan.inputs().size(); place++) {
            var input = plan.inputs().get(place);
            if (input.note() != null) {
                tally.warn(input.note());
            }
            tally.warn("unknown_column", input.unknown().size());
            tally.warn("missing_column", input.missing().size());
            if (!input.steps().isEmpty()) {
                if (input.file().guessed()) {
                    tally.warn("encoding_guessed");
                }
                stage(place, input);
            }
        }
    }

    private long bytes(Step step) {
        return plan.inputs().stream()
                .filter(input -> input.steps().contains(step.place()))
                .mapToLong(input -> input.file().bytes() * (input.file().packed() ? 8 : 1))
                .sum();
    }

    private void stage(int place, PlanInput input) {
        tally.warn("rows_before_header", input.file().titles());
        @Nullable Row last = null;
        try (var records = input.file().rows()) {
            records.next();
            while (records.hasNext()) {
                stageUnlessNone(input, last);
                var record = records.next();
                last = new Row(place, record.getStartingLineNumber(), record.getFields());
                rowsOf[place]++;
                if (rows.size() + rejected.size() >= AT_ONCE
                        || weight > LETTERS_AT_ONCE
                        || rowsOf[place] % TOLD_EVERY == 0) {
                    flush();
                }
            }
            if (last != null && records.endsOpen()) {
                reject(input, last, "open_quote", Refusal.invalid("import-quote-open", "line", last.line()));
                last = null;
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            var rest = new Row(place, last == null ? 2 : last.line() + 1, List.of());
            reject(input, rest, "unreadable_rest", Refusal.invalid("import-unreadable"));
        }
        stageUnlessNone(input, last);
        flush();
        tally.read(rowsOf[place]);
    }

    private void stageUnlessNone(PlanInput input, @Nullable Row row) {
        if (row != null) {
            weight += row.weight();
            stage(input, row);
        }
    }

    private void stage(PlanInput input, Row row) {
        int expected = input.file().header().size();
        int found = row.cells().size();
        if (row.cells().stream().allMatch(String::isBlank)) {
            tally.warn("empty_row");
        } else if (found == expected && headerAgain(input, row)) {
            tally.warn("header_repeated");
        } else if (found < expected && !input.file().sheet()) {
            var why = Refusal.invalid("import-too-few-columns", "found", found, "expected", expected);
            reject(input, row, "too_few_columns", why);
        } else if (found > expected && row.cells().stream().skip(expected).anyMatch(cell -> !cell.isBlank())) {
            var why = Refusal.invalid("import-too-many-columns", "found", found, "expected", expected);
            reject(input, row, "too_many_columns", why);
        } else if (!brokenLetters(input, row)) {
            stageForSteps(input, row);
        }
    }

    /** Rejects a row that is written in another encoding than the rest of its file. */
    private boolean brokenLetters(PlanInput input, Row row) {
        var file = input.file();
        if (file.guessed()) {
            for (int i = 0; i < Math.min(file.header().size(), row.cells().size()); i++) {
                var cell = row.cells().get(i);
                if (MixedLetters.utf8(cell, file.encoding())) {
                    var why = Refusal.invalid("import-letters-mixed", "value", Reader.shown(cell));
                    reject(input, row, "broken_letters", file.header().get(i), cell, why);
                    return true;
                }
            }
        }
        return false;
    }

    /** Files put behind one another bring their headers along. */
    private static boolean headerAgain(PlanInput input, Row row) {
        var header = input.file().header();
        for (int i = 0; i < header.size(); i++) {
            var name = row.cells().get(i).strip();
            if (!header.get(i).equals(name) && !header.get(i).startsWith(name + " (")) {
                return false;
            }
        }
        return header.size() > 1;
    }

    private void stageForSteps(PlanInput input, Row row) {
        var cells = plan.cells(row);
        var told = input.rejects() ? cells.of(Plan.REJECTED_FILE) : null;
        var name = told == null ? input.file().name() : told;
        var steps = plan.steps().stream()
                .filter(step -> input.steps().contains(step.place()))
                .filter(step -> !input.rejects() || (step.part() != null && Plan.means(step.part(), name)))
                .toList();
        if (steps.isEmpty()) {
            reject(input, row, "unknown_file", Refusal.invalid("import-file-unknown", "file", Reader.shown(name)));
        }
        for (var step : steps) {
            var part = Objects.requireNonNull(step.part());
            try {
                stage(step, key(part, cells), row);
            } catch (Refusal refusal) {
                if (part.repeats() && refusal.code().equals("import-key-missing")) {
                    // Its rows are about something else and just do not name one of these.
                    tally.warn("no_" + Draft.snake(part.object()));
                    continue;
                }
                var rule = refusal.code().equals("import-key-missing") ? "missing_key" : Draft.snake(refusal.code());
                rejected.add(new RejectSql.Rejected(
                        step.place(),
                        name,
                        null,
                        row,
                        String.join(", ", part.key()),
                        null,
                        rule,
                        words.refusal(refusal),
                        null));
            }
        }
    }

    private void stage(Step step, String key, Row row) {
        var bin = bins.get(step.place());
        if (bin == null) {
            rows.add(new StagedSql.Staged(step.place(), key, row));
        } else {
            bin.put(key, row);
        }
    }

    private static String key(Mapping.Part part, Reader.Cells cells) {
        var values = part.key().stream()
                .map(column ->
                        Reader.stripped(Optional.ofNullable(cells.of(column)).orElse("")))
                .toList();
        if (values.stream().anyMatch(String::isEmpty)
                || values.stream().anyMatch(part.format().empty()::contains)) {
            throw Refusal.invalid("import-key-missing");
        }
        return Fields.required(String.join("/", values), "key", 200);
    }

    private void reject(PlanInput input, Row row, String rule, Refusal why) {
        reject(input, row, rule, "", null, why);
    }

    private void reject(PlanInput input, Row row, String rule, String column, @Nullable String value, Refusal why) {
        rejected.add(new RejectSql.Rejected(
                -1, input.file().name(), null, row, column, value, rule, words.refusal(why), null));
    }

    private void flush() {
        long fresh = house.tx().as(actor, () -> {
            if (!rows.isEmpty()) {
                house.staged().put(id, rows);
            }
            long count = rejected.isEmpty() ? 0 : house.rejects().put(id, rejected, house.now());
            house.runs().progress(id, "read", sum(), 0, tally.rowsRejected() + count, house.now());
            return count;
        });
        rejected.forEach(one -> tally.warn(one.rule()));
        tally.rejected(fresh);
        rows.clear();
        rejected.clear();
        weight = 0;
        watch.accept(new Progress("read", sum(), 0, tally.rowsRejected()));
    }

    private long sum() {
        return Arrays.stream(rowsOf).sum();
    }
}
