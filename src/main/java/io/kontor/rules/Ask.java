package io.kontor.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cell asks, in values of its term's kind. */
sealed interface Ask {
    /** Nothing is asked. */
    static Ask anything() {
        return Anything.ANYTHING;
    }

    /** Nothing is asked. */
    record Anything() implements Ask {
        private static final Anything ANYTHING = new Anything();
    }

    /** One of these values; of several texts, at least one of them. */
    record OneOf(Set<Object> values) implements Ask {}

    /** Keys of an ordered kind: closed intervals, in order, none touching another. */
    record Ranges(long[] from, long[] to) implements Ask {
        boolean holds(long key) {
            int at = Arrays.binarySearch(from, key);
            int before = at >= 0 ? at : -at - 2;
            return before >= 0 && key <= to[before];
        }
    }

    /** What an expression says. */
    record Holds(Expression expression) implements Ask {}

    /** Whether a cell is answered: yes, no, or null when something it reads is not known. */
    static @Nullable Boolean answer(Ask ask, Facts facts, int place) {
        if (ask instanceof Holds holds) {
            return holds.expression().test(facts).orElse(null);
        }
        if (ask instanceof Anything) {
            return true;
        }
        var value = facts.at(place);
        if (value == null) {
            return null;
        }
        if (value instanceof Facts.None) {
            return false;
        }
        return switch (ask) {
            case OneOf one ->
                value instanceof List<?> several
                        ? several.stream().anyMatch(one.values()::contains)
                        : one.values().contains(value);
            case Ranges ranges -> ranges.holds(facts.key(place));
            case Anything anything -> true;
            case Holds holds -> throw new IllegalStateException();
        };
    }
}
