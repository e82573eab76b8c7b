package io.kontor.metrics;

import io.kontor.database.Rows;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the facts of deals: the log of what was known when, and the last of them for each deal. */
@Component
class FactSql {
    private final JdbcClient jdbc;

    FactSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of these deals now. */
    Map<UUID, Fact> now(Collection<UUID> deals) {
        return byDeal("select " + FactRows.COLUMNS + " from metrics.deal_now where deal_id = any(:ids)", deals);
    }

    /**
     * The won deals of some days, whatever they are worth, by day.
     *
     * @param but not those in this currency; none for all
     */
    List<Fact> won(LocalDate from, LocalDate to, @Nullable String but) {
        return jdbc.sql("select " + FactRows.COLUMNS + """
                 from metrics.deal_now
                where outcome = 'won' and occurred_on >= :from and occurred_on < :to and (:but::text is null or currency <> :but)
                order by occurred_on, deal_id
                """)
                .param("from", from)
                .param("to", to)
                .param("but", but, Types.VARCHAR)
                .query((row, number) -> FactRows.read(row))
                .list();
    }

    /**
     * The deals partners have a part in, each of some days of its own.
     *
     * @param after only those behind this one, in the order of ids; none for the first ones
     */
    List<Fact> with(Map<UUID, PartnerFacts.Days> partners, @Nullable UUID after, int most) {
        if (partners.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        "with r as (select partner, coalesce(since, '-infinity') as since, coalesce(until, 'infinity') as until"
                                + " from unnest(:partner, :since, :until) as r (partner, since, until)) select "
                                + FactRows.COLUMNS
                                + """
                 from metrics.deal_now where deal_id in (
                    select d.deal_id from r join metrics.deal_now d
                        on d.partner_id = r.partner and d.occurred_on >= r.since and d.occurred_on < r.until
                    union all
                    select a.deal_id from r join metrics.deal_also a on a.partner_id = r.partner
                    join metrics.deal_now d on d.deal_id = a.deal_id and d.occurred_on >= r.since and d.occurred_on < r.until
                ) and (:after::uuid is null or deal_id > :after)
                order by deal_id limit :most
                """)
                .params(Rows.of(List.copyOf(partners.entrySet()))
                        .uuid("partner", Map.Entry::getKey)
                        .day("since", one -> one.getValue().from())
                        .day("until", one -> one.getValue().to())
                        .params())
                .param("after", after, Types.OTHER)
                .param("most", most)
                .query((row, number) -> FactRows.read(row))
                .list();
    }

    private Map<UUID, Fact> byDeal(String select, Collection<UUID> ids) {
        var facts = new HashMap<UUID, Fact>();
        jdbc.sql(select).param("ids", Rows.uuids(ids)).query(row -> {
            var fact = FactRows.read(row);
            facts.put(fact.deal(), fact);
        });
        return facts;
    }

    /** Which of these came in closed, of those there ever was a fact of. */
    Map<UUID, Boolean> cameClosed(Collection<UUID> deals) {
        var known = new HashMap<UUID, Boolean>();
        jdbc.sql("""
                select distinct on (deal_id) deal_id, came_closed from metrics.deal_fact where deal_id = any(:deals)
                order by deal_id, seq
                """).param("deals", Rows.uuids(deals)).query(row -> {
            known.put(row.getObject(1, UUID.class), row.getBoolean(2));
        });
        return known;
    }

    /** The days on which the first and the last won deal counts; empty without one. */
    List<LocalDate> wonDays() {
        return jdbc.sql("""
                select d from (select min(occurred_on), max(occurred_on) from metrics.deal_now where outcome = 'won') m (a, b)
                cross join lateral (values (a), (b)) v (d) where d is not null order by d
                """)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    /** The first day any deal counts on, or ever counted on as far as was known at a moment. */
    @Nullable LocalDate firstDay(@Nullable Instant asOf) {
        return jdbc.sql(
                        asOf == null
                                ? "select min(occurred_on) from metrics.deal_now"
                                : "select min(occurred_on) from metrics.deal_fact where known_at <= :asof")
                .param("asof", Rows.timestamp(asOf), Types.TIMESTAMP)
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list()
                .getFirst();
    }

    /** What the won deals of some days come to by the partner that sourced them. */
    Map<String, Sums> sourced(@Nullable LocalDate from, @Nullable LocalDate to) {
        var sums = new TreeMap<String, Sums>();
        during("""
                select partner_id, count(*) as deals, count(*) - count(value) as unpriced, coalesce(sum(value), 0) as worth
                from metrics.deal_now where outcome = 'won' and roles & 1 = 1 and %s group by partner_id
                """, from, to).query(row -> {
            var standing = new Measures();
            standing.add(Measures.Count.SOURCED, row.getLong("deals"));
            standing.add(Measures.Count.SOURCED_UNPRICED, row.getLong("unpriced"));
            standing.add(Measures.Amount.SOURCED_VALUE, row.getBigDecimal("worth"));
            sums.put(row.getString("partner_id"), new Sums(standing, new Measures(), new Measures(), new Measures()));
        });
        return sums;
    }

    /** Of every partner with a part in a won deal of some days. */
    Map<UUID, DealReads.Won> sellers(@Nullable LocalDate from, @Nullable LocalDate to) {
        var won = new HashMap<UUID, DealReads.Won>();
        during("""
                with w as materialized (
                    select deal_id, partner_id, roles & 1 as sourced, also is not null as more
                    from metrics.deal_now where outcome = 'won' and partner_id is not null and %s
                )
                select partner_id, sum(sourced) as sourced, count(*) as won from (
                    select partner_id, sourced from w
                    union all select a.partner_id, 0 from w join metrics.deal_also a on a.deal_id = w.deal_id where w.more
                ) s group by partner_id
                """, from, to).query(row -> {
            won.put(
                    row.getObject("partner_id", UUID.class),
                    new DealReads.Won(row.getLong("sourced"), row.getLong("won")));
        });
        return won;
    }

    private JdbcClient.StatementSpec during(String sql, @Nullable LocalDate from, @Nullable LocalDate to) {
        return jdbc.sql(sql.formatted(
                        "(:from::date is null or occurred_on >= :from) and (:to::date is null or occurred_on < :to)"))
                .param("from", from, Types.DATE)
                .param("to", to, Types.DATE);
    }

    /**
     * Hands out, one by one, what was known at a moment, with its sign; or what is known now.
     *
     * @param partners only deals that stand with one of these, or none for all
     */
    void each(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant asOf,
            @Nullable Set<UUID> partners,
            Consumer<Delta> taker) {
        var select = asOf == null
                ? "select deal_id as entry_id, 1 as sign, now() as known_at, " + FactRows.COLUMNS
                        + " from metrics.deal_now where true"
                : "select entry_id, sign, known_at, " + FactRows.COLUMNS
                        + " from metrics.deal_fact where known_at <= :asof";
        jdbc.sql(select + """
                 and (:from::date is null or occurred_on >= :from) and (:to::date is null or occurred_on < :to)
                 and (:partners::uuid[] is null or partner_id = any(:partners))
                """)
                .withFetchSize(2_000)
                .param("asof", Rows.timestamp(asOf), Types.TIMESTAMP)
                .param("from", from, Types.DATE)
                .param("to", to, Types.DATE)
                .param("partners", partners == null ? null : Rows.uuids(partners))
                .query(row -> {
                    taker.accept(new Delta(
                            row.getObject("entry_id", UUID.class),
                            row.getInt("sign"),
                            row.getTimestamp("known_at").toInstant(),
                            FactRows.read(row)));
                });
    }

    /**
     * The newest facts of a period that are wanted, of what is known now.
     *
     * @param skip how many of them to leave out
     */
    List<Fact> newest(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<UUID> partners,
            Predicate<Fact> wanted,
            int skip,
            int most) {
        return newest(
                from,
                to,
                partners,
                facts -> facts.filter(wanted).skip(skip).limit(most).toList());
    }

    /** Every one of them, the newest first, in bounded memory. */
    void eachNewest(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<UUID> partners,
            Predicate<Fact> wanted,
            Consumer<Fact> take) {
        newest(from, to, partners, facts -> {
            facts.filter(wanted).forEach(take);
            return true;
        });
    }

    private <T> T newest(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<UUID> partners,
            Function<Stream<Fact>, T> read) {
        try (var facts = jdbc
                .sql("select " + FactRows.COLUMNS + """
                 from metrics.deal_now
                where (:from::date is null or occurred_on >= :from) and (:to::date is null or occurred_on < :to)
                    and (:partners::uuid[] is null or partner_id = any(:partners))
                order by occurred_on desc, deal_id desc
                """)
                .withFetchSize(500)
                .param("from", from, Types.DATE)
                .param("to", to, Types.DATE)
                .param("partners", partners == null ? null : Rows.uuids(partners))
                .query((row, number) -> FactRows.read(row))
                .stream()) {
            return read.apply(facts);
        }
    }

    /** What a deal amounted to at a moment, of those that did; or what it amounts to now. */
    List<Fact> standing(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Instant asOf, @Nullable Set<UUID> partners) {
        var facts = new LinkedHashMap<UUID, List<Fact>>();
        each(from, to, asOf, partners, delta -> {
            var known = facts.computeIfAbsent(delta.fact().deal(), any -> new ArrayList<>());
            if (delta.sign() > 0) {
                known.add(delta.fact());
            } else {
                known.remove(delta.fact());
            }
        });
        return facts.values().stream().flatMap(List::stream).toList();
    }
}
