package io.kontor.connect.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of files mean.
 *
 * @param name people know it by; the reason of every entry it makes
 * @param system whose ids the keys in the files are
 * @param office what the office is when nobody has set it up yet
 * @param format how values are written, unless an object or field says otherwise
 * @param custom fields the office does not have yet and gets with the import
 * @param leaveOut files that are known and not wanted
 * @param given objects that no file has but files refer to
 * @param objects what is made of which files
 * @param text the mapping as it was written
 */
public record Mapping(
        String name,
        String system,
        @Nullable Office office,
        Format format,
        List<Custom> custom,
        List<LeftOut> leaveOut,
        List<Given> given,
        List<Part> objects,
        String text) {
    public Mapping {
        custom = List.copyOf(custom);
        leaveOut = List.copyOf(leaveOut);
        given = List.copyOf(given);
        objects = List.copyOf(objects);
    }

    /** The office's own settings, as far as the files know them. */
    record Office(@Nullable String currency, @Nullable String zone) {}

    /** A field of our own for what no field of the office holds; texts. */
    record Custom(String object, String code, String label) {}

    /** @param file a name, with * for any letters */
    record LeftOut(String file, @Nullable String because) {}

    /** An object the mapping itself states. */
    record Given(String object, String key, Map<String, Source> fields) {
        Given {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * Objects of one kind from files of one shape.
     *
     * @param from names of files, with * for any letters
     * @param key columns that together are the object's id in its system
     * @param repeats whether several rows may name the same object; then the first one says what it is
     * @param full whether the files hold all objects of the system there are: those missing are reported
     * @param lines how several rows become one object, or none when each row is one
     * @param ignore columns that are known and not wanted
     * @param unpivot how each row of the file becomes several, or none
     */
    record Part(
            String object,
            List<String> from,
            String system,
            List<String> key,
            boolean repeats,
            boolean full,
            Map<String, Source> fields,
            @Nullable Lines lines,
            List<String> ignore,
            Format format,
            @Nullable Unpivot unpivot) {
        Part {
            from = List.copyOf(from);
            key = List.copyOf(key);
            ignore = List.copyOf(ignore);
            fields = new LinkedHashMap<>(fields);
        }

        Part(
                String object,
                List<String> from,
                String system,
                List<String> key,
                boolean repeats,
                boolean full,
                Map<String, Source> fields,
                @Nullable Lines lines,
                List<String> ignore,
                Format format) {
            this(object, from, system, key, repeats, full, fields, lines, ignore, format, null);
        }

        /** Every column it reads. */
        List<String> columns() {
            var all = new ArrayList<>(key);
            fields.values().forEach(source -> all.addAll(source.everyColumn()));
            if (lines != null) {
                all.addAll(lines.key());
                lines.fields().values().forEach(source -> all.addAll(source.everyColumn()));
            }
            return all.stream().distinct().toList();
        }
    }

    /**
     * A file with a column for each of many things, such as currencies, is read as if each of its cells were a row.
     *
     * @param keep columns that stay; every other named one becomes a row with its name and its value
     * @param name what the column of names is called; likewise {@code value}
     */
    record Unpivot(List<String> keep, String name, String value) {
        Unpivot {
            keep = List.copyOf(keep);
        }
    }

    /**
     * Rows with the same key are lines of one object.
     *
     * @param key columns that name a line within its object; none for the row's place among its object's rows
     */
    record Lines(List<String> key, Map<String, Source> fields) {
        Lines {
            key = List.copyOf(key);
            fields = new LinkedHashMap<>(fields);
        }
    }

    /**
     * Where a field's value comes from: columns of the row, or a constant.
     *
     * @param join between the values of several columns
     * @param map from what is written to what is meant
     * @param otherwise what is meant when {@code map} does not have it
     * @param split between the values of a field that holds many
     * @param system whose ids a reference's keys are
     * @param leaveUnknown whether a reference to something there is not leaves the field out instead of rejecting the row
     * @param since where the first day the value holds comes from; likewise {@code until}
     */
    record Source(
            List<String> columns,
            String join,
            @Nullable String value,
            Map<String, String> map,
            @Nullable String otherwise,
            @Nullable String split,
            String system,
            boolean leaveUnknown,
            @Nullable Source since,
            @Nullable Source until,
            Format format) {
        Source {
            columns = List.copyOf(columns);
            map = Map.copyOf(map);
        }

        List<String> everyColumn() {
            var all = new ArrayList<>(columns);
            if (since != null) {
                all.addAll(since.columns());
            }
            if (until != null) {
                all.addAll(until.columns());
            }
            return all;
        }
    }

    /**
     * How values are written.
     *
     * @param locale whose numbers and days they are, or none for plain ones
     * @param day patterns of days; none for year-month-day and those of the locale
     * @param empty what means "nothing", besides nothing
     * @param delimiter between columns, or none to find out
     * @param encoding of the file, or none to find out
     */
    record Format(
            @Nullable Locale locale,
            List<String> day,
            List<String> empty,
            @Nullable String delimiter,
            @Nullable String encoding) {
        static final Format PLAIN = new Format(null, List.of(), List.of(), null, null);

        Format {
            day = List.copyOf(day);
            empty = List.copyOf(empty);
        }
    }

    /** Whether a file's name is one that a pattern means; a name's letters may be large or small, and it may be packed. */
    static boolean means(String pattern, String file) {
        var bare = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        var quoted = new StringBuilder();
        for (var piece : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
            if (!quoted.isEmpty()) {
                quoted.append(".*");
            }
            quoted.append(piece.isEmpty() ? "(?:)" : java.util.regex.Pattern.quote(piece));
        }
        return bare.matches(quoted.toString());
    }
}
