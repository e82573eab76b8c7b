package io.kontor.tiers;

import io.kontor.database.Rows;
import io.kontor.governance.spi.Released;
import io.kontor.kernel.Ids;
import io.kontor.partners.MembershipTiers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what publishing did to memberships. */
@Component
class MoveSql {
    private final JdbcClient jdbc;
    private final Ids ids;

    MoveSql(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** @param standing the entry its standing stood at before, or none */
    record Move(
            int batch,
            MembershipTiers.Given given,
            @Nullable UUID standing) {
        @Nullable String from() {
            return given.from();
        }

        @Nullable String to() {
            return given.to();
        }
    }

    void add(
            Released<TierRules> released,
            int batch,
            List<MembershipTiers.Given> given,
            Map<UUID, UUID> standings,
            LocalDate day) {
        jdbc.sql("""
                insert into tiers.move (
                    id, document_id, version, batch, membership_id, partner_id, before_id, after_id, standing_id, from_tier, to_tier,
                    day, returned, entry_id
                )
                select id, :document, :version, :batch, membership, partner, before, after, standing, lower, upper, :day, false, after
                from unnest(:id, :membership, :partner, :before, :after, :standing, :from, :to)
                    as r (id, membership, partner, before, after, standing, lower, upper)
                """)
                .params(Rows.of(given)
                        .uuid("id", any -> ids.next())
                        .uuid("membership", MembershipTiers.Given::membership)
                        .uuid("partner", MembershipTiers.Given::partner)
                        .uuid("before", MembershipTiers.Given::before)
                        .uuid("after", MembershipTiers.Given::after)
                        .uuid("standing", one -> standings.get(one.membership()))
                        .text("from", MembershipTiers.Given::from)
                        .text("to", MembershipTiers.Given::to)
                        .params())
                .param("document", released.document())
                .param("version", released.version().toString())
                .param("batch", batch)
                .param("day", day)
                .update();
    }

    /** What a version did and nobody took back. */
    List<Move> of(Released<TierRules> released) {
        return jdbc.sql("""
                select batch, membership_id, partner_id, before_id, after_id, standing_id, from_tier, to_tier from tiers.move
                where document_id = :document and version = :version and not returned order by batch, membership_id
                """)
                .param("document", released.document())
                .param("version", released.version().toString())
                .query((row, number) -> new Move(
                        row.getInt("batch"),
                        new MembershipTiers.Given(
                                row.getObject("membership_id", UUID.class),
                                row.getObject("partner_id", UUID.class),
                                row.getString("from_tier"),
                                row.getString("to_tier"),
                                row.getObject("before_id", UUID.class),
                                row.getObject("after_id", UUID.class)),
                        row.getObject("standing_id", UUID.class)))
                .list();
    }

    void returned(Released<TierRules> released, int batch, List<MembershipTiers.Given> back) {
        jdbc.sql("""
                update tiers.move m set returned = true, entry_id = r.entry
                from unnest(:membership, :entry) as r (membership, entry)
                where m.document_id = :document and m.version = :version and m.batch = :batch and m.membership_id = r.membership and not m.returned
                """)
                .params(Rows.of(back)
                        .uuid("membership", MembershipTiers.Given::membership)
                        .uuid("entry", MembershipTiers.Given::after)
                        .params())
                .param("document", released.document())
                .param("version", released.version().toString())
                .param("batch", batch)
                .update();
    }

    /** How many rose and fell by the rules of a programme on these days, publications and nights together. */
    Map<String, BigDecimal> between(String programme, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select coalesce(sum(rose), 0) as rose, coalesce(sum(fell), 0) as fell from (
                    select e.rose, e.fell from tiers.evaluation e
                    join partners.programme_v g on g.id = e.programme_id and g.code = :programme
                    where e.day >= :from and e.day <= :to
                    union all
                    select count(*) filter (where coalesce(h.rank, 0) > coalesce(l.rank, 0)),
                        count(*) filter (where coalesce(h.rank, 0) < coalesce(l.rank, 0))
                    from tiers.move m
                    join partners.membership_v s on s.id = m.membership_id
                    join partners.programme_v g on g.id = s.programme_id and g.code = :programme
                    left join partners.tier_v l on l.programme_id = g.id and l.code = m.from_tier
                    left join partners.tier_v h on h.programme_id = g.id and h.code = m.to_tier
                    where not m.returned and m.day >= :from and m.day <= :to
                ) all_moves
                """)
                .param("programme", programme)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> Map.of(
                        TierSimulations.ROSE,
                        row.getBigDecimal("rose"),
                        TierSimulations.FELL,
                        row.getBigDecimal("fell")))
                .single();
    }

    /** Shows at once what tier memberships have now; the numbers beside it follow with the next look. */
    void shown(Collection<UUID> memberships, LocalDate day) {
        jdbc.sql("""
                update tiers.progress g set tier = t.tier, tier_since = coalesce(t.from_day, m.joined_on)
                from partners.membership_v m
                left join partners.membership_tier_v t on t.membership_id = m.id
                    and daterange(t.from_day, t.to_day) @> :day::date
                where m.id = g.membership_id and g.membership_id = any(:ids)
                """).param("day", day).param("ids", Rows.uuids(memberships)).update();
    }
}
