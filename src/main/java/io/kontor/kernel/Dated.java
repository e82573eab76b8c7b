package io.kontor.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value and the days it holds: {@code from} included, {@code to} not. A list of them, sorted and without overlap, is the
 * history of one property; the functions here are the only way such a list is read and changed.
 */
public record Dated<T>(
        T value, @Nullable LocalDate from, @Nullable LocalDate to) {
    public Dated {
        new Period(from, to);
    }

    public Period period() {
        return new Period(from, to);
    }

    /** What held on that day. */
    public static <T> Optional<T> at(List<Dated<T>> history, LocalDate day) {
        return history.stream()
                .filter(dated -> dated.period().contains(day))
                .map(Dated::value)
                .findFirst();
    }

    /**
     * The history with {@code value} holding from {@code day} until the next change already planned; with null, nothing
     * holds from then on. What was before that day stays as it was; a history that already says so comes back unchanged.
     */
    public static <T> List<Dated<T>> changed(List<Dated<T>> history, @Nullable T value, LocalDate day) {
        if (at(history, day).equals(Optional.ofNullable(value))) {
            return history;
        }
        var next = history.stream()
                .map(Dated::from)
                .filter(from -> from != null && from.isAfter(day))
                .min(Comparator.naturalOrder());
        var result = new ArrayList<Dated<T>>();
        for (var old : history) {
            if (!old.period().contains(day)) {
                result.add(old);
            } else if (old.from() == null || old.from().isBefore(day)) {
                result.add(new Dated<>(old.value(), old.from(), day));
            }
        }
        if (value != null) {
            result.add(new Dated<>(value, day, next.orElse(null)));
        }
        return joined(sorted(result));
    }

    /**
     * The history with what another system tells of it. Without a day, a first value always held, and another one holds from
     * today; what holds only until a day gives way then to what would have held without it.
     *
     * @param value what holds, or none for nothing
     * @param until the first day it does not hold any more, or none
     */
    public static <T> List<Dated<T>> told(
            List<Dated<T>> history,
            @Nullable T value,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            LocalDate today) {
        if (history.isEmpty() && (value == null || since == null)) {
            return value == null ? history : List.of(new Dated<>(value, null, until));
        }
        var from = since == null ? today : since;
        if (until == null) {
            return changed(history, value, from);
        }
        new Period(from, until);
        var after = at(history, until).orElse(null);
        return changed(changed(history, value, from), after, until);
    }

    /** The history sorted by first day. Refuses: two of its periods overlap. */
    public static <T> List<Dated<T>> checked(List<Dated<T>> history, String field) {
        var sorted = sorted(history);
        for (int i = 1; i < sorted.size(); i++) {
            var before = sorted.get(i - 1);
            var after = sorted.get(i);
            if (before.period().overlaps(after.period())) {
                throw Refusal.invalid(
                                "dates-overlap",
                                "from",
                                after.from() == null ? "" : after.from(),
                                "to",
                                before.to() == null ? "" : before.to())
                        .at(field);
            }
        }
        return sorted;
    }

    private static <T> List<Dated<T>> sorted(List<Dated<T>> history) {
        return history.stream()
                .sorted(Comparator.comparing(Dated::from, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** Neighbours that say the same become one. */
    private static <T> List<Dated<T>> joined(List<Dated<T>> sorted) {
        var result = new ArrayList<Dated<T>>();
        for (var dated : sorted) {
            var last = result.isEmpty() ? null : result.getLast();
            if (last != null
                    && last.to() != null
                    && last.to().equals(dated.from())
                    && last.value().equals(dated.value())) {
                result.set(result.size() - 1, new Dated<>(last.value(), last.from(), dated.to()));
            } else {
                result.add(dated);
            }
        }
        return List.copyOf(result);
    }
}
