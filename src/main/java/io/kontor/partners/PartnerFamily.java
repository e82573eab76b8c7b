package io.kontor.partners;

import io.kontor.database.Rows;
import io.kontor.kernel.Dated;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who stands above whom and buys from whom, on any day. */
@Component
class PartnerFamily {
    private final JdbcClient jdbc;

    PartnerFamily(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether going up from these parents comes back to the partner on any day they hold. */
    boolean circle(UUID id, List<Dated<UUID>> parents) {
        return jdbc.sql("""
                with recursive up (id, span) as (
                    select parent, daterange(from_day, to_day)
                    from unnest(:parent, :from_day, :to_day) as r (parent, from_day, to_day)
                    union
                    select d.ref, up.span * daterange(d.from_day, d.to_day)
                    from up join partners.dated d on d.partner_id = up.id and d.attribute = 'parent'
                        and daterange(d.from_day, d.to_day) && up.span
                    where up.id <> :id
                )
                select exists (select from up where id = :id)
                """)
                .params(Rows.of(parents)
                        .uuid("parent", Dated::value)
                        .day("from_day", Dated::from)
                        .day("to_day", Dated::to)
                        .params())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Whether one stands above the other on any day. */
    boolean related(UUID one, UUID other) {
        return jdbc.sql("""
                with recursive up (start, id) as (
                    select d.partner_id, d.ref from partners.dated d
                    where d.partner_id in (:one, :other) and d.attribute = 'parent'
                    union
                    select up.start, d.ref from up
                    join partners.dated d on d.partner_id = up.id and d.attribute = 'parent'
                )
                select exists (select from up where (start, id) in ((:one, :other), (:other, :one)))
                """)
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** Firms that belong to this one or buy from it on any day. */
    List<UUID> referring(UUID id) {
        return jdbc.sql("""
                select distinct partner_id from partners.dated
                where ref = :id and attribute in ('parent', 'supplier') order by 1
                """).param("id", id).query(Rows.ID).list();
    }

    /** The field that refers to something there is not, if any. */
    Optional<String> missing(Partner partner) {
        return jdbc.sql("""
                select case
                    when exists (select from unnest(:parents) r (id) where not exists (select from partners.partner p where p.id = r.id)) then 'parent'
                    when exists (select from unnest(:suppliers) r (id) where not exists (select from partners.partner p where p.id = r.id)) then 'suppliers'
                    when exists (select from unnest(:managers) r (id) where not exists (select from people.person_v p where p.id = r.id and p.side = 'office')) then 'manager'
                    when exists (select from unnest(:regions) r (id) where not exists (select from company.region_v p where p.id = r.id)) then 'region'
                    else '' end
                """)
                .param("parents", ids(partner.parents()))
                .param("suppliers", ids(partner.suppliers()))
                .param("managers", ids(partner.managers()))
                .param("regions", ids(partner.regions()))
                .query(Rows.TEXT)
                .optional()
                .filter(field -> !field.isEmpty());
    }

    private static Object ids(List<Dated<UUID>> list) {
        return Rows.uuids(list.stream().map(Dated::value).toList());
    }
}
