package io.kontor.metrics;

import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Dated;
import io.kontor.partners.Membership;
import io.kontor.partners.Partner;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every figure the slow way: by looking at each deal and each partner as they are, once for each question. */
final class SlowNumbers {
    static final String REPORTING = "EUR";

    record KnownDeal(UUID id, Deal state, boolean cameClosed, LocalDate learnt) {}

    record KnownFirm(
            UUID id,
            Partner state,
            List<Dated<String>> countries,
            List<Dated<String>> statuses,
            List<Membership> memberships) {}

    record Happened(UUID partner, String kind, LocalDate day) {}

    final List<KnownDeal> deals = new ArrayList<>();
    final Map<UUID, KnownFirm> firms = new HashMap<>();
    final List<Happened> happened = new ArrayList<>();
    final Map<String, Map<LocalDate, BigDecimal>> rates = new HashMap<>();
    LocalDate today = LocalDate.MIN;

    /** The figures of one answer: under an empty key for all, else by value. */
    Map<String, Map<Metric, String>> of(
            LocalDate from, LocalDate to, Dimension by, boolean current, Predicate<UUID> seen) {
        var keys = new LinkedHashSet<String>();
        if (by == null) {
            keys.add("");
        } else {
            deals.forEach(deal -> deal.state().partners().forEach(share -> firmValues(share.partnerId(), by, keys)));
            firms.keySet().forEach(id -> firmValues(id, by, keys));
            keys.add("");
        }
        var result = new TreeMap<String, Map<Metric, String>>();
        for (var key : keys) {
            var figures = new TreeMap<Metric, String>();
            for (var metric : Metric.values()) {
                figures.put(
                        metric,
                        metric.ofDeals()
                                ? ofDeals(metric, from, to, by, key, current, seen)
                                : ofFirms(metric, from, to, by, key, current, seen));
            }
            result.put(key, figures);
        }
        return result;
    }

    private void firmValues(UUID id, Dimension by, Set<String> keys) {
        for (var day = today.minusDays(500); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            keys.addAll(values(id, by, day));
        }
    }

    /** Where a partner stands: tier of the programme joined first among those it is in. */
    List<String> values(UUID id, Dimension by, LocalDate day) {
        var firm = firms.get(id);
        return switch (by) {
            case PARTNER -> List.of(id.toString());
            case SEGMENT -> List.of(firm.state().segment(day).orElse(""));
            case REGION -> List.of(firm.state().region(day).map(UUID::toString).orElse(""));
            case COUNTRY -> List.of(Dated.at(firm.countries(), day).orElse(""));
            case TYPE -> {
                var types = firm.state().types(day);
                yield types.isEmpty()
                        ? List.of("")
                        : types.stream().map(type -> type.code()).toList();
            }
            case TIER ->
                List.of(firm.memberships().stream()
                        .filter(one -> in(one, day))
                        .sorted(Comparator.comparing(Membership::joined))
                        .flatMap(one -> one.tier(day).stream())
                        .findFirst()
                        .orElse(""));
            case YEAR, QUARTER, MONTH -> throw new IllegalArgumentException();
        };
    }

    private static boolean in(Membership one, LocalDate day) {
        return counts(one) && !day.isBefore(one.joined()) && (one.left() == null || day.isBefore(one.left()));
    }

    private static boolean counts(Membership one) {
        return !one.withdrawn() && one.status() != Membership.Status.APPLIED;
    }

    static LocalDate day(KnownDeal deal) {
        var opened =
                deal.state().openedOn() == null ? deal.learnt() : deal.state().openedOn();
        return deal.state().closedOn() == null ? opened : deal.state().closedOn();
    }

    private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    BigDecimal worth(KnownDeal deal) {
        var amount =
                deal.state().amount() == null ? BigDecimal.ZERO : deal.state().amount();
        if (deal.state().currency().equals(REPORTING)) {
            return amount;
        }
        for (int back = 0; back <= 31; back++) {
            var rate = rates.getOrDefault(deal.state().currency(), Map.of())
                    .get(day(deal).minusDays(back));
            if (rate != null) {
                return amount.multiply(rate);
            }
        }
        return null;
    }

    private boolean under(UUID partner, Dimension by, String key, LocalDate day, boolean current) {
        return by == null || values(partner, by, current ? today : day).contains(key);
    }

    private String ofDeals(
            Metric metric,
            LocalDate from,
            LocalDate to,
            Dimension by,
            String key,
            boolean current,
            Predicate<UUID> seen) {
        var counted = new ArrayList<KnownDeal>();
        for (var deal : deals) {
            var state = deal.state();
            var standing = state.partner();
            boolean mine = standing == null ? seen.test(null) : seen.test(standing);
            if (state.withdrawn() || !mine || !within(day(deal), from, to)) {
                continue;
            }
            boolean here;
            if (metric == Metric.PARTNER_INFLUENCED_REVENUE || metric == Metric.PARTNER_INVOLVED_REVENUE) {
                here = state.partners().stream()
                        .filter(share ->
                                metric == Metric.PARTNER_INVOLVED_REVENUE || share.role() == PartnerRole.INFLUENCING)
                        .map(DealShare::partnerId)
                        .anyMatch(partner ->
                                by == null || (seen.test(partner) && under(partner, by, key, day(deal), current)));
            } else if (standing == null) {
                here = !metric.code().startsWith("partner_") && key.isEmpty();
            } else {
                here = !metric.code().startsWith("direct_")
                        && under(standing, by, key, day(deal), current)
                        && (metric != Metric.PARTNER_SOURCED_REVENUE || state.sourcing() != null);
            }
            if (here) {
                counted.add(deal);
            }
        }
        return dealFigure(metric, counted);
    }

    private String dealFigure(Metric metric, List<KnownDeal> deals) {
        var won =
                deals.stream().filter(deal -> deal.state().stage() == Stage.WON).toList();
        var lost = deals.stream()
                .filter(deal -> deal.state().stage() == Stage.LOST)
                .toList();
        return switch (metric.base()) {
            case DEALS_WON -> won.size() + " of " + won.size();
            case DEALS_LOST -> lost.size() + " of " + lost.size();
            case DEALS_OPEN ->
                deals.size() - won.size() - lost.size() + " of " + (deals.size() - won.size() - lost.size());
            case DEAL_LINES ->
                won.stream().mapToInt(deal -> deal.state().lines().size()).sum() + " of " + won.size();
            case WIN_RATE -> winRate(won, lost);
            case DEAL_VELOCITY_PER_DAY -> velocity(won, lost);
            default -> money(won);
        };
    }

    private String money(List<KnownDeal> won) {
        var priced = won.stream().filter(deal -> worth(deal) != null).toList();
        var sum = priced.stream().map(this::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
        var value = !won.isEmpty() && priced.isEmpty() ? "no_exchange_rate" : cents(sum);
        return value + " of " + won.size() + " but " + (won.size() - priced.size());
    }

    private static String cents(BigDecimal sum) {
        return sum.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static boolean history(KnownDeal deal) {
        return !(deal.cameClosed() && deal.state().openedOn() == null);
    }

    private static String winRate(List<KnownDeal> won, List<KnownDeal> lost) {
        long hits = won.stream().filter(SlowNumbers::history).count();
        long all = hits + lost.stream().filter(SlowNumbers::history).count();
        if (all == 0) {
            return (won.size() + lost.size() > 0 ? "no_pipeline_history" : "no_closed_deals") + " of 0";
        }
        return share(hits, all) + " of " + all;
    }

    private static String share(long hits, long all) {
        return new BigDecimal(hits)
                .divide(new BigDecimal(all), 4, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private String velocity(List<KnownDeal> won, List<KnownDeal> lost) {
        Predicate<KnownDeal> paced = deal -> history(deal) && deal.state().openedOn() != null;
        var mine = won.stream().filter(paced).toList();
        long closed = mine.size() + lost.stream().filter(paced).count();
        long histories = won.stream().filter(SlowNumbers::history).count()
                + lost.stream().filter(SlowNumbers::history).count();
        if (closed == 0) {
            return (histories > 0
                            ? "no_opening_day"
                            : won.size() + lost.size() > 0 ? "no_pipeline_history" : "no_closed_deals")
                    + " of 0";
        }
        var priced = mine.stream().filter(deal -> worth(deal) != null).toList();
        long days = mine.stream()
                .mapToLong(deal -> ChronoUnit.DAYS.between(
                        deal.state().openedOn(), deal.state().closedOn()))
                .sum();
        if (mine.isEmpty() || priced.isEmpty() || days == 0) {
            return (mine.isEmpty() ? "no_won_deals" : priced.isEmpty() ? "no_exchange_rate" : "no_days") + " of "
                    + closed;
        }
        var exact = MathContext.DECIMAL128;
        var rate = new BigDecimal(mine.size()).divide(new BigDecimal(closed), exact);
        var mean = priced.stream()
                .map(this::worth)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(new BigDecimal(priced.size()), exact);
        var length = new BigDecimal(days).divide(new BigDecimal(mine.size()), exact);
        return cents(new BigDecimal(closed).multiply(rate).multiply(mean).divide(length, exact)) + " of " + closed;
    }

    boolean member(KnownFirm firm, LocalDate day) {
        var newest = firm.statuses().getLast().value();
        var status = Dated.at(firm.statuses(), day).orElse("");
        if (firm.state().withdrawn() || newest.equals("prospect") || status.equals("ended")) {
            return false;
        }
        return firm.memberships().stream().anyMatch(SlowNumbers::counts)
                ? firm.memberships().stream().anyMatch(one -> in(one, day))
                : Set.of("onboarding", "active", "paused").contains(status);
    }

    private static final int LONG_AGO = 900;

    private String ofFirms(
            Metric metric,
            LocalDate from,
            LocalDate to,
            Dimension by,
            String key,
            boolean current,
            Predicate<UUID> seen) {
        var last = to == null || to.isAfter(today) ? today : to.minusDays(1);
        var start = from == null ? today.minusDays(LONG_AGO) : from;
        int all = 0;
        int hits = 0;
        var waited = new ArrayList<String>();
        for (var firm : firms.values()) {
            if (!seen.test(firm.id()) || firm.state().withdrawn()) {
                continue;
            }
            var joined = joined(firm);
            var counts = switch (metric) {
                case PARTNERS_RECRUITED, TIME_TO_FIRST_DEAL ->
                    joined != null && !joined.isBefore(start) && !joined.isAfter(last) ? joined : null;
                case PARTNERS_WITH_DEALS -> sold(firm, start, last, true) ? last : null;
                case PARTNERS_ACTIVE -> sold(firm, start, last, false) ? last : null;
                case PARTNERS_LEFT -> left(firm, start, last);
                case PARTNER_CHURN -> from != null && member(firm, from.minusDays(1)) ? from.minusDays(1) : null;
                case PARTNER_ENGAGEMENT -> member(firm, last) ? last : null;
                default -> throw new IllegalArgumentException();
            };
            if (counts == null || !under(firm.id(), by, key, counts, current)) {
                continue;
            }
            all++;
            hits += metric == Metric.PARTNER_CHURN
                    ? member(firm, last) ? 0 : 1
                    : metric == Metric.PARTNER_ENGAGEMENT && engaged(firm, last) ? 1 : 0;
            if (metric == Metric.TIME_TO_FIRST_DEAL) {
                waited.add(waited(firm, joined, last));
            }
        }
        return switch (metric) {
            case TIME_TO_FIRST_DEAL -> median(waited) + " of " + all;
            case PARTNER_CHURN ->
                (all == 0 ? from == null ? "no_period" : "no_members_before" : share(hits, all)) + " of " + all;
            case PARTNER_ENGAGEMENT -> (all == 0 ? "no_members" : share(hits, all)) + " of " + all;
            default -> all + " of " + all;
        };
    }

    private LocalDate joined(KnownFirm firm) {
        for (var day = today.minusDays(LONG_AGO); !day.isAfter(today); day = day.plusDays(1)) {
            if (member(firm, day)) {
                return day;
            }
        }
        return null;
    }

    private LocalDate left(KnownFirm firm, LocalDate start, LocalDate last) {
        if (member(firm, last)) {
            return null;
        }
        for (var day = last; !day.isBefore(start); day = day.minusDays(1)) {
            if (member(firm, day.minusDays(1)) && !member(firm, day)) {
                return day;
            }
        }
        return null;
    }

    private boolean sold(KnownFirm firm, LocalDate start, LocalDate last, boolean sourced) {
        return deals.stream()
                .filter(deal -> !deal.state().withdrawn() && deal.state().stage() == Stage.WON)
                .filter(deal -> within(day(deal), start, last.plusDays(1)))
                .anyMatch(deal -> sourced
                        ? firm.id().equals(deal.state().sourcing())
                        : deal.state().partners().stream()
                                .anyMatch(share -> share.partnerId().equals(firm.id())));
    }

    private boolean engaged(KnownFirm firm, LocalDate last) {
        var kinds = happened.stream()
                .filter(one -> one.partner().equals(firm.id()))
                .map(Happened::day)
                .collect(Collectors.toCollection(HashSet::new));
        for (var deal : deals) {
            if (!deal.state().withdrawn()
                    && deal.state().partners().stream()
                            .anyMatch(share -> share.partnerId().equals(firm.id()))) {
                if (deal.state().openedOn() != null) {
                    kinds.add(deal.state().openedOn());
                }
                if (deal.state().stage() == Stage.WON) {
                    kinds.add(deal.state().closedOn());
                }
            }
        }
        return kinds.stream().anyMatch(day -> !day.isAfter(last) && day.isAfter(last.minusDays(90)));
    }

    /** Days, with a plus behind them when nothing came of them. */
    private String waited(KnownFirm firm, LocalDate joined, LocalDate last) {
        var end = joined;
        while (end.isBefore(last) && member(firm, end)) {
            end = end.plusDays(1);
        }
        var stop = end;
        var first = deals.stream()
                .filter(deal -> !deal.state().withdrawn() && deal.state().stage() == Stage.WON)
                .filter(deal -> firm.id().equals(deal.state().sourcing()))
                .map(SlowNumbers::day)
                .min(Comparator.naturalOrder());
        return first.filter(day -> !day.isAfter(stop))
                .map(day -> Math.max(0, ChronoUnit.DAYS.between(joined, day)) + "")
                .orElse(ChronoUnit.DAYS.between(joined, stop) + "+");
    }

    /** The first day after which the product of those that went on is at most one half. */
    private static String median(List<String> waited) {
        if (waited.isEmpty()) {
            return "no_partners_joined";
        }
        var left = BigDecimal.ONE;
        for (int day = 0; day <= LONG_AGO; day++) {
            int at = day;
            long atRisk = waited.stream()
                    .filter(one -> Integer.parseInt(one.replace("+", "")) >= at)
                    .count();
            long events = waited.stream().filter(String.valueOf(day)::equals).count();
            if (events > 0) {
                left = left.multiply(new BigDecimal(atRisk - events))
                        .divide(new BigDecimal(atRisk), MathContext.DECIMAL128);
                if (left.subtract(new BigDecimal("0.5")).abs().doubleValue() < 1e-12) {
                    int next = day + 1;
                    while (next <= LONG_AGO && !waited.contains(String.valueOf(next))) {
                        next++;
                    }
                    var middle = new BigDecimal(day + next).divide(new BigDecimal(2));
                    return (next > LONG_AGO
                            ? String.valueOf(day)
                            : middle.stripTrailingZeros().toPlainString());
                }
                if (left.doubleValue() < 0.5) {
                    return String.valueOf(day);
                }
            }
        }
        return "median_not_reached";
    }
}
