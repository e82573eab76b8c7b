package io.kontor.connect.web;

import io.kontor.connect.imports.MappingEdit;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Words for what an import counts and what columns may mean. */
public final class ImportTexts {
    private ImportTexts() {}

    /** A kind of warning in words; kinds that name a field or kind of object are put together. */
    public static String warning(Words words, String kind) {
        var own = words.t("import.warning." + kind);
        if (!own.equals("import.warning." + kind)) {
            return own;
        }
        int at = kind.indexOf('_');
        var first = at < 0 ? kind : kind.substring(0, at);
        var general = words.t("import.warning." + first + ".what", "what", field(words, camel(kind.substring(at + 1))));
        return general.startsWith("import.warning.") ? words.t("import.warning.other") : general;
    }

    private static String camel(String snake) {
        var words = snake.split("_");
        var camel = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            camel.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return camel.toString();
    }

    /** How a number looks in a locale, and its name. */
    public static String example(Words words, String tag) {
        if (tag.isEmpty()) {
            return "1234.56";
        }
        var locale = Locale.forLanguageTag(tag);
        return NumberFormat.getNumberInstance(locale).format(new BigDecimal("1234.56")) + " · "
                + locale.getDisplayName(words.language().locale());
    }

    /** The ways days are written, and the one that is chosen. */
    public static List<String> days(String chosen) {
        return Stream.concat(Stream.of(chosen).filter(one -> !one.isEmpty()), MappingEdit.DAYS.stream())
                .distinct()
                .toList();
    }

    /** The last day of a January, as a pattern writes it. */
    public static String day(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
                    .format(LocalDate.of(2024, 1, 31));
        } catch (IllegalArgumentException e) {
            return pattern;
        }
    }

    /** A count as the reader writes it. */
    public static String count(Words words, long count) {
        return words.number(BigDecimal.valueOf(count));
    }

    /** A kind of object in words. */
    public static String kind(Words words, String kind) {
        var many = words.t("kinds." + kind);
        if (!many.startsWith("kinds.")) {
            return many;
        }
        var one = words.t("kind." + kind);
        return one.startsWith("kind.") ? kind : one;
    }

    /** What a column may mean. */
    public static String field(Words words, String code) {
        if (code.startsWith("custom.")) {
            return code.substring("custom.".length());
        }
        boolean line = code.startsWith("line.");
        var bare = line ? code.substring("line.".length()) : code;
        var known = words.t("import.field." + bare);
        var text = known.startsWith("import.field.") ? bare : known;
        return line ? words.t("import.of-line", "field", text) : text;
    }
}
