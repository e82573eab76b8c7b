package io.kontor.rules;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intervals of numbers, amounts and days by their keys, both ends included: as people write them, and a value inside. */
final class Intervals {
    private Intervals() {}

    static long lowest(Kind kind) {
        return switch (kind) {
            case DAY -> java.time.LocalDate.of(-9_999, 1, 1).toEpochDay();
            case NUMBER -> kind.key(new BigDecimal("-1E300"));
            default -> -1_000_000_000_000_000_000L;
        };
    }

    static long highest(Kind kind) {
        return switch (kind) {
            case DAY -> java.time.LocalDate.of(9_999, 12, 31).toEpochDay();
            case NUMBER -> kind.key(new BigDecimal("1E300"));
            default -> 1_000_000_000_000_000_000L;
        };
    }

    /** The interval as people would write it. */
    static Cell cell(Kind kind, long from, long to) {
        boolean low = from > lowest(kind);
        boolean high = to < highest(kind);
        if (!low && !high) {
            return Cell.any();
        }
        // A bound whose neighbour is the rounder number was open.
        boolean fromOpen = low && kind != Kind.DAY && rounder(kind, from - 1, from);
        boolean toOpen = high && kind != Kind.DAY && rounder(kind, to + 1, to);
        if (low && high && from == to) {
            return new Cell.Is(written(kind, from));
        }
        return new Cell.Between(
                low ? written(kind, fromOpen ? from - 1 : from) : null,
                !low || fromOpen,
                high ? written(kind, toOpen ? to + 1 : to) : null,
                !high || toOpen);
    }

    private static boolean rounder(Kind kind, long one, long than) {
        return digits(kind, one) < digits(kind, than);
    }

    private static int digits(Kind kind, long key) {
        var number = ((BigDecimal) kind.at(key)).stripTrailingZeros();
        return Math.max(0, number.scale());
    }

    private static String written(Kind kind, long key) {
        return kind.write(kind.at(key));
    }

    /** One value of it, with few digits. */
    static Object sample(Kind kind, long from, long to) {
        boolean low = from > lowest(kind);
        boolean high = to < highest(kind);
        if (!low && !high) {
            return kind == Kind.DAY ? kind.at(0) : BigDecimal.ZERO;
        }
        if (kind != Kind.NUMBER) {
            return kind.at(low ? from : to);
        }
        for (var candidate :
                candidates(low ? (BigDecimal) kind.at(from) : null, high ? (BigDecimal) kind.at(to) : null)) {
            var rounded = candidate.round(new java.math.MathContext(15)).stripTrailingZeros();
            if (rounded.scale() <= 15 && from <= kind.key(rounded) && kind.key(rounded) <= to) {
                return Kind.NUMBER.of(rounded);
            }
        }
        return kind.at(low ? from : to);
    }

    private static List<BigDecimal> candidates(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low == null || high == null) {
            return low == null
                    ? List.of(
                            high == null
                                    ? BigDecimal.ZERO
                                    : high.subtract(BigDecimal.ONE).setScale(0, java.math.RoundingMode.DOWN),
                            high == null ? BigDecimal.ZERO : high)
                    : List.of(low.add(BigDecimal.ONE).setScale(0, java.math.RoundingMode.DOWN), low);
        }
        var middle = low.add(high).divide(BigDecimal.valueOf(2));
        return List.of(low, middle.setScale(0, java.math.RoundingMode.DOWN), middle, high);
    }
}
