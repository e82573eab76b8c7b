package io.kontor.support;

import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deals that tests of figures begin with. */
public final class SampleDeals {
    private SampleDeals() {}

    /** One that a partner brought and that was won in euros, opened two months before. */
    public static Deal won(UUID partner, LocalDate day, int amount) {
        return new Deal(
                "Sample order " + day + " " + amount,
                null,
                null,
                "EUR",
                Stage.WON,
                BigDecimal.valueOf(amount),
                day.minusDays(60),
                null,
                day,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(new DealShare(partner, PartnerRole.SOURCING, day, null)),
                null,
                null,
                Map.of(),
                null,
                false);
    }
}
