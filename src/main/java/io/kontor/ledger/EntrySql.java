package io.kontor.ledger;

import io.kontor.database.Rows;
import io.kontor.kernel.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

@Component
class EntrySql {
    private static final int FEW = 300;
    private static final String COLUMNS = """
            e.id, e.seq, p.position, e.occurred_at, e.recorded_at, e.actor, e.actor_label, e.role, e.origin, e.origin_ref,
            e.correlation, e.action, e.subject_type, e.subject_id, e.partner_id, e.previous, e.reason, e.format,
            e.state::text as after, coalesce(b.format, 0) as before_format, b.state::text as before
            """;
    private static final String JOINED = """
            left join ledger.position p on p.entry_id = e.id
            left join lateral (
                select format, state from ledger.entry x
                where x.subject_id = e.subject_id and x.seq < e.seq and x.id = e.previous
            ) b on true
            """;

    private final JdbcClient jdbc;

    EntrySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Kept(int format, String state) {}

    /** Numbers are given in the order of the rows, and the rows wait for their positions from the same statement on. */
    void insert(List<EntryRow> rows) {
        var params = Rows.of(rows)
                .uuid("id", EntryRow::id)
                .uuid("subject", EntryRow::subject)
                .text("subject_type", EntryRow::subjectType)
                .moment("occurred", EntryRow::occurredAt)
                .moment("recorded", EntryRow::recordedAt)
                .uuid("actor", EntryRow::actor)
                .text("actor_label", EntryRow::actorLabel)
                .text("role", EntryRow::role)
                .text("origin", EntryRow::origin)
                .uuid("origin_ref", EntryRow::originRef)
                .uuid("correlation", EntryRow::correlation)
                .text("action", EntryRow::action)
                .uuid("partner", EntryRow::partner)
                .uuid("previous", EntryRow::previous)
                .text("reason", EntryRow::reason)
                .whole("format", EntryRow::format)
                .text("state", EntryRow::state)
                .params();
        jdbc.sql("""
                with given as materialized (
                    select r.*, nextval('ledger.entry_seq') as seq
                    from unnest(
                        :id, :subject, :subject_type, :occurred, :recorded, :actor, :actor_label, :role, :origin,
                        :origin_ref, :correlation, :action, :partner, :previous, :reason, :format, :state
                    ) with ordinality as r (
                        id, subject_id, subject_type, occurred_at, recorded_at, actor, actor_label, role, origin,
                        origin_ref, correlation, action, partner_id, previous, reason, format, state, place
                    )
                    order by r.place
                ), entries as (
                    insert into ledger.entry (
                        id, subject_id, subject_type, seq, occurred_at, recorded_at, actor, actor_label, role, origin,
                        origin_ref, correlation, action, partner_id, previous, reason, format, state
                    )
                    select id, subject_id, subject_type, seq, occurred_at, recorded_at, actor, actor_label, role, origin,
                        origin_ref, correlation, action, partner_id, previous, reason, format, state::jsonb
                    from given
                )
                insert into ledger.pending (seq, entry_id, subject_id)
                select seq, id, subject_id from given
                """).params(params).update();
    }

    Optional<Kept> asOf(UUID subject, Instant at) {
        return jdbc.sql("""
                select format, state::text as state from ledger.entry
                where subject_id = :subject and recorded_at <= :at
                order by seq desc limit 1
                """)
                .param("subject", subject)
                .param("at", Rows.timestamp(at))
                .query(Kept.class)
                .optional();
    }

    Optional<Kept> kept(UUID subject, UUID entry) {
        return jdbc.sql(
                        "select format, state::text as state from ledger.entry where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query(Kept.class)
                .optional();
    }

    Map<UUID, Kept> kept(Map<UUID, UUID> entries) {
        var kept = new HashMap<UUID, Kept>();
        jdbc.sql("""
                select e.subject_id, e.format, e.state::text as state
                from unnest(:subject, :entry) as r (subject, entry)
                join ledger.entry e on e.subject_id = r.subject and e.id = r.entry
                """)
                .params(Rows.of(List.copyOf(entries.entrySet()))
                        .uuid("subject", Map.Entry::getKey)
                        .uuid("entry", Map.Entry::getValue)
                        .params())
                .query(row -> {
                    kept.put(
                            row.getObject("subject_id", UUID.class),
                            new Kept(row.getInt("format"), row.getString("state")));
                });
        return kept;
    }

    Optional<String> action(UUID subject, UUID entry) {
        return jdbc.sql("select action from ledger.entry where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query(Rows.TEXT)
                .optional();
    }

    Optional<UUID> previous(UUID subject, UUID entry) {
        return jdbc.sql("select previous from ledger.entry where subject_id = :subject and id = :entry")
                .param("subject", subject)
                .param("entry", entry)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(found -> found);
    }

    Optional<TimelineEntry> one(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from ledger.entry e " + JOINED + " where e.id = :id")
                .param("id", id)
                .query(EntrySql::read)
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
        restrict(where, params, "e.action = :action", "action", query.action());
        restrict(where, params, "e.subject_type = :kind", "kind", query.subjectType());
        restrict(where, params, "e.origin_ref = :origin", "origin", query.originRef());
        restrict(where, params, "e.recorded_at >= :from", "from", Rows.timestamp(query.from()));
        restrict(where, params, "e.recorded_at < :to", "to", Rows.timestamp(query.to()));
        restrict(where, params, "e.seq < :before", "before", query.before());
        if (query.partners() != null) {
            restrict(where, params, "e.partner_id = any(:partners)", "partners", Rows.uuids(query.partners()));
        }
        var page = "select e.* from ledger.entry e where " + where + " order by e.seq desc limit :limit";
        params.put("limit", query.limit() + 1);
        var entries = jdbc.sql("select " + COLUMNS + " from (" + page + ") e " + JOINED + " order by e.seq desc")
                .params(params)
                .query(EntrySql::read)
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
                .query(EntrySql::read)
                .list();
    }

    Map<UUID, String> types(Collection<UUID> ids) {
        var types = new HashMap<UUID, String>();
        jdbc.sql("""
                select u.id, e.subject_type from unnest(:ids) as u (id)
                cross join lateral (select subject_type from ledger.entry where subject_id = u.id limit 1) e
                """).param("ids", Rows.uuids(ids)).query(row -> {
            types.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return types;
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
                .query(EntrySql::read)
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

    boolean onlySystem() {
        return jdbc.sql("select not exists (select from ledger.entry where origin <> 'system')")
                .query(Boolean.class)
                .single();
    }

    void mark(String name) {
        jdbc.sql("insert into ledger.mark (name) values (:name) on conflict do nothing")
                .param("name", name)
                .update();
    }

    boolean marked(String name) {
        return jdbc.sql("select exists (select from ledger.mark where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    LedgerSize size(Instant now) {
        return jdbc.sql("""
                select (select coalesce(max(position) + 1, 0) from ledger.position) as sealed,
                       (select count(*) from ledger.pending) as pending,
                       (select min(e.recorded_at) from ledger.pending q
                        join ledger.entry e on e.subject_id = q.subject_id and e.seq = q.seq) as oldest
                """)
                .query((row, number) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new LedgerSize(
                            row.getLong("sealed"),
                            row.getLong("pending"),
                            oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now));
                })
                .single();
    }

    static TimelineEntry read(ResultSet row, int number) throws SQLException {
        var before = row.getString("before");
        return new TimelineEntry(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("position", Long.class),
                row.getTimestamp("occurred_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                row.getObject("actor", UUID.class),
                row.getString("actor_label"),
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
                States.tree(row.getString("after")),
                row.getInt("before_format"),
                before == null ? null : States.tree(before));
    }
}
