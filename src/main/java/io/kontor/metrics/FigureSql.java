package io.kontor.metrics;

import io.kontor.kernel.Scope;
import io.kontor.lists.Reach;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the kept sums: whole days for those who see everything, months per partner for those who see some, and the facts
 * themselves where a period cuts through months.
 */
@Component
class FigureSql {
    static final Reach REACH = new Reach("p.id", "p.region_id", "p.segment", "p.manager_id");

    private final JdbcClient jdbc;

    FigureSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Sum(long deals, long lines, BigDecimal amount, long unpriced) {
        static final Sum NONE = new Sum(0, 0, BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(
                    deals + other.deals, lines + other.lines, amount.add(other.amount), unpriced + other.unpriced);
        }
    }

    record Sums(Sum won, Sum lost, Sum open, Sum sourced) {}

    record Partners(long recruited, long withDeals) {}

    private record Line(String outcome, boolean sourced, Sum sum) {}

    Sums sums(Scope scope, @Nullable LocalDate from, @Nullable LocalDate to) {
        var lines = scope.all() ? everywhere(from, to) : inCare(scope, from, to);
        return new Sums(
                total(lines, "won", false),
                total(lines, "lost", false),
                total(lines, "open", false),
                total(lines, "won", true));
    }

    private static Sum total(List<Line> lines, String outcome, boolean sourcedOnly) {
        return lines.stream()
                .filter(line -> line.outcome().equals(outcome) && (line.sourced() || !sourcedOnly))
                .map(Line::sum)
                .reduce(Sum.NONE, Sum::plus);
    }

    private List<Line> everywhere(@Nullable LocalDate from, @Nullable LocalDate to) {
        return jdbc.sql("""
                select outcome, sourced, sum(deals) as deals, sum(lines) as lines, sum(amount) as amount,
                    sum(unpriced) as unpriced
                from metrics.deal_day
                where (:from::date is null or day >= :from) and (:to::date is null or day < :to)
                group by outcome, sourced
                """)
                .param("from", from, Types.DATE)
                .param("to", to, Types.DATE)
                .query((row, number) -> new Line(row.getString("outcome"), row.getBoolean("sourced"), sum(row)))
                .list();
    }

    private List<Line> inCare(Scope scope, @Nullable LocalDate from, @Nullable LocalDate to) {
        var reach = REACH.of(scope, "see");
        if (from == null && to == null) {
            return jdbc.sql("""
                    select m.outcome, sum(m.deals) as deals, sum(m.lines) as lines, sum(m.amount) as amount,
                        sum(m.unpriced) as unpriced
                    from metrics.deal_month m join partners.partner_v p on p.id = m.partner_id
                    where (%s) group by m.outcome
                    """.formatted(reach.sql()))
                    .params(reach.params())
                    .query((row, number) -> new Line(row.getString("outcome"), true, sum(row)))
                    .list();
        }
        return jdbc.sql("""
                select f.outcome, sum(f.deals) as deals, sum(f.lines) as lines, coalesce(sum(f.amount * r.rate), 0) as amount,
                    coalesce(sum(f.deals) filter (where r.rate is null), 0) as unpriced
                from (
                    select outcome, occurred_on, currency, sum(sign) as deals, sum(sign * lines) as lines,
                        sum(sign * amount) as amount
                    from metrics.deal_fact f join partners.partner_v p on p.id = f.partner_id
                    where (%s) and (:from::date is null or occurred_on >= :from) and (:to::date is null or occurred_on < :to)
                    group by 1, 2, 3
                ) f
                cross join lateral (
                    select company.rate_at(f.currency, (select currency from company.company_v), f.occurred_on) as rate
                ) r
                group by f.outcome
                """.formatted(reach.sql()))
                .params(with(reach.params(), from, to))
                .query((row, number) -> new Line(row.getString("outcome"), true, sum(row)))
                .list();
    }

    private static Sum sum(ResultSet row) throws SQLException {
        return new Sum(
                row.getLong("deals"), row.getLong("lines"), row.getBigDecimal("amount"), row.getLong("unpriced"));
    }

    /** A firm is recruited once it is more than a prospect. */
    Partners partners(Scope scope) {
        var reach = REACH.of(scope, "see");
        return jdbc.sql("""
                select count(*) filter (where p.status <> 'prospect') as recruited,
                    count(w.partner_id) as with_deals
                from partners.partner_v p left join metrics.partner_won w on w.partner_id = p.id and w.deals > 0
                where not p.withdrawn and (%s)
                """.formatted(reach.sql()))
                .params(reach.params())
                .query((row, number) -> new Partners(row.getLong("recruited"), row.getLong("with_deals")))
                .single();
    }

    long partnersWithDeals(Scope scope, @Nullable LocalDate from, @Nullable LocalDate to) {
        var reach = REACH.of(scope, "see");
        return jdbc.sql("""
                select count(*) from (
                    select f.partner_id
                    from metrics.deal_fact f join partners.partner_v p on p.id = f.partner_id
                    where f.outcome = 'won' and not p.withdrawn and (%s)
                        and (:from::date is null or f.occurred_on >= :from) and (:to::date is null or f.occurred_on < :to)
                    group by f.partner_id having sum(f.sign) > 0
                ) with_deals
                """.formatted(reach.sql()))
                .params(with(reach.params(), from, to))
                .query(Long.class)
                .single();
    }

    record Month(LocalDate month, long deals, BigDecimal amount) {}

    List<Month> months(Scope scope, LocalDate first, LocalDate last) {
        var reach = REACH.of(scope, "see");
        var source = scope.all()
                ? "select date_trunc('month', day)::date as month, deals, amount from metrics.deal_day"
                        + " where sourced and outcome = 'won' and day >= :from"
                : "select m.month, m.deals, m.amount from metrics.deal_month m"
                        + " join partners.partner_v p on p.id = m.partner_id"
                        + " where m.outcome = 'won' and m.month >= :from and (" + reach.sql() + ")";
        return jdbc.sql("""
                select c.month::date as month, coalesce(sum(s.deals), 0) as deals, coalesce(sum(s.amount), 0) as amount
                from generate_series(:from::date, :to::date, interval '1 month') c (month)
                left join (%s) s on s.month = c.month::date
                group by 1 order by 1
                """.formatted(source))
                .params(with(reach.params(), first, last))
                .query((row, number) -> new Month(
                        row.getDate("month").toLocalDate(), row.getLong("deals"), row.getBigDecimal("amount")))
                .list();
    }

    private static Map<String, Object> with(
            Map<String, Object> params, @Nullable LocalDate from, @Nullable LocalDate to) {
        var all = new HashMap<>(params);
        all.put("from", new org.springframework.jdbc.core.SqlParameterValue(Types.DATE, from));
        all.put("to", new org.springframework.jdbc.core.SqlParameterValue(Types.DATE, to));
        return all;
    }
}
