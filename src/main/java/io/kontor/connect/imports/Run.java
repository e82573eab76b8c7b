package io.kontor.connect.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.kontor.connect.imports.Imports.Progress;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Result;
import io.kontor.kernel.spi.Importable.Values;
import io.kontor.language.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** One import under way. */
final class Run {
    private static final int STAGED_AT_ONCE = 5_000;
    private static final int ROWS_AT_ONCE = 10_000;
    private static final int OBJECTS_AT_ONCE = 2_000;
    private static final int MOST_SUGGESTIONS = 10_000;

    private final UUID id;
    private final Actor actor;
    private final Mapping mapping;
    private final Plan plan;
    private final Path rejectsFolder;
    private final boolean dryRun;
    private final Words words;
    private final Consumer<Progress> watch;
    private final Imports house;
    private final Tally tally = new Tally();
    private final long[] rowsOf;
    private final Map<String, Optional<String>> suggestions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_SUGGESTIONS;
        }
    };

    Run(
            UUID id,
            Actor actor,
            Mapping mapping,
            Plan plan,
            Path rejectsFolder,
            boolean dryRun,
            Words words,
            Consumer<Progress> watch,
            Imports house) {
        this.id = id;
        this.actor = actor;
        this.mapping = mapping;
        this.plan = plan;
        this.rejectsFolder = rejectsFolder;
        this.dryRun = dryRun;
        this.words = words;
        this.watch = watch;
        this.house = house;
        this.rowsOf = new long[plan.inputs().size()];
    }

    ImportResult done() {
        house.tidy();
        var run = house.start(actor, id, mapping, plan);
        try {
            var office = house.tellOffice(actor, mapping);
            takeGiven();
            stage();
            plan.steps().forEach(this::take);
            var rejectsFile = rejectsFile();
            house.end(actor, id, mapping, run.ended(ImportRun.Status.DONE, house.now(), tally, null), "finished");
            return result(office, rejectsFile);
        } catch (RuntimeException e) {
            if (!dryRun) {
                var failed = run.ended(ImportRun.Status.FAILED, house.now(), tally, why(e));
                house.end(actor, id, mapping, failed, "failed");
            }
            throw e;
        }
    }

    private String why(RuntimeException e) {
        return e instanceof Refusal refusal
                ? words.refusal(refusal)
                : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Objects the mapping itself states. Refuses what their room refuses: then the mapping is wrong. */
    private void takeGiven() {
        for (var step : plan.given()) {
            var given = mapping.given().get(-1 - step.place());
            var values = new HashMap<String, @Nullable Object>();
            var references = new References(actor, house.kinds());
            for (var reader : step.readers()) {
                values.put(reader.field().code(), reader.read(column -> null));
            }
            house.tx().as(actor, () -> {
                var pending = new HashMap<String, @Nullable Object>();
                values.forEach((field, value) -> pending.put(
                        field,
                        value instanceof Reader.Pending one
                                ? references.now(one).orElse(null)
                                : value));
                var incoming = new Incoming(step.system(), given.key(), new Values(pending), false, List.of(), 0);
                var outcome = step.kind()
                        .take(actor, List.of(incoming), mapping.name())
                        .getFirst();
                if (outcome.result() == Result.REFUSED) {
                    throw Objects.requireNonNull(outcome.refusal());
                }
                tally.happened(step.kind().kind(), outcome.result());
            });
        }
    }

    private void stage() {
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

    private void stage(int place, Plan.Input input) {
        var rows = new ArrayList<StagedSql.Staged>();
        var rejected = new ArrayList<RejectSql.Rejected>();
        long line = 0;
        try (var reader = input.file().rows()) {
            boolean header = true;
            for (var record : reader) {
                line = record.getStartingLineNumber();
                if (header) {
                    header = false;
                    continue;
                }
                rowsOf[place]++;
                stage(place, input, record, rows, rejected);
                if (rows.size() + rejected.size() >= STAGED_AT_ONCE) {
                    flush(rows, rejected);
                }
            }
        } catch (CsvParseException e) {
            rejected.add(unread(place, input, line + 1));
        } catch (java.io.UncheckedIOException | IOException e) {
            rejected.add(unread(place, input, line + 1));
        }
        flush(rows, rejected);
        tally.read(rowsOf[place]);
    }

    private RejectSql.Rejected unread(int place, Plan.Input input, long line) {
        return rejected(
                input, new Row(place, line, List.of()), "unreadable_rest", Refusal.invalid("import-unreadable"));
    }

    private void stage(
            int place,
            Plan.Input input,
            CsvRecord record,
            List<StagedSql.Staged> rows,
            List<RejectSql.Rejected> rejected) {
        var row = new Row(place, record.getStartingLineNumber(), record.getFields());
        int expected = input.file().header().size();
        int found = row.cells().size();
        if (found < expected) {
            rejected.add(rejected(
                    input,
                    row,
                    "too_few_columns",
                    Refusal.invalid("import-too-few-columns", "found", found, "expected", expected)));
            return;
        }
        if (found > expected && !row.cells().subList(expected, found).stream().allMatch(String::isBlank)) {
            rejected.add(rejected(
                    input,
                    row,
                    "too_many_columns",
                    Refusal.invalid("import-too-many-columns", "found", found, "expected", expected)));
            return;
        }
        var cells = plan.cells(row);
        var name = input.rejects() ? cells.of(Plan.REJECTED_FILE) : input.file().name();
        for (var step : steps(input, name)) {
            var part = Objects.requireNonNull(step.part());
            try {
                rows.add(new StagedSql.Staged(step.place(), key(part, cells), row));
            } catch (Refusal refusal) {
                rejected.add(new RejectSql.Rejected(
                        step.place(),
                        Objects.requireNonNullElse(name, ""),
                        null,
                        row,
                        String.join(", ", part.key()),
                        null,
                        refusal.code().equals("import-key-missing") ? "missing_key" : Draft.snake(refusal.code()),
                        words.refusal(refusal),
                        null));
            }
        }
    }

    private List<Step> steps(Plan.Input input, @Nullable String name) {
        return plan.steps().stream()
                .filter(step -> input.steps().contains(step.place()))
                .filter(step ->
                        !input.rejects() || (name != null && step.part() != null && Plan.means(step.part(), name)))
                .toList();
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

    private RejectSql.Rejected rejected(Plan.Input input, Row row, String rule, Refusal why) {
        return new RejectSql.Rejected(-1, input.file().name(), null, row, "", null, rule, words.refusal(why), null);
    }

    private void flush(List<StagedSql.Staged> rows, List<RejectSql.Rejected> rejected) {
        long fresh = house.tx().as(actor, () -> {
            house.staged().put(id, rows);
            long count = rejected.isEmpty() ? 0 : house.rejects().put(id, rejected, house.now());
            house.runs().progress(id, "read", sum(), 0, tally.rowsRejected() + count, house.now());
            return count;
        });
        rejected.forEach(one -> tally.warn(one.rule()));
        tally.rejected(fresh);
        rows.clear();
        rejected.clear();
        watch.accept(new Progress("read", sum(), 0, tally.rowsRejected()));
    }

    private long sum() {
        long sum = 0;
        for (long rows : rowsOf) {
            sum += rows;
        }
        return sum;
    }

    /** Goes through a step's keys; who refers to others of its kind that are not in yet comes in the next round. */
    private void take(Step step) {
        long total = house.tx().as(actor, () -> house.staged().count(id, step.place()));
        var at = new long[] {0};
        boolean last = false;
        while (true) {
            var before = at[0];
            var deferred = round(step, total, at, last);
            if (deferred.isEmpty()) {
                return;
            }
            last = at[0] == before;
        }
    }

    private Set<String> round(Step step, long total, long[] at, boolean last) {
        var deferred = new HashSet<String>();
        var after = "";
        while (true) {
            var from = after;
            var keys = house.tx().as(actor, () -> house.staged().keys(id, step.place(), from, ROWS_AT_ONCE));
            if (keys.isEmpty()) {
                return deferred;
            }
            var batch = keys.subList(0, Math.min(keys.size(), OBJECTS_AT_ONCE));
            after = batch.getLast();
            deferred.addAll(take(step, batch, total, at, last));
        }
    }

    /** One batch; when the database refuses it as a whole, its halves, down to the one that is at fault. */
    private Set<String> take(Step step, List<String> keys, long total, long[] at, boolean last) {
        try {
            var done = house.tx().as(actor, () -> {
                var batch = batch(step).take(actor, keys, last);
                house.runs()
                        .progress(
                                id,
                                step.kind().kind(),
                                at[0] + batch.rows(),
                                total,
                                tally.rowsRejected() + batch.tally().rowsRejected(),
                                house.now());
                return batch;
            });
            tally.add(done.tally());
            at[0] += done.deferred().isEmpty()
                    ? done.rows()
                    : done.rows() - done.deferred().size();
            watch.accept(new Progress(step.kind().kind(), at[0], total, tally.rowsRejected()));
            return done.deferred();
        } catch (DataIntegrityViolationException e) {
            if (dryRun) {
                throw Imports.dryRunEnded(e);
            }
            if (keys.size() > 1) {
                int half = keys.size() / 2;
                var deferred = new HashSet<>(take(step, keys.subList(0, half), total, at, last));
                deferred.addAll(take(step, keys.subList(half, keys.size()), total, at, last));
                return deferred;
            }
            rejectOne(step, keys.getFirst(), e);
            return Set.of();
        }
    }

    private Batch batch(Step step) {
        return new Batch(
                id,
                plan,
                step,
                words,
                mapping.name(),
                house.now(),
                house.staged(),
                house.rejects(),
                house.kinds(),
                suggestions);
    }

    private void rejectOne(Step step, String key, DataIntegrityViolationException e) {
        var why = Refusal.conflict(
                "import-not-accepted",
                "why",
                Reader.shown(String.valueOf(e.getMostSpecificCause().getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")));
        long count = house.tx().as(actor, () -> {
            var rows = house.staged().rows(id, step.place(), List.of(key), 1).get(key);
            var name = rows == null
                    ? ""
                    : plan.inputs().get(rows.getFirst().file()).file().name();
            long put = house.rejects()
                    .putStaged(id, step.place(), key, name, "not_accepted", words.refusal(why), house.now());
            house.staged().remove(id, step.place(), List.of(key));
            return put;
        });
        tally.rejected(count);
        tally.warn("not_accepted", count);
    }

    private @Nullable Path rejectsFile() {
        if (tally.rowsRejected() == 0) {
            return null;
        }
        var file = rejectsFolder.resolve("rejects-" + id + ".csv");
        house.tx().as(actor, () -> new RejectsFile(house.rejects(), plan).write(id, file));
        return file;
    }

    private ImportResult result(ImportResult.@Nullable OfficeTold office, @Nullable Path rejectsFile) {
        var files = new ArrayList<ImportResult.File>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            var input = plan.inputs().get(i);
            var out = input.leftOut();
            files.add(new ImportResult.File(
                    input.file().name(),
                    rowsOf[i],
                    input.file().encodingName(),
                    input.file().guessed(),
                    input.file().delimiter(),
                    out == null ? input.note() : "left_out",
                    out == null ? null : out.because(),
                    input.unknown(),
                    input.missing()));
        }
        var objects = new LinkedHashMap<String, ImportResult.Counts>();
        tally.objects()
                .forEach((kind, counts) -> objects.put(
                        kind,
                        new ImportResult.Counts(
                                counts.getOrDefault(Result.CREATED, 0L),
                                counts.getOrDefault(Result.CHANGED, 0L),
                                counts.getOrDefault(Result.UNCHANGED, 0L))));
        return new ImportResult(
                id,
                dryRun,
                files,
                tally.rowsRead(),
                tally.created(),
                tally.changed(),
                tally.unchanged(),
                tally.rowsRejected(),
                tally.warnings(),
                objects,
                rejectsFile,
                office);
    }
}
