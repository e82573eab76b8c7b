package io.kontor.catalog;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import java.util.List;
import java.util.UUID;

/**
 * What a product costs us, by day and currency; also the complete state in the ledger.
 *
 * @param costs one per currency and day
 */
public record Cost(UUID product, List<Dated<Money>> costs) {
    public Cost {
        costs = Amounts.checked(costs, "costs");
    }
}
