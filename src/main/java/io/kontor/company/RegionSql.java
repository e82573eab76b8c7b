package io.kontor.company;

import io.kontor.database.Rows;
import io.kontor.database.Tables;
import io.kontor.kernel.Dated;
import io.kontor.kernel.SortKeys;
import io.kontor.ledger.Recorded;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class RegionSql {
    private final JdbcClient jdbc;

    RegionSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Regions.Listed> all() {
        return jdbc.sql("select id, code, name, withdrawn from company.region order by withdrawn, name_key, id")
                .query((row, number) -> new Regions.Listed(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    Map<UUID, String> names(Collection<UUID> ids) {
        return Tables.names(jdbc, "company.region", ids);
    }

    Optional<UUID> version(UUID id) {
        return jdbc.sql("select entry_id from company.region where id = :id")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    Map<UUID, UUID> versions(Collection<UUID> ids) {
        var versions = new HashMap<UUID, UUID>();
        jdbc.sql("select id, entry_id from company.region where id = any(:ids)")
                .param("ids", Rows.uuids(ids))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return versions;
    }

    Optional<UUID> lock(UUID id) {
        return jdbc.sql("select entry_id from company.region where id = :id for update")
                .param("id", id)
                .query(Rows.ID)
                .optional();
    }

    /** A place somebody wants, and the region it is in on some of those days. */
    record Taken(String place, String region) {}

    Optional<Taken> taken(UUID id, List<Dated<String>> members) {
        return jdbc.sql("""
                select m.place, r.name from unnest(:place, :from_day, :to_day) as w (place, from_day, to_day)
                join company.region_member m on m.place = w.place and m.region_id <> :id
                    and daterange(m.from_day, m.to_day) && daterange(w.from_day, w.to_day)
                join company.region r on r.id = m.region_id
                order by m.place limit 1
                """)
                .params(Rows.of(members)
                        .text("place", Dated::value)
                        .day("from_day", Dated::from)
                        .day("to_day", Dated::to)
                        .params())
                .param("id", id)
                .query((row, number) -> new Taken(row.getString(1), row.getString(2)))
                .optional();
    }

    /** What lists show beside the name: places and owners of a day. */
    record Today(List<String> places, List<UUID> owners) {
        static final Today NOTHING = new Today(List.of(), List.of());
    }

    Map<UUID, Today> today(LocalDate day) {
        var all = new HashMap<UUID, Today>();
        jdbc.sql("""
                select r.id,
                    array(select m.place from company.region_member m where m.region_id = r.id
                        and daterange(m.from_day, m.to_day) @> :day::date order by m.place) as places,
                    array(select o.person_id from company.region_owner o where o.region_id = r.id
                        and daterange(o.from_day, o.to_day) @> :day::date order by o.person_id) as owners
                from company.region r
                """).param("day", day).query(row -> {
            all.put(
                    row.getObject(1, UUID.class),
                    new Today(List.of((String[]) row.getArray(2).getArray()), List.of((UUID[])
                            row.getArray(3).getArray())));
        });
        return all;
    }

    /** The subdivision's own region before its country's. */
    Optional<UUID> of(String place, LocalDate day) {
        return jdbc.sql("""
                select m.region_id from company.region_member m
                join company.region r on r.id = m.region_id and not r.withdrawn
                where m.place in (:place, left(:place, 2)) and daterange(m.from_day, m.to_day) @> :day::date
                order by length(m.place) desc limit 1
                """)
                .param("place", place)
                .param("day", day)
                .query(Rows.ID)
                .optional();
    }

    void write(Recorded<Region> recorded) {
        var region = recorded.state();
        jdbc.sql("""
                insert into company.region (id, code, name, name_key, withdrawn, entry_id)
                values (:id, :code, :name, :key, :withdrawn, :entry)
                on conflict (id) do update set code = excluded.code, name = excluded.name,
                    name_key = excluded.name_key, withdrawn = excluded.withdrawn, entry_id = excluded.entry_id
                """)
                .param("id", recorded.id())
                .param("code", region.code())
                .param("name", region.name())
                .param("key", SortKeys.of(region.name()))
                .param("withdrawn", region.withdrawn())
                .param("entry", recorded.entryId())
                .update();
        members(recorded);
        owners(recorded);
    }

    private void members(Recorded<Region> recorded) {
        jdbc.sql("delete from company.region_member where region_id = :id")
                .param("id", recorded.id())
                .update();
        var members = recorded.state().withdrawn()
                ? List.<Dated<String>>of()
                : recorded.state().members();
        jdbc.sql("""
                insert into company.region_member (region_id, place, from_day, to_day, entry_id)
                select :id, place, from_day, to_day, :entry
                from unnest(:place, :from_day, :to_day) as r (place, from_day, to_day)
                """)
                .params(Rows.of(members)
                        .text("place", Dated::value)
                        .day("from_day", Dated::from)
                        .day("to_day", Dated::to)
                        .params())
                .param("id", recorded.id())
                .param("entry", recorded.entryId())
                .update();
    }

    private void owners(Recorded<Region> recorded) {
        jdbc.sql("delete from company.region_owner where region_id = :id")
                .param("id", recorded.id())
                .update();
        jdbc.sql("""
                insert into company.region_owner (region_id, person_id, from_day, to_day, entry_id)
                select :id, person, from_day, to_day, :entry
                from unnest(:person, :from_day, :to_day) as r (person, from_day, to_day)
                """)
                .params(Rows.of(recorded.state().owners())
                        .uuid("person", Dated::value)
                        .day("from_day", Dated::from)
                        .day("to_day", Dated::to)
                        .params())
                .param("id", recorded.id())
                .param("entry", recorded.entryId())
                .update();
    }
}
