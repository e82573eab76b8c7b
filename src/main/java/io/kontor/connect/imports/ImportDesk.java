package io.kontor.connect.imports;

import io.kontor.database.Job;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
    private static final int MOST_WORK = 2;
    private static final int MOST_LOOKED = 8;

    private final Tx tx;
    private final Imports imports;
    private final DraftSql sql;
    private final RunSql runs;
    private final Ledger ledger;
    private final List<Importable> kinds;
    private final Ids ids;
    private final Clock clock;
    private final DraftFiles files;
    private final Map<UUID, List<Sampled>> looked = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, List<Sampled>> eldest) {
            return size() > MOST_LOOKED;
        }
    });
    private final Map<UUID, ImportWork> works = new ConcurrentHashMap<>();

    ImportDesk(
            Tx tx,
            Imports imports,
            DraftSql sql,
            RunSql runs,
            Ledger ledger,
            List<Importable> kinds,
            Ids ids,
            Clock clock,
            DraftFiles files) {
        this.tx = tx;
        this.imports = imports;
        this.sql = sql;
        this.runs = runs;
        this.ledger = ledger;
        this.kinds = kinds;
        this.ids = ids;
        this.clock = clock;
        this.files = files;
    }

    /** A file as somebody gave it. */
    public record Upload(String name, long size, Content content) {
        static Upload of(String name, byte[] bytes) {
            return new Upload(name, bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    /** What a file holds, to be read once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
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
        var id = ids.next();
        try {
            var paths = files.keep(id, uploads);
            var proposal = imports.propose(actor, paths, words);
            tx.as(actor, () -> keep(actor, id, paths, mapping, proposal));
            return id;
        } catch (Refusal refusal) {
            files.forget(List.of(id));
            throw refusal.field() == null ? refusal.at("files") : refusal;
        } catch (RuntimeException e) {
            files.forget(List.of(id));
            throw e;
        }
    }

    private void keep(Actor actor, UUID id, List<Path> paths, @Nullable String mapping, Proposal proposal) {
        var known = mapping == null ? sql.fitting(prints(proposal.files())) : sql.mapping(mapping);
        var text = known.map(DraftSql.Known::text)
                .map(old -> fitted(old, proposal))
                .orElseGet(() -> MappingText.of(proposal.mapping()));
        sql.keep(
                id,
                who(actor),
                text,
                known.map(DraftSql.Known::name).orElse(null),
                paths.stream().map(path -> String.valueOf(path.getFileName())).toList(),
                clock.instant());
    }

    /** Rows copied from a spreadsheet, as a file. */
    public static Optional<Upload> pasted(@Nullable String rows) {
        return rows == null || rows.isBlank()
                ? Optional.empty()
                : Optional.of(Upload.of("pasted.tsv", rows.getBytes(StandardCharsets.UTF_8)));
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

    /** Refuses: no such files, or another person's. */
    public Draft draft(Actor actor, UUID id) {
        actor.role(Imports.KIND, Verb.IMPORT);
        var draft = find(actor, id);
        var mapping = MappingFile.read(draft.mapping());
        return new Draft(id, MappingEdit.of(actor, mapping, sampled(actor, id), kinds), draft.known(), draft.run());
    }

    /** A large file is looked at from end to end once, not with each press of a button. */
    private List<Sampled> sampled(Actor actor, UUID id) {
        var known = looked.get(id);
        if (known != null) {
            return known;
        }
        try (var opened = Opened.of(paths(actor, id), Bounds.USUAL)) {
            var fresh = List.copyOf(Proposal.sampled(opened));
            looked.put(id, fresh);
            return fresh;
        }
    }

    private List<Path> paths(Actor actor, UUID draft) {
        return files.paths(draft, tx.as(actor, () -> sql.files(draft)));
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
        var paths = paths(actor, draft);
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

    @Configuration(proxyBeanMethods = false)
    static class Tidying {
        @Bean
        Job draftHousekeeping(ImportDesk desk) {
            return new Job("import-drafts", Duration.ofHours(6), desk::tidy);
        }
    }

    private void tidy() {
        var actor = io.kontor.database.Purpose.HOUSEKEEPING.actor(Imports.KIND);
        files.forget(tx.as(actor, () -> sql.forget(clock.instant().minus(KEPT))));
    }
}
