package io.kontor.partners;

import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import io.kontor.lists.Attentions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What needs somebody among partners and their agreements. */
@Configuration(proxyBeanMethods = false)
class PartnerAttention {
    private static final int AHEAD = 90;
    private static final String LIVING = "status=prospect&status=onboarding&status=active&status=paused";

    /** An agreement that ends within 90 days, or ended in the last 90, with nothing after it that holds longer. */
    @Bean
    Attention agreementsEnding(Attentions attentions) {
        return attentions.of(new Attentions.Question(
                "agreements-ending",
                10,
                "calendar",
                Agreements.KIND,
                Verb.CHANGE,
                actor -> PartnerFinder.REACH.of(actor.rights().over(Agreements.KIND, Verb.CHANGE), "settle"),
                "partners.agreement a join partners.partner p on p.id = a.partner_id",
                """
                not a.withdrawn and a.ends_on is not null and a.ends_on between :today::date - 90 and :until
                and not a.renews and not p.withdrawn and p.status <> 'ended'
                and not exists (select from partners.agreement l where l.partner_id = a.partner_id and not l.withdrawn
                    and (l.ends_on is null or l.ends_on > a.ends_on))
                """,
                AHEAD,
                "a.ends_on, a.id",
                "a.id",
                "a.name",
                "a.ends_on",
                true,
                "p.name",
                until -> "/agreements?renews=no&followed=no&ends.from=" + until.minusDays(2 * AHEAD) + "&ends.to="
                        + until + "&sort=ends",
                id -> "/agreements/" + id,
                id -> Attention.Action.open("/agreements/" + id + "/edit#f-ends")));
    }

    @Bean
    Attention partnersWithoutManager(Attentions attentions) {
        return attentions.of(partners(
                "partners-without-manager",
                50,
                "user-plus",
                "not p.withdrawn and p.status <> 'ended' and p.manager_id is null",
                0,
                "p.name_key, p.id",
                null,
                until -> "/partners?manager=none&" + LIVING,
                id -> "/partners/" + id + "/edit#f-manager"));
    }

    @Bean
    Attention partnersWithoutContact(Attentions attentions) {
        return attentions.of(partners(
                "partners-without-contact",
                60,
                "address-book",
                "not p.withdrawn and p.status <> 'ended' and not p.has_contact",
                0,
                "p.name_key, p.id",
                null,
                until -> "/partners?contact=no&" + LIVING,
                id -> "/contacts/new?partner=" + id));
    }

    /** An active partner of whom nothing was heard for 90 days. */
    @Bean
    Attention partnersQuiet(Attentions attentions) {
        return attentions.of(partners(
                "partners-quiet",
                70,
                "clock",
                "not p.withdrawn and p.status = 'active' and coalesce(p.active_on, p.joined_on) <= :until",
                -AHEAD,
                "coalesce(p.active_on, p.joined_on), p.id",
                "coalesce(p.active_on, p.joined_on)",
                until -> "/partners?status=active&active.to=" + until + "&sort=active",
                id -> "/partners/" + id + "?tab=notes"));
    }

    private static Attentions.Question partners(
            String code,
            int order,
            String icon,
            String where,
            int until,
            String sorted,
            @org.jspecify.annotations.Nullable String day,
            java.util.function.Function<java.time.LocalDate, String> list,
            java.util.function.Function<java.util.UUID, String> settle) {
        return new Attentions.Question(
                code,
                order,
                icon,
                Partners.KIND,
                Verb.CHANGE,
                actor -> PartnerFinder.REACH.of(actor.rights().over(Partners.KIND, Verb.CHANGE), "settle"),
                "partners.partner p",
                where,
                until,
                sorted,
                "p.id",
                "p.name",
                day,
                false,
                "p.city",
                list,
                id -> "/partners/" + id,
                id -> Attention.Action.open(settle.apply(id)));
    }
}
