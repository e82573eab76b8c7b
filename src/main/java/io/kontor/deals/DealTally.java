package io.kontor.deals;

import io.kontor.database.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the sums of deals by partner or customer, stage and currency, so that nobody has to add them up. */
@Component
class DealTally {
    private final JdbcClient jdbc;

    DealTally(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What deals add to one sum. Sorted, so that two writers never wait for each other in a circle. */
    record Key(UUID holder, String stage, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = holder.compareTo(other.holder);
            order = order != 0 ? order : stage.compareTo(other.stage);
            return order != 0 ? order : currency.compareTo(other.currency);
        }
    }

    record Sum(long deals, BigDecimal amount) {
        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO);

        Sum minus(Sum other) {
            return new Sum(deals - other.deals, amount.subtract(other.amount));
        }

        boolean nothing() {
            return deals == 0 && amount.signum() == 0;
        }
    }

    /** What these deals add to the sums now. */
    Map<Key, Sum> of(List<UUID> ids) {
        var sums = new HashMap<Key, Sum>();
        jdbc.sql("""
                select holder, stage, currency, count(*) as deals, coalesce(sum(amount), 0) as amount
                from (
                    select d.customer_id as holder, d.stage, d.currency, d.amount from deals.deal d
                    where d.id = any(:ids) and not d.withdrawn and d.customer_id is not null
                    union all
                    select p.partner_id, d.stage, d.currency, d.amount
                    from (select distinct deal_id, partner_id from deals.deal_partner where deal_id = any(:ids)) p
                    join deals.deal d on d.id = p.deal_id and not d.withdrawn
                ) one
                group by holder, stage, currency
                """).param("ids", Rows.uuids(ids)).query(row -> {
            sums.put(
                    new Key(row.getObject("holder", UUID.class), row.getString("stage"), row.getString("currency")),
                    new Sum(row.getLong("deals"), row.getBigDecimal("amount")));
        });
        return sums;
    }

    /** Adds what changed, sum by sum. */
    void add(Map<Key, Sum> before, Map<Key, Sum> after) {
        var differences = new TreeMap<Key, Sum>();
        after.forEach((key, sum) -> differences.put(key, sum.minus(before.getOrDefault(key, Sum.NOTHING))));
        before.forEach((key, sum) -> differences.computeIfAbsent(key, gone -> Sum.NOTHING.minus(sum)));
        var rows = new ArrayList<Map.Entry<Key, Sum>>();
        differences.entrySet().stream().filter(one -> !one.getValue().nothing()).forEach(rows::add);
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into deals.tally as t (holder_id, stage, currency, deals, amount)
                select holder, stage, currency, deals, amount
                from unnest(:holder, :stage, :currency, :deals, :amount) as r (holder, stage, currency, deals, amount)
                on conflict (holder_id, stage, currency) do update
                    set deals = t.deals + excluded.deals, amount = t.amount + excluded.amount
                """)
                .params(Rows.of(rows)
                        .uuid("holder", one -> one.getKey().holder())
                        .text("stage", one -> one.getKey().stage())
                        .text("currency", one -> one.getKey().currency())
                        .large("deals", one -> one.getValue().deals())
                        .number("amount", one -> one.getValue().amount())
                        .params())
                .update();
    }
}
