package io.kontor.deals;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Attention;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Currencies of open deals for which no rate says what they are worth to the company today. */
@Component
final class MissingRates implements Attention {
    private final Tx tx;
    private final JdbcClient jdbc;
    private final Company company;
    private final Rates rates;

    MissingRates(Tx tx, JdbcClient jdbc, Company company, Rates rates) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.company = company;
        this.rates = rates;
    }

    @Override
    public String code() {
        return "rates-missing";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String icon() {
        return "currency-euro";
    }

    @Override
    public Open open(Actor actor, LocalDate today, int most) {
        if (!actor.may(Rates.KIND, Verb.CHANGE)) {
            return Open.NOTHING;
        }
        var reporting = company.profile(actor).currency();
        var missing = tx.read(actor, () -> rates.lacking(actor, inUse(reporting), reporting, today));
        return Open.of(
                missing.size(),
                "/settings/rates",
                missing.stream()
                        .limit(most)
                        .map(currency -> item(currency, reporting))
                        .toList());
    }

    private List<String> inUse(String reporting) {
        return jdbc.sql("""
                select c.code from deals.currency c
                where c.code <> :reporting and exists (select from deals.deal d
                    where d.currency = c.code and d.closed_on is null and not d.withdrawn)
                order by c.code
                """).param("reporting", reporting).query(Rows.TEXT).list();
    }

    private static Item item(String currency, String reporting) {
        return new Item(
                UUID.nameUUIDFromBytes(currency.getBytes(StandardCharsets.UTF_8)),
                currency,
                "/settings/rates",
                Map.of("currency", currency, "reporting", reporting),
                Urgency.OPEN,
                Action.open("/settings/rates"));
    }
}
