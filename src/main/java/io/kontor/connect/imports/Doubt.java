package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Importable.Field;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody should look at in a column before it comes in.
 *
 * @param unread how many of the different values that were looked at cannot be read the way the column is said to be written
 * @param example one of them; empty when there are none
 * @param twoWays whether all of them could just as well be read in another way, and would mean something else
 */
public record Doubt(int unread, String example, boolean twoWays) {
    static final Doubt NONE = new Doubt(0, "", false);

    public boolean any() {
        return unread > 0 || twoWays;
    }

    /** @param sheet whether a workbook says itself what is a number and a day */
    static Doubt of(Field field, Source source, Sampled.Column column, boolean sheet) {
        if (field.type() == Importable.Type.REFERENCE || column.filled() == 0) {
            return NONE;
        }
        var reader = new Reader(field, source);
        var wrong = column.values().keySet().stream()
                .filter(value -> !readable(reader, value, sheet))
                .toList();
        return new Doubt(
                wrong.size(),
                wrong.isEmpty() ? "" : Reader.shown(wrong.getFirst()),
                wrong.isEmpty() && !sheet && twoWays(field.type(), source, column));
    }

    private static boolean readable(Reader reader, String value, boolean sheet) {
        try {
            reader.read(new Reader.Cells() {
                @Override
                public String of(String name) {
                    return value;
                }

                @Override
                public boolean plain() {
                    return sheet;
                }
            });
            return true;
        } catch (Problem.Found found) {
            return false;
        }
    }

    private static boolean twoWays(Importable.Type type, Source source, Sampled.Column column) {
        var format = source.format();
        return switch (type) {
            case DAY ->
                format.day().size() == 1
                        && swapped(format.day().getFirst())
                                .filter(other -> differs(
                                        column,
                                        new Days(format.day(), format.locale())::read,
                                        new Days(List.of(other), format.locale())::read))
                                .isPresent();
            case NUMBER -> differs(column, new Numerals(format.locale())::read, otherNumbers(format.locale())::read);
            case TEXT, TRUTH, CHOICE, COUNTRY, CURRENCY, REFERENCE -> false;
        };
    }

    private static Optional<String> swapped(String pattern) {
        return switch (pattern) {
            case "d/M/yyyy" -> Optional.of("M/d/yyyy");
            case "M/d/yyyy" -> Optional.of("d/M/yyyy");
            case "d/M/yy" -> Optional.of("M/d/yy");
            case "M/d/yy" -> Optional.of("d/M/yy");
            default -> Optional.empty();
        };
    }

    private static Numerals otherNumbers(@Nullable Locale locale) {
        boolean point = locale == null || Objects.equals(locale, Locale.US);
        return new Numerals(point ? Locale.GERMANY : Locale.US);
    }

    private static <T> boolean differs(
            Sampled.Column column, Function<String, Optional<T>> one, Function<String, Optional<T>> other) {
        boolean differs = false;
        for (var value : column.values().keySet()) {
            var meant = other.apply(value);
            if (meant.isEmpty()) {
                return false;
            }
            differs |= !meant.equals(one.apply(value));
        }
        return differs;
    }
}
