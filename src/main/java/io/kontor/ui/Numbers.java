package io.kontor.ui;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Reads numbers the way people of a language write them, and nothing that could mean two things. */
final class Numbers {
    private Numbers() {}

    /** Refuses with {@link NumberFormatException}: not a number, or grouped where the language does not group. */
    static BigDecimal parse(String typed, Locale locale) {
        var symbols = DecimalFormatSymbols.getInstance(locale);
        var text = typed.strip().replaceAll("[\\u00a0\\u202f\\u2009 ']", "");
        char decimal = symbols.getDecimalSeparator();
        char group = decimal == ',' ? '.' : ',';
        int point = text.lastIndexOf(decimal);
        var whole = point < 0 ? text : text.substring(0, point);
        var fraction = point < 0 ? "" : text.substring(point + 1);
        if (whole.indexOf(group) >= 0) {
            if (!whole.matches("[+-]?\\d{1,3}(" + java.util.regex.Pattern.quote(String.valueOf(group)) + "\\d{3})+")) {
                throw new NumberFormatException("grouped oddly: " + typed);
            }
            whole = whole.replace(String.valueOf(group), "");
        }
        var plain = whole + (fraction.isEmpty() ? "" : "." + fraction);
        if (!plain.matches("[+-]?\\d+(\\.\\d+)?") || plain.length() > 40) {
            throw new NumberFormatException("not a number: " + typed);
        }
        return new BigDecimal(plain);
    }
}
