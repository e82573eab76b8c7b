package io.kontor.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what deals come to: from the kept sums where they answer the question, else from the facts. */
@Component
class DealReads {
    private final CellSql cells;
    private final FactSql facts;

    DealReads(CellSql cells, FactSql facts) {
        this.cells = cells;
        this.facts = facts;
    }

    /**
     * One question about deals.
     *
     * @param reached the partners the asker may see, or none for everything
     * @param today where partners stand today, to count them there; none to count them where they stood
     */
    record Ask(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant asOf,
            Map<Dimension, String> where,
            @Nullable Dimension by,
            @Nullable Set<UUID> reached,
            @Nullable Map<UUID, Dims> today,
            Fiscal fiscal,
            Set<Metric> metrics) {
        Tally tally() {
            Predicate<UUID> seen = reached == null ? any -> true : reached::contains;
            return new Tally(
                    where,
                    by,
                    seen,
                    (share, fact) -> today == null ? share.dims() : today.getOrDefault(share.partner(), Dims.NONE),
                    day -> fiscal.key(by == null ? Dimension.MONTH : by, day));
        }

        private Set<Dimension> dimensions() {
            var all = new LinkedHashSet<>(where.keySet());
            if (by != null && !by.time()) {
                all.add(by);
            }
            return all;
        }

        Ask within(@Nullable LocalDate first, @Nullable LocalDate last) {
            return new Ask(first, last, asOf, where, by, reached, today, fiscal, metrics);
        }
    }

    /** By value of the dimension asked for; under one empty key when none was. */
    Map<String, Sums> sums(Ask ask) {
        var dimensions = ask.dimensions();
        boolean asToday = ask.today() != null && !Set.of(Dimension.PARTNER).containsAll(dimensions);
        boolean someones = ask.reached() != null && !dimensions.isEmpty();
        if (ask.asOf() != null || dimensions.size() > 1 || asToday || someones) {
            return fromFacts(ask);
        }
        return ask.reached() != null ? ofSome(ask) : ofAll(ask, dimensions);
    }

    private Map<String, Sums> fromFacts(Ask ask) {
        var tally = ask.tally();
        facts.each(ask.from(), ask.to(), ask.asOf(), ask.reached(), delta -> tally.add(delta.fact(), delta.sign()));
        return tally.sums();
    }

    private Map<String, Sums> ofAll(Ask ask, Set<Dimension> dimensions) {
        var span = cells.span(ask.from(), ask.to());
        var dim = dimensions.isEmpty() ? "" : dimensions.iterator().next().code();
        var value =
                ask.where().isEmpty() ? null : ask.where().values().iterator().next();
        boolean partners = dim.equals(Dimension.PARTNER.code()) && !span.monthsOnly();
        if (partners && span.firstMonth() == null && span.lastMonth() == null) {
            return fromFacts(ask);
        }
        var sums = read(ask, dim, value, null, partners ? months(span) : span);
        if (partners) {
            ends(ask, span, sums);
        }
        if (dim.isEmpty()) {
            sums.replaceAll((key, sum) -> once(sum));
        } else if (value == null) {
            // Deals without a partner stand under no value of anything.
            read(ask, "", null, null, partners ? months(span) : span)
                    .values()
                    .forEach(all -> sums.merge(
                            "", new Sums(new Measures(), all.direct(), new Measures(), new Measures()), Sums::plus));
        }
        return sums;
    }

    /** Deals of some partners, all of them together: whole months are kept, the days at the ends are few. */
    private Map<String, Sums> ofSome(Ask ask) {
        var span = cells.span(ask.from(), ask.to());
        if (!span.monthsOnly() && span.firstMonth() == null && span.lastMonth() == null) {
            return fromFacts(ask);
        }
        var sums = read(ask, Dimension.PARTNER.code(), null, ask.reached(), months(span));
        sums.replaceAll((key, sum) -> once(sum));
        ends(ask, span, sums);
        return sums;
    }

    private static CellSql.Span months(CellSql.Span span) {
        return new CellSql.Span(span.firstMonth(), span.firstMonth(), span.lastMonth(), span.lastMonth());
    }

    /** Days of which no sum is kept by partner. */
    private Map<String, Sums> days(Ask ask) {
        boolean only = ask.metrics().stream()
                .filter(Metric::ofDeals)
                .allMatch(metric -> metric == Metric.PARTNER_SOURCED_REVENUE);
        return only
                        && ask.by() == Dimension.PARTNER
                        && ask.where().isEmpty()
                        && ask.asOf() == null
                        && ask.reached() == null
                ? facts.sourced(ask.from(), ask.to())
                : fromFacts(ask);
    }

    /** Adds the days before the first and after the last whole month, from the facts. */
    private void ends(Ask ask, CellSql.Span span, Map<String, Sums> sums) {
        if (span.from() != null && span.firstMonth() != null && span.from().isBefore(span.firstMonth())) {
            days(ask.within(span.from(), span.firstMonth())).forEach((key, sum) -> sums.merge(key, sum, Sums::plus));
        }
        if (span.to() != null && span.lastMonth() != null && span.lastMonth().isBefore(span.to())) {
            days(ask.within(span.lastMonth(), span.to())).forEach((key, sum) -> sums.merge(key, sum, Sums::plus));
        }
    }

    private Map<String, Sums> read(
            Ask ask, String dim, @Nullable String value, @Nullable Set<UUID> among, CellSql.Span span) {
        var by = ask.by();
        var how = by == null ? CellSql.By.NOTHING : by.time() ? CellSql.By.MONTH : CellSql.By.VALUE;
        var read = cells.read(dim, value, among, span, how, ask.metrics());
        if (how != CellSql.By.MONTH) {
            return read;
        }
        var sums = new TreeMap<String, Sums>();
        read.forEach((month, sum) -> sums.merge(
                ask.fiscal().key(java.util.Objects.requireNonNull(by), LocalDate.parse(month)), sum, Sums::plus));
        return sums;
    }

    /** Over all partners a deal counts once, whoever of them has which part in it. */
    private static Sums once(Sums sums) {
        var influenced = new Measures();
        influenced.add(Measures.Count.WON, sums.standing().count(Measures.Count.INFLUENCED));
        influenced.add(Measures.Count.UNPRICED, sums.standing().count(Measures.Count.INFLUENCED_UNPRICED));
        influenced.add(Measures.Amount.VALUE, sums.standing().amount(Measures.Amount.INFLUENCED_VALUE));
        return new Sums(sums.standing(), sums.direct(), influenced, sums.standing());
    }

    /** How many won deals a partner sourced, and how many it had any part in. */
    record Won(long sourced, long any) {
        Won plus(Won other) {
            return new Won(sourced + other.sourced, any + other.any);
        }
    }

    /** Of every partner with a part in a won deal of the period. */
    Map<UUID, Won> sellers(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Instant asOf) {
        var won = new HashMap<UUID, Won>();
        if (asOf != null) {
            count(won, from, to, asOf);
            return won;
        }
        var span = cells.span(from, to);
        if (!span.monthsOnly() && span.firstMonth() == null && span.lastMonth() == null) {
            count(won, from, to, null);
            return won;
        }
        won.putAll(cells.sellers(span.firstMonth(), span.lastMonth()));
        if (span.from() != null && span.firstMonth() != null && span.from().isBefore(span.firstMonth())) {
            count(won, span.from(), span.firstMonth(), null);
        }
        if (span.to() != null && span.lastMonth() != null && span.lastMonth().isBefore(span.to())) {
            count(won, span.lastMonth(), span.to(), null);
        }
        return won;
    }

    private void count(Map<UUID, Won> won, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Instant asOf) {
        if (asOf == null) {
            facts.sellers(from, to).forEach((partner, more) -> won.merge(partner, more, Won::plus));
            return;
        }
        facts.each(from, to, asOf, null, delta -> {
            if (delta.fact().outcome() == Fact.Outcome.WON) {
                delta.fact()
                        .shares()
                        .forEach(share -> won.merge(
                                share.partner(),
                                new Won(share.sourcing() ? delta.sign() : 0, delta.sign()),
                                Won::plus));
            }
        });
    }

    /** The first day any deal counts on. */
    @Nullable LocalDate firstDay(@Nullable Instant asOf) {
        return facts.firstDay(asOf);
    }

    /** The facts themselves, of these days. */
    List<Fact> facts(Ask ask) {
        return facts.standing(ask.from(), ask.to(), ask.asOf(), ask.reached());
    }
}
