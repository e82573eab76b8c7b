package io.kontor.erasure;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Recorded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class ErasureSql {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECT =
            "select id, subject_type, subject_id, also, gone::text as gone, erased_by, role, erased_at, entry_id from erasure.done ";

    private final JdbcClient jdbc;

    ErasureSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Done(
            UUID id,
            Subject subject,
            List<UUID> also,
            Map<String, Long> gone,
            @Nullable UUID by,
            String role,
            Instant at,
            UUID entry) {}

    void write(Recorded<Erasure> recorded, @Nullable UUID by, String role) {
        var state = recorded.state();
        jdbc.sql("""
                insert into erasure.done (id, subject_type, subject_id, also, gone, erased_by, role, erased_at, entry_id)
                values (:id, :type, :subject, :also, :gone::jsonb, :by, :role, :at, :entry)
                """)
                .param("id", recorded.id())
                .param("type", state.subjectType())
                .param("subject", state.subjectId())
                .param("also", Rows.uuids(state.also()))
                .param("gone", JSON.writeValueAsString(state.gone()))
                .param("by", by)
                .param("role", role)
                .param("at", Rows.timestamp(recorded.entry().recordedAt()))
                .param("entry", recorded.entryId())
                .update();
    }

    Optional<Done> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(ErasureSql::read)
                .optional();
    }

    List<Done> newest(int most) {
        return jdbc.sql(SELECT + "order by erased_at desc, id desc limit :most")
                .param("most", most)
                .query(ErasureSql::read)
                .list();
    }

    List<Done> of(Collection<UUID> subjects) {
        return jdbc.sql(SELECT
                        + "where subject_id = any(:subjects) or also && :subjects order by erased_at desc, id desc")
                .param("subjects", Rows.uuids(subjects))
                .query(ErasureSql::read)
                .list();
    }

    /** All there ever were, oldest first. */
    List<Done> all() {
        return jdbc.sql(SELECT + "order by erased_at, id")
                .query(ErasureSql::read)
                .list();
    }

    private static Done read(ResultSet row, int number) throws SQLException {
        return new Done(
                row.getObject("id", UUID.class),
                new Subject(row.getString("subject_type"), row.getObject("subject_id", UUID.class)),
                List.of((UUID[]) row.getArray("also").getArray()),
                JSON.readerForMapOf(Long.class).readValue(row.getString("gone")),
                row.getObject("erased_by", UUID.class),
                row.getString("role"),
                row.getTimestamp("erased_at").toInstant(),
                row.getObject("entry_id", UUID.class));
    }
}
