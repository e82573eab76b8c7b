package io.kontor.connect.imports;

import io.kontor.connect.imports.Imports.Progress;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Result;
import io.kontor.kernel.spi.Importable.Values;
import io.kontor.language.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** One import under way: its rows are staged, then each step's objects taken in, batch by batch. */
final class Run {
    private static final int ROWS_AT_ONCE = 10_000;

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
    private final Staging staging;
    private ImportResult.@Nullable OfficeTold office;

    Run(
            UUID id,
            Actor actor,
            Mapping mapping,
            Plan plan,
            Path rejectsFolder,
            boolean dryRun,
            Words words,
            Consumer<Progress> watch,
            Imports house,
            Path folder) {
        this.id = id;
        this.actor = actor;
        this.mapping = mapping;
        this.plan = plan;
        this.rejectsFolder = rejectsFolder;
        this.dryRun = dryRun;
        this.words = words;
        this.watch = watch;
        this.house = house;
        this.staging = new Staging(id, actor, plan, words, house, tally, watch, folder);
    }

    ImportResult done() {
        house.records().tidy();
        var run = house.records().start(actor, id, mapping, plan, dryRun);
        try {
            Imports.onceMore(dryRun, () -> office = house.tellOffice(actor, mapping));
            plan.given().forEach(step -> Imports.onceMore(dryRun, () -> takeGiven(step)));
            try (staging) {
                staging.all();
                plan.steps().forEach(this::reportAbsent);
                plan.steps().forEach(this::take);
            }
            var rejectsFile = rejectsFile();
            var absentFile = absentFile();
            house.records()
                    .end(actor, id, mapping, run.ended(ImportRun.Status.DONE, house.now(), tally, null), "finished");
            return result(rejectsFile, absentFile);
        } catch (ImportDesk.Cancelled cancelled) {
            if (!dryRun) {
                house.records()
                        .end(
                                actor,
                                id,
                                mapping,
                                run.ended(ImportRun.Status.STOPPED, house.now(), tally, null),
                                "stopped");
            }
            throw cancelled;
        } catch (RuntimeException e) {
            if (!dryRun) {
                failed(run, e);
            }
            throw e;
        }
    }

    /** Says that it ended early, unless the database cannot even take that. */
    private void failed(ImportRun run, RuntimeException why) {
        try {
            var failed = run.ended(ImportRun.Status.FAILED, house.now(), tally, why(why));
            house.records().end(actor, id, mapping, failed, "failed");
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private String why(RuntimeException e) {
        return e instanceof Refusal refusal
                ? words.refusal(refusal)
                : Reader.shown(String.valueOf(
                                NestedExceptionUtils.getMostSpecificCause(e).getMessage())
                        .lines()
                        .findFirst()
                        .orElse(e.getClass().getSimpleName()));
    }

    /** An object the mapping itself states. Refuses what their room refuses: then the mapping is wrong. */
    private void takeGiven(Step step) {
        var key = mapping.given().get(-1 - step.place()).key();
        var incoming = List.of(new Incoming(step.system(), key, stated(step), false, List.of(), 0));
        var outcome = house.tx()
                .as(
                        actor,
                        () -> step.kind().take(actor, incoming, mapping.name()).getFirst());
        if (outcome.result() == Result.REFUSED) {
            throw Objects.requireNonNull(outcome.refusal());
        }
        tally.happened(step.kind().kind(), outcome.result());
    }

    /** Who is not in a list that holds all is listed, and stays. */
    private void reportAbsent(Step step) {
        var part = step.part();
        if (part == null || !part.full()) {
            return;
        }
        var after = "";
        while (true) {
            var from = after;
            var keys = house.tx().as(actor, () -> step.kind().keys(actor, step.system(), from, ROWS_AT_ONCE));
            if (keys.isEmpty()) {
                return;
            }
            tally.warn("absent_" + Draft.snake(step.kind().kind()), house.tx().as(actor, () -> absent(step, keys)));
            after = keys.getLast();
        }
    }

    private int absent(Step step, List<String> keys) {
        var there = house.staged().waiting(id, List.of(step.place()), keys);
        var gone = keys.stream().filter(key -> !there.contains(key)).toList();
        house.findings()
                .putAbsent(id, step.kind().kind(), step.system(), step.kind().known(actor, step.system(), gone));
        return gone.size();
    }

    private Values stated(Step step) {
        var references = new References(actor, house.kinds());
        var values = new HashMap<String, @Nullable Object>();
        for (var reader : step.readers()) {
            var value = reader.read(column -> null);
            values.put(
                    reader.field().code(),
                    value instanceof Reader.Pending one ? references.now(one).orElse(null) : value);
        }
        return new Values(values);
    }

    private void take(Step step) {
        var taking = new Taking(id, actor, plan, mapping.name(), words, watch, house, tally, dryRun, this::why);
        var bins = staging.bins(step);
        if (bins.isPresent()) {
            taking.take(step, bins.get());
        } else {
            taking.take(step);
        }
    }

    private @Nullable Path rejectsFile() {
        if (tally.rowsRejected() == 0) {
            return null;
        }
        var file = rejectsFolder.resolve("rejects-" + id + ".csv");
        house.tx().as(actor, () -> new RejectsFile(house.rejects(), plan).write(id, file));
        return file;
    }

    private @Nullable Path absentFile() {
        if (tally.warnings().keySet().stream().noneMatch(kind -> kind.startsWith("absent_"))) {
            return null;
        }
        var file = rejectsFolder.resolve("absent-" + id + ".csv");
        house.tx().as(actor, () -> new AbsentFile(house.findings(), house.holdings()).write(actor, id, file));
        return file;
    }

    private ImportResult result(@Nullable Path rejectsFile, @Nullable Path absentFile) {
        var files = new ArrayList<ImportResult.File>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            var input = plan.inputs().get(i);
            var out = input.leftOut();
            files.add(new ImportResult.File(
                    input.file().name(),
                    staging.rows(i),
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
                absentFile,
                office);
    }
}
