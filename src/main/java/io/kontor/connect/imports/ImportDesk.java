package io.kontor.connect.imports;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Imports as people do them in a page: drafts are tried and run, and somebody watches. Work goes on in the background; what is
 * killed can be run again from the files that still lie here.
 */
@Component
public class ImportDesk {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_WORK = 2;

    private final Tx tx;
    private final Imports imports;
    private final DraftSql sql;
    private final RunSql runs;
    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final ImportDrafts drafts;
    private final DraftFiles files;
    private final Map<UUID, ImportWork> works = new ConcurrentHashMap<>();

    ImportDesk(
            Tx tx,
            Imports imports,
            DraftSql sql,
            RunSql runs,
            Ledger ledger,
            Ids ids,
            Clock clock,
            ImportDrafts drafts,
            DraftFiles files) {
        this.tx = tx;
        this.imports = imports;
        this.sql = sql;
        this.runs = runs;
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.drafts = drafts;
        this.files = files;
    }

    /** Begins a trial, which keeps nothing. Refuses: too much is going on already. */
    public void attempt(Actor actor, UUID draft, Words words) {
        begin(actor, draft, draft, true, words);
    }

    /** Begins a run and says which. */
    public UUID run(Actor actor, UUID draft, Words words) {
        var run = ids.next();
        begin(actor, draft, run, false, words);
        tx.as(actor, () -> sql.ran(draft, run));
        return run;
    }

    private void begin(Actor actor, UUID draft, UUID id, boolean dryRun, Words words) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var mapping = MappingFile.read(drafts.find(actor, draft).mapping());
        var paths = drafts.paths(actor, draft);
        if (works.values().stream().filter(work -> !work.over()).count() >= MOST_WORK) {
            throw Refusal.conflict("import-busy");
        }
        forgetOld();
        var work = new ImportWork(clock.instant());
        works.put(id, work);
        Thread.ofVirtual()
                .name("import-" + id)
                .start(() -> work.run(
                        words,
                        () -> imports.run(id, actor, mapping, paths, files.rejects(), dryRun, words, work::seen)));
    }

    private void forgetOld() {
        var old = clock.instant().minus(KEPT);
        works.values().removeIf(work -> work.over() && work.started().isBefore(old));
    }

    /** A trial by its draft, a run by itself, if it was begun by this process. */
    public Optional<ImportWork> work(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.SEE);
        return Optional.ofNullable(works.get(id));
    }

    /** Stops it after the batch it is at; what came in so far stays and can be taken back. */
    public void cancel(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.IMPORT);
        Optional.ofNullable(works.get(id)).ifPresent(ImportWork::cancel);
    }

    /** A run as the list of them shows it. */
    public record Listed(
            UUID id,
            String mapping,
            String status,
            Instant started,
            long rows,
            long rejected,
            long created,
            long changed) {}

    /** What a run made and changed of a kind. */
    public record OfKind(String kind, long created, long changed) {}

    /** @param notRead whether it was left out, meant by no part of the mapping or the same as another */
    public record FileTold(String name, boolean notRead) {}

    /** A run as its page shows it. */
    public record Told(
            UUID id,
            String mapping,
            String status,
            Instant started,
            @Nullable Instant ended,
            List<FileTold> files,
            long rowsRead,
            long rowsRejected,
            long created,
            long changed,
            long unchanged,
            Map<String, Long> warnings,
            @Nullable String reason,
            List<OfKind> kinds,
            boolean rejects,
            @Nullable UUID draft) {}

    /** Refuses: no such run. */
    public Told told(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.SEE);
        return tx.as(actor, () -> {
            var version = runs.find(id).orElseThrow(() -> Refusal.notFound(Imports.KIND));
            var run = ledger.stateAt(Imports.RUN, id, version).orElseThrow(() -> Refusal.notFound(Imports.KIND));
            return new Told(
                    id,
                    run.mapping(),
                    run.status().code(),
                    run.started(),
                    run.ended(),
                    run.files().stream()
                            .map(file -> new FileTold(file.name(), file.leftOut()))
                            .toList(),
                    run.rowsRead(),
                    run.rowsRejected(),
                    run.created(),
                    run.changed(),
                    run.unchanged(),
                    new java.util.TreeMap<>(run.warnings()),
                    run.reason(),
                    sql.kinds(id),
                    Files.isReadable(rejectsOf(id)),
                    drafts.ofRun(actor, id).orElse(null));
        });
    }

    private Path rejectsOf(UUID run) {
        return files.rejects().resolve("rejects-" + run + ".csv");
    }

    /** The file of rejected rows. Refuses: there is none. */
    public Path rejectsFile(Actor actor, UUID run) {
        return readable(actor, rejectsOf(run));
    }

    /** The file of what full lists did not name. Refuses: there is none. */
    public Path absentFile(Actor actor, UUID run) {
        return readable(actor, files.rejects().resolve("absent-" + run + ".csv"));
    }

    private static Path readable(Actor actor, Path file) {
        actor.role(Imports.KIND, Verb.IMPORT);
        if (!Files.isReadable(file)) {
            throw Refusal.notFound(Imports.KIND);
        }
        return file;
    }

    public List<Listed> runs(Actor actor) {
        actor.role(Imports.KIND, Verb.SEE);
        return tx.as(actor, () -> sql.runs(30));
    }

    /** A mapping under its name, with how often it was changed. */
    public record Remembered(String name, int version, Instant usedAt) {}

    public List<Remembered> mappings(Actor actor) {
        actor.role(Imports.KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> sql.mappings(20).stream()
                        .map(known -> new Remembered(known.name(), known.version(), known.usedAt()))
                        .toList());
    }

    /** The work was stopped by a person. */
    static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }
}
