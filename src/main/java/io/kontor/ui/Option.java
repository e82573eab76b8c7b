package io.kontor.ui;

import io.kontor.kernel.SortKeys;
import io.kontor.language.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One choice of a list of choices. */
public record Option(String value, String label) {
    /** The values of an enum with their names from the bundles, {@code prefix.value}. */
    public static List<Option> of(Words words, String prefix, Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .map(code -> new Option(code, words.t(prefix + "." + code)))
                .toList();
    }

    /** All countries by the reader's names for them, in the reader's order. */
    public static List<Option> countries(Words words) {
        return Stream.of(Locale.getISOCountries())
                .map(code -> new Option(code, words.country(code)))
                .sorted(Comparator.comparing(Option::label, Option::collated))
                .toList();
    }

    private static int collated(String one, String two) {
        return java.util.Arrays.compareUnsigned(SortKeys.of(one), SortKeys.of(two));
    }
}
