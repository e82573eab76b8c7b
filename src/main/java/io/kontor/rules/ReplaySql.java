package io.kontor.rules;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import io.kontor.ledger.States;
import io.kontor.rules.Replays.Otherwise;
import io.kontor.rules.Replays.Run;
import io.kontor.rules.Replays.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ReplaySql {
    private final JdbcClient jdbc;

    ReplaySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UUID id, String askedBy, Replay asked, Instant now) {
        jdbc.sql("""
                insert into rules.replay (id, asked_by, vocabulary, request, state, done, started_at, beat_at)
                values (:id, :asked_by, :vocabulary, :request, 'running', 0, :now, :now)
                """)
                .param("id", id)
                .param("asked_by", askedBy)
                .param("vocabulary", asked.draft().vocabulary())
                .param("request", States.write(asked))
                .param("now", Rows.timestamp(now))
                .update();
    }

    /** Says that it goes on; false when somebody stopped it. */
    boolean beat(UUID id, long done, Instant now) {
        return jdbc.sql("update rules.replay set done = :done, beat_at = :now where id = :id and state = 'running'")
                        .param("id", id)
                        .param("done", done)
                        .param("now", Rows.timestamp(now))
                        .update()
                == 1;
    }

    void end(UUID id, State state, long done, Replay.@Nullable Outcome outcome, Instant now) {
        jdbc.sql("""
                update rules.replay set state = :state, done = :done, result = :result, beat_at = :now, ended_at = :now
                where id = :id and state = 'running'
                """)
                .param("id", id)
                .param("state", state.code())
                .param("done", done)
                .param("result", outcome == null ? null : States.write(outcome))
                .param("now", Rows.timestamp(now))
                .update();
    }

    void cancel(UUID id, Instant now) {
        jdbc.sql("update rules.replay set state = 'cancelled', ended_at = :now where id = :id and state = 'running'")
                .param("id", id)
                .param("now", Rows.timestamp(now))
                .update();
    }

    void name(UUID id, List<ReplayTally.Named> cases) {
        jdbc.sql("""
                insert into rules.replay_case (replay_id, place, about_type, about_id, at, was, would, amount)
                select :id, place, about_type, about_id, at, was, would, amount
                from unnest(:place, :about_type, :about_id, :at, :was, :would, :amount)
                    as r (place, about_type, about_id, at, was, would, amount)
                where exists (select from rules.replay p where p.id = :id and p.state = 'done')
                """)
                .param("id", id)
                .params(Rows.of(cases)
                        .large("place", ReplayTally.Named::place)
                        .text("about_type", one -> one.one().about().type())
                        .uuid("about_id", one -> one.one().about().id())
                        .moment("at", one -> one.one().at())
                        .text("was", ReplayTally.Named::was)
                        .text("would", ReplayTally.Named::would)
                        .number("amount", one -> one.one().amount())
                        .params())
                .update();
    }

    Optional<Run> find(UUID id, Instant silent) {
        return jdbc.sql("""
                select id, asked_by, request,
                    case when state = 'running' and beat_at < :silent then 'failed' else state end as state,
                    done, result, started_at, ended_at
                from rules.replay where id = :id
                """)
                .param("id", id)
                .param("silent", Rows.timestamp(silent))
                .query(ReplaySql::run)
                .optional();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        var ended = row.getTimestamp("ended_at");
        return new Run(
                row.getObject("id", UUID.class),
                row.getString("asked_by"),
                States.read(Replay.class, row.getString("request")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("done"),
                result == null ? null : States.read(Replay.Outcome.class, result),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    List<Otherwise> otherwise(UUID id, long after, int most) {
        return jdbc.sql("""
                select place, about_type, about_id, at, was, would, amount from rules.replay_case
                where replay_id = :id and place > :after order by place limit :most
                """)
                .param("id", id)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Otherwise(
                        row.getLong("place"),
                        new Subject(row.getString("about_type"), row.getObject("about_id", UUID.class)),
                        row.getTimestamp("at").toInstant(),
                        row.getString("was"),
                        row.getString("would"),
                        row.getBigDecimal("amount")))
                .list();
    }
}
