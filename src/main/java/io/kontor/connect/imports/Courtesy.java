package io.kontor.connect.imports;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets an import beside a server give way: after a batch it rests, the longer the more connections were at work in the database
 * meanwhile, so that pages stay quick. Whoever has the database alone never rests.
 */
@Component
class Courtesy {
    /** One more is always at work: what is imported is sealed and counted. */
    private static final int USUAL = 1;

    private static final int MOST = 2;
    private static final int LANES = 2;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Tx tx;
    private final JdbcClient jdbc;
    private final boolean alone;

    Courtesy(Tx tx, JdbcClient jdbc, @Value("${kontor.alone:false}") boolean alone) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.alone = alone;
    }

    /** How many batches may go in at the same time: more than one only where nobody waits for a page meanwhile. */
    int lanes() {
        return alone ? LANES : 1;
    }

    /** Rests after a batch that took so long and is committed: nobody may be kept waiting by a rest. */
    void rest(Duration took) {
        if (alone) {
            return;
        }
        try {
            Thread.sleep(due(took, others()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Half as long as the batch took for each connection beyond the usual, twice as long at most. */
    static Duration due(Duration took, int others) {
        int beyond = Math.max(0, others - USUAL);
        var due = took.multipliedBy(Math.min(beyond, 2 * MOST)).dividedBy(2);
        return due.compareTo(LONGEST) > 0 ? LONGEST : due;
    }

    /** How many other connections of this office are at work now. */
    int others() {
        return tx.ask(
                Purpose.MEASURING, () -> jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state = 'active' and pid <> pg_backend_pid()
                        """).query(Integer.class).single());
    }
}
