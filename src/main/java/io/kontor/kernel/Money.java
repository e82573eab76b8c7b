package io.kontor.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in one currency. Creating never rounds; rounding is spelled at the call.
 *
 * @param amount at most 18 digits before and 6 after the point
 * @param currency an ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {
    public Money {
        currency = currency(currency);
        if (amount.scale() > 6 || amount.precision() - amount.scale() > 18) {
            throw Refusal.invalid("amount-too-long", "amount", amount.toPlainString());
        }
        amount = amount.scale() < 0 ? amount.setScale(0, RoundingMode.UNNECESSARY) : amount;
    }

    /** The code in capitals. Refuses: no such currency. */
    public static String currency(String code) {
        try {
            return Currency.getInstance(code.strip().toUpperCase(java.util.Locale.ROOT))
                    .getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("no-such-currency", "code", code);
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money rounded(RoundingMode mode) {
        return new Money(amount.setScale(Currency.getInstance(currency).getDefaultFractionDigits(), mode), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + currency + " and " + other.currency);
        }
        return other;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    /** Equal by value: 1.50 equals 1.5. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money money && currency.equals(money.currency) && amount.compareTo(money.amount) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode() * 31 + currency.hashCode();
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
