package io.kontor.metrics;

import io.kontor.company.Company;
import io.kontor.database.Job;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.partners.Partners;
import io.kontor.partners.spi.Measuring;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each partner came to in the twelve months that end with a day, pushed down for the rules below: won value it sourced in
 * the reporting currency, each deal at the rate of its own day; how many deals that are, and how many of them have no rate and
 * are not in the value; and on how many of the last 90 days something happened with it.
 */
@Component
final class PartnerNumbers implements Measuring {
    static final String REVENUE = "revenue_12_months";
    static final String DEALS = "deals_12_months";
    static final String UNPRICED = "unpriced_12_months";
    static final String ENGAGEMENT = "engagement";

    private static final int MONTHS = 12;
    /** So long numbers of single days are kept; those of the last days of months stay. */
    private static final int KEPT_DAYS = 100;

    private static final int BATCH = 5_000;

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Partners partners;
    private final Company company;
    private final Clock clock;

    PartnerNumbers(Tx tx, JdbcClient jdbc, Partners partners, Company company, Clock clock) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.partners = partners;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public Set<String> measures() {
        return Set.of(REVENUE, DEALS, UNPRICED, ENGAGEMENT);
    }

    @Override
    public void measure(Actor actor, Collection<LocalDate> days) {
        var house = Purpose.HOUSEKEEPING.actor(Partners.KIND);
        var currency = Currency.getInstance(company.profile(house).currency());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        for (var day : days.stream().distinct().sorted().toList()) {
            var measured = tx.as(house, () -> measured(day, digits));
            for (int from = 0; from < measured.size(); from += BATCH) {
                partners.measure(house, measured.subList(from, Math.min(measured.size(), from + BATCH)));
            }
        }
    }

    private List<Partners.Measured> measured(LocalDate day, int digits) {
        var measured = new ArrayList<Partners.Measured>();
        jdbc.sql("""
                select p.id, coalesce(w.value, 0) as value, coalesce(w.deals, 0) as deals,
                    coalesce(w.unpriced, 0) as unpriced, coalesce(a.days, 0) as days
                from partners.partner_v p
                left join (
                    select partner_id, sum(value) as value, count(*) as deals, count(*) - count(value) as unpriced
                    from metrics.deal_now
                    where outcome = 'won' and roles & 1 = 1 and occurred_on >= :first and occurred_on <= :day
                    group by partner_id
                ) w on w.partner_id = p.id
                left join (
                    select partner_id, count(distinct day) as days from metrics.activity_day
                    where times > 0 and day > :active and day <= :day
                    group by partner_id
                ) a on a.partner_id = p.id
                where not p.withdrawn
                order by p.id
                """)
                .param("first", first(day))
                .param("day", day)
                .param("active", day.minusDays(FirmFigures.RECENT_DAYS))
                .query(row -> {
                    add(measured, row, day, digits);
                });
        return measured;
    }

    /** The first of the days that count on a day. */
    static LocalDate first(LocalDate day) {
        return day.plusDays(1).minusMonths(MONTHS);
    }

    private static void add(List<Partners.Measured> measured, ResultSet row, LocalDate day, int digits)
            throws SQLException {
        var partner = row.getObject("id", UUID.class);
        var value = row.getBigDecimal("value").setScale(digits, RoundingMode.HALF_EVEN);
        measured.add(new Partners.Measured(partner, REVENUE, day, value));
        measured.add(new Partners.Measured(partner, DEALS, day, BigDecimal.valueOf(row.getLong("deals"))));
        measured.add(new Partners.Measured(partner, UNPRICED, day, BigDecimal.valueOf(row.getLong("unpriced"))));
        measured.add(new Partners.Measured(partner, ENGAGEMENT, day, BigDecimal.valueOf(row.getLong("days"))));
    }

    /** Once a day, soon after it began. */
    private void nightly() {
        var house = Purpose.HOUSEKEEPING.actor(Partners.KIND);
        var today = company.profile(house).today(clock);
        boolean done = tx.as(
                house,
                () -> jdbc.sql(
                                "select exists (select from partners.measure_v where measure = :measure and as_of = :today)")
                        .param("measure", DEALS)
                        .param("today", today)
                        .query(Boolean.class)
                        .single());
        if (!done) {
            measure(house, List.of(today));
            partners.forgetMeasures(house, measures(), today.minusDays(KEPT_DAYS));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {
        @Bean
        Job partnerNumbers(PartnerNumbers numbers) {
            return new Job("partner-numbers", Duration.ofMinutes(30), numbers::nightly);
        }
    }
}
