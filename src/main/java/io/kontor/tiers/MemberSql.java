package io.kontor.tiers;

import io.kontor.database.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the members of programmes as they stood on a day. */
@Component
class MemberSql {
    private final JdbcClient jdbc;

    MemberSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The members of a programme on a day, by the name of the partner. Whether a membership was suspended is known for today only:
     * of past days all that had begun and not ended are members.
     */
    List<Member> of(UUID programme, LocalDate day, boolean past) {
        return jdbc.sql("""
                select m.id, m.partner_id, p.name, g.id as region_id, g.code as region_code, p.country, m.joined_on, t.tier, t.from_day,
                    (select d.code from partners.dated_v d where d.partner_id = p.id and d.attribute = 'segment'
                        and daterange(d.from_day, d.to_day) @> :day::date limit 1) as segment,
                    array(select d.code from partners.dated_v d where d.partner_id = p.id and d.attribute = 'type'
                        and daterange(d.from_day, d.to_day) @> :day::date order by 1) as types,
                    (select jsonb_object_agg(n.measure, n.value::text) from partners.measure_v n
                        where n.partner_id = m.partner_id and n.as_of = :day and n.value is not null)::text as numbers
                from partners.membership_v m
                join partners.partner_v p on p.id = m.partner_id and not p.withdrawn
                left join partners.dated_v r on r.partner_id = p.id and r.attribute = 'region'
                    and daterange(r.from_day, r.to_day) @> :day::date
                left join company.region_v g on g.id = r.ref
                left join partners.membership_tier_v t on t.membership_id = m.id
                    and daterange(t.from_day, t.to_day) @> :day::date
                where m.programme_id = :programme and not m.withdrawn and m.joined_on <= :day
                    and (m.left_on is null or m.left_on > :day)
                    and m.status <> 'applied' and (:past or m.status = 'active')
                order by p.name_key, m.id
                """)
                .param("programme", programme)
                .param("day", day)
                .param("past", past)
                .query(MemberSql::read)
                .list();
    }

    /** Whether the numbers of a day were found out for its members. */
    boolean measured(UUID programme, LocalDate day) {
        return jdbc.sql("""
                select not exists (select from partners.membership_v m
                    join partners.partner_v p on p.id = m.partner_id and not p.withdrawn
                    where m.programme_id = :programme and not m.withdrawn
                        and not exists (select from partners.measure_v n where n.partner_id = m.partner_id
                            and n.as_of = :day and n.measure = 'revenue_12_months'))
                """)
                .param("programme", programme)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getString("name"),
                row.getObject("region_id", UUID.class),
                row.getString("region_code"),
                row.getString("country"),
                row.getString("segment"),
                List.of((String[]) row.getArray("types").getArray()),
                row.getObject("joined_on", LocalDate.class),
                row.getString("tier"),
                row.getObject("from_day", LocalDate.class),
                Json.numbers(row.getString("numbers")),
                Map.of());
    }

    /** What is left of these measures on days that come, if nothing happens until then: by day, partner and measure. */
    Map<LocalDate, Map<UUID, Map<String, BigDecimal>>> ahead(
            UUID programme, Collection<LocalDate> days, Collection<String> measures) {
        var ahead = new HashMap<LocalDate, Map<UUID, Map<String, BigDecimal>>>();
        jdbc.sql("""
                select n.as_of, n.partner_id, n.measure, n.value from partners.measure_v n
                where n.as_of = any(:days::date[]) and n.measure = any(:measures) and n.value is not null
                    and n.partner_id = any(array(select m.partner_id from partners.membership_v m
                        where m.programme_id = :programme and not m.withdrawn))
                """)
                .param("days", Rows.texts(days.stream().map(LocalDate::toString).toList()))
                .param("measures", Rows.texts(measures))
                .param("programme", programme)
                .query(row -> {
                    ahead.computeIfAbsent(row.getObject("as_of", LocalDate.class), any -> new HashMap<>())
                            .computeIfAbsent(row.getObject("partner_id", UUID.class), any -> new HashMap<>())
                            .put(row.getString("measure"), row.getBigDecimal("value"));
                });
        return ahead;
    }
}
