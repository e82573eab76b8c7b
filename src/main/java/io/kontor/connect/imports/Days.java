package io.kontor.connect.imports;

import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as somebody writes them. Only days that exist are days. */
final class Days {
    /** A time of day behind a day says nothing more about it. */
    private static final Pattern TIME = Pattern.compile(
            "(?<=[0-9.])(?:[T ]|, ?)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?[AaPp]\\.?[Mm]\\.?)?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$");

    /** No day with a time of day behind it is as short as year-month-day. */
    private static final int SHORT = 10;

    private final List<String> patterns;
    private final List<DateTimeFormatter> formatters;

    /** @param patterns as they are to be read; none for year-month-day and what is usual in the locale */
    Days(List<String> patterns, @Nullable Locale locale) {
        this.patterns = patterns.isEmpty() ? usual(locale) : patterns;
        this.formatters = this.patterns.stream()
                .map(pattern -> pattern(pattern, locale == null ? Locale.ROOT : locale))
                .toList();
    }

    private static List<String> usual(@Nullable Locale locale) {
        var usual = new LinkedHashSet<String>();
        usual.add("yyyy-MM-dd");
        if (locale != null) {
            for (var style : List.of(FormatStyle.SHORT, FormatStyle.MEDIUM)) {
                var pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                        style, null, IsoChronology.INSTANCE, locale);
                // Two digits of a year are not a year; single digits of days and months are.
                usual.add(pattern.replaceFirst("(?<!y)y{1,2}(?!y)", "yyyy")
                        .replaceFirst("(?<!d)dd(?!d)", "d")
                        .replaceFirst("(?<!M)MM(?!M)", "M"));
            }
        }
        return new ArrayList<>(usual);
    }

    /** Refuses with an IllegalArgumentException what is no pattern. */
    static DateTimeFormatter pattern(String pattern, Locale locale) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(locale)
                .withChronology(IsoChronology.INSTANCE)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    Optional<LocalDate> read(String text) {
        var day = text.length() <= SHORT ? text : TIME.matcher(text).replaceFirst("");
        for (var formatter : formatters) {
            try {
                return Optional.of(LocalDate.parse(day, formatter));
            } catch (DateTimeParseException e) {
                // the next pattern
            }
        }
        return iso(day);
    }

    /** Nobody reads year-month-day in two ways; sheets write it, whatever a mapping expects elsewhere. */
    private static Optional<LocalDate> iso(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** How a day is written here, for people. */
    String expected() {
        return String.join(", ", patterns);
    }

    static ULocale icu(@Nullable Locale locale) {
        return locale == null ? ULocale.ROOT : ULocale.forLocale(locale);
    }
}
