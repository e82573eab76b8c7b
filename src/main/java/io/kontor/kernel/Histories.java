package io.kontor.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two histories of one property as one, for when two objects turn out to be the same. */
public final class Histories {
    private Histories() {}

    /** Days on which both histories hold something, and not the same. */
    public record Conflict<T>(
            @Nullable LocalDate from, @Nullable LocalDate to, T one, T other) {
        /** The same for the same days; names a choice in a form. */
        public String key() {
            return (from == null ? "" : from) + ".." + (to == null ? "" : to);
        }
    }

    /** Days between two neighbouring changes of either history, and what each says on them. */
    private record Span<T>(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable T one,
            @Nullable T other) {}

    /** Where the two disagree, in order; neighbouring days of the same disagreement are one. */
    public static <T> List<Conflict<T>> conflicts(List<Dated<T>> one, List<Dated<T>> other) {
        var conflicts = new ArrayList<Conflict<T>>();
        for (var span : spans(one, other)) {
            if (span.one() == null || span.other() == null || span.one().equals(span.other())) {
                continue;
            }
            var last = conflicts.isEmpty() ? null : conflicts.getLast();
            if (last != null
                    && Objects.equals(last.to(), span.from())
                    && last.one().equals(span.one())
                    && last.other().equals(span.other())) {
                conflicts.set(conflicts.size() - 1, new Conflict<>(last.from(), span.to(), last.one(), last.other()));
            } else {
                conflicts.add(new Conflict<>(span.from(), span.to(), span.one(), span.other()));
            }
        }
        return List.copyOf(conflicts);
    }

    /**
     * Both histories as one: each day has the value either of them has; where they disagree the first one's, unless the other
     * wins that conflict. Never overlaps.
     */
    public static <T> List<Dated<T>> united(
            List<Dated<T>> one, List<Dated<T>> other, Predicate<Conflict<T>> otherWins) {
        var lost = conflicts(one, other).stream().filter(otherWins).toList();
        var united = new ArrayList<Dated<T>>();
        for (var span : spans(one, other)) {
            var value = winner(span, lost);
            if (value == null) {
                continue;
            }
            var last = united.isEmpty() ? null : united.getLast();
            if (last != null
                    && last.to() != null
                    && last.to().equals(span.from())
                    && last.value().equals(value)) {
                united.set(united.size() - 1, new Dated<>(value, last.from(), span.to()));
            } else {
                united.add(new Dated<>(value, span.from(), span.to()));
            }
        }
        return List.copyOf(united);
    }

    private static <T> @Nullable T winner(Span<T> span, List<Conflict<T>> lost) {
        if (span.one() == null || span.other() == null) {
            return span.one() == null ? span.other() : span.one();
        }
        var day = inside(span.from(), span.to());
        return lost.stream().anyMatch(conflict -> new Period(conflict.from(), conflict.to()).contains(day))
                ? span.other()
                : span.one();
    }

    /** Histories of values that may hold side by side: each value holds on the days on which either says so. */
    public static <T> List<Dated<T>> unitedEach(List<Dated<T>> one, List<Dated<T>> other) {
        var values = new LinkedHashSet<T>();
        one.forEach(dated -> values.add(dated.value()));
        other.forEach(dated -> values.add(dated.value()));
        return values.stream()
                .flatMap(value -> united(of(one, value), of(other, value), conflict -> false).stream())
                .toList();
    }

    private static <T> List<Dated<T>> of(List<Dated<T>> history, T value) {
        return history.stream().filter(dated -> dated.value().equals(value)).toList();
    }

    /** What of a history lies within these days. */
    public static <T> List<Dated<T>> within(List<Dated<T>> history, @Nullable LocalDate from, @Nullable LocalDate to) {
        var period = new Period(from, to);
        return history.stream()
                .filter(dated -> dated.period().overlaps(period))
                .map(dated -> new Dated<>(dated.value(), later(dated.from(), from), earlier(dated.to(), to)))
                .toList();
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static <T> List<Span<T>> spans(List<Dated<T>> one, List<Dated<T>> other) {
        var days = new TreeSet<LocalDate>();
        for (var history : List.of(one, other)) {
            for (var dated : history) {
                if (dated.from() != null) {
                    days.add(dated.from());
                }
                if (dated.to() != null) {
                    days.add(dated.to());
                }
            }
        }
        var spans = new ArrayList<Span<T>>();
        LocalDate from = null;
        for (var day : days) {
            spans.add(span(one, other, from, day));
            from = day;
        }
        spans.add(span(one, other, from, null));
        return spans;
    }

    private static <T> Span<T> span(
            List<Dated<T>> one, List<Dated<T>> other, @Nullable LocalDate from, @Nullable LocalDate to) {
        var day = inside(from, to);
        return new Span<>(
                from, to, Dated.at(one, day).orElse(null), Dated.at(other, day).orElse(null));
    }

    /** Any day of a span; nothing changes within one. */
    private static LocalDate inside(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from != null ? from : to != null ? to.minusDays(1) : LocalDate.EPOCH;
    }
}
