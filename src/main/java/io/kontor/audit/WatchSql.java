package io.kontor.audit;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class WatchSql {
    private static final String COLUMNS =
            "select position, seq, id, recorded_at, actor, origin, action, subject_type, subject_id from ledger.moment_v ";

    /** How far back somebody's earlier entries are looked for. */
    private static final int BACK = 20_000;

    private final JdbcClient jdbc;

    WatchSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far the watch has come.
     *
     * @param next the first position it has not seen
     * @param last when the newest entry it has seen was recorded, or none
     * @param ran when it last looked
     */
    record Watched(long next, @Nullable Instant last, Instant ran) {}

    Optional<Watched> watched() {
        return jdbc.sql("select next_position, last_at, ran_at from audit.watched")
                .query((row, number) -> new Watched(
                        row.getLong(1),
                        row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .optional();
    }

    void keep(Watched watched) {
        jdbc.sql("""
                insert into audit.watched (next_position, last_at, ran_at) values (:next, :last, :ran)
                on conflict ((true)) do update set next_position = excluded.next_position, last_at = excluded.last_at,
                    ran_at = excluded.ran_at
                """)
                .param("next", watched.next())
                .param("last", Rows.timestamp(watched.last()))
                .param("ran", Rows.timestamp(watched.ran()))
                .update();
    }

    /** Sealed entries from a position on, in their order. */
    List<Moment> from(long position, int most) {
        return jdbc.sql(COLUMNS + "where position >= :from order by position limit :most")
                .param("from", position)
                .param("most", most)
                .query((row, number) -> read(row))
                .list();
    }

    /** What people did by hand shortly before, in its order. */
    List<Moment> justBefore(long position, Instant since) {
        return jdbc.sql(COLUMNS + """
                where position < :before and position >= :least and recorded_at >= :since
                    and actor is not null and origin = 'person'
                order by position
                """)
                .param("before", position)
                .param("least", position - BACK)
                .param("since", Rows.timestamp(since))
                .query((row, number) -> read(row))
                .list();
    }

    private static Moment read(ResultSet row) throws SQLException {
        return new Moment(
                row.getLong("position"),
                row.getLong("seq"),
                row.getObject("id", UUID.class),
                row.getTimestamp("recorded_at").toInstant(),
                row.getObject("actor", UUID.class),
                row.getString("origin"),
                row.getString("action"),
                new Subject(row.getString("subject_type"), row.getObject("subject_id", UUID.class)));
    }
}
