package io.kontor.rules;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.rules.spi.Cases;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Drafts over past cases: who would have been treated otherwise. Nothing changes by it and no receipts are left. It goes on in
 * the background; whoever asked sees how far it is and can stop it.
 */
@Component
public final class Replays implements DisposableBean {
    public static final String KIND = "rule";

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration SILENT = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 2;
    private static final int OFTEN = 256;

    private final Tx tx;
    private final Ids ids;
    private final Clock clock;
    private final ReplaySql sql;
    private final Tables tables;
    private final ObjectProvider<Cases> sources;
    private final ConcurrentMap<UUID, Work> works = new ConcurrentHashMap<>();

    Replays(Tx tx, Ids ids, Clock clock, ReplaySql sql, Tables tables, ObjectProvider<Cases> sources) {
        this.tx = tx;
        this.ids = ids;
        this.clock = clock;
        this.sql = sql;
        this.tables = tables;
        this.sources = sources;
    }

    /** What stands of a run. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A run as it stands.
     *
     * @param outcome when it is done
     */
    public record Run(
            UUID id,
            String askedBy,
            Replay asked,
            State state,
            long done,
            Replay.@Nullable Outcome outcome,
            Instant started,
            @Nullable Instant ended) {}

    /** A case that would have been decided otherwise; an empty text is "nothing". */
    public record Otherwise(
            long place,
            Subject about,
            Instant at,
            String was,
            String would,
            @Nullable BigDecimal amount) {}

    private static final class Work {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean stop;
        private volatile long done;

        boolean over() {
            return ended.getCount() == 0;
        }
    }

    /** Waits until a run that goes on here has ended. */
    void await(UUID id) throws InterruptedException {
        var work = works.get(id);
        if (work != null) {
            work.ended.await();
        }
    }

    /** Runs stop before the connections they need are closed. */
    @Override
    public void destroy() throws InterruptedException {
        works.values().forEach(work -> work.stop = true);
        for (var work : works.values()) {
            if (!work.ended.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("A replay did not stop in time.");
            }
        }
    }

    /** Works it out here and now. Refuses: what is wrong in the draft or the filter; nobody keeps such cases. */
    public Replay.Outcome run(Actor actor, Replay asked, Replay.Progress progress) {
        return tally(actor, asked, progress).outcome();
    }

    private ReplayTally tally(Actor actor, Replay asked, Replay.Progress progress) {
        var rules = tables.compile(actor, asked.draft());
        var filter = asked.filter() == null ? null : Expressions.compile(rules.vocabulary(), Kind.FLAG, asked.filter());
        var cases = source(asked);
        var tally = new ReplayTally(rules, filter, asked.output());
        cases.each(actor, asked.from(), asked.until(), one -> {
            tally.take(one);
            return tally.seen() % OFTEN != 0 || progress.go(tally.seen());
        });
        progress.go(tally.seen());
        return tally;
    }

    private Cases source(Replay asked) {
        var wanted = asked.draft().vocabulary();
        return sources.stream()
                .filter(one -> one.vocabulary().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("replay-no-cases", "word", wanted));
    }

    /** Begins a run. Refuses: as {@link #run}; not allowed; too many are running already. */
    public UUID start(Actor actor, Replay asked) {
        actor.role(KIND, Verb.CREATE);
        tables.compile(actor, asked.draft());
        source(asked);
        works.values().removeIf(Work::over);
        if (works.size() >= MOST_AT_ONCE) {
            throw Refusal.tooMany("replay-busy");
        }
        var id = ids.next();
        var work = new Work();
        works.put(id, work);
        tx.as(actor, () -> sql.begin(id, who(actor), asked, clock.instant()));
        Thread.ofVirtual().name("replay-" + id).start(() -> work(actor, id, asked, work));
        return id;
    }

    private static String who(Actor actor) {
        return actor.person() == null ? String.valueOf(actor.label()) : String.valueOf(actor.person());
    }

    private void work(Actor actor, UUID id, Replay asked, Work work) {
        var beat = Thread.ofVirtual().name("replay-beat-" + id).start(() -> beat(actor, id, work));
        try {
            var tally = tally(actor, asked, done -> {
                work.done = done;
                return !work.stop;
            });
            beat.interrupt();
            tx.as(actor, () -> {
                if (work.stop) {
                    sql.end(id, State.CANCELLED, work.done, null, clock.instant());
                } else {
                    sql.end(id, State.DONE, tally.seen(), tally.outcome(), clock.instant());
                    sql.name(id, tally.named());
                }
            });
        } catch (RuntimeException e) {
            log.error("The replay {} failed.", id, e);
            tx.as(actor, () -> sql.end(id, State.FAILED, work.done, null, clock.instant()));
        } finally {
            beat.interrupt();
            work.ended.countDown();
        }
    }

    private void beat(Actor actor, UUID id, Work work) {
        try {
            while (!work.over()) {
                Thread.sleep(BEAT);
                tx.as(actor, () -> {
                    if (!sql.beat(id, work.done, clock.instant())) {
                        work.stop = true;
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops a run, wherever it goes on; what it found until then is not kept. */
    public void cancel(Actor actor, UUID id) {
        actor.role(KIND, Verb.CREATE);
        tx.as(actor, () -> sql.cancel(id, clock.instant()));
        var work = works.get(id);
        if (work != null) {
            work.stop = true;
        }
    }

    /** Refuses: no such run. One that has said nothing for a minute has failed: its process is gone. */
    public Run find(Actor actor, UUID id) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.find(id, clock.instant().minus(SILENT)))
                .orElseThrow(() -> Refusal.notFound("replay"));
    }

    /** Cases that would have been decided otherwise, the first {@value ReplayTally#MOST_NAMED} of them, a page at a time. */
    public List<Otherwise> otherwise(Actor actor, UUID id, long after, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(actor, () -> sql.otherwise(id, after, most));
    }
}
