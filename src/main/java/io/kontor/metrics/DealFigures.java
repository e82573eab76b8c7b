package io.kontor.metrics;

import io.kontor.metrics.Measures.Amount;
import io.kontor.metrics.Measures.Count;
import io.kontor.stats.Confidence;
import io.kontor.stats.Proportion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns what deals come to into figures. */
final class DealFigures {
    private static final int DIGITS = 10;

    private final Instant asOf;
    private final String currency;

    DealFigures(Instant asOf, String currency) {
        this.asOf = asOf;
        this.currency = currency;
    }

    Figure of(Metric metric, Sums sums) {
        var over = switch (metric.whose()) {
            case ALL -> sums.all();
            case PARTNER -> sums.standing();
            case DIRECT -> sums.direct();
        };
        return switch (metric.base()) {
            case DEALS_WON -> count(metric, over.count(Count.WON), over.count(Count.WON));
            case DEALS_LOST -> count(metric, over.count(Count.LOST), over.count(Count.LOST));
            case DEALS_OPEN -> count(metric, over.count(Count.OPEN), over.count(Count.OPEN));
            case DEAL_LINES -> count(metric, over.count(Count.LINES), over.count(Count.WON));
            case DEALS_WON_VALUE -> worth(metric, over, Count.WON, Count.UNPRICED, Amount.VALUE);
            case PARTNER_SOURCED_REVENUE ->
                worth(metric, sums.standing(), Count.SOURCED, Count.SOURCED_UNPRICED, Amount.SOURCED_VALUE);
            case PARTNER_INFLUENCED_REVENUE ->
                worth(metric, sums.influencing(), Count.WON, Count.UNPRICED, Amount.VALUE);
            case PARTNER_INVOLVED_REVENUE -> worth(metric, sums.involved(), Count.WON, Count.UNPRICED, Amount.VALUE);
            case WIN_RATE -> winRate(metric, over);
            case DEAL_VELOCITY_PER_DAY -> velocity(metric, over);
            default -> throw new IllegalArgumentException(metric + " is not about deals");
        };
    }

    private Figure count(Metric metric, long count, long rows) {
        return Figure.of(metric, BigDecimal.valueOf(count), asOf, rows);
    }

    private Figure worth(Metric metric, Measures of, Count deals, Count unpriced, Amount amount) {
        long rows = of.count(deals);
        long without = of.count(unpriced);
        return rows > 0 && rows == without
                ? Figure.none(metric, "no_exchange_rate", asOf, rows).in(currency, without)
                : Figure.of(metric, of.amount(amount), asOf, rows).in(currency, without);
    }

    private Figure winRate(Metric metric, Measures of) {
        long won = of.count(Count.HISTORY_WON);
        long closed = won + of.count(Count.HISTORY_LOST);
        if (closed == 0) {
            return Figure.none(metric, unknown(of), asOf, 0);
        }
        var interval = new Proportion(won, closed).wilson(Confidence.USUAL);
        return Figure.of(metric, share(won, closed), asOf, closed)
                .within(new Figure.Range(decimal(interval.low()), decimal(interval.high())));
    }

    /** Closed deals, none of which went through a pipeline, say nothing of one. */
    private static String unknown(Measures of) {
        return of.count(Count.WON) + of.count(Count.LOST) > 0 ? "no_pipeline_history" : "no_closed_deals";
    }

    /** Closed deals x win rate x mean won value / mean days; all over deals with both dates. */
    private Figure velocity(Metric metric, Measures of) {
        long closed = of.count(Count.PACED);
        long won = of.count(Count.PACED_WON);
        long days = of.count(Count.PACED_DAYS);
        long priced = won - of.count(Count.PACED_UNPRICED);
        if (closed == 0) {
            boolean history = of.count(Count.HISTORY_WON) + of.count(Count.HISTORY_LOST) > 0;
            return none(metric, history ? "no_opening_day" : unknown(of), 0);
        }
        if (won == 0 || priced == 0 || days <= 0) {
            return none(metric, won == 0 ? "no_won_deals" : priced == 0 ? "no_exchange_rate" : "no_days", closed);
        }
        var mean = of.amount(Amount.PACED_VALUE).divide(BigDecimal.valueOf(priced), MathContext.DECIMAL128);
        var value = mean.multiply(BigDecimal.valueOf(won))
                .multiply(BigDecimal.valueOf(won))
                .divide(BigDecimal.valueOf(days), DIGITS, RoundingMode.HALF_UP);
        return Figure.of(metric, value, asOf, closed).in(currency, won - priced);
    }

    private Figure none(Metric metric, String reason, long rows) {
        return Figure.none(metric, reason, asOf, rows).in(currency, 0);
    }

    static BigDecimal share(long some, long all) {
        return BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
    }

    static @Nullable BigDecimal decimal(@Nullable Double number) {
        return number == null ? null : BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
