package io.kontor.connect.imports;

import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as somebody writes them; what could be read in two ways is not read at all. */
final class Numerals {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,12})?");

    private static final Pattern CURRENCY_BEFORE =
            Pattern.compile("^([+-]?)(?:[A-Z]{3}|\\p{Sc})[ \u00a0\u202f]?(?=[0-9(.,-])");
    private static final Pattern CURRENCY_BEHIND = Pattern.compile("(?<=[0-9)])[ \u00a0\u202f]?(?:[A-Z]{3}|\\p{Sc})$");

    /** Digits, a point, digits. */
    static final Numerals PLAIN = new Numerals(null);

    private final @Nullable DecimalFormat format;
    private final boolean pointIsPlain;

    /** @param locale whose numbers they are, or none for plain ones: digits, a point, digits */
    Numerals(@Nullable Locale locale) {
        if (locale == null) {
            format = null;
            pointIsPlain = true;
            return;
        }
        var made = (DecimalFormat) NumberFormat.getNumberInstance(Days.icu(locale));
        made.setParseBigDecimal(true);
        made.setParseStrict(true);
        format = made;
        pointIsPlain = made.getDecimalFormatSymbols().getDecimalSeparator() == '.';
    }

    Optional<BigDecimal> read(String text) {
        if (simple(text) && (pointIsPlain || text.indexOf('.') < 0)) {
            return Optional.of(tidy(new BigDecimal(text)));
        }
        var bare = bare(text);
        if (pointIsPlain || bare.indexOf('.') < 0) {
            var plain = plain(bare);
            if (plain.isPresent()) {
                return plain;
            }
        }
        return format == null ? Optional.empty() : local(format, bare);
    }

    /** What nearly all numbers are: some digits, perhaps a point and some more. */
    private static boolean simple(String text) {
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0 && i < text.length() - 1) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 12;
    }

    /** Digits, a point, digits. */
    static Optional<BigDecimal> plain(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(tidy(new BigDecimal(text))) : Optional.empty();
    }

    /** Without the sign or code of a currency before or behind it; in brackets it is less than nothing. */
    static String bare(String text) {
        boolean bracketed = text.length() > 2 && text.startsWith("(") && text.endsWith(")");
        var inside = bracketed ? text.substring(1, text.length() - 1) : text;
        var bare = CURRENCY_BEHIND
                .matcher(CURRENCY_BEFORE.matcher(inside).replaceFirst("$1"))
                .replaceFirst("");
        return bracketed ? "-" + bare : bare;
    }

    private static Optional<BigDecimal> local(DecimalFormat format, String text) {
        // Blanks between thousands come in several kinds.
        var clean = text.replace('\u00a0', ' ').replace('\u202f', ' ');
        var separator = format.getDecimalFormatSymbols().getGroupingSeparatorString();
        if (separator.isBlank()) {
            clean = clean.replace(" ", separator);
        }
        if (clean.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        var position = new ParsePosition(0);
        Number number;
        synchronized (format) {
            number = format.parse(clean, position);
        }
        if (number == null || position.getIndex() != clean.length() || clean.length() > 40) {
            return Optional.empty();
        }
        return Optional.of(tidy(
                number instanceof com.ibm.icu.math.BigDecimal icu
                        ? icu.toBigDecimal()
                        : new BigDecimal(number.toString())));
    }

    private static BigDecimal tidy(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, java.math.RoundingMode.UNNECESSARY) : stripped;
    }

    /** A number as it is written here. */
    String written(BigDecimal number) {
        if (format == null) {
            return number.toPlainString();
        }
        synchronized (format) {
            return format.format(number);
        }
    }

    /** How a number is written here, for people. */
    String example() {
        return written(new BigDecimal("1234.56"));
    }
}
