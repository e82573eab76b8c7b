package io.kontor.connect.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a value might have been meant that cannot be read the way its column is written. */
final class Otherwise {
    private static final List<Days> DAYS = Formats.DAYS.stream()
            .map(pattern -> new Days(List.of(pattern), Locale.ENGLISH))
            .toList();
    private static final List<Numerals> NUMBERS = Stream.concat(
                    Stream.of(Numerals.PLAIN), Formats.NUMBERS.stream().map(Numerals::new))
            .toList();

    private Otherwise() {}

    /** The only day it can be, if it can be no other. */
    static Optional<LocalDate> day(String text) {
        return only(DAYS.stream().flatMap(days -> days.read(text).stream()));
    }

    /** The only number it can be. */
    static Optional<BigDecimal> number(String text) {
        return only(NUMBERS.stream().flatMap(numbers -> numbers.read(text).stream()));
    }

    private static <T> Optional<T> only(Stream<T> all) {
        var distinct = all.distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
    }
}
