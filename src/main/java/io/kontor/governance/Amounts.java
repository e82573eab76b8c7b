package io.kontor.governance;

import io.kontor.company.Company;
import io.kontor.company.Rates;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** What acts measured in money are compared in: the reporting currency, at the rates of the day somebody asks for approval. */
@Component
public final class Amounts {
    private final Company company;
    private final Rates rates;
    private final Clock clock;

    Amounts(Company company, Rates rates, Clock clock) {
        this.company = company;
        this.rates = rates;
        this.clock = clock;
    }

    /** The sum, not rounded. Refuses: a currency without a rate at most 31 days old. */
    public BigDecimal today(Actor actor, Collection<Money> amounts) {
        var profile = company.profile(actor);
        var today = profile.today(clock);
        var sum = BigDecimal.ZERO;
        for (var money : amounts) {
            var rate = money.currency().equals(profile.currency())
                    ? BigDecimal.ONE
                    : rates.at(actor, money.currency(), profile.currency(), today)
                            .orElseThrow(() -> Refusal.conflict(
                                    "amount-without-rate", "currency", money.currency(), "day", today));
            sum = sum.add(money.amount().multiply(rate, MathContext.DECIMAL128));
        }
        return sum;
    }
}
