package io.kontor.governance;

import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.governance.spi.Progress;
import io.kontor.governance.spi.Simulation;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What changes would do, worked out aside: with progress, to be cancelled, and good for exactly the draft it was made of. */
@Component
public final class Simulations {
    private static final Logger log = LoggerFactory.getLogger(Simulations.class);
    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final long BEAT = 500_000_000L;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final ChangeBook kept;
    private final Drafts drafts;
    private final Clock clock;

    Simulations(Tx tx, JdbcClient jdbc, ChangeBook kept, Drafts drafts, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.kept = kept;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** How far a simulation is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What all parts of a change would do, part by part. */
    record Result(List<Simulation> parts) {}

    /**
     * The last simulation of a change.
     *
     * @param current whether it was made of what the change says now
     */
    public record Known(State state, long total, long done, boolean current, List<Simulation> parts) {
        /** In hundredths. */
        public int share() {
            return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }
    }

    private record Row(
            String hash,
            State state,
            long total,
            long done,
            Instant beat,
            @Nullable String result) {}

    private Optional<Row> row(UUID change) {
        return jdbc.sql("""
                select hash, state, total, done, beat_at, result from governance.simulation where change_id = :id
                """)
                .param("id", change)
                .query((row, number) -> new Row(
                        row.getString("hash"),
                        State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                        row.getLong("total"),
                        row.getLong("done"),
                        row.getTimestamp("beat_at").toInstant(),
                        row.getString("result")))
                .optional();
    }

    /** The last one, if there was any; one that has not been heard of for long has failed. */
    public Optional<Known> of(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            var change = kept.book().find(actor, id).state();
            return row(id).map(row -> new Known(
                    row.state() == State.RUNNING && silent(row) ? State.FAILED : row.state(),
                    row.total(),
                    row.done(),
                    row.hash().equals(change.hash()),
                    row.result() == null
                            ? List.of()
                            : States.read(Result.class, row.result()).parts()));
        });
    }

    private boolean silent(Row row) {
        return Duration.between(row.beat(), clock.instant()).compareTo(SILENT) > 0;
    }

    /** Begins in the background. Refuses: the change was not checked; one is under way. */
    public void start(Actor actor, Words words, UUID id) {
        var hash = begin(actor, id);
        Thread.ofVirtual().name("simulation-" + id).start(() -> work(actor, words, id, hash));
    }

    /** The same, and waits for it. */
    public void run(Actor actor, Words words, UUID id) {
        work(actor, words, id, begin(actor, id));
    }

    private String begin(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            actor.role(Changes.KIND, Verb.CHANGE);
            var change = kept.book().find(actor, id).state();
            if (change.life() != Life.SIMULATED) {
                change.life().by(Life.Step.SIMULATE);
            }
            if (row(id).filter(row -> row.state() == State.RUNNING && !silent(row))
                    .isPresent()) {
                throw Refusal.conflict("simulation-running");
            }
            jdbc.sql("""
                    insert into governance.simulation (change_id, hash, state, total, done, began_at, beat_at)
                    values (:id, :hash, 'running', 0, 0, :now, :now)
                    on conflict (change_id) do update set hash = excluded.hash, state = 'running', total = 0, done = 0,
                        began_at = excluded.began_at, beat_at = excluded.beat_at, result = null
                    """)
                    .param("id", id)
                    .param("hash", change.hash())
                    .param("now", Rows.timestamp(clock.instant()))
                    .update();
            return change.hash();
        });
    }

    private void work(Actor actor, Words words, UUID id, String hash) {
        try {
            var parts = new ArrayList<Simulation>();
            var change = kept.book().find(actor, id).state();
            var ready = drafts.ready(actor, id, change);
            var together = ready.stream().map(Ready::asIf).toList();
            var watch = new Watch(actor, id);
            Documents.asIf(together, () -> {
                ready.forEach(part -> part.simulate(actor, words, watch).ifPresent(parts::add));
                return true;
            });
            done(actor, id, hash, parts);
        } catch (Cancelled e) {
            end(actor, id, State.CANCELLED);
        } catch (RuntimeException e) {
            log.error("The simulation of the change {} failed.", id, e);
            end(actor, id, State.FAILED);
        }
    }

    private void done(Actor actor, UUID id, String hash, List<Simulation> parts) {
        var figures = new LinkedHashMap<String, BigDecimal>();
        parts.forEach(part -> figures.putAll(part.figures()));
        tx.as(actor, () -> {
            jdbc.sql("""
                    update governance.simulation set state = 'done', done = total, beat_at = :now, result = :result::jsonb
                    where change_id = :id and hash = :hash
                    """)
                    .param("now", Rows.timestamp(clock.instant()))
                    .param("result", States.write(new Result(parts)))
                    .param("id", id)
                    .param("hash", hash)
                    .update();
            var now = kept.book().find(actor, id).state();
            if (now.life() == Life.CHECKED && now.hash().equals(hash)) {
                kept.book().changeNow(actor, id, "simulated", Verb.CHANGE, change -> change.foreseen(figures), null);
            }
        });
    }

    private void end(Actor actor, UUID id, State state) {
        tx.as(actor, () -> {
            jdbc.sql("update governance.simulation set state = :state where change_id = :id and state = 'running'")
                    .param("state", state.code())
                    .param("id", id)
                    .update();
        });
    }

    /** Asks it to stop; it does at its next sign of life. */
    public void cancel(Actor actor, UUID id) {
        actor.role(Changes.KIND, Verb.CHANGE);
        end(actor, id, State.CANCELLED);
    }

    private static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }
    }

    /** Its signs of life are written beside whatever transaction the work is in, twice a second at most. */
    private final class Watch implements Progress {
        private final Actor actor;
        private final UUID id;
        private long all;
        private long last;

        Watch(Actor actor, UUID id) {
            this.actor = actor;
            this.id = id;
        }

        @Override
        public void total(long total) {
            all = total;
            beat(0);
        }

        @Override
        public void done(long sofar) {
            var now = System.nanoTime();
            if (now - last > BEAT) {
                last = now;
                beat(sofar);
            }
        }

        private void beat(long sofar) {
            var going = new boolean[1];
            var beside = Thread.ofVirtual()
                    .start(() -> going[0] = tx.as(
                            actor,
                            () -> jdbc.sql("""
                            update governance.simulation set total = :total, done = :done, beat_at = :now
                            where change_id = :id and state = 'running'
                            """)
                                            .param("total", all)
                                            .param("done", sofar)
                                            .param("now", Rows.timestamp(clock.instant()))
                                            .param("id", id)
                                            .update()
                                    == 1));
            try {
                beside.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled();
            }
            if (!going[0]) {
                throw new Cancelled();
            }
        }
    }
}
