package io.kontor.sample;

import io.kontor.database.Tx;
import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.kernel.Actor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes a long history out of a short one: closed deals again and again, each round a year earlier. */
@Component
final class Multiplier {
    private static final int AT_ONCE = 2_000;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Deals deals;

    Multiplier(Tx tx, JdbcClient jdbc, Deals deals) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.deals = deals;
    }

    void multiply(Actor actor, int times) {
        var after = "";
        while (true) {
            var some = some(actor, after);
            if (some.isEmpty()) {
                return;
            }
            var known = deals.states(actor, some.stream().map(Known::deal).toList()).stream()
                    .filter(deal -> deal.stage().closed())
                    .toList();
            for (int round = 1; round < times; round++) {
                var drafts = new ArrayList<Deals.Draft>(known.size());
                for (var deal : known) {
                    drafts.add(Deals.Draft.of(earlier(deal, round)));
                }
                deals.createMany(actor, drafts, null);
            }
            after = some.getLast().externalId();
        }
    }

    private record Known(UUID deal, String externalId) {}

    /** Copies have no external id, so none is copied again. */
    private List<Known> some(Actor actor, String after) {
        return tx.read(
                actor,
                () -> jdbc.sql("""
                        select deal_id, external_id from deals.external_id_v
                        where system = :system and external_id > :after order by external_id limit :most
                        """)
                        .param("system", Recorder.SYSTEM)
                        .param("after", after)
                        .param("most", AT_ONCE)
                        .query((row, number) -> new Known(row.getObject(1, UUID.class), row.getString(2)))
                        .list());
    }

    private static Deal earlier(Deal deal, int years) {
        return deal.builder()
                .externalIds(List.of())
                .openedOn(before(deal.openedOn(), years))
                .expectedCloseOn(before(deal.expectedCloseOn(), years))
                .closedOn(before(deal.closedOn(), years))
                .build();
    }

    private static @Nullable LocalDate before(@Nullable LocalDate day, int years) {
        return day == null ? null : day.minusYears(years);
    }
}
