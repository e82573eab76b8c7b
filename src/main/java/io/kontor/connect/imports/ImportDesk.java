package io.kontor.connect.imports;

import io.kontor.connect.imports.DraftSql.DraftFile;
import io.kontor.database.DataDirectory;
import io.kontor.database.Job;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Imports as people do them in a page: files are put down, a mapping is proposed or found again, changed, tried and run, and
 * somebody watches. Work goes on in the background; what is killed can be run again from the files that still lie here.
 */
@Component
public class ImportDesk {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int LARGEST = 25 * 1024 * 1024;
    private static final int MOST_WORK = 2;

    private final Tx tx;
    private final Imports imports;
    private final DraftSql sql;
    private final RunSql runs;
    private final Ledger ledger;
    private final List<Importable> kinds;
    private final Ids ids;
    private final Clock clock;
    private final Path rejects;
    private final Map<UUID, Work> works = new ConcurrentHashMap<>();

    ImportDesk(
            Tx tx,
            Imports imports,
            DraftSql sql,
            RunSql runs,
            Ledger ledger,
            List<Importable> kinds,
            Ids ids,
            Clock clock,
            ObjectProvider<DataDirectory> data) {
        this.tx = tx;
        this.imports = imports;
        this.sql = sql;
        this.runs = runs;
        this.ledger = ledger;
        this.kinds = kinds;
        this.ids = ids;
        this.clock = clock;
        var directory = data.getIfAvailable();
        this.rejects = (directory == null ? Path.of(System.getProperty("java.io.tmpdir"), "kontor") : directory.home())
                .resolve("rejects");
    }

    /** A file as somebody gave it. */
    public record Upload(String name, byte[] content) {}

    /** A trial or a run, while it goes on and after it. */
    public static final class Work {
        private final Instant started;
        private volatile Imports.@Nullable Progress progress;
        private volatile @Nullable ImportResult result;
        private volatile @Nullable String failure;
        private volatile boolean cancelled;
        private volatile boolean over;

        Work(Instant started) {
            this.started = started;
        }

        public Imports.@Nullable Progress progress() {
            return progress;
        }

        public @Nullable ImportResult result() {
            return result;
        }

        /** Why it ended early, or none. */
        public @Nullable String failure() {
            return failure;
        }

        public boolean cancelled() {
            return cancelled;
        }

        public boolean over() {
            return over;
        }

        /** 0 to 100. */
        public int percent() {
            var now = progress;
            return now == null || now.total() == 0 ? 0 : (int) Math.min(100, now.done() * 100 / now.total());
        }

        private void seen(Imports.Progress now) {
            if (cancelled) {
                throw new Cancelled();
            }
            progress = now;
        }
    }

    /** What somebody put down, ready to be looked at. */
    public record Draft(
            UUID id,
            MappingEdit mapping,
            @Nullable String known,
            @Nullable UUID run) {}

    /**
     * Keeps files and proposes what they mean, or takes the mapping that was used on such files before. Refuses: nothing
     * given; too large; what {@code Opened} refuses.
     *
     * @param mapping the name of the mapping to take, or none to find out
     */
    public UUID put(Actor actor, List<Upload> uploads, @Nullable String mapping, Words words) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var files = uploads.stream()
                .filter(upload -> upload.content().length > 0)
                .map(upload -> new DraftFile(clean(upload.name()), upload.content()))
                .toList();
        if (files.isEmpty()) {
            throw Refusal.invalid("import-nothing-given").at("files");
        }
        if (files.stream().mapToLong(file -> file.content().length).sum() > LARGEST) {
            throw Refusal.invalid("import-upload-large", "megabytes", LARGEST >> 20)
                    .at("files");
        }
        try {
            return laidOut(files, paths -> {
                var proposal = imports.propose(actor, paths, words);
                return tx.as(actor, () -> {
                    var known = mapping == null ? sql.fitting(prints(proposal.files())) : sql.mapping(mapping);
                    var text = known.map(DraftSql.Known::text)
                            .map(old -> fitted(old, proposal))
                            .orElseGet(() -> MappingText.of(proposal.mapping()));
                    var id = ids.next();
                    sql.keep(
                            id,
                            who(actor),
                            text,
                            known.map(DraftSql.Known::name).orElse(null),
                            files,
                            clock.instant());
                    return id;
                });
            });
        } catch (Refusal refusal) {
            throw refusal.field() == null ? refusal.at("files") : refusal;
        }
    }

    /** Rows copied from a spreadsheet, as a file. */
    public static Optional<Upload> pasted(@Nullable String rows) {
        return rows == null || rows.isBlank()
                ? Optional.empty()
                : Optional.of(new Upload("pasted.tsv", rows.getBytes(StandardCharsets.UTF_8)));
    }

    private static String clean(String name) {
        var bare = name.replace('\\', '/');
        var last = bare.substring(bare.lastIndexOf('/') + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.isEmpty() || last.startsWith(".") ? "file" + last : last.substring(0, Math.min(150, last.length()));
    }

    /** A mapping that was used before means files of the same headers, whatever they are called this time. */
    private static String fitted(String old, Proposal proposal) {
        return MappingText.of(MappingEdit.fitted(MappingFile.read(old), proposal.files()));
    }

    private static List<String> prints(List<Sampled> files) {
        return files.stream().map(file -> print(file.file().header())).sorted().toList();
    }

    /** What tells files of one shape from others: the names of their columns. */
    static String print(List<String> header) {
        return String.valueOf(
                header.stream().map(Headers::plain).sorted().toList().hashCode());
    }

    private static String who(Actor actor) {
        return actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person());
    }

    private <T> T laidOut(List<DraftFile> files, Function<List<Path>, T> work) {
        try {
            var folder = Files.createTempDirectory("kontor-draft");
            try {
                var paths = new ArrayList<Path>();
                for (int i = 0; i < files.size(); i++) {
                    var own = Files.createDirectory(folder.resolve(String.valueOf(i)));
                    paths.add(Files.write(
                            own.resolve(files.get(i).name()), files.get(i).content()));
                }
                return work.apply(paths);
            } finally {
                try (var all = Files.walk(folder)) {
                    for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses: no such files, or another person's. */
    public Draft draft(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var draft = find(actor, id);
        var files = laidOut(tx.as(actor, () -> sql.files(id)), paths -> {
            try (var opened = Opened.of(paths, Bounds.USUAL)) {
                return Proposal.sampled(opened);
            }
        });
        var mapping = MappingFile.read(draft.mapping());
        return new Draft(id, MappingEdit.of(actor, mapping, files, kinds), draft.known(), draft.run());
    }

    private DraftSql.Draft find(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.find(id, who(actor)).orElseThrow(() -> Refusal.notFound(Imports.KIND)));
    }

    /** Keeps what somebody made of the mapping. Refuses: what is no mapping. */
    public void change(Actor actor, UUID id, Mapping mapping) {
        actor.role(Imports.KIND, Verb.IMPORT);
        find(actor, id);
        var text = MappingText.of(mapping);
        MappingFile.read(text);
        tx.as(actor, () -> sql.change(id, text));
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
        var mapping = MappingFile.read(find(actor, draft).mapping());
        var files = tx.as(actor, () -> sql.files(draft));
        if (works.values().stream().filter(work -> !work.over()).count() >= MOST_WORK) {
            throw Refusal.conflict("import-busy");
        }
        forgetOld();
        var work = new Work(clock.instant());
        works.put(id, work);
        Thread.ofVirtual().name("import-" + id).start(() -> {
            try {
                work.result = laidOut(
                        files, paths -> imports.run(id, actor, mapping, paths, rejects, dryRun, words, work::seen));
            } catch (Cancelled e) {
                work.cancelled = true;
            } catch (Refusal refusal) {
                work.failure = words.refusal(refusal);
            } catch (RuntimeException e) {
                work.failure = words.t("import.failed", "why", String.valueOf(e.getMessage()));
            } finally {
                work.over = true;
            }
        });
    }

    private void forgetOld() {
        var old = clock.instant().minus(KEPT);
        works.values().removeIf(work -> work.over() && work.started.isBefore(old));
    }

    /** A trial by its draft, a run by itself, if it was begun by this process. */
    public Optional<Work> work(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.SEE);
        return Optional.ofNullable(works.get(id));
    }

    /** Stops it after the batch it is at; what came in so far stays and can be taken back. */
    public void cancel(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.IMPORT);
        Optional.ofNullable(works.get(id)).ifPresent(work -> work.cancelled = true);
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

    /** A run as its page shows it. */
    public record Told(
            UUID id,
            String mapping,
            String status,
            Instant started,
            @Nullable Instant ended,
            List<String> files,
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
                    run.files().stream().map(ImportRun.FileSeen::name).toList(),
                    run.rowsRead(),
                    run.rowsRejected(),
                    run.created(),
                    run.changed(),
                    run.unchanged(),
                    new java.util.TreeMap<>(run.warnings()),
                    run.reason(),
                    sql.kinds(id),
                    Files.isReadable(rejectsOf(id)),
                    sql.ofRun(id, who(actor)).orElse(null));
        });
    }

    private Path rejectsOf(UUID run) {
        return rejects.resolve("rejects-" + run + ".csv");
    }

    /** The file of rejected rows. Refuses: there is none. */
    public Path rejectsFile(Actor actor, UUID run) {
        return readable(actor, rejectsOf(run));
    }

    /** The file of what full lists did not name. Refuses: there is none. */
    public Path absentFile(Actor actor, UUID run) {
        return readable(actor, rejects.resolve("absent-" + run + ".csv"));
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

    @Configuration(proxyBeanMethods = false)
    static class Tidying {
        @Bean
        Job draftHousekeeping(ImportDesk desk) {
            return new Job("import-drafts", Duration.ofHours(6), desk::tidy);
        }
    }

    private void tidy() {
        var actor = io.kontor.database.Purpose.HOUSEKEEPING.actor(Imports.KIND);
        tx.as(actor, () -> sql.forget(clock.instant().minus(KEPT)));
    }
}
