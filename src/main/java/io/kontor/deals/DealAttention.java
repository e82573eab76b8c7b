package io.kontor.deals;

import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import io.kontor.lists.Attentions;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What needs somebody among open deals. Open ones are few and have indexes of their own. */
@Configuration(proxyBeanMethods = false)
class DealAttention {
    private static final int STILL = 30;
    /** An open deal whose day to close has passed. */
    @Bean
    Attention dealsPastClose(Attentions attentions, DealReach reach) {
        return attentions.of(question(
                reach,
                "deals-past-close",
                20,
                "calendar",
                "d.expected_close_on <= :until",
                -1,
                "d.expected_close_on, d.id",
                "d.expected_close_on",
                true,
                until -> "/deals?open=yes&closes.to=" + until,
                id -> "/deals/" + id + "/edit#f-expectedCloseOn"));
    }

    /** An open deal of which nothing was recorded for 30 days. */
    @Bean
    Attention dealsStalled(Attentions attentions, DealReach reach) {
        return attentions.of(question(
                reach,
                "deals-stalled",
                30,
                "clock",
                "d.changed_at < (:until::date + 1)::timestamp at time zone 'UTC'",
                -STILL,
                "d.changed_at, d.id",
                "(d.changed_at at time zone 'UTC')::date",
                false,
                until -> "/deals?open=yes&changed.to=" + until + "&sort=changed",
                id -> "/deals/" + id));
    }

    private static Attentions.Question question(
            DealReach reach,
            String code,
            int order,
            String icon,
            String where,
            int until,
            String sorted,
            String day,
            boolean deadline,
            Function<LocalDate, String> list,
            Function<UUID, String> settle) {
        return new Attentions.Question(
                code,
                order,
                icon,
                Deals.KIND,
                Verb.CHANGE,
                actor -> reach.of(actor, Verb.CHANGE),
                "deals.deal d left join customers.customer_v c on c.id = d.customer_id",
                "d.closed_on is null and not d.withdrawn and " + where,
                until,
                sorted,
                "d.id",
                "d.name",
                day,
                deadline,
                "c.name",
                list,
                id -> "/deals/" + id,
                id -> Attention.Action.open(settle.apply(id)));
    }
}
