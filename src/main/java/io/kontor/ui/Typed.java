package io.kontor.ui;

import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/** Reads what people type into fields. Each refuses what it cannot read. */
final class Typed {
    private static final int EARLIEST = 1900;
    private static final int LATEST = 2200;

    private Typed() {}

    static LocalDate day(String value) {
        try {
            var day = LocalDate.parse(value);
            if (day.getYear() >= EARLIEST && day.getYear() <= LATEST) {
                return day;
            }
        } catch (DateTimeException e) {
            // refused below, as a day too far away is
        }
        throw Refusal.invalid("day-malformed", "value", value);
    }

    /** 1.234,5 in German, 1,234.5 in English. */
    static BigDecimal number(String value, Words words) {
        try {
            return Numbers.parse(value, words.language().locale());
        } catch (NumberFormatException e) {
            throw Refusal.invalid(
                    "number-malformed", "value", value, "example", words.number(new BigDecimal("1234.5")));
        }
    }

    static Integer whole(String value, Words words) {
        try {
            return number(value, words).intValueExact();
        } catch (ArithmeticException e) {
            throw Refusal.invalid("number-not-whole", "value", value);
        }
    }

    static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("choice-unknown", "value", value);
        }
    }

    static <E extends Enum<E>> E choice(String value, Class<E> type) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("choice-unknown", "value", value);
        }
    }
}
