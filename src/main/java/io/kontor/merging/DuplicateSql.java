package io.kontor.merging;

import io.kontor.database.Rows;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DuplicateSql {
    /** What more than so many share tells none of them apart: a hosted domain, a name like "Consulting". */
    private static final int TOO_COMMON = 8;

    /** From which likeness on two names are worth a look; pg_trgm's own measure, 1 for equal. */
    private static final double ALIKE = 0.65;
    /** Names before and after a name that it is compared with, in each of the two orders. */
    private static final int NEIGHBOURS = 20;

    private final JdbcClient jdbc;

    DuplicateSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Trait(
            UUID subject,
            String kind,
            String value,
            @Nullable String country) {}

    void replaceTraits(String type, Collection<UUID> subjects, List<Trait> traits) {
        jdbc.sql("delete from merging.trait where subject_id = any(:ids)")
                .param("ids", Rows.uuids(subjects))
                .update();
        jdbc.sql("""
                insert into merging.trait (subject_type, subject_id, kind, value, country)
                select :type, id, kind, value, country
                from unnest(:id, :kind, :value, :country) as r (id, kind, value, country)
                """)
                .params(Rows.of(traits)
                        .uuid("id", Trait::subject)
                        .text("kind", Trait::kind)
                        .text("value", Trait::value)
                        .text("country", Trait::country)
                        .params())
                .param("type", type)
                .update();
    }

    /**
     * Finds anew who is like these, among all of their type. Names are compared with their neighbours in order of their letters,
     * read forwards and backwards; those whose digits differ are of different firms.
     */
    void compare(String type, Collection<UUID> subjects) {
        jdbc.sql("delete from merging.likely where one_id = any(:ids) or other_id = any(:ids)")
                .param("ids", Rows.uuids(subjects))
                .update();
        jdbc.sql("""
                with mine as materialized (
                    select t.subject_id, t.kind, t.value, t.country from merging.trait t
                    where t.subject_id = any(:ids) and t.kind <> 'parent'
                ), found (one, other, kind, value, score) as (
                    select m.subject_id, o.subject_id, m.kind, m.value,
                        case m.kind when 'name' then 90 when 'domain' then 80 else 70 end
                    from mine m
                    join merging.trait o on o.kind = m.kind and o.value = m.value and o.subject_type = :type
                        and o.subject_id <> m.subject_id
                    where case m.kind when 'name' then o.country is not distinct from m.country
                            when 'external' then coalesce(o.country = m.country, true) else true end
                        and (select count(*) from merging.trait c where c.kind = m.kind and c.value = m.value
                            and c.subject_type = :type
                            and (m.kind <> 'name' or c.country is not distinct from m.country)) <= :common
                    union all
                    select m.subject_id, o.subject_id, 'similar', round(o.likeness * 100)::text,
                        round(o.likeness * 100 - 25)::int
                    from mine m
                    cross join lateral (
                        select near.subject_id, merging.likeness(near.value, m.value) as likeness from (
                            (select t.subject_id, t.value from merging.trait t
                            where t.kind = 'name' and t.subject_type = :type and coalesce(t.country, '') = coalesce(m.country, '')
                                and t.value collate "C" > m.value
                            order by t.subject_type, coalesce(t.country, ''), t.value collate "C" limit :near)
                            union
                            (select t.subject_id, t.value from merging.trait t
                            where t.kind = 'name' and t.subject_type = :type and coalesce(t.country, '') = coalesce(m.country, '')
                                and t.value collate "C" < m.value
                            order by t.subject_type desc, coalesce(t.country, '') desc, t.value collate "C" desc limit :near)
                            union
                            (select t.subject_id, t.value from merging.trait t
                            where t.kind = 'name' and t.subject_type = :type and coalesce(t.country, '') = coalesce(m.country, '')
                                and reverse(t.value) collate "C" > reverse(m.value)
                            order by t.subject_type, coalesce(t.country, ''), reverse(t.value) collate "C" limit :near)
                            union
                            (select t.subject_id, t.value from merging.trait t
                            where t.kind = 'name' and t.subject_type = :type and coalesce(t.country, '') = coalesce(m.country, '')
                                and reverse(t.value) collate "C" < reverse(m.value)
                            order by t.subject_type desc, coalesce(t.country, '') desc, reverse(t.value) collate "C" desc limit :near)
                        ) near
                        where near.value <> m.value and merging.likeness(near.value, m.value) >= :alike
                            and translate(near.value, translate(near.value, '0123456789', ''), '')
                                = translate(m.value, translate(m.value, '0123456789', ''), '')
                        order by likeness desc, near.subject_id limit :common
                    ) o
                    where m.kind = 'name'
                )
                insert into merging.likely (subject_type, one_id, other_id, score, reasons)
                select :type, least(f.one, f.other), greatest(f.one, f.other),
                    least(100, max(f.score) + 5 * (count(distinct f.kind) - 1)),
                    array_agg(distinct f.kind || ' ' || f.value)
                from found f
                where not exists (select from merging.trait p where p.kind = 'parent'
                    and ((p.subject_id = f.one and p.value = f.other::text)
                        or (p.subject_id = f.other and p.value = f.one::text)))
                group by 2, 3
                """)
                .param("ids", Rows.uuids(subjects))
                .param("type", type)
                .param("common", TOO_COMMON)
                .param("alike", ALIKE)
                .param("near", NEIGHBOURS)
                .update();
    }

    record Likely(UUID one, UUID other, int score, List<String> reasons) {}

    /** Pairs nobody told apart, the surest first. */
    List<Likely> likely(String type, int most) {
        return jdbc.sql("""
                select l.one_id, l.other_id, l.score, l.reasons from merging.likely l
                where l.subject_type = :type and not exists (select from merging.verdict v
                    where v.one_id = l.one_id and v.other_id = l.other_id and not v.withdrawn)
                order by l.score desc, l.one_id, l.other_id limit :most
                """)
                .param("type", type)
                .param("most", most)
                .query((row, number) -> new Likely(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3), List.of((String[])
                                row.getArray(4).getArray())))
                .list();
    }

    record Seen(@Nullable String country, List<String> domains) {}

    /** What helps to tell these apart at a glance. */
    Map<UUID, Seen> seen(Collection<UUID> subjects) {
        var seen = new HashMap<UUID, Seen>();
        jdbc.sql("""
                select subject_id, max(country) filter (where kind = 'name') as country,
                    coalesce(array_agg(value order by value) filter (where kind = 'domain'), '{}') as domains
                from merging.trait where subject_id = any(:ids) group by subject_id
                """).param("ids", Rows.uuids(subjects)).query(row -> {
            seen.put(row.getObject(1, UUID.class), new Seen(row.getString(2), List.of((String[])
                    row.getArray(3).getArray())));
        });
        return seen;
    }

    record Known(UUID id, UUID version, Verdict verdict) {}

    Optional<Known> verdict(UUID one, UUID other) {
        return jdbc.sql(KNOWN + " where one_id = :one and other_id = :other for update")
                .param("one", one)
                .param("other", other)
                .query(DuplicateSql::known)
                .optional();
    }

    /** Pairs among these that somebody told apart. */
    Set<Duplicates.Couple> apart(Collection<UUID> subjects) {
        return new HashSet<>(jdbc.sql("""
                select one_id, other_id from merging.verdict
                where one_id = any(:ids) and other_id = any(:ids) and not withdrawn
                """)
                .param("ids", Rows.uuids(subjects))
                .query((row, number) ->
                        new Duplicates.Couple(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    Optional<Known> verdict(UUID id) {
        return jdbc.sql(KNOWN + " where id = :id for update")
                .param("id", id)
                .query(DuplicateSql::known)
                .optional();
    }

    /** The newest verdicts that stand. */
    List<Known> verdicts(String type, int most) {
        return jdbc.sql(KNOWN + " where subject_type = :type and not withdrawn order by id desc limit :most")
                .param("type", type)
                .param("most", most)
                .query(DuplicateSql::known)
                .list();
    }

    private static final String KNOWN =
            "select id, entry_id, subject_type, one_id, other_id, withdrawn from merging.verdict";

    private static Known known(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Known(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                new Verdict(
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class),
                        row.getBoolean(6)));
    }

    void write(Recorded<Verdict> recorded) {
        jdbc.sql("""
                insert into merging.verdict (id, subject_type, one_id, other_id, withdrawn, entry_id)
                values (:id, :type, :one, :other, :withdrawn, :entry)
                on conflict (id) do update set withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("type", recorded.state().type())
                .param("one", recorded.state().one())
                .param("other", recorded.state().other())
                .param("withdrawn", recorded.state().withdrawn())
                .param("entry", recorded.entryId())
                .update();
    }
}
