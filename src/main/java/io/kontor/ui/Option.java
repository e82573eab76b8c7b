package io.kontor.ui;

import io.kontor.kernel.SortKeys;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One choice of a list of choices. */
public record Option(String value, String label) {
    private static final Map<Language, List<Option>> COUNTRIES = new ConcurrentHashMap<>();
    private static final Pattern ID_AT_END = Pattern.compile("(?:^|\\()([0-9a-fA-F-]{36})\\)?\\s*$");

    /** What a picker writes into its field: the name, and behind it the id that makes it unmistakable. */
    public static String picked(String name, UUID id) {
        return name + " (" + id + ")";
    }

    /** The name in what a picker wrote, without the id behind it; a text without one as it is. */
    public static String name(String text) {
        return ID_AT_END.matcher(text).replaceFirst("").strip();
    }

    /** The id in a text a picker wrote, or of a text that is an id. */
    public static Optional<UUID> id(String text) {
        var found = ID_AT_END.matcher(text.strip());
        try {
            return found.find() ? Optional.of(UUID.fromString(found.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The values of an enum with their names from the bundles, {@code prefix.value}. */
    public static List<Option> of(Words words, String prefix, Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .map(code -> new Option(code, words.t(prefix + "." + code)))
                .toList();
    }

    /** All countries by the reader's names for them, in the reader's order. */
    public static List<Option> countries(Words words) {
        return COUNTRIES.computeIfAbsent(words.language(), language -> named(words));
    }

    private static List<Option> named(Words words) {
        return Stream.of(Locale.getISOCountries())
                .map(code -> new Option(code, words.country(code)))
                .sorted(Comparator.comparing(Option::label, Option::collated))
                .toList();
    }

    private static int collated(String one, String two) {
        return java.util.Arrays.compareUnsigned(SortKeys.of(one), SortKeys.of(two));
    }
}
