package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.deals.Deals;
import io.kontor.ledger.Subscription;
import io.kontor.ledger.TimelineEntry;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads the ledger and writes the facts. It reads everything in one order: what a deal amounts to depends on where its partners
 * stand and on the rates that were told before it, and what was known at a moment must not depend on who read faster.
 */
@Component
final class FactKeeper implements Subscription {
    private final FactBatches batches;
    private final SettingSql settings;

    FactKeeper(FactBatches batches, SettingSql settings) {
        this.batches = batches;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "metrics.facts";
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Company.KIND, Rates.KIND, Partners.KIND, Memberships.KIND, Deals.KIND, "session", "note");
    }

    @Override
    public void take(List<TimelineEntry> entries) {
        settings.write();
        settings.changed(batches.take(entries, FactBatches.Limits.USUAL));
    }
}
