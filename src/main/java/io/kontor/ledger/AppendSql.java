package io.kontor.ledger;

import io.kontor.database.Rows;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes entries and the keys of their texts. */
@Component
class AppendSql {
    private final JdbcClient jdbc;

    AppendSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The keys of these people, made where there is none. */
    Map<UUID, byte[]> keys(List<UUID> people) {
        var found = new HashMap<UUID, byte[]>();
        jdbc.sql("""
                with made as (
                    insert into ledger.person_key (subject_id, key)
                    select id, key from unnest(:people, :fresh) as r (id, key) order by id
                    on conflict do nothing returning subject_id, key
                )
                select subject_id, key from made
                union all select subject_id, key from ledger.person_key where subject_id = any(:people)
                """)
                .params(Rows.of(people)
                        .uuid("people", id -> id)
                        .bytes("fresh", id -> Closing.random())
                        .params())
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), row.getBytes(2));
                });
        if (found.size() < people.size()) {
            // Somebody else made some of them at the same moment; now they are there to be read.
            jdbc.sql("select subject_id, key from ledger.person_key where subject_id = any(:people)")
                    .param("people", Rows.uuids(people))
                    .query(row -> {
                        found.put(row.getObject(1, UUID.class), row.getBytes(2));
                    });
        }
        return found;
    }

    /**
     * Numbers are given in the order of the rows, and the rows wait for their positions from the same statement on; the keys of
     * their texts come with them.
     *
     * @param last whether nothing follows in this transaction: then the commit travels with the statement, and costs no round
     *     trip of its own
     */
    void insert(List<Closing.Closed> rows, boolean last) {
        var keys = rows.stream().flatMap(one -> one.keys().stream()).toList();
        var end = last ? COMMIT : "";
        if (rows.size() == 1 && keys.isEmpty()) {
            jdbc.sql(ONE + end).params(one(rows.getFirst())).update();
            return;
        }
        var params = new HashMap<>(many(rows));
        if (!keys.isEmpty()) {
            params.putAll(Rows.of(keys)
                    .uuid("key_entry", Closing.TextKey::entry)
                    .text("key_pointer", Closing.TextKey::pointer)
                    .bytes("key", Closing.TextKey::key)
                    .params());
        }
        jdbc.sql(MANY + (keys.isEmpty() ? "" : KEYS) + PENDING + end)
                .params(params)
                .update();
    }

    /** The most frequent case, one entry without free texts, in the form that is begun quickest. */
    private static final String ONE = """
            with given as materialized (select nextval('ledger.entry_seq') as seq)
            , entries as (
                insert into ledger.entry (
                    seq, id, subject_id, subject_type, occurred_at, recorded_at, actor, actor_label, role, origin, origin_ref,
                    correlation, action, partner_id, previous, format, salt, state, about, texts
                )
                select seq, ?::uuid, ?::uuid, ?, ?::timestamptz, ?::timestamptz, ?::uuid, ?::text, ?, ?, ?::uuid,
                    ?::uuid, ?, ?::uuid, ?::uuid, ?::int, ?::bytea, ?::jsonb,
                    ?::uuid, false
                from given
            )
            insert into ledger.pending (seq, entry_id, subject_id)
            select seq, ?::uuid, ?::uuid from given
            """;

    private static List<Object> one(Closing.Closed closed) {
        var row = closed.row();
        return List.of(
                row.id(),
                row.subject(),
                row.subjectType(),
                row.occurredAt().toString(),
                row.recordedAt().toString(),
                or(row.actor()),
                or(row.actorLabel()),
                row.role(),
                row.origin(),
                or(row.originRef()),
                row.correlation(),
                row.action(),
                or(row.partner()),
                or(row.previous()),
                row.format(),
                row.salt(),
                closed.state(),
                or(closed.about()),
                row.id(),
                row.subject());
    }

    /** A null nobody has to ask the driver about. */
    private static Object or(@Nullable Object value) {
        return value == null ? new SqlParameterValue(Types.NULL, null) : value;
    }

    private static final String MANY = """
            with given as materialized (
                select r.*, nextval('ledger.entry_seq') as seq
                from unnest(
                    :id, :subject, :subject_type, :occurred, :recorded, :actor, :actor_label, :actor_name, :role, :origin,
                    :origin_ref, :correlation, :action, :partner, :previous, :reason, :format, :salt, :state, :about, :texts
                ) with ordinality as r (
                    id, subject_id, subject_type, occurred_at, recorded_at, actor, actor_label, actor_name, role, origin,
                    origin_ref, correlation, action, partner_id, previous, reason, format, salt, state, about, texts, place
                )
                order by r.place
            )
            , entries as (
                insert into ledger.entry (
                    id, subject_id, subject_type, seq, occurred_at, recorded_at, actor, actor_label, actor_name, role,
                    origin, origin_ref, correlation, action, partner_id, previous, reason, format, salt, state, about, texts
                )
                select id, subject_id, subject_type, seq, occurred_at, recorded_at, actor, actor_label, actor_name::jsonb,
                    role, origin, origin_ref, correlation, action, partner_id, previous, reason::jsonb, format,
                    salt, state::jsonb, about, texts
                from given
            )
            """;
    private static final String KEYS = """
            , keys as (
                insert into ledger.text_key (entry_id, pointer, key)
                select entry, pointer, key from unnest(:key_entry, :key_pointer, :key) as k (entry, pointer, key)
            )
            """;
    private static final String PENDING = """
            insert into ledger.pending (seq, entry_id, subject_id)
            select seq, id, subject_id from given
            """;
    /** What the driver's own commit then finds done already. */
    private static final String COMMIT = "; commit";

    private static Map<String, Object> many(List<Closing.Closed> rows) {
        return Rows.of(rows)
                .uuid("id", one -> one.row().id())
                .uuid("subject", one -> one.row().subject())
                .text("subject_type", one -> one.row().subjectType())
                .moment("occurred", one -> one.row().occurredAt())
                .moment("recorded", one -> one.row().recordedAt())
                .uuid("actor", one -> one.row().actor())
                .text("actor_label", one -> one.row().actorLabel())
                .text("actor_name", Closing.Closed::actorName)
                .text("role", one -> one.row().role())
                .text("origin", one -> one.row().origin())
                .uuid("origin_ref", one -> one.row().originRef())
                .uuid("correlation", one -> one.row().correlation())
                .text("action", one -> one.row().action())
                .uuid("partner", one -> one.row().partner())
                .uuid("previous", one -> one.row().previous())
                .text("reason", Closing.Closed::reason)
                .whole("format", one -> one.row().format())
                .bytes("salt", one -> one.row().salt())
                .text("state", Closing.Closed::state)
                .uuid("about", Closing.Closed::about)
                .truth("texts", one -> !one.keys().isEmpty())
                .params();
    }
}
