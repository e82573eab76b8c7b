package io.kontor.partners;

import io.kontor.database.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what is true today in the columns that lists read, and catches up as days begin. */
@Component
class PartnerDays {
    private final JdbcClient jdbc;

    PartnerDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what is true on a day into the columns that lists read. */
    void derive(Collection<UUID> partners, LocalDate today) {
        jdbc.sql("""
                with held as (
                    select d.partner_id, d.attribute, d.code, d.ref from partners.dated d
                    where d.partner_id = any(:ids) and daterange(d.from_day, d.to_day) @> :today::date
                ), grouped as (
                    select partner_id,
                        array_agg(distinct code order by code) filter (where attribute = 'type') as types,
                        max(code) filter (where attribute = 'segment') as segment,
                        (array_agg(ref) filter (where attribute = 'region'))[1] as region_id,
                        (array_agg(ref) filter (where attribute = 'manager'))[1] as manager_id,
                        (array_agg(ref) filter (where attribute = 'parent'))[1] as parent_id
                    from held group by partner_id
                )
                update partners.partner p set
                    types = coalesce(g.types, '{}'), segment = g.segment, region_id = g.region_id,
                    manager_id = g.manager_id, parent_id = g.parent_id,
                    joined_on = (select min(m.joined_on) from partners.membership m
                        where m.partner_id = p.id and not m.withdrawn),
                    tier = (select t.tier from partners.membership m
                        join partners.membership_tier t on t.membership_id = m.id
                            and daterange(t.from_day, t.to_day) @> :today::date
                        where m.partner_id = p.id and not m.withdrawn and m.status = 'active'
                        order by m.joined_on, m.id limit 1)
                from unnest(:ids) as r (id) left join grouped g on g.partner_id = r.id
                where p.id = r.id
                """).param("ids", Rows.uuids(partners)).param("today", today).update();
    }

    /** Catches up with the days that began since the last turn, for the partners to whom they matter. */
    void turn(LocalDate today) {
        var last = jdbc.sql("select day from partners.turned for update")
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .optional()
                .orElse(today);
        if (last.isBefore(today)) {
            var affected = jdbc.sql("""
                    select partner_id from partners.dated
                    where (from_day > :last and from_day <= :today) or (to_day > :last and to_day <= :today)
                    union
                    select m.partner_id from partners.membership_tier t join partners.membership m on m.id = t.membership_id
                    where (t.from_day > :last and t.from_day <= :today) or (t.to_day > :last and t.to_day <= :today)
                    """)
                    .param("last", last)
                    .param("today", today)
                    .query(Rows.ID)
                    .list();
            derive(affected, today);
            jdbc.sql("""
                    update partners.membership m set tier = (select t.tier from partners.membership_tier t
                        where t.membership_id = m.id and daterange(t.from_day, t.to_day) @> :today::date)
                    where m.partner_id = any(:affected)
                    """)
                    .param("today", today)
                    .param("affected", Rows.uuids(affected))
                    .update();
        }
        jdbc.sql("insert into partners.turned (day) values (:today) on conflict (one) do update set day = excluded.day")
                .param("today", today)
                .update();
    }
}
