package io.kontor.connect.imports;

import io.kontor.connect.imports.Imports.Progress;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;

/** Takes the rows that were staged for the steps of a run in, batch by batch, each one transaction. */
final class Taking {
    private static final int MOST_SUGGESTIONS = 10_000;

    private final UUID id;
    private final Actor actor;
    private final Plan plan;
    private final String reason;
    private final Words words;
    private final Consumer<Progress> watch;
    private final Imports house;
    private final Tally tally;
    private final boolean dryRun;
    private final Function<RuntimeException, String> why;
    private final Map<String, Optional<String>> suggestions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_SUGGESTIONS;
        }
    });

    Taking(
            UUID id,
            Actor actor,
            Plan plan,
            String reason,
            Words words,
            Consumer<Progress> watch,
            Imports house,
            Tally tally,
            boolean dryRun,
            Function<RuntimeException, String> why) {
        this.id = id;
        this.actor = actor;
        this.plan = plan;
        this.reason = reason;
        this.words = words;
        this.watch = watch;
        this.house = house;
        this.tally = tally;
        this.dryRun = dryRun;
        this.why = why;
    }

    /** Goes through a step's keys; who refers to others of its kind that are not in yet comes in the next round. */
    void take(Step step) {
        long total = house.tx().as(actor, () -> house.staged().count(id, step.place()));
        var at = new At(step, total);
        boolean last = false;
        while (true) {
            long before = at.done;
            var deferred = round(at, last);
            if (deferred.isEmpty()) {
                return;
            }
            last = at.done == before;
        }
    }

    /** How far a step is. */
    private static final class At {
        private final Step step;
        private final long total;
        private long done;

        At(Step step, long total) {
            this.step = step;
            this.total = total;
        }
    }

    private Set<String> round(At at, boolean last) {
        var deferred = new HashSet<String>();
        var after = "";
        while (true) {
            var from = after;
            var keys = house.tx().as(actor, () -> house.staged().keys(id, at.step.place(), from, Bounds.Rows.BATCH));
            if (keys.isEmpty()) {
                return deferred;
            }
            var batch = keys.subList(0, Math.min(keys.size(), ReadAhead.OBJECTS_AT_ONCE));
            after = batch.getLast();
            deferred.addAll(staged(at, batch, last));
        }
    }

    private Set<String> staged(At at, List<String> keys, boolean last) {
        return staged(at, keys, last, false);
    }

    /**
     * One batch; when the database refuses it as a whole, its halves, down to the one that is at fault. That one is tried once
     * more: another import may have brought the same in at this moment, and now it is known.
     */
    private Set<String> staged(At at, List<String> keys, boolean last, boolean again) {
        try {
            return taken(at, () -> batch(at.step).takeStaged(actor, keys, last));
        } catch (DataIntegrityViolationException | Refusal e) {
            refuseWhole(e);
            if (keys.size() == 1) {
                if (!again) {
                    return staged(at, keys, last, true);
                }
                rejectStaged(at.step, keys.getFirst(), e);
                return Set.of();
            }
            int half = keys.size() / 2;
            var deferred = new HashSet<>(staged(at, keys.subList(0, half), last));
            deferred.addAll(staged(at, keys.subList(half, keys.size()), last));
            return deferred;
        }
    }

    private interface Work {
        Batch.Done take();
    }

    private Set<String> taken(At at, Work work) {
        var done = house.tx().as(actor, work::take);
        settled(at, done);
        return done.deferred();
    }

    /** Counts what is committed. Batches that go in side by side say so one after the other. */
    private synchronized void settled(At at, Batch.Done done) {
        tally.add(done.tally());
        at.done += done.rows();
        var kind = at.step.kind().kind();
        house.tx()
                .as(actor, () -> house.runs().progress(id, kind, at.done, at.total, tally.rowsRejected(), house.now()));
        watch.accept(new Progress(kind, at.done, at.total, tally.rowsRejected()));
    }

    private void refuseWhole(RuntimeException e) {
        if (dryRun) {
            throw Imports.dryRunEnded(e);
        }
        if (e instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            throw e;
        }
    }

    private Batch batch(Step step) {
        return new Batch(id, plan, step, words, reason, house, suggestions);
    }

    private Refusal notAccepted(RuntimeException e) {
        return e instanceof Refusal refusal ? refusal : Refusal.conflict("import-not-accepted", "why", why.apply(e));
    }

    private void rejectStaged(Step step, String key, RuntimeException e) {
        long count = house.tx().as(actor, () -> {
            var rows = house.staged().rows(id, step.place(), List.of(key), 1).get(key);
            var name = rows == null
                    ? ""
                    : plan.inputs().get(rows.getFirst().file()).file().name();
            long put = house.rejects()
                    .putStaged(id, step.place(), key, name, "not_accepted", words.refusal(notAccepted(e)), house.now());
            house.staged().remove(id, step.place(), List.of(key));
            return put;
        });
        rejected(count);
    }

    private synchronized void rejected(long count) {
        tally.rejected(count);
        tally.warn("not_accepted", count);
    }

    /** Takes a step whose rows lie in bins: while a batch is written, the next is read, and where it may be, written. */
    void take(Step step, Bins bins) {
        var at = new At(step, bins.count());
        int side = dryRun || !step.kind().apart() ? 1 : house.courtesy().lanes();
        try (var ahead = new Ahead<ReadAhead.Ready>("import-read-" + id, new ReadAhead(plan, step, bins)::all);
                var lanes = new Lanes(side, "import-write-" + id + "-")) {
            for (var ready = ahead.next(); ready != null; ready = ahead.next()) {
                var next = ready;
                lanes.run(() -> settle(at, next));
            }
            lanes.finish();
        }
    }

    private void settle(At at, ReadAhead.Ready ready) {
        long began = System.nanoTime();
        if (ready.crowded()) {
            ready.rows().forEach((key, rows) -> reject(at, rows, "too_many_lines", Batch.tooMany(key)));
        } else {
            take(at, ready);
        }
        if (!dryRun) {
            house.courtesy().rest(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void take(At at, ReadAhead.Ready ready) {
        // A transaction that is tried again must not find the marks of the time before.
        var read = new ArrayList<List<Draft>>(1);
        if (ready.drafts() != null) {
            read.add(ready.drafts());
        }
        try {
            taken(at, () -> {
                var drafts = read.isEmpty() ? ReadAhead.drafts(plan, at.step, ready.rows()) : read.removeFirst();
                return batch(at.step).take(actor, drafts, ready.count());
            });
        } catch (DataIntegrityViolationException | Refusal e) {
            refuseWhole(e);
            int size = ready.rows().size();
            if (size == 1) {
                if (ready.drafts() != null) {
                    take(at, ready.part(0, 1));
                    return;
                }
                reject(at, ready.rows().values().iterator().next(), "not_accepted", notAccepted(e));
                return;
            }
            take(at, ready.part(0, size / 2));
            take(at, ready.part(size / 2, size));
        }
    }

    /** Rows that are put aside as they are. */
    private void reject(At at, List<Row> rows, String rule, Refusal refusal) {
        var reason = words.refusal(refusal);
        var rejected = rows.stream()
                .map(row -> new RejectSql.Rejected(
                        at.step.place(), plan.fileOf(row), null, row, "", null, rule, reason, null))
                .toList();
        long count = house.tx().as(actor, () -> house.rejects().put(id, rejected, house.now()));
        rejected(at, rows.size(), rule, count);
    }

    private synchronized void rejected(At at, int rows, String rule, long count) {
        tally.rejected(count);
        tally.warn(rule, count);
        at.done += rows;
    }
}
