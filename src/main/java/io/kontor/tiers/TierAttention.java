package io.kontor.tiers;

import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import io.kontor.lists.Attentions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose tier needs somebody: those who would lose it, and those whose time to mend that is running. */
@Configuration(proxyBeanMethods = false)
class TierAttention {
    private static final int AHEAD = 90;

    /** Would earn a lower tier within 90 days if nothing happened until then. */
    @Bean
    Attention tiersWarned(Attentions attentions) {
        return attentions.of(question(
                "tiers-warned",
                42,
                "g.warn_tier",
                "g.warn_on is not null and g.warn_on <= :until",
                "g.warn_on",
                "warned"));
    }

    /** Earns a lower tier already and falls on a day. */
    @Bean
    Attention tiersInGrace(Attentions attentions) {
        return attentions.of(question(
                "tiers-grace",
                38,
                "g.suggested",
                "g.outcome in ('grace', 'falls') and g.move_on <= :until",
                "g.move_on",
                "moves"));
    }

    private static Attentions.Question question(
            String code, int order, String lower, String where, String day, String sorted) {
        return new Attentions.Question(
                code,
                order,
                "award",
                Tiers.KIND,
                Verb.CHANGE,
                actor -> Overview.REACH.of(actor.rights().over(Tiers.KIND, Verb.CHANGE), "settle"),
                "tiers.progress g join partners.partner_v p on p.id = g.partner_id"
                        + " left join partners.tier_v t on t.programme_id = g.programme_id and t.code = "
                        + lower,
                "not p.withdrawn and " + where,
                AHEAD,
                day + ", g.membership_id",
                "g.membership_id",
                "p.name",
                day,
                true,
                "t.name",
                until -> "/tiers/standings?" + sorted + ".to=" + until + "&sort=" + sorted,
                id -> "/memberships/" + id + "?tab=tier",
                id -> Attention.Action.open("/memberships/" + id + "?tab=tier"));
    }
}
