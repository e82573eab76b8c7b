package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands entries to those who listen. A batch that fails is taken entry by entry; an entry that still fails is parked with its
 * error and tried again with growing pauses, and later entries of its subject wait behind it while all others go on.
 */
@Component
final class Subscriptions {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final int BATCH = 500;
    /** Who catches up with a whole ledger takes more at once: what a batch costs beside its entries is paid less often. */
    private static final int LARGE_BATCH = 2_000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Tx tx;
    private final SubscriptionSql sql;
    private final Clock clock;
    private final Map<String, Subscription> listeners;

    Subscriptions(Tx tx, SubscriptionSql sql, Clock clock, List<Subscription> listeners) {
        this.tx = tx;
        this.sql = sql;
        this.clock = clock;
        var byName = new java.util.TreeMap<String, Subscription>();
        listeners.forEach(listener -> byName.put(listener.name(), listener));
        this.listeners = byName;
    }

    /** One cursor of one listener. */
    record Cursor(Subscription listener, int shard) {}

    List<Cursor> cursors() {
        return listeners.values().stream()
                .flatMap(listener ->
                        IntStream.range(0, listener.shards()).mapToObj(shard -> new Cursor(listener, shard)))
                .toList();
    }

    /** Makes the cursors that are not there yet; they start at the beginning of the ledger. */
    void register() {
        tx.as(
                Purpose.PROJECTING.actor(),
                () -> cursors()
                        .forEach(cursor -> sql.register(
                                cursor.listener().name(),
                                cursor.shard(),
                                cursor.listener().shards())));
    }

    /** Whether anybody has something to take. One question for all cursors, so that waiting costs next to nothing. */
    boolean anythingToDo() {
        return tx.read(Purpose.PROJECTING.actor(), () -> sql.anythingToDo(clock.instant()));
    }

    /** Everybody takes everything that has a position by now. */
    void catchUp() {
        register();
        for (var cursor : cursors()) {
            while (advance(cursor, LARGE_BATCH) > 0) {
                // The next batch follows at once.
            }
            retryParked(cursor);
        }
    }

    /**
     * Takes one batch.
     *
     * @return how far the cursor moved; 0 when there is nothing new, or another node holds the cursor
     */
    long advance(Cursor cursor) {
        return advance(cursor, BATCH);
    }

    private long advance(Cursor cursor, int most) {
        try {
            return tx.as(Purpose.PROJECTING.actor(), () -> batch(cursor, most));
        } catch (RuntimeException e) {
            log.warn(
                    "{} could not take a batch; taking it entry by entry.",
                    cursor.listener().name(),
                    e);
            return oneByOne(cursor, most);
        }
    }

    private long batch(Cursor cursor, int most) {
        var position = sql.claim(cursor.listener().name(), cursor.shard());
        if (position.isEmpty()) {
            return 0;
        }
        var window = sql.window(position.get(), most, cursor);
        if (window.next() == position.get()) {
            return 0;
        }
        var blocked = sql.blocked(cursor.listener().name());
        var free = new ArrayList<TimelineEntry>();
        var behind = new HashSet<Long>();
        for (var entry : window.entries()) {
            if (blocked.contains(entry.subject().id())) {
                behind.add(position(entry));
            } else {
                free.add(entry);
            }
        }
        if (!free.isEmpty()) {
            cursor.listener().take(free);
        }
        window.entries().stream()
                .filter(entry -> behind.contains(position(entry)))
                .forEach(entry -> park(cursor, entry, "waits behind an earlier entry"));
        sql.move(cursor.listener().name(), cursor.shard(), window.next());
        return window.next() - position.get();
    }

    /** The same window, each entry in its own transaction with the cursor, until the one that fails is parked. */
    private long oneByOne(Cursor cursor, int most) {
        var entries = tx.as(Purpose.PROJECTING.actor(), () -> {
            var position = sql.claim(cursor.listener().name(), cursor.shard());
            return position.map(from -> sql.window(from, most, cursor).entries())
                    .orElse(List.of());
        });
        long moved = 0;
        for (var entry : entries) {
            try {
                tx.as(Purpose.PROJECTING.actor(), () -> single(cursor, entry));
            } catch (RuntimeException e) {
                log.error("{} parks entry {} of {}.", cursor.listener().name(), entry.id(), entry.subject(), e);
                tx.as(Purpose.PROJECTING.actor(), () -> {
                    if (sql.claimAt(cursor.listener().name(), cursor.shard(), position(entry))) {
                        park(cursor, entry, String.valueOf(e.getMessage()));
                        sql.move(cursor.listener().name(), cursor.shard(), position(entry) + 1);
                    }
                });
            }
            moved++;
        }
        return moved;
    }

    private void single(Cursor cursor, TimelineEntry entry) {
        if (!sql.claimAt(cursor.listener().name(), cursor.shard(), position(entry))) {
            return;
        }
        if (sql.blocked(cursor.listener().name()).contains(entry.subject().id())) {
            park(cursor, entry, "waits behind an earlier entry");
        } else {
            cursor.listener().take(List.of(entry));
        }
        sql.move(cursor.listener().name(), cursor.shard(), position(entry) + 1);
    }

    /** Parked entries whose time has come, each with the ones of its subject that wait behind it. */
    void retryParked(Cursor cursor) {
        var due = tx.as(
                Purpose.PROJECTING.actor(),
                () -> sql.due(
                        cursor.listener().name(),
                        clock.instant(),
                        cursor.shard(),
                        cursor.listener().shards()));
        for (var subject : due) {
            while (retry(cursor, subject)) {
                // The next entry of this subject follows at once.
            }
        }
    }

    private boolean retry(Cursor cursor, UUID subject) {
        var name = cursor.listener().name();
        try {
            return tx.as(Purpose.PROJECTING.actor(), () -> {
                var parked = sql.firstParked(name, subject);
                if (parked.isEmpty()) {
                    return false;
                }
                cursor.listener().take(List.of(parked.get()));
                sql.unpark(name, position(parked.get()));
                return true;
            });
        } catch (RuntimeException e) {
            log.error("{} still cannot take an entry of {}.", name, subject, e);
            tx.as(
                    Purpose.PROJECTING.actor(),
                    () -> sql.postpone(
                            name,
                            subject,
                            clock.instant(),
                            FIRST_PAUSE,
                            LONGEST_PAUSE,
                            String.valueOf(e.getMessage())));
            return false;
        }
    }

    private void park(Cursor cursor, TimelineEntry entry, String error) {
        sql.park(
                cursor.listener().name(),
                position(entry),
                entry.subject().id(),
                clock.instant().plus(FIRST_PAUSE),
                error);
    }

    private static long position(TimelineEntry entry) {
        return java.util.Objects.requireNonNull(entry.position());
    }

    /** How many entries each listener has parked; an alert on the ledger's page when it is not empty. */
    Map<String, Integer> parked() {
        return tx.read(Purpose.PROJECTING.actor(), sql::parked);
    }
}
