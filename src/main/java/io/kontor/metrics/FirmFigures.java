package io.kontor.metrics;

import io.kontor.stats.Confidence;
import io.kontor.stats.Observed;
import io.kontor.stats.Proportion;
import io.kontor.stats.Survival;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Figures about partners. First who is counted, one by one, then what that comes to: so the way down shows exactly those.
 *
 * @param from first day, or none for since ever
 * @param last the last day of the period
 * @param observed the last day anything is known of, the same or a later one
 */
record FirmFigures(
        Collection<Firm> firms,
        @Nullable LocalDate from,
        LocalDate last,
        LocalDate observed,
        Map<UUID, DealReads.Won> sellers,
        Map<UUID, Set<ActivitySql.Kind>> activity,
        Instant asOf) {
    /** How long something counts as recent. */
    static final int RECENT_DAYS = 90;

    private static final int MEAN_DAYS = 365;

    /**
     * One partner in one figure.
     *
     * @param day the day it counts on
     * @param hit whether it is among those the figure is about, of all it looks at
     * @param waited how long it waited for its first deal, for that figure
     */
    record Counted(
            Firm firm, LocalDate day, boolean hit, @Nullable Observed waited) {}

    List<Counted> counted(Metric metric) {
        return switch (metric) {
            case PARTNERS_RECRUITED -> recruited(false);
            case TIME_TO_FIRST_DEAL -> recruited(true);
            case PARTNERS_WITH_DEALS -> selling(true);
            case PARTNERS_ACTIVE -> selling(false);
            case PARTNERS_LEFT -> leavers();
            case PARTNER_CHURN -> stayedOrLeft();
            case PARTNER_ENGAGEMENT ->
                firms.stream()
                        .filter(firm -> firm.member(last))
                        .map(firm -> new Counted(firm, last, activity.containsKey(firm.id()), null))
                        .toList();
            default -> throw new IllegalArgumentException(metric + " is not about partners");
        };
    }

    private boolean within(LocalDate day) {
        return (from == null || !day.isBefore(from)) && !day.isAfter(last);
    }

    private List<Counted> recruited(boolean watched) {
        var counted = new ArrayList<Counted>();
        for (var firm : firms) {
            var joined = firm.joined();
            if (joined != null && within(joined)) {
                counted.add(new Counted(firm, joined, true, watched ? waited(firm, joined) : null));
            }
        }
        return counted;
    }

    /** From joining to the first won deal; to leaving or to the last day for those without one. */
    private Observed waited(Firm firm, LocalDate joined) {
        var left = firm.spells().getFirst().to();
        var end = left == null || left.isAfter(observed) ? observed : left;
        var first = firm.firstDeal();
        boolean event = first != null && !first.isAfter(end);
        var until = event ? first : end;
        return new Observed(Math.max(0, ChronoUnit.DAYS.between(joined, until)), event);
    }

    private List<Counted> selling(boolean sourced) {
        return firms.stream()
                .filter(firm -> {
                    var won = sellers.get(firm.id());
                    return won != null && (sourced ? won.sourced() : won.any()) > 0;
                })
                .map(firm -> new Counted(firm, last, true, null))
                .toList();
    }

    /** The last day in the period it left on, unless it is back by its end. */
    private @Nullable LocalDate left(Firm firm) {
        if (firm.member(last)) {
            return null;
        }
        LocalDate day = null;
        for (var spell : firm.spells()) {
            var to = spell.to();
            if (to != null && within(to)) {
                day = to;
            }
        }
        return day;
    }

    private List<Counted> leavers() {
        var counted = new ArrayList<Counted>();
        for (var firm : firms) {
            var day = left(firm);
            if (day != null) {
                counted.add(new Counted(firm, day, true, null));
            }
        }
        return counted;
    }

    private List<Counted> stayedOrLeft() {
        if (from == null) {
            return List.of();
        }
        var before = from.minusDays(1);
        return firms.stream()
                .filter(firm -> firm.member(before))
                .map(firm -> new Counted(firm, before, !firm.member(last), null))
                .toList();
    }

    Figure of(Metric metric, List<Counted> counted) {
        return switch (metric) {
            case TIME_TO_FIRST_DEAL -> waiting(metric, counted);
            case PARTNER_ENGAGEMENT -> engagement(metric, counted);
            case PARTNER_CHURN -> share(metric, counted, from == null ? "no_period" : "no_members_before");
            default -> Figure.of(metric, BigDecimal.valueOf(counted.size()), asOf, counted.size());
        };
    }

    private Figure share(Metric metric, List<Counted> counted, String reason) {
        if (counted.isEmpty()) {
            return Figure.none(metric, reason, asOf, 0);
        }
        long hits = counted.stream().filter(Counted::hit).count();
        var interval = new Proportion(hits, counted.size()).wilson(Confidence.USUAL);
        return Figure.of(metric, DealFigures.share(hits, counted.size()), asOf, counted.size())
                .within(new Figure.Range(DealFigures.decimal(interval.low()), DealFigures.decimal(interval.high())));
    }

    private Figure engagement(Metric metric, List<Counted> counted) {
        var figure = share(metric, counted, "no_members");
        if (counted.isEmpty()) {
            return figure;
        }
        var parts = new HashMap<String, BigDecimal>();
        for (var kind : ActivitySql.Kind.values()) {
            long hits = counted.stream()
                    .filter(one ->
                            activity.getOrDefault(one.firm().id(), Set.of()).contains(kind))
                    .count();
            parts.put(kind.code(), DealFigures.share(hits, counted.size()));
        }
        return figure.made(parts);
    }

    static Survival survival(List<Counted> counted) {
        return Survival.of(counted.stream()
                .map(one -> java.util.Objects.requireNonNull(one.waited()))
                .toList());
    }

    private Figure waiting(Metric metric, List<Counted> counted) {
        if (counted.isEmpty()) {
            return Figure.none(metric, "no_partners_joined", asOf, 0);
        }
        var survival = survival(counted);
        var median = survival.median();
        var interval = survival.medianInterval(Survival.Kind.LOG_LOG, Confidence.USUAL);
        double limit = Math.min(MEAN_DAYS, survival.longest());
        var mean = survival.mean(limit);
        var parts = new HashMap<String, BigDecimal>();
        parts.put("cases", BigDecimal.valueOf(survival.cases()));
        parts.put("events", BigDecimal.valueOf(survival.events()));
        parts.put("rmst_days", BigDecimal.valueOf((long) limit));
        parts.put("rmst", BigDecimal.valueOf(mean.value()));
        parts.put("rmst_error", BigDecimal.valueOf(mean.error()));
        var figure = median == null
                ? Figure.none(metric, "median_not_reached", asOf, counted.size())
                : Figure.of(metric, BigDecimal.valueOf(median), asOf, counted.size());
        return figure.made(parts)
                .within(new Figure.Range(DealFigures.decimal(interval.low()), DealFigures.decimal(interval.high())));
    }
}
