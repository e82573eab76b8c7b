package io.kontor.connect.imports;

import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What the ledger says of a run: that it began, and how it ended, also when its process never could. */
@Component
class RunRecords {
    private static final Duration SILENT = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(30);

    private final Tx tx;
    private final Ledger ledger;
    private final DraftSql drafts;
    private final RunSql runs;
    private final StagedSql staged;
    private final RejectSql rejects;
    private final Clock clock;

    RunRecords(Tx tx, Ledger ledger, DraftSql drafts, RunSql runs, StagedSql staged, RejectSql rejects, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.drafts = drafts;
        this.runs = runs;
        this.staged = staged;
        this.rejects = rejects;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant();
    }

    /** The first word of a run; its mapping is remembered unless it is only a trial. */
    ImportRun start(Actor actor, UUID id, Mapping mapping, Plan plan, boolean dryRun) {
        var files = plan.inputs().stream()
                .map(input -> new ImportRun.FileSeen(
                        input.file().name(),
                        input.file().bytes(),
                        input.file().hash(),
                        input.file().encodingName(),
                        input.file().delimiter(),
                        input.steps().isEmpty()))
                .toList();
        var run = ImportRun.started(mapping, files, now());
        tx.as(actor, () -> {
            var recorded = ledger.append(actor, Change.of(Imports.RUN, id, "started", role(actor, mapping), run));
            runs.write(recorded);
            if (!dryRun) {
                drafts.remember(recorded, prints(plan));
            }
            runs.progress(id, "read", 0, 0, 0, now());
        });
        return run;
    }

    private static List<String> prints(Plan plan) {
        return plan.inputs().stream()
                .filter(input -> !input.steps().isEmpty() && !input.rejects())
                .map(input -> ImportDrafts.print(input.file().header()))
                .distinct()
                .sorted()
                .toList();
    }

    private static String role(Actor actor, Mapping mapping) {
        return actor.role(mapping.objects().getFirst().object(), Verb.IMPORT);
    }

    /** The last one. */
    void end(Actor actor, UUID id, Mapping mapping, ImportRun run, String verb) {
        tx.as(actor, () -> {
            var version = runs.version(id);
            runs.write(ledger.append(
                    actor,
                    Change.of(Imports.RUN, id, verb, role(actor, mapping), run).after(version)));
            staged.removeAll(id);
        });
    }

    /** Runs whose process ended without a word are said to have stopped; rows and rejects nobody needs any more go. */
    void tidy() {
        var actor = Purpose.HOUSEKEEPING.actor(Imports.KIND);
        tx.as(actor, () -> {
            var since = now().minus(SILENT);
            for (var id : runs.silent(since)) {
                var version = runs.version(id);
                var run = ledger.stateAt(Imports.RUN, id, version).orElseThrow();
                var stopped = run.ended(ImportRun.Status.STOPPED, now(), new Tally(), null);
                runs.write(ledger.append(
                        actor,
                        Change.of(Imports.RUN, id, "stopped", "system", stopped).after(version)));
            }
            staged.forgetUnheard(since);
            rejects.forget(now().minus(KEPT));
        });
    }

    /** Keeps promises about how long things are kept. */
    @Configuration(proxyBeanMethods = false)
    static class Housekeeping {
        @Bean
        Job importHousekeeping(RunRecords records) {
            return new Job("import-housekeeping", Duration.ofHours(6), records::tidy);
        }
    }
}
