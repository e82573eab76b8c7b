package io.kontor.tiers;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a partner stands, as its own people see it; read under the portal's database role. */
@Component
public final class PortalTiers {
    private final Tx tx;
    private final JdbcClient jdbc;
    private final Company company;

    PortalTiers(Tx tx, JdbcClient jdbc, Company company) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.company = company;
    }

    /**
     * Where the partner stands in one programme; tiers by their names.
     *
     * @param graceUntil the day its tier falls unless it is earned again, or none
     * @param warnOn the day it would not be earned any more if nothing happened until then, with the tier of then
     * @param unpriced won deals that have no exchange rate and are not in the revenue
     */
    public record Own(
            UUID programme,
            String programmeName,
            LocalDate day,
            @Nullable String tier,
            @Nullable LocalDate since,
            @Nullable String next,
            List<Need> keeps,
            List<Need> needs,
            BigDecimal reached,
            @Nullable LocalDate graceUntil,
            @Nullable LocalDate warnOn,
            @Nullable String warnTier,
            int unpriced,
            String currency) {
        public Own {
            keeps = List.copyOf(keeps);
            needs = List.copyOf(needs);
        }

        /** Whether its tier is in danger. */
        public boolean warned() {
            return warnOn != null || graceUntil != null;
        }
    }

    /** In every programme the partner is in. Refuses: somebody who is not of a partner. */
    public List<Own> own(Actor actor) {
        if (actor.side() != Side.PORTAL) {
            throw Refusal.forbidden(Tiers.KIND, Verb.SEE);
        }
        actor.role(Tiers.KIND, Verb.SEE, Place.of(actor.firm(), null, null, null));
        var currency = company.profile(actor).currency();
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select m.programme_id, m.programme, g.day, g.tier_since, g.keeps::text as keeps, g.needs::text as needs,
                            g.reached, g.grace_until, g.warn_on, g.unpriced, t.name as tier, n.name as next, w.name as lower
                        from partners.portal_membership_v m
                        join tiers.portal_progress_v g on g.membership_id = m.id
                        left join partners.portal_tier_v t on t.programme_id = m.programme_id and t.code = g.tier
                        left join partners.portal_tier_v n on n.programme_id = m.programme_id and n.code = g.next_tier
                        left join partners.portal_tier_v w on w.programme_id = m.programme_id and w.code = g.warn_tier
                        where m.status = 'active'
                        order by m.programme, m.id
                        """)
                        .query((row, number) -> new Own(
                                row.getObject("programme_id", UUID.class),
                                row.getString("programme"),
                                row.getObject("day", LocalDate.class),
                                row.getString("tier"),
                                row.getObject("tier_since", LocalDate.class),
                                row.getString("next"),
                                Json.needs(row.getString("keeps")),
                                Json.needs(row.getString("needs")),
                                row.getBigDecimal("reached"),
                                row.getObject("grace_until", LocalDate.class),
                                row.getObject("warn_on", LocalDate.class),
                                row.getString("lower"),
                                row.getInt("unpriced"),
                                currency))
                        .list());
    }
}
