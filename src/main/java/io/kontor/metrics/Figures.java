package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Verb;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the programme is worth, in figures that can only be read one way. A figure is about what the actor may see: all of the
 * office, or the partners in their care.
 */
@Component
public final class Figures {
    public static final String KIND = "metric";

    private final Tx tx;
    private final FigureSql sql;
    private final Company company;
    private final Clock clock;

    Figures(Tx tx, FigureSql sql, Company company, Clock clock) {
        this.tx = tx;
        this.sql = sql;
        this.company = company;
        this.clock = clock;
    }

    /**
     * One figure.
     *
     * @param value a whole number ({@link Long}) or an amount ({@link Money}), or none with the reason why
     * @param rows how many rows are behind it
     * @param unpriced deals left out of an amount because no rate says what they are worth
     */
    public record Figure(
            Metric metric,
            @Nullable Object value,
            Instant asOf,
            long rows,
            long unpriced,
            @Nullable String reason) {
        /** The value as programs read it: counts as numbers, amounts as decimal strings. */
        public @Nullable Object plain() {
            return value instanceof Money money ? money.amount().toPlainString() : value;
        }
    }

    /**
     * All figures, by close date in a period for what has one.
     *
     * @param from first day, or none for since ever
     * @param to first day not included, or none for until now
     */
    public List<Figure> all(Actor actor, @Nullable LocalDate from, @Nullable LocalDate to) {
        actor.role(KIND, Verb.SEE);
        return tx.read(actor, () -> {
            var scope = actor.rights().over(KIND, Verb.SEE);
            var sums = sql.sums(scope, from, to);
            var partners = sql.partners(scope);
            var currency = company.profile(actor).currency();
            return List.of(
                    count(Metric.PARTNERS_RECRUITED, partners.recruited()),
                    count(Metric.PARTNERS_WITH_DEALS, withDeals(scope, from, to, partners)),
                    count(Metric.DEALS_WON, sums.won().deals()),
                    count(Metric.DEALS_LOST, sums.lost().deals()),
                    count(Metric.DEALS_OPEN, sums.open().deals()),
                    count(Metric.DEAL_LINES, sums.won().lines()),
                    amount(Metric.DEALS_WON_VALUE, sums.won(), currency),
                    amount(Metric.PARTNER_SOURCED_REVENUE, sums.sourced(), currency));
        });
    }

    private long withDeals(Scope scope, @Nullable LocalDate from, @Nullable LocalDate to, FigureSql.Partners partners) {
        return from == null && to == null ? partners.withDeals() : sql.partnersWithDeals(scope, from, to);
    }

    /** Won value of deals with a sourcing partner, month by month, the oldest first; months without any are there with zero. */
    public List<Month> months(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.read(actor, () -> {
            var profile = company.profile(actor);
            var last = profile.today(clock).withDayOfMonth(1);
            return sql.months(actor.rights().over(KIND, Verb.SEE), last.minusMonths(most - 1L), last).stream()
                    .map(month -> new Month(month.month(), month.deals(), rounded(month.amount(), profile.currency())))
                    .toList();
        });
    }

    public record Month(LocalDate month, long deals, Money value) {}

    private Figure count(Metric metric, long count) {
        return new Figure(metric, count, clock.instant(), count, 0, null);
    }

    private Figure amount(Metric metric, FigureSql.Sum sum, String currency) {
        return new Figure(metric, rounded(sum.amount(), currency), clock.instant(), sum.deals(), sum.unpriced(), null);
    }

    /** Sums are exact; what is shown is rounded half up to the currency's decimals. */
    private static Money rounded(BigDecimal amount, String currency) {
        var decimals = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
        return new Money(amount.setScale(decimals, RoundingMode.HALF_UP), currency);
    }
}
