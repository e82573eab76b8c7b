package io.kontor.connect.api;

import io.kontor.kernel.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** Values in texts that come from outside; everything throws {@link IllegalArgumentException} or a date's own exception. */
final class Texts {
    private static final String ID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    private Texts() {}

    /** Whether a text can be kept at all: no zero character, no half of a pair. */
    static boolean sound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    static UUID id(String text) {
        if (!text.matches(ID)) {
            throw new IllegalArgumentException("no id");
        }
        return UUID.fromString(text);
    }

    /** A day between the years 1 and 9999. */
    static LocalDate day(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\d") || text.startsWith("0000")) {
            throw new IllegalArgumentException("no day");
        }
        return LocalDate.parse(text);
    }

    /** A type and an id with a slash between them. */
    static Subject subject(String text) {
        var parts = text.split("/", 2);
        if (parts.length != 2 || !parts[0].matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException("no subject");
        }
        return new Subject(parts[0], id(parts[1]));
    }

    static long position(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("no position");
        }
        return Long.parseLong(text);
    }

    static BigDecimal decimal(String text) {
        if (!text.matches("-?\\d{1,24}(\\.\\d{1,12})?")) {
            throw new IllegalArgumentException("no decimal");
        }
        return new BigDecimal(text);
    }
}
