package io.kontor.rules;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What measuring rules asks of the database: past cases in {@code bench.past}, and limits to compare with. No office has that schema. */
@Component
public final class RulesMeasure {
    private static final int FETCH = 5_000;

    private final Tx tx;
    private final JdbcClient jdbc;

    RulesMeasure(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    /** A past case; of each tenth place something else was decided than the table would. */
    public record Past(int place, String tier, String region, long worth, long deals, Instant day) {}

    /** Cases of these days in their order, until the taker has enough. */
    public void past(Actor actor, LocalDate from, LocalDate until, Predicate<Past> taker) {
        tx.read(
                actor,
                () -> jdbc.sql("""
                        select place, tier, region, worth, deals, day from bench.past
                        where day >= :from and day < :until order by place
                        """)
                        .param("from", from)
                        .param("until", until)
                        .withFetchSize(FETCH)
                        .query((ResultSetExtractor<Boolean>) rows -> told(rows, taker)));
    }

    private static boolean told(ResultSet row, Predicate<Past> taker) throws SQLException {
        while (row.next()) {
            var past = new Past(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getTimestamp(6).toInstant());
            if (!taker.test(past)) {
                return false;
            }
        }
        return true;
    }

    /** How many cases were decided otherwise than the table would. */
    public long otherwise(Actor actor) {
        return tx.as(
                actor,
                () -> jdbc.sql("select count(*) from bench.past where place % 10 = 0")
                        .query(Long.class)
                        .single());
    }

    /** Writes the rows of a kept table once more, without a check. */
    public void writeBare(Actor actor, String hash) {
        tx.as(
                actor,
                () -> jdbc.sql(
                                "insert into bench.bare (place, body) select place, body from rules.table_row where hash = :hash")
                        .param("hash", hash)
                        .update());
    }

    /** Reads all rows of two kept tables. */
    public long count(Actor actor, String one, String other) {
        return tx.as(
                actor,
                () -> jdbc.sql("select count(distinct says) from rules.table_row where hash in (:one, :other)")
                        .param("one", one)
                        .param("other", other)
                        .query(Long.class)
                        .single());
    }
}
