package io.kontor.connect.imports;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Takes an import back: what it made goes and what it changed becomes what it was, as long as nobody touched it since and
 * nothing that stays refers to it. The rest stays and says why. Nothing is deleted: every object gets one more entry.
 */
@Component
public class Undo {
    private static final int AT_ONCE = 1_000;

    /** What somebody who may import need not be allowed to change. */
    private static final Set<String> OFFICE_KINDS = Set.of("company", "field");

    private final Tx tx;
    private final Ledger ledger;
    private final BackSql sql;
    private final RunSql runs;
    private final Map<String, TakesBack> rooms = new TreeMap<>();
    private final Clock clock;

    Undo(Tx tx, Ledger ledger, BackSql sql, RunSql runs, List<TakesBack> rooms, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.sql = sql;
        this.runs = runs;
        this.clock = clock;
        rooms.forEach(room -> this.rooms.put(room.kind(), room));
    }

    /**
     * What taking back does, or did.
     *
     * @param gone objects the run made that leave
     * @param restored objects it changed that become what they were
     * @param stays objects that stay as they are, by reason: {@code changed_since}, {@code referred}, {@code not_accepted}
     * @param kinds the same by kind of object
     * @param staying some of those that stay
     */
    public record Result(
            UUID run, long gone, long restored, Map<String, Long> stays, List<OfKind> kinds, List<Stays> staying) {
        public Result {
            stays = Map.copyOf(stays);
            kinds = List.copyOf(kinds);
            staying = List.copyOf(staying);
        }

        public long kept() {
            return stays.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public record OfKind(String kind, long gone, long restored, long stays) {}

    /** @param by the kind of what was changed since, or refers to it */
    public record Stays(
            String kind,
            UUID id,
            String why,
            @org.jspecify.annotations.Nullable String by) {}

    /** What would happen. Refuses: no such run; still running; not allowed. */
    public Result preview(Actor actor, UUID run) {
        return tx.as(actor, () -> {
            check(actor, run);
            find(run);
            return result(run);
        });
    }

    /** Takes it back. What is killed in the middle goes on when it is asked again; twice changes nothing. */
    public Result undo(Actor actor, UUID run) {
        var importing = actor.with(new Origin(Origin.Kind.IMPORT, run));
        var before = tx.as(actor, () -> {
            var state = check(actor, run);
            find(run);
            return state;
        });
        for (var kind : tx.as(actor, () -> sql.kinds(run))) {
            while (some(importing, run, kind, before.mapping())) {
                // until none of the kind is left
            }
        }
        return tx.as(actor, () -> {
            var version = runs.version(run);
            var now = ledger.stateAt(Imports.RUN, run, version).orElseThrow();
            if (now.status() != ImportRun.Status.UNDONE) {
                runs.write(ledger.append(
                        actor,
                        Change.of(Imports.RUN, run, "undone", role(actor, now), now.undone(clock.instant()))
                                .after(version)));
            }
            return result(run);
        });
    }

    private ImportRun check(Actor actor, UUID run) {
        actor.role(Imports.KIND, Verb.SEE);
        var version = runs.find(run).orElseThrow(() -> Refusal.notFound(Imports.KIND));
        var state = ledger.stateAt(Imports.RUN, run, version).orElseThrow(() -> Refusal.notFound(Imports.KIND));
        role(actor, state);
        if (state.status() == ImportRun.Status.RUNNING) {
            throw Refusal.conflict("import-still-running");
        }
        return state;
    }

    /** Who takes an import back must be allowed to import what it brought. */
    private String role(Actor actor, ImportRun run) {
        var kinds = MappingFile.read(run.text()).objects().stream()
                .map(Mapping.Part::object)
                .distinct()
                .toList();
        kinds.forEach(kind -> actor.role(kind, Verb.IMPORT));
        return actor.role(kinds.getFirst(), Verb.IMPORT);
    }

    private void find(UUID run) {
        sql.find(run, rooms.keySet());
        sql.beginLeaving(run);
        var pointing = sql.pointing();
        int more = 1;
        while (more > 0) {
            more = 0;
            for (var column : pointing) {
                more += sql.keepReferred(run, column, rooms.keySet());
            }
        }
        sql.endLeaving();
        sql.holding().forEach(holding -> sql.keepUsedFields(run, holding));
    }

    /** @return whether there may be more */
    private boolean some(Actor actor, UUID run, String kind, String reason) {
        return tx.as(actor, () -> {
            var next = sql.next(run, kind, AT_ONCE);
            if (next.isEmpty()) {
                return false;
            }
            takeBack(actor, run, kind, next, reason);
            return true;
        });
    }

    private void takeBack(Actor actor, UUID run, String kind, List<TakesBack.Back> some, String reason) {
        var room = java.util.Objects.requireNonNull(rooms.get(kind));
        var wanted = new HashSet<UUID>();
        some.forEach(one -> wanted.add(one.id()));
        var done = attempt(() -> room.takeBack(actor, some, reason));
        sql.done(run, done);
        wanted.removeAll(done);
        sql.stays(run, wanted, OFFICE_KINDS.contains(kind) ? "not_mine" : "changed_since");
    }

    private Set<UUID> attempt(Supplier<Set<UUID>> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException e) {
            throw Refusal.conflict("import-undo-stopped");
        }
    }

    private Result result(UUID run) {
        var gone = 0L;
        var restored = 0L;
        var kinds = new java.util.LinkedHashMap<String, OfKind>();
        for (var count : sql.counts(run)) {
            boolean stays = count.why() != null;
            gone += !stays && count.made() ? count.count() : 0;
            restored += !stays && !count.made() ? count.count() : 0;
            var old = kinds.getOrDefault(count.kind(), new OfKind(count.kind(), 0, 0, 0));
            kinds.put(
                    count.kind(),
                    new OfKind(
                            count.kind(),
                            old.gone() + (!stays && count.made() ? count.count() : 0),
                            old.restored() + (!stays && !count.made() ? count.count() : 0),
                            old.stays() + (stays ? count.count() : 0)));
        }
        return new Result(
                run,
                gone,
                restored,
                sql.reasons(run),
                List.copyOf(kinds.values()),
                sql.staying(run, 200).stream()
                        .map(one -> new Stays(one.kind(), one.id(), one.why(), one.byKind()))
                        .toList());
    }
}
