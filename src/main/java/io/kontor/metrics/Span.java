package io.kontor.metrics;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner stands from one day to another.
 *
 * @param to first day not included
 * @param member whether it is with us: in a programme, or, never having been in one, by its status
 * @param gone whether the firm was withdrawn; it then counts nowhere
 */
record Span(
        UUID partner, @Nullable LocalDate from, @Nullable LocalDate to, boolean member, boolean gone, Dims dims) {
    boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    static Dims at(List<Span> spans, LocalDate day) {
        for (var span : spans) {
            if (span.contains(day)) {
                return span.dims();
            }
        }
        return Dims.NONE;
    }

    /** All of time, cut where something changes, from what was told of a firm and its memberships. */
    static List<Span> of(Told.Firm firm, List<Told.Member> members) {
        var turns = new TreeSet<LocalDate>(firm.turns());
        members.forEach(member -> turns.addAll(member.turns()));
        var spans = new ArrayList<Span>();
        LocalDate from = null;
        for (var turn : turns) {
            add(spans, of(firm, members, from, turn));
            from = turn;
        }
        add(spans, of(firm, members, from, null));
        return List.copyOf(spans);
    }

    private static void add(List<Span> spans, Span next) {
        var last = spans.isEmpty() ? null : spans.getLast();
        if (last != null && last.member() == next.member() && last.dims().equals(next.dims())) {
            spans.set(
                    spans.size() - 1,
                    new Span(last.partner(), last.from(), next.to(), last.member(), last.gone(), last.dims()));
        } else {
            spans.add(next);
        }
    }

    private static Span of(
            Told.Firm firm, List<Told.Member> members, @Nullable LocalDate from, @Nullable LocalDate to) {
        var day = from != null ? from : to != null ? to.minusDays(1) : LocalDate.EPOCH;
        var dims = new Dims(
                Dated.at(firm.segments(), day).orElse(null),
                tier(members, day),
                firm.types().stream()
                        .filter(type -> new Period(type.from(), type.to()).contains(day))
                        .map(Dated::value)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")),
                Dated.at(firm.countries(), day).orElse(null),
                Dated.at(firm.regions(), day).orElse(null));
        return new Span(firm.about(), from, to, member(firm, members, day), firm.gone(), dims);
    }

    private static boolean member(Told.Firm firm, List<Told.Member> members, LocalDate day) {
        if (firm.gone() || firm.prospect() || firm.ended(day)) {
            return false;
        }
        return members.stream().anyMatch(Told.Member::counts)
                ? members.stream().anyMatch(member -> member.on(day))
                : firm.withUs(day);
    }

    /** Of the programmes it is in that day, that of the one it joined first. */
    private static @Nullable String tier(List<Told.Member> members, LocalDate day) {
        return members.stream()
                .filter(member -> member.on(day))
                .sorted(Comparator.comparing(Told.Member::joined).thenComparing(Told.Member::id))
                .flatMap(member -> Dated.at(member.tiers(), day).stream())
                .findFirst()
                .orElse(null);
    }
}
