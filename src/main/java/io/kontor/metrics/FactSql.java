package io.kontor.metrics;

import io.kontor.database.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes facts, and the sums kept of them. */
@Component
class FactSql {
    /** Held shared while sums grow by facts, alone while they are made anew. */
    private static final long SUMS = 0x6b6f6e746f72L;

    private final JdbcClient jdbc;

    FactSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the deals that have facts, whether they came in as finished orders; that stays as it was first learnt. */
    Map<UUID, Boolean> whole(Collection<UUID> deals) {
        var known = new HashMap<UUID, Boolean>();
        jdbc.sql("select distinct on (deal_id) deal_id, whole from metrics.deal_fact where deal_id = any(:deals)")
                .param("deals", Rows.uuids(deals))
                .query(row -> {
                    known.put(row.getObject(1, UUID.class), row.getBoolean(2));
                });
        return known;
    }

    void add(List<Fact> facts) {
        lock("pg_advisory_xact_lock_shared");
        insert(facts);
        grow("""
                insert into metrics.deal_day (outcome, sourced, day, deals, lines, amount, unpriced)
                select outcome, sourced, day, sum(deals), sum(lines), coalesce(sum(amount * rate), 0),
                    coalesce(sum(deals) filter (where rate is null), 0)
                from (
                    select outcome, partner is not null as sourced, day, currency, sum(sign) as deals,
                        sum(sign * lines) as lines, sum(sign * amount) as amount
                    from facts group by 1, 2, 3, 4
                ) f
                cross join lateral (select company.rate_at(f.currency, (select currency from company.company_v), f.day) as rate) r
                group by 1, 2, 3 order by 1, 2, 3
                on conflict (outcome, sourced, day) do update set
                    deals = deal_day.deals + excluded.deals, lines = deal_day.lines + excluded.lines,
                    amount = deal_day.amount + excluded.amount, unpriced = deal_day.unpriced + excluded.unpriced
                """, facts);
        grow("""
                insert into metrics.deal_month (partner_id, outcome, month, deals, lines, amount, unpriced)
                select partner, outcome, date_trunc('month', day)::date, sum(deals), sum(lines),
                    coalesce(sum(amount * rate), 0), coalesce(sum(deals) filter (where rate is null), 0)
                from (
                    select partner, outcome, day, currency, sum(sign) as deals, sum(sign * lines) as lines,
                        sum(sign * amount) as amount
                    from facts where partner is not null group by 1, 2, 3, 4
                ) f
                cross join lateral (select company.rate_at(f.currency, (select currency from company.company_v), f.day) as rate) r
                group by 1, 2, 3 order by 1, 2, 3
                on conflict (partner_id, outcome, month) do update set
                    deals = deal_month.deals + excluded.deals, lines = deal_month.lines + excluded.lines,
                    amount = deal_month.amount + excluded.amount, unpriced = deal_month.unpriced + excluded.unpriced
                """, facts);
        grow("""
                insert into metrics.partner_won (partner_id, deals)
                select partner, sum(sign) from facts where partner is not null and outcome = 'won' group by 1 order by 1
                on conflict (partner_id) do update set deals = partner_won.deals + excluded.deals
                """, facts);
    }

    private void lock(String how) {
        jdbc.sql("select " + how + "(:key)")
                .param("key", SUMS)
                .query((row, number) -> 0)
                .single();
    }

    private void insert(List<Fact> facts) {
        jdbc.sql("""
                insert into metrics.deal_fact (
                    deal_id, entry_id, sign, known_at, outcome, occurred_on, opened_on, whole, partner_id, customer_id,
                    currency, amount, lines
                )
                select deal, entry, sign, known, outcome, day, opened, whole, partner, customer, currency, amount, lines
                from unnest(:deal, :entry, :sign, :known, :outcome, :day, :opened, :whole, :partner, :customer, :currency,
                        :amount, :lines)
                    as r (deal, entry, sign, known, outcome, day, opened, whole, partner, customer, currency, amount, lines)
                """)
                .params(Rows.of(facts)
                        .uuid("deal", Fact::deal)
                        .uuid("entry", Fact::entry)
                        .whole("sign", Fact::sign)
                        .moment("known", Fact::knownAt)
                        .text("outcome", fact -> fact.outcome().code())
                        .day("day", Fact::occurredOn)
                        .day("opened", Fact::openedOn)
                        .truth("whole", Fact::whole)
                        .uuid("partner", Fact::partner)
                        .uuid("customer", Fact::customer)
                        .text("currency", Fact::currency)
                        .number("amount", Fact::amount)
                        .whole("lines", Fact::lines)
                        .params())
                .update();
    }

    private void grow(String statement, List<Fact> facts) {
        jdbc.sql("""
                with facts as (
                    select sign, outcome, day, partner, currency, amount, lines
                    from unnest(:sign, :outcome, :day, :partner, :currency, :amount, :lines)
                        as r (sign, outcome, day, partner, currency, amount, lines)
                )
                """ + statement)
                .params(Rows.of(facts)
                        .whole("sign", Fact::sign)
                        .text("outcome", fact -> fact.outcome().code())
                        .day("day", Fact::occurredOn)
                        .uuid("partner", Fact::partner)
                        .text("currency", Fact::currency)
                        .number("amount", Fact::amount)
                        .whole("lines", Fact::lines)
                        .params())
                .update();
    }

    /**
     * Makes the sums of these days anew from the facts, at the rates known now.
     *
     * @param from first day, or none for all
     * @param to first day not included, or none
     */
    void restate(@Nullable LocalDate from, @Nullable LocalDate to) {
        lock("pg_advisory_xact_lock");
        var first = from == null ? null : from.withDayOfMonth(1);
        var last = to == null ? null : to.plusMonths(1).withDayOfMonth(1);
        for (var statement : List.of(
                "delete from metrics.deal_day where (:from::date is null or day >= :from) and (:to::date is null or day < :to)",
                "delete from metrics.deal_month where (:from::date is null or month >= :from) and (:to::date is null or month < :to)",
                """
                insert into metrics.deal_day (outcome, sourced, day, deals, lines, amount, unpriced)
                select outcome, sourced, day, sum(deals), sum(lines), coalesce(sum(amount * rate), 0),
                    coalesce(sum(deals) filter (where rate is null), 0)
                from (
                    select outcome, partner_id is not null as sourced, occurred_on as day, currency, sum(sign) as deals,
                        sum(sign * lines) as lines, sum(sign * amount) as amount
                    from metrics.deal_fact
                    where (:from::date is null or occurred_on >= :from) and (:to::date is null or occurred_on < :to)
                    group by 1, 2, 3, 4
                ) f
                cross join lateral (select company.rate_at(f.currency, (select currency from company.company_v), f.day) as rate) r
                group by 1, 2, 3
                """,
                """
                insert into metrics.deal_month (partner_id, outcome, month, deals, lines, amount, unpriced)
                select partner, outcome, date_trunc('month', day)::date, sum(deals), sum(lines),
                    coalesce(sum(amount * rate), 0), coalesce(sum(deals) filter (where rate is null), 0)
                from (
                    select partner_id as partner, outcome, occurred_on as day, currency, sum(sign) as deals,
                        sum(sign * lines) as lines, sum(sign * amount) as amount
                    from metrics.deal_fact
                    where partner_id is not null and (:from::date is null or occurred_on >= :from)
                        and (:to::date is null or occurred_on < :to)
                    group by 1, 2, 3, 4
                ) f
                cross join lateral (select company.rate_at(f.currency, (select currency from company.company_v), f.day) as rate) r
                group by 1, 2, 3
                """)) {
            jdbc.sql(statement)
                    .param("from", first, java.sql.Types.DATE)
                    .param("to", last, java.sql.Types.DATE)
                    .update();
        }
    }
}
