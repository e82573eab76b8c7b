package io.kontor.metrics;

import io.kontor.database.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the facts of deals: the log of what was known when, and the last of them for each deal. */
@Component
class FactLog {
    private final JdbcClient jdbc;

    FactLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes changes to the log, in order, and what is known after them. */
    void add(List<Delta> deltas) {
        jdbc.sql("insert into metrics.deal_fact (entry_id, sign, known_at, " + FactRows.COLUMNS + ") "
                        + "select entry, sign, known, deal, outcome, day, opened, came, customer, currency, amount, value, lines,"
                        + " partner, roles, segment, tier, types, country, region, also from unnest(:entry, :sign, :known, "
                        + FactRows.PARAMETERS
                        + ") with ordinality as r (entry, sign, known, deal, outcome, day, opened, came, customer, currency,"
                        + " amount, value, lines, partner, roles, segment, tier, types, country, region, also, place)"
                        + " order by place")
                .params(FactRows.fill(
                                Rows.of(deltas)
                                        .uuid("entry", Delta::entry)
                                        .whole("sign", Delta::sign)
                                        .moment("known", Delta::knownAt),
                                Delta::fact)
                        .params())
                .update();
        var last = new LinkedHashMap<UUID, Delta>();
        deltas.forEach(delta -> last.put(delta.fact().deal(), delta));
        keep(last.values());
    }

    private void keep(Collection<Delta> last) {
        jdbc.sql("delete from metrics.deal_also where deal_id = any(:ids)")
                .param(
                        "ids",
                        Rows.uuids(
                                last.stream().map(delta -> delta.fact().deal()).toList()))
                .update();
        var gone = last.stream().filter(delta -> delta.sign() < 0).toList();
        if (!gone.isEmpty()) {
            jdbc.sql("delete from metrics.deal_now where deal_id = any(:ids)")
                    .param(
                            "ids",
                            Rows.uuids(gone.stream()
                                    .map(delta -> delta.fact().deal())
                                    .toList()))
                    .update();
        }
        var kept =
                last.stream().filter(delta -> delta.sign() > 0).map(Delta::fact).toList();
        if (kept.isEmpty()) {
            return;
        }
        jdbc.sql("insert into metrics.deal_now (" + FactRows.COLUMNS + ") select * from unnest(" + FactRows.PARAMETERS
                        + ") " + """
                on conflict (deal_id) do update set outcome = excluded.outcome, occurred_on = excluded.occurred_on,
                    opened_on = excluded.opened_on, came_closed = excluded.came_closed, customer_id = excluded.customer_id,
                    currency = excluded.currency, amount = excluded.amount, value = excluded.value, lines = excluded.lines,
                    partner_id = excluded.partner_id, roles = excluded.roles, segment = excluded.segment,
                    tier = excluded.tier, types = excluded.types, country = excluded.country,
                    region_id = excluded.region_id, also = excluded.also
                """)
                .params(FactRows.fill(Rows.of(kept), fact -> fact).params())
                .update();
        also(kept);
    }

    private record Also(UUID partner, UUID deal) {}

    private void also(List<Fact> kept) {
        var also = kept.stream()
                .flatMap(fact -> fact.shares().stream().skip(1).map(share -> new Also(share.partner(), fact.deal())))
                .toList();
        if (!also.isEmpty()) {
            jdbc.sql("insert into metrics.deal_also (partner_id, deal_id) select * from unnest(:partner, :deal)")
                    .params(Rows.of(also)
                            .uuid("partner", Also::partner)
                            .uuid("deal", Also::deal)
                            .params())
                    .update();
        }
    }
}
