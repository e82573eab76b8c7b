package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open deals that wait for somebody: past the day they were expected to close, or still for thirty days. */
@Component
class WaitingDeals {
    private static final int STILL_DAYS = 30;
    private static final String OPEN = "d.closed_on is null and not d.withdrawn";

    private final Tx tx;
    private final JdbcClient jdbc;
    private final DealReach reach;
    private final DealBooks books;
    private final Company company;
    private final Clock clock;

    WaitingDeals(Tx tx, JdbcClient jdbc, DealReach reach, DealBooks books, Company company, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.reach = reach;
        this.books = books;
        this.company = company;
        this.clock = clock;
    }

    List<Deals.Waiting> pastClose(Actor actor, int most) {
        var today = books.today(actor);
        return tx.as(actor, () -> {
            var scope = reach.of(actor);
            return jdbc.sql("select d.id, d.name, d.owner_id, d.expected_close_on from deals.deal d where " + OPEN
                            + " and d.expected_close_on < :today and (" + scope.sql()
                            + ") order by d.expected_close_on, d.id limit :most")
                    .params(scope.params())
                    .param("today", today)
                    .param("most", most)
                    .query((row, number) -> new Deals.Waiting(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            row.getObject(4, LocalDate.class)))
                    .list();
        });
    }

    int countPastClose(Actor actor, int most) {
        return count(actor, "d.expected_close_on < :before", books.today(actor), most);
    }

    List<Deals.Waiting> stalled(Actor actor, int most) {
        var zone = company.profile(actor).zoneId();
        return tx.as(actor, () -> {
            var scope = reach.of(actor);
            return jdbc.sql("select d.id, d.name, d.owner_id, d.changed_at from deals.deal d where " + OPEN
                            + " and d.changed_at < :before and (" + scope.sql()
                            + ") order by d.changed_at, d.id limit :most")
                    .params(scope.params())
                    .param("before", still())
                    .param("most", most)
                    .query((row, number) -> new Deals.Waiting(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            LocalDate.ofInstant(row.getTimestamp(4).toInstant(), zone)))
                    .list();
        });
    }

    int countStalled(Actor actor, int most) {
        return count(actor, "d.changed_at < :before", still(), most);
    }

    private @Nullable Object still() {
        return Rows.timestamp(clock.instant().minus(STILL_DAYS, ChronoUnit.DAYS));
    }

    private int count(Actor actor, String condition, @Nullable Object before, int most) {
        return tx.as(actor, () -> {
            var scope = reach.of(actor);
            return jdbc.sql("select count(*) from (select from deals.deal d where " + OPEN + " and " + condition
                            + " and (" + scope.sql() + ") limit :most) n")
                    .params(scope.params())
                    .param("before", before)
                    .param("most", most)
                    .query(Integer.class)
                    .single();
        });
    }
}
