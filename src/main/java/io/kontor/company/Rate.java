package io.kontor.company;

import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An exchange rate of one day: one {@code base} is {@code rate} {@code quote}. Also the complete state in the ledger.
 *
 * @param source who says so, e.g. the European Central Bank
 */
public record Rate(String base, String quote, LocalDate day, BigDecimal rate, String source) {
    public Rate {
        var first = base;
        var second = quote;
        base = Fields.at("base", () -> Money.currency(first));
        quote = Fields.at("quote", () -> Money.currency(second));
        if (base.equals(quote)) {
            throw Refusal.invalid("rate-of-itself", "code", base).at("quote");
        }
        if (rate.signum() <= 0 || rate.precision() - rate.scale() > 12 || rate.scale() > 12) {
            throw Refusal.invalid("rate-impossible", "rate", rate.toPlainString())
                    .at("rate");
        }
        source = Fields.required(source, "source", 120);
    }
}
