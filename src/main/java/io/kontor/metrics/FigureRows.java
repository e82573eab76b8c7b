package io.kontor.metrics;

import io.kontor.kernel.Money;
import io.kontor.metrics.Figures.Row;
import io.kontor.metrics.FirmFigures.Counted;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way down from a figure to exactly what it counts. */
@Component
class FigureRows {
    private static final int BATCH = 1_000;

    private final FactSql facts;
    private final FirmReads firms;

    FigureRows(FactSql facts, FirmReads firms) {
        this.facts = facts;
        this.firms = firms;
    }

    /** @param value only those under this value of the dimension asked by, or none for all */
    Figures.Rows deals(Asking asking, Metric metric, @Nullable String value, Answer answer, int skip, int most) {
        var question = asking.question();
        var ask = asking.deals(question.from(), question.to(), question.by());
        var wanted = wanted(ask.tally(), metric, value);
        var page = question.asOf() == null
                ? facts.newest(ask.from(), ask.to(), ask.reached(), wanted, skip, most)
                : known(ask, wanted).stream().skip(skip).limit(most).toList();
        return new Figures.Rows(count(answer, metric, value), named(page));
    }

    /** All of them, one after the other, named a batch at a time. */
    void eachDeal(Asking asking, Metric metric, @Nullable String value, Consumer<Row> take) {
        var question = asking.question();
        var ask = asking.deals(question.from(), question.to(), question.by());
        var wanted = wanted(ask.tally(), metric, value);
        var batch = new ArrayList<Fact>(BATCH);
        Consumer<Fact> each = fact -> {
            batch.add(fact);
            if (batch.size() == BATCH) {
                named(batch).forEach(take);
                batch.clear();
            }
        };
        if (question.asOf() == null) {
            facts.eachNewest(ask.from(), ask.to(), ask.reached(), wanted, each);
        } else {
            known(ask, wanted).forEach(each);
        }
        named(batch).forEach(take);
    }

    private static Predicate<Fact> wanted(Tally tally, Metric metric, @Nullable String value) {
        return fact -> of(metric, fact) && tally.counts(fact, relation(metric), value);
    }

    private List<Fact> known(DealReads.Ask ask, Predicate<Fact> wanted) {
        return facts.standing(ask.from(), ask.to(), ask.asOf(), ask.reached()).stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Fact::occurredOn)
                        .thenComparing(Fact::deal)
                        .reversed())
                .toList();
    }

    private static long count(Answer answer, Metric metric, @Nullable String value) {
        var figure = value == null
                ? answer.of(metric)
                : answer.parts().stream()
                        .filter(part -> part.key().equals(value))
                        .findFirst()
                        .flatMap(part -> part.of(metric));
        return figure.map(Figure::rows).orElse(0L);
    }

    /** Which deals a figure looks at. */
    private static boolean of(Metric metric, Fact fact) {
        boolean won = fact.outcome() == Fact.Outcome.WON;
        return switch (metric.base()) {
            case DEALS_LOST -> fact.outcome() == Fact.Outcome.LOST;
            case DEALS_OPEN -> fact.outcome() == Fact.Outcome.OPEN;
            case PARTNER_SOURCED_REVENUE -> won && fact.sourced();
            case PARTNER_INFLUENCED_REVENUE -> won && fact.influenced();
            case WIN_RATE -> fact.outcome() != Fact.Outcome.OPEN && !fact.whole();
            case DEAL_VELOCITY_PER_DAY ->
                fact.outcome() != Fact.Outcome.OPEN && !fact.whole() && fact.openedOn() != null;
            default -> won;
        };
    }

    private static Tally.Relation relation(Metric metric) {
        return switch (metric) {
            case PARTNER_INFLUENCED_REVENUE -> Tally.Relation.INFLUENCING;
            case PARTNER_INVOLVED_REVENUE -> Tally.Relation.INVOLVED;
            case PARTNER_SOURCED_REVENUE -> Tally.Relation.STANDING;
            default ->
                switch (metric.whose()) {
                    case ALL -> Tally.Relation.ALL;
                    case PARTNER -> Tally.Relation.STANDING;
                    case DIRECT -> Tally.Relation.DIRECT;
                };
        };
    }

    private List<Row> named(List<Fact> page) {
        var deals = firms.dealNames(page.stream().map(Fact::deal).toList());
        var partners = firms.partnerNames(page.stream()
                .flatMap(fact -> fact.shares().stream().limit(1))
                .map(Fact.Share::partner)
                .toList());
        return page.stream().map(fact -> row(fact, deals, partners)).toList();
    }

    private static Row row(Fact fact, Map<UUID, String> deals, Map<UUID, String> partners) {
        var partner = fact.direct() ? null : fact.shares().getFirst().partner();
        var opened = fact.openedOn();
        return new Row(
                fact.deal(),
                true,
                deals.get(fact.deal()),
                partner,
                partner == null ? null : partners.get(partner),
                fact.occurredOn(),
                new Money(fact.amount(), fact.currency()),
                fact.value(),
                fact.outcome() == Fact.Outcome.WON,
                opened == null || fact.outcome() == Fact.Outcome.OPEN
                        ? null
                        : Long.valueOf(ChronoUnit.DAYS.between(opened, fact.occurredOn())));
    }

    Figures.Rows partners(List<Counted> counted, int skip, int most) {
        var page = counted.stream()
                .sorted(Comparator.comparing(Counted::day)
                        .thenComparing(one -> one.firm().id())
                        .reversed())
                .skip(skip)
                .limit(most)
                .toList();
        var names = firms.partnerNames(page.stream().map(one -> one.firm().id()).toList());
        return new Figures.Rows(
                counted.size(), page.stream().map(one -> row(one, names)).toList());
    }

    private static Row row(Counted one, Map<UUID, String> names) {
        var id = one.firm().id();
        var waited = one.waited();
        LocalDate day = one.day();
        return new Row(
                id,
                false,
                names.get(id),
                id,
                names.get(id),
                day,
                null,
                null,
                waited == null ? one.hit() : waited.event(),
                waited == null ? null : Long.valueOf((long) waited.time()));
    }
}
