package io.kontor.metrics;

import io.kontor.database.Rows;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The day each partner first won a deal it sourced. */
@Component
class FirstDealSql {
    private final JdbcClient jdbc;

    FirstDealSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the days after these changes were written. An earlier deal makes an earlier day; only where the first one may be
     * gone is it looked for.
     *
     * @return whether any day is another one now
     */
    boolean follow(List<Delta> deltas) {
        var earliest = new TreeMap<UUID, LocalDate>();
        var taken = new HashSet<UUID>();
        for (var delta : deltas) {
            var fact = delta.fact();
            if (fact.sourced() && fact.outcome() == Fact.Outcome.WON) {
                var partner = fact.shares().getFirst().partner();
                if (delta.sign() < 0) {
                    taken.add(partner);
                } else {
                    earliest.merge(partner, fact.occurredOn(), (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        earliest.keySet().removeAll(taken);
        boolean earlier = !earliest.isEmpty() && earlier(earliest) > 0;
        boolean another = !taken.isEmpty() && again(taken) > 0;
        return earlier || another;
    }

    private int earlier(Map<UUID, LocalDate> days) {
        return jdbc.sql("""
                insert into metrics.first_deal (partner_id, first_on)
                select * from unnest(:partner, :day)
                on conflict (partner_id) do update set first_on = excluded.first_on where excluded.first_on < first_deal.first_on
                """)
                .params(Rows.of(List.copyOf(days.entrySet()))
                        .uuid("partner", Map.Entry::getKey)
                        .day("day", Map.Entry::getValue)
                        .params())
                .update();
    }

    /** The first won deal comes early among a partner's deals by day. */
    private int again(Set<UUID> partners) {
        var found = """
                select r.partner, f.day from (select distinct unnest(:ids::uuid[]) as partner) r
                left join lateral (
                    select occurred_on as day from metrics.deal_now d
                    where d.partner_id = r.partner and d.outcome = 'won' and d.roles & 1 = 1 order by d.occurred_on limit 1
                ) f on true
                """;
        int gone = jdbc.sql("delete from metrics.first_deal k using (" + found
                        + ") f where k.partner_id = f.partner and f.day is null")
                .param("ids", Rows.uuids(partners))
                .update();
        return gone
                + jdbc.sql("insert into metrics.first_deal (partner_id, first_on) select f.partner, f.day from ("
                                + found + """
                        ) f where f.day is not null order by f.partner
                        on conflict (partner_id) do update set first_on = excluded.first_on
                        where excluded.first_on <> first_deal.first_on
                        """)
                        .param("ids", Rows.uuids(partners))
                        .update();
    }
}
