package io.kontor.deals;

import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import io.kontor.lists.Attentions;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Credit that partners may have lost without anybody meaning it. Each question has an index of its own that holds only what it asks
 * for, so it costs the same however long the history is. Whoever knows that nobody is owed anything says so with a reason, and the
 * deal is asked about again once its customer, its partners or its contact change.
 */
@Configuration(proxyBeanMethods = false)
class CreditLeaks {
    /** How long a deal that is closed is still worth asking about. */
    private static final int FRESH_DAYS = 180;

    /** A deal won without a partner, whose customer a partner brought before. */
    @Bean
    Attention dealsUncredited(Attentions attentions, DealReach reach) {
        return question(
                attentions,
                reach,
                "deals-uncredited",
                45,
                "deals.deal d join customers.customer_v c on c.id = d.customer_id",
                """
                d.stage = 'won' and d.partner_id is null and not d.withdrawn and not d.credit_settled
                    and d.closes_on > :until and exists (
                        select from deals.deal e where e.customer_id = d.customer_id and e.stage = 'won'
                            and e.sourcing_id is not null and not e.withdrawn and e.closes_on < d.closes_on)
                """,
                "d.closes_on desc, d.id desc",
                "c.name",
                "");
    }

    /** An open or won deal that names a partner's contact and no partner. */
    @Bean
    Attention dealsContactOnly(Attentions attentions, DealReach reach) {
        return question(
                attentions,
                reach,
                "deals-contact-only",
                46,
                """
                deals.deal_contact dc join deals.deal d on d.id = dc.deal_id
                left join partners.contact_v k on k.id = dc.contact_id left join partners.partner_v p on p.id = k.partner_id
                """,
                "dc.alone and dc.closed_on > :until",
                "dc.closed_on desc, dc.deal_id desc",
                "k.name || ' · ' || p.name",
                "?propose=partner");
    }

    /** A won deal that had a sourcing partner until a merge, an import or a change took it away. */
    @Bean
    Attention creditDropped(Attentions attentions, DealReach reach) {
        return question(
                attentions,
                reach,
                "deals-credit-dropped",
                47,
                "deals.deal d left join partners.partner_v p on p.id = d.credit_was",
                """
                d.credit_was is not null and d.stage = 'won' and not d.withdrawn and not d.credit_settled
                    and d.changed_at > :until::timestamp at time zone 'UTC'
                """,
                "d.changed_at desc, d.id",
                "p.name",
                "");
    }

    private static Attention question(
            Attentions attentions,
            DealReach reach,
            String code,
            int order,
            String from,
            String where,
            String sorted,
            @Nullable String other,
            String proposing) {
        var question = new Attentions.Question(
                code,
                order,
                "user-check",
                Deals.KIND,
                Verb.CHANGE,
                actor -> reach.of(actor, Verb.CHANGE),
                from,
                where,
                -FRESH_DAYS,
                sorted,
                "d.id",
                "d.name",
                "d.closed_on",
                false,
                other,
                (LocalDate until) -> "",
                (UUID id) -> "/deals/" + id,
                (UUID id) -> Attention.Action.open("/deals/" + id + "/edit" + proposing));
        return attentions.of(question, id -> "/deals/" + id + "/credit");
    }
}
