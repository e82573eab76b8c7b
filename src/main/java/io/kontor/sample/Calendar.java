package io.kontor.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a plan happens on which day. */
final class Calendar {
    private Calendar() {}

    /** What happens on a day, by place in the plan. */
    static final class Day {
        final List<Plan.Rate> rates = new ArrayList<>();
        final List<Integer> recruited = new ArrayList<>();
        final List<Integer> activated = new ArrayList<>();
        final Map<Integer, String> tiers = new LinkedHashMap<>();
        final List<Integer> ended = new ArrayList<>();
        final List<Integer> customers = new ArrayList<>();
        final List<Integer> opened = new ArrayList<>();
        /** By stage, and for lost ones by the reason behind it. */
        final Map<String, List<Integer>> moved = new LinkedHashMap<>();
    }

    /** @param history whether deals move through their stages; otherwise each opens on its last day, as it ended */
    static SortedMap<LocalDate, Day> of(Plan plan, boolean history) {
        var days = new TreeMap<LocalDate, Day>();
        for (var rate : plan.rates()) {
            day(days, rate.day()).rates.add(rate);
        }
        for (int i = 0; i < plan.firms().size(); i++) {
            var firm = plan.firms().get(i);
            day(days, firm.recruited()).recruited.add(i);
            if (firm.active() != null) {
                day(days, firm.active()).activated.add(i);
            }
            for (var step : firm.tiers()) {
                if (firm.ended() == null || step.day().isBefore(firm.ended())) {
                    day(days, step.day()).tiers.put(i, step.tier());
                }
            }
            if (firm.ended() != null) {
                day(days, firm.ended()).ended.add(i);
            }
        }
        for (int i = 0; i < plan.customers().size(); i++) {
            day(days, plan.customers().get(i).since()).customers.add(i);
        }
        for (int i = 0; i < plan.deals().size(); i++) {
            var deal = plan.deals().get(i);
            if (!history) {
                day(
                                days,
                                deal.moves().isEmpty()
                                        ? deal.opened()
                                        : deal.moves().getLast().day())
                        .opened
                        .add(i);
                continue;
            }
            day(days, deal.opened()).opened.add(i);
            for (var move : deal.moves()) {
                var how = move.stage().equals("lost") ? "lost " + deal.lossReason() : move.stage();
                day(days, move.day())
                        .moved
                        .computeIfAbsent(how, h -> new ArrayList<>())
                        .add(i);
            }
        }
        return days;
    }

    private static Day day(Map<LocalDate, Day> days, LocalDate day) {
        return days.computeIfAbsent(day, d -> new Day());
    }
}
