package io.kontor.connect.imports;

import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.database.Tx;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.Importable;
import io.kontor.language.Words;
import io.kontor.ledger.SubjectType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Imports files by a mapping.
 *
 * <p>Rows are staged, then taken in by key in batches, each one transaction with its entries and its rejected rows. What is
 * killed in the middle has whole batches in and nothing else; the same files again bring the rest.
 */
@Component
public class Imports {
    public static final String KIND = "run";
    static final SubjectType<ImportRun> RUN =
            SubjectType.of(KIND, ImportRun.class, "started", "finished", "failed", "stopped", "undone");

    private final Tx tx;
    private final Company company;
    private final List<Importable> kinds;
    private final CustomFields fields;
    private final RunRecords records;
    private final RunSql runs;
    private final StagedSql staged;
    private final RejectSql rejects;
    private final FindingSql findings;
    private final List<Holding> holdings;
    private final Ids ids;
    private final Clock clock;
    private final Courtesy courtesy;

    Imports(
            Tx tx,
            Company company,
            List<Importable> kinds,
            CustomFields fields,
            RunRecords records,
            RunSql runs,
            StagedSql staged,
            RejectSql rejects,
            FindingSql findings,
            @Lazy List<Holding> holdings,
            Ids ids,
            Clock clock,
            Courtesy courtesy) {
        this.tx = tx;
        this.company = company;
        this.kinds = kinds;
        this.fields = fields;
        this.records = records;
        this.runs = runs;
        this.staged = staged;
        this.rejects = rejects;
        this.findings = findings;
        this.holdings = holdings;
        this.ids = ids;
        this.clock = clock;
        this.courtesy = courtesy;
    }

    Courtesy courtesy() {
        return courtesy;
    }

    /**
     * How far a run is.
     *
     * @param step the kind of object, or {@code read} while files are read
     * @param total rows of this step; 0 while nobody knows
     */
    public record Progress(String step, long done, long total, long rejected) {}

    /**
     * Imports files.
     *
     * @param rejectsFolder where the file of rejected rows is written when there are any
     * @param words in which language reasons are written
     * @param dryRun everything is done and nothing kept
     */
    public ImportResult run(
            Actor actor,
            Mapping mapping,
            List<Path> files,
            Path rejectsFolder,
            boolean dryRun,
            Words words,
            Consumer<Progress> watch) {
        return run(ids.next(), actor, mapping, files, rejectsFolder, dryRun, words, watch);
    }

    /** The same with an id that is known before. */
    ImportResult run(
            UUID id,
            Actor actor,
            Mapping mapping,
            List<Path> files,
            Path rejectsFolder,
            boolean dryRun,
            Words words,
            Consumer<Progress> watch) {
        var importing = actor.with(new Origin(Origin.Kind.IMPORT, id));
        try (var opened = Opened.of(files, Bounds.USUAL)) {
            Supplier<ImportResult> work = () -> {
                onceMore(dryRun, () -> fields(importing, mapping, words));
                var plan = Plan.of(actor, mapping, opened, kinds);
                return new Run(id, importing, mapping, plan, rejectsFolder, dryRun, words, watch, this, opened.folder())
                        .done();
            };
            return dryRun ? tried(importing, work) : work.get();
        }
    }

    /** What another import may do at the same moment is tried again when it is refused: then it is done. */
    static void onceMore(boolean dryRun, Runnable work) {
        try {
            work.run();
        } catch (DataIntegrityViolationException | Refusal | Clash e) {
            if (dryRun) {
                throw e;
            }
            work.run();
        }
    }

    /** Fields the mapping wants and the office does not have. */
    private void fields(Actor actor, Mapping mapping, Words words) {
        for (var wanted : mapping.custom()) {
            if (fields.of(actor, wanted.object()).stream()
                    .noneMatch(field -> field.code().equals(wanted.code()))) {
                fields.create(
                        actor,
                        new CustomField(
                                wanted.object(),
                                wanted.code(),
                                CustomField.Type.TEXT,
                                CustomField.Audience.OFFICE,
                                Map.of(words.language().tag(), wanted.label()),
                                List.of(),
                                100,
                                false),
                        mapping.name());
            }
        }
    }

    /** Looks at files and proposes what their columns mean. */
    Proposal propose(Actor actor, List<Path> files, Words words) {
        try (var opened = Opened.of(files, Bounds.USUAL)) {
            return Proposal.of(actor, opened, kinds);
        }
    }

    private ImportResult tried(Actor actor, Supplier<ImportResult> work) {
        try {
            return tx.as(actor, () -> {
                throw new Tried(work.get());
            });
        } catch (Tried tried) {
            return tried.result;
        }
    }

    /** Takes a dry run back. */
    private static final class Tried extends RuntimeException {
        private final transient ImportResult result;

        Tried(ImportResult result) {
            super("tried", null, false, false);
            this.result = result;
        }
    }

    Tx tx() {
        return tx;
    }

    StagedSql staged() {
        return staged;
    }

    RejectSql rejects() {
        return rejects;
    }

    FindingSql findings() {
        return findings;
    }

    List<Holding> holdings() {
        return holdings;
    }

    RunRecords records() {
        return records;
    }

    RunSql runs() {
        return runs;
    }

    List<Importable> kinds() {
        return kinds;
    }

    Instant now() {
        return clock.instant();
    }

    /** What the mapping knows of the office goes in as long as nobody has set the office up. */
    ImportResult.@Nullable OfficeTold tellOffice(Actor actor, Mapping mapping) {
        var told = mapping.office();
        if (told == null) {
            return null;
        }
        var known = company.known(actor);
        boolean free = !known.profile().setUp() && actor.may(Company.KIND, Verb.CHANGE);
        if (free && !with(known.profile(), told).equals(known.profile())) {
            company.change(actor, known.version(), old -> with(old, told), mapping.name());
        }
        return new ImportResult.OfficeTold(told.currency(), told.zone(), free);
    }

    private static CompanyProfile with(CompanyProfile old, Mapping.Office told) {
        return new CompanyProfile(
                old.name(),
                told.currency() == null ? old.currency() : told.currency(),
                told.zone() == null ? old.zone() : told.zone(),
                old.fiscalMonth(),
                old.language(),
                old.languages(),
                old.logo(),
                old.fileNames(),
                old.setUp());
    }

    /** The refusal when a dry run meets something that ends its transaction. */
    static Refusal dryRunEnded(RuntimeException e) {
        return Refusal.conflict("import-dry-run-ended", "why", String.valueOf(e.getMessage()));
    }
}
