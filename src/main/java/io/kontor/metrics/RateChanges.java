package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A rate that is told or corrected, and another reporting currency, restate the sums of the days they speak of. */
@Component
final class RateChanges implements Subscription {
    /** A rate speaks for its day and for this many after it. */
    private static final int REACH_DAYS = 31;

    private final FactSql sql;

    RateChanges(FactSql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "metrics.rates";
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        if (entries.stream().anyMatch(RateChanges::anotherCurrency)) {
            sql.restate(null, null);
            return;
        }
        var days = entries.stream()
                .filter(entry -> entry.subject().type().equals(Rates.KIND))
                .map(entry -> LocalDate.parse(entry.after().path("day").asString()))
                .sorted()
                .toList();
        if (!days.isEmpty()) {
            sql.restate(days.getFirst(), days.getLast().plusDays(REACH_DAYS + 1));
        }
    }

    private static boolean anotherCurrency(TimelineEntry entry) {
        return entry.subject().type().equals(Company.KIND)
                && !Objects.equals(currency(entry.after()), entry.before() == null ? null : currency(entry.before()));
    }

    private static String currency(tools.jackson.databind.node.ObjectNode state) {
        return state.path("currency").asString("");
    }
}
