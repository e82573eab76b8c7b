package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries as timelines and listeners read them: each with its place in the order and the state before it. */
@Component
class TimelineSql {
    private static final int FEW = 300;
    static final String COLUMNS = """
            e.id, e.seq, p.position, e.occurred_at, e.recorded_at, e.actor, e.actor_label, e.actor_name::text as actor_name,
            e.role, e.origin, e.origin_ref, e.correlation, e.action, e.subject_type, e.subject_id, e.partner_id, e.previous,
            e.reason::text as reason, e.format, e.state::text as after, coalesce(b.format, 0) as before_format,
            b.id as before_id, b.state::text as before,
            """ + Keyring.columns("e", "") + "," + Keyring.columns("b", "before_");
    static final String BEFORE = """
            left join lateral (
                select id, format, state, about, texts from ledger.entry x
                where x.subject_id = e.subject_id and x.seq < e.seq and x.id = e.previous
            ) b on true
            """;
    private static final String JOINED = "left join ledger.position p on p.entry_id = e.id " + BEFORE;

    private final JdbcClient jdbc;

    TimelineSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<TimelineEntry> one(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from ledger.entry e " + JOINED + " where e.id = :id")
                .param("id", id)
                .query(TimelineSql::read)
                .optional();
    }

    Timeline timeline(TimelineQuery query) {
        var params = new HashMap<String, @Nullable Object>();
        var where = new StringBuilder("true");
        if (query.subject() != null) {
            where.append(" and e.subject_type = :type");
            params.put("type", query.subject().type());
            if (query.folded().isEmpty()) {
                restrict(
                        where,
                        params,
                        "e.subject_id = :subject",
                        "subject",
                        query.subject().id());
            } else {
                restrict(
                        where,
                        params,
                        "e.subject_id = any(:subjects)",
                        "subjects",
                        all(query, query.subject().id()));
            }
        }
        if (query.partner() != null && !query.folded().isEmpty()) {
            restrict(where, params, "e.partner_id = any(:whose)", "whose", all(query, query.partner()));
        } else {
            restrict(where, params, "e.partner_id = :partner", "partner", query.partner());
        }
        restrict(where, params, "e.actor = :actor", "actor", query.actor());
        if (query.house()) {
            where.append(" and e.actor is null");
        }
        if (!query.actions().isEmpty()) {
            restrict(where, params, "e.action = any(:actions)", "actions", Rows.texts(query.actions()));
        }
        restrict(where, params, "e.subject_type = :kind", "kind", query.subjectType());
        if (query.subjectType() != null && query.actions().isEmpty()) {
            // Acts are named after their type, so the index of acts finds a rare type, too.
            where.append(" and e.action >= :acts_from and e.action < :acts_to");
            params.put("acts_from", query.subjectType() + ".");
            params.put("acts_to", query.subjectType() + "/");
        }
        restrict(where, params, "e.origin_ref = :origin", "origin", query.originRef());
        restrict(where, params, "e.recorded_at >= :from", "from", Rows.timestamp(query.from()));
        restrict(where, params, "e.recorded_at < :to", "to", Rows.timestamp(query.to()));
        restrict(where, params, "e.seq < :before", "before", query.before());
        if (query.entries() != null) {
            restrict(where, params, "e.id = any(:entries)", "entries", Rows.uuids(query.entries()));
        }
        if (query.partners() != null) {
            restrict(where, params, "e.partner_id = any(:partners)", "partners", Rows.uuids(query.partners()));
        }
        var page = "select e.* from ledger.entry e where " + where + " order by e.seq desc limit :limit";
        params.put("limit", query.limit() + 1);
        var entries = jdbc.sql("select " + COLUMNS + " from (" + page + ") e " + JOINED + " order by e.seq desc")
                .params(params)
                .query(TimelineSql::read)
                .list();
        return entries.size() > query.limit()
                ? new Timeline(
                        entries.subList(0, query.limit()),
                        entries.get(query.limit() - 1).seq())
                : new Timeline(entries, null);
    }

    /** Few partners are each asked for their newest; of many, the newest of all soon holds enough. */
    List<TimelineEntry> newest(@Nullable Collection<UUID> partners, Collection<String> types, int most) {
        var few = partners != null && partners.size() <= FEW;
        var page = few
                ? """
                select n.* from unnest(:partners) as p (id) cross join lateral (
                    select e.* from ledger.entry e where e.partner_id = p.id and e.subject_type = any(:types)
                        and e.origin <> 'system'
                    order by e.seq desc limit :most) n
                order by n.seq desc limit :most
                """
                : "select e.* from ledger.entry e where e.subject_type = any(:types) and e.origin <> 'system'"
                        + (partners == null ? "" : " and e.partner_id = any(:partners)")
                        + " order by e.seq desc limit :most";
        var query = jdbc.sql("select " + COLUMNS + " from (" + page + ") e " + JOINED + " order by e.seq desc")
                .param("types", Rows.texts(types))
                .param("most", most);
        return (partners == null ? query : query.param("partners", Rows.uuids(partners)))
                .query(TimelineSql::read)
                .list();
    }

    private static Object all(TimelineQuery query, UUID kept) {
        var all = new ArrayList<>(query.folded());
        all.add(kept);
        return Rows.uuids(all);
    }

    List<TimelineEntry> inOrder(OrderQuery query) {
        var params = new HashMap<String, @Nullable Object>();
        var where = new StringBuilder("q.position >= :from");
        params.put("from", query.from());
        params.put("limit", query.limit());
        restrict(where, params, "q.position < :to", "to", query.to());
        if (query.subject() != null) {
            where.append(" and q.subject_id = :subject and e.subject_id = :subject and e.subject_type = :type");
            params.put("subject", query.subject().id());
            params.put("type", query.subject().type());
        }
        restrict(where, params, "e.partner_id = :partner", "partner", query.partner());
        restrict(where, params, "e.actor = :actor", "actor", query.actor());
        restrict(where, params, "e.subject_type = :kind", "kind", query.subjectType());
        var page =
                "select e.* from ledger.position q join ledger.entry e on e.subject_id = q.subject_id and e.id = q.entry_id"
                        + " where " + where + " order by q.position limit :limit";
        return jdbc.sql("select " + COLUMNS + " from (" + page + ") e " + JOINED + " order by p.position")
                .params(params)
                .query(TimelineSql::read)
                .list();
    }

    private static void restrict(
            StringBuilder where,
            Map<String, @Nullable Object> params,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            params.put(name, value);
        }
    }

    static TimelineEntry read(ResultSet row, int number) throws SQLException {
        var before = row.getString("before");
        var keys = Keyring.read(row, "id", "");
        return new TimelineEntry(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("position", Long.class),
                row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                row.getObject("actor", UUID.class),
                row.getString("actor_label"),
                row.getString("actor_name"),
                row.getString("role"),
                row.getString("origin"),
                row.getObject("origin_ref", UUID.class),
                row.getObject("correlation", UUID.class),
                row.getString("action"),
                new Subject(row.getString("subject_type"), row.getObject("subject_id", UUID.class)),
                row.getObject("partner_id", UUID.class),
                row.getObject("previous", UUID.class),
                row.getString("reason"),
                row.getInt("format"),
                new KeptState(States.tree(row.getString("after")), keys),
                row.getInt("before_format"),
                before == null ? null : new KeptState(States.tree(before), Keyring.read(row, "before_id", "before_")),
                keys);
    }
}
