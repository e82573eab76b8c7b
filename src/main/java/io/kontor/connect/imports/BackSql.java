package io.kontor.connect.imports;

import io.kontor.database.Rows;
import io.kontor.kernel.spi.TakesBack.Back;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What taking a run back means for each object. */
@Component
class BackSql {
    private final JdbcClient jdbc;

    BackSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Finds what a run made and changed and where it stands now. Imports that came later and were taken back did nothing to
     * it; what was taken back already, and kinds nobody can take back
     * on their own, are left out.
     */
    void find(UUID run, Collection<String> kinds) {
        jdbc.sql("delete from connect.back where run_id = :run")
                .param("run", run)
                .update();
        jdbc.sql("""
                insert into connect.back (run_id, id, kind, place, version, before_entry, made, why, done)
                select :run, t.subject_id, t.subject_type, f.seq, l.id, f.previous, f.previous is null,
                    case when exists (
                        select from ledger.act_v e
                        where e.subject_id = t.subject_id and e.seq > f.last and not exists (
                            select from ledger.act_v u
                            where u.subject_id = t.subject_id and u.origin_ref = e.origin_ref and u.seq >= e.seq
                                and u.origin = 'import' and u.action like '%.undone'
                        )
                    ) then 'changed_since' end, false
                from (
                    select distinct subject_id, subject_type from ledger.act_v
                    where origin_ref = :run and subject_type = any(:kinds)
                ) t
                cross join lateral (
                    select min(e.seq) as seq, max(e.seq) as last, (array_agg(e.previous order by e.seq))[1] as previous
                    from ledger.act_v e where e.subject_id = t.subject_id and e.origin_ref = :run
                ) f
                cross join lateral (
                    select e.id, e.origin_ref, e.action from ledger.act_v e where e.subject_id = t.subject_id
                    order by e.seq desc limit 1
                ) l
                where not (l.origin_ref is not distinct from :run and l.action like any (array['%.withdrawn', '%.undone']))
                """).param("run", run).param("kinds", Rows.texts(kinds)).update();
    }

    /** A table that keeps values of custom fields, and the type of its objects. */
    record Holding(String table, String object) {}

    List<Holding> holding() {
        return jdbc.sql("""
                select format('%I.%I', n.nspname, c.relname) as table_name, c.relname as object
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition and has_table_privilege(c.oid, 'select')
                    and (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                        and a.attname in ('custom', 'custom_office', 'withdrawn')) = 3
                order by 1
                """)
                .query((row, number) -> new Holding(row.getString(1), row.getString(2)))
                .list();
    }

    /** A field the run made stays when an object that stays has a value of it. */
    void keepUsedFields(UUID run, Holding holding) {
        jdbc.sql("""
                update connect.back b set why = 'referred', by_kind = :object, by_id = u.id
                from fields.field_v f cross join lateral (
                    select t.id from %s t
                    where not t.withdrawn and (jsonb_exists(t.custom, f.code) or jsonb_exists(t.custom_office, f.code))
                        and not exists (
                            select from connect.back o where o.run_id = :run and o.id = t.id and o.why is null)
                    limit 1
                ) u
                where b.run_id = :run and b.kind = 'field' and b.why is null and f.id = b.id and f.object = :object
                """.formatted(holding.table()))
                .param("run", run)
                .param("object", holding.object())
                .update();
    }

    /** A column that points at objects: of whatever table of whatever room, since each row says which entry it is of. */
    record Pointing(String table, String column) {}

    List<Pointing> pointing() {
        return jdbc.sql("""
                select format('%I.%I', n.nspname, c.relname) as table_name, quote_ident(a.attname) as column_name
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind in ('r', 'p') and not c.relispartition
                    and n.nspname not in ('pg_catalog', 'information_schema', 'ledger', 'connect', 'merging')
                    and a.atttypid = 'uuid'::regtype and a.attname not in ('id', 'entry_id')
                    and exists (
                        select from pg_attribute e
                        where e.attrelid = c.oid and e.attname = 'entry_id' and not e.attisdropped
                    )
                    and has_table_privilege(c.oid, 'select')
                order by 1, 2
                """)
                .query((row, number) -> new Pointing(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * Begins to look for what has to stay. What may still go is kept in a table of this transaction: unlike those of a table that
     * was written a moment ago, its numbers are known to the database, which otherwise reads all there is once for each object.
     */
    void beginLeaving(UUID run) {
        jdbc.sql("create temporary table leaving (id uuid primary key, made boolean not null) on commit drop")
                .update();
        jdbc.sql("insert into pg_temp.leaving select id, made from connect.back where run_id = :run and why is null")
                .param("run", run)
                .update();
        jdbc.sql("analyze pg_temp.leaving").update();
    }

    void endLeaving() {
        jdbc.sql("drop table pg_temp.leaving").update();
    }

    /** What the run made stays when something points at it that stays itself. @return how many more stay */
    int keepReferred(UUID run, Pointing pointing, Collection<String> kinds) {
        return jdbc.sql("""
                with pointed as materialized (
                    select t.%1$s as id, t.entry_id from %2$s t join pg_temp.leaving l on l.id = t.%1$s and l.made
                ), held as materialized (
                    select distinct on (p.id) p.id, e.subject_type, e.subject_id
                    from pointed p
                    join ledger.act_v e on e.id = p.entry_id
                    where e.subject_id <> p.id
                        and not exists (select from pg_temp.leaving o where o.id = e.subject_id)
                        and not (e.origin_ref is not distinct from :run and not e.subject_type = any(:kinds))
                        and not exists (
                            select from (
                                select n.origin, n.action from ledger.act_v n where n.subject_id = e.subject_id
                                order by n.seq desc limit 1
                            ) n where n.origin = 'import' and n.action like '%%.withdrawn'
                        )
                    order by p.id, e.seq desc
                ), gone as (
                    delete from pg_temp.leaving where id in (select id from held)
                )
                update connect.back b set why = 'referred', by_kind = r.subject_type, by_id = r.subject_id
                from held r where b.run_id = :run and b.id = r.id and b.why is null
                """.formatted(pointing.column(), pointing.table()))
                .param("run", run)
                .param("kinds", Rows.texts(kinds))
                .update();
    }

    /** Kinds in the order in which they go: what came last goes first. */
    List<String> kinds(UUID run) {
        return jdbc.sql("""
                select kind from connect.back where run_id = :run and why is null and not done
                group by kind order by max(place) desc
                """).param("run", run).query(Rows.TEXT).list();
    }

    List<Back> next(UUID run, String kind, int most) {
        return jdbc.sql("""
                select id, version, before_entry from connect.back
                where run_id = :run and kind = :kind and why is null and not done order by place desc limit :most
                """)
                .param("run", run)
                .param("kind", kind)
                .param("most", most)
                .query((row, number) -> new Back(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .list();
    }

    void done(UUID run, Collection<UUID> ids) {
        jdbc.sql("update connect.back set done = true where run_id = :run and id = any(:ids)")
                .param("run", run)
                .param("ids", Rows.uuids(ids))
                .update();
    }

    void stays(UUID run, Collection<UUID> ids, String why) {
        jdbc.sql("update connect.back set why = :why where run_id = :run and id = any(:ids)")
                .param("run", run)
                .param("ids", Rows.uuids(ids))
                .param("why", why)
                .update();
    }

    /** One line of what happens, or happened, to a kind. */
    record Count(String kind, boolean made, @Nullable String why, long count) {}

    List<Count> counts(UUID run) {
        return jdbc.sql("""
                select kind, made, why, count(*) from connect.back where run_id = :run
                group by kind, made, why order by min(place), made, why
                """)
                .param("run", run)
                .query((row, number) ->
                        new Count(row.getString(1), row.getBoolean(2), row.getString(3), row.getLong(4)))
                .list();
    }

    /** Something that stays, and why. */
    record Staying(
            String kind,
            UUID id,
            String why,
            @Nullable String byKind,
            @Nullable UUID byId) {}

    List<Staying> staying(UUID run, int most) {
        return jdbc.sql("""
                select kind, id, why, by_kind, by_id from connect.back where run_id = :run and why is not null
                order by kind, place limit :most
                """)
                .param("run", run)
                .param("most", most)
                .query((row, number) -> new Staying(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, UUID.class)))
                .list();
    }

    /** How many stay by reason. */
    Map<String, Long> reasons(UUID run) {
        var reasons = new LinkedHashMap<String, Long>();
        counts(run).stream()
                .filter(one -> one.why() != null)
                .forEach(one -> reasons.merge(java.util.Objects.requireNonNull(one.why()), one.count(), Long::sum));
        return reasons;
    }
}
