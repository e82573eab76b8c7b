package io.kontor.reports;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Targets kept one by one before there was a document of them; nobody writes them any more, and the first draft takes them over. */
@Component
final class EarlierTargets {
    private final Tx tx;
    private final JdbcClient jdbc;

    EarlierTargets(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    List<Target> all(Actor actor) {
        return tx.as(
                actor,
                () -> jdbc.sql("""
                select metric, target, starts_on, due_on, outcome, name, baseline, note from reports.goal
                where not withdrawn order by starts_on, due_on, metric, id limit :most
                """)
                        .param("most", MetricTargets.MOST)
                        .query((row, number) -> target(row))
                        .list());
    }

    private static Target target(ResultSet row) throws SQLException {
        var begins = row.getObject("starts_on", LocalDate.class);
        var last = row.getObject("due_on", LocalDate.class);
        var period = Stretch.of(begins, last);
        return new Target(
                row.getString("metric"),
                row.getBigDecimal("target"),
                period,
                begins,
                period == Stretch.DAYS ? last : null,
                row.getBoolean("outcome"),
                row.getString("name"),
                row.getBigDecimal("baseline"),
                null,
                row.getString("note"));
    }
}
