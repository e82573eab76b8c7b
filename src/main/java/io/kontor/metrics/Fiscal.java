package io.kontor.metrics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The company's years and quarters.
 *
 * @param firstMonth the first month of the fiscal year, 1 to 12
 */
public record Fiscal(int firstMonth) {
    /** The first day of the year, quarter or month a day lies in. */
    public LocalDate start(Dimension stretch, LocalDate day) {
        var month = day.withDayOfMonth(1);
        int past = Math.floorMod(day.getMonthValue() - firstMonth, 12);
        return switch (stretch) {
            case YEAR -> month.minusMonths(past);
            case QUARTER -> month.minusMonths(past % 3);
            case MONTH -> month;
            default -> throw new IllegalArgumentException(stretch + " is no stretch of time");
        };
    }

    /** The first day after the year, quarter or month a day lies in. */
    public LocalDate end(Dimension stretch, LocalDate day) {
        var start = start(stretch, day);
        return switch (stretch) {
            case YEAR -> start.plusYears(1);
            case QUARTER -> start.plusMonths(3);
            default -> start.plusMonths(1);
        };
    }

    /** 2027, 2027-Q1, 2027-01. A fiscal year that is not a calendar year is called after the year it ends in: FY2027, FY2027-Q1. */
    public String key(Dimension stretch, LocalDate day) {
        if (stretch == Dimension.MONTH) {
            return "%04d-%02d".formatted(day.getYear(), day.getMonthValue());
        }
        var start = start(Dimension.YEAR, day);
        var year = firstMonth == 1
                ? "%04d".formatted(start.getYear())
                : "FY%04d".formatted(start.plusYears(1).getYear());
        return stretch == Dimension.YEAR
                ? year
                : year + "-Q" + (1 + Math.floorMod(start(stretch, day).getMonthValue() - firstMonth, 12) / 3);
    }

    /** A stretch of days; {@code to} is not included. */
    public record Stretch(
            @Nullable LocalDate from, @Nullable LocalDate to) {}

    /** The equally long stretch right before: as many months before whole months, otherwise as many days. None before ever. */
    static @Nullable Stretch before(@Nullable LocalDate from, LocalDate to) {
        if (from == null || !from.isBefore(to)) {
            return null;
        }
        boolean months = from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
        return months
                ? new Stretch(from.minusMonths(ChronoUnit.MONTHS.between(from, to)), from)
                : new Stretch(from.minusDays(ChronoUnit.DAYS.between(from, to)), from);
    }
}
