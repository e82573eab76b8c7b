package io.kontor.connect.imports;

import io.kontor.connect.imports.Sampled.Column;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the values of columns are written, found out by looking at them. */
final class Formats {
    static final List<String> DAYS = List.of(
            "yyyy-MM-dd",
            "d.M.yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "d-M-yyyy",
            "yyyy/M/d",
            "d.M.yy",
            "d/M/yy",
            "M/d/yy",
            "d MMM yyyy",
            "MMM d, yyyy",
            "d-MMM-yyyy",
            "yyyyMMdd");
    static final List<Locale> NUMBERS = List.of(Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.of("es", "ES"));
    private static final Pattern COMMA = Pattern.compile("-?(\\d{1,3}([. \\u00a0\\u202f]\\d{3})+|\\d+),\\d{1,4}");
    private static final Pattern POINT = Pattern.compile("-?(\\d{1,3}(,\\d{3})+|\\d+)\\.\\d{1,4}");
    private static final Pattern SPACED = Pattern.compile("-?\\d{1,3}([ \\u00a0\\u202f]\\d{3})+(,\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("-?[\\d., \\u00a0\\u202f']*\\d");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?i)(https?://)?([a-z0-9-]+\\.)+(com|net|org|io|de|fr|es|eu|at|ch|uk|biz|info|co|[a-z]{2})(/.*)?");

    private Formats() {}

    static boolean number(String text) {
        return NUMBER.matcher(Numerals.bare(text)).matches();
    }

    static boolean mail(String text) {
        return MAIL.matcher(text).matches();
    }

    static boolean domain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /**
     * Whose numbers these columns hold: those of plain digits and points, of English, German or French; none when plain.
     *
     * @param semicolons whether the files they are from come from where commas stand in numbers, and so not between columns
     */
    static @Nullable Locale numbers(Collection<Column> columns, boolean semicolons) {
        int comma = 0;
        int point = 0;
        int grouped = 0;
        int spaced = 0;
        int thousands = 0;
        for (var column : columns) {
            for (var value : column.values().keySet()) {
                var bare = Numerals.bare(value);
                comma += COMMA.matcher(bare).matches() ? 1 : 0;
                point += POINT.matcher(bare).matches() ? 1 : 0;
                grouped += bare.matches("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? 1 : 0;
                spaced += SPACED.matcher(bare).matches() ? 1 : 0;
                comma += bare.matches("-?\\d{1,3}(\\.\\d{3}){2,}") ? 1 : 0;
                thousands += bare.matches("-?[1-9]\\d{0,2}\\.\\d{3}") ? 1 : 0;
            }
        }
        if (comma > point || (semicolons && thousands > 0 && thousands == point)) {
            return spaced > 0 ? Locale.FRANCE : Locale.GERMANY;
        }
        return grouped > 0 ? Locale.US : null;
    }

    /** Whether most of the values are days, in whatever way they are written. */
    static boolean days(Column column) {
        return day(column, null).isPresent();
    }

    /** The pattern that reads most of a column's values, when it reads nearly all. */
    static Optional<String> day(Column column, @Nullable Locale locale) {
        var values = column.some(200);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        long most = 0;
        boolean american = locale == null || locale.equals(Locale.US);
        for (var pattern : DAYS) {
            var days = new Days(List.of(pattern), Locale.ENGLISH);
            long read = values.stream()
                    .filter(value -> days.read(value).isPresent())
                    .count();
            // 03/04/2024 is read by both; whoever writes commas in numbers begins with the day.
            boolean preferred = read == most && american && pattern.startsWith("M/d") && most > 0;
            if (read > most || (preferred && ambiguous(values))) {
                most = read;
                best = Optional.of(pattern);
            }
        }
        return most * 10 >= values.size() * 6L ? best : Optional.empty();
    }

    /** Whether every day of them could also begin with the month. */
    private static boolean ambiguous(List<String> values) {
        return values.stream().allMatch(value -> value.matches("\\d{1,2}/\\d{1,2}/.*"));
    }
}
