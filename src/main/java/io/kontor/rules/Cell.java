package io.kontor.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a row asks of one input. Its text is what people type: {@code -}, {@code gold}, {@code gold, silver},
 * {@code [100..200)}, {@code >= 100}, {@code = amount > 100}. Values are kept as typed and read as their term's kind when the
 * table is compiled, so that a draft that is wrong is kept as well.
 */
public sealed interface Cell {
    /** Anything, also nothing. */
    record Any() implements Cell {
        private static final Any ANY = new Any();

        @Override
        public String toString() {
            return text();
        }
    }

    /** This value. */
    record Is(String value) implements Cell {
        @Override
        public String toString() {
            return text();
        }
    }

    /** One of these values. */
    record In(List<String> values) implements Cell {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * From one value to another; a side that is not there has no end.
     *
     * @param fromOpen whether the value itself is left out
     */
    record Between(
            @Nullable String from,
            boolean fromOpen,
            @Nullable String to,
            boolean toOpen) implements Cell {
        @Override
        public String toString() {
            return text();
        }
    }

    /** What an expression says; see {@link Expressions}. */
    record Cel(String expression) implements Cell {
        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Something that was typed and is no cell.
     *
     * @param why the code of the refusal
     */
    record Wrong(String typed, String why) implements Cell {
        @Override
        public String toString() {
            return text();
        }
    }

    /** Anything, also nothing. */
    static Cell any() {
        return Any.ANY;
    }

    /** Reads what was typed; never refuses. */
    @JsonCreator
    static Cell of(String typed) {
        return CellText.read(typed);
    }

    /** What people type for it. */
    @JsonValue
    default String text() {
        return switch (this) {
            case Any any -> "-";
            case Is is -> CellText.quoted(is.value());
            case In in -> in.values().stream().map(CellText::quoted).collect(Collectors.joining(", "));
            case Between between -> CellText.interval(between);
            case Cel cel -> "= " + cel.expression();
            case Wrong wrong -> wrong.typed();
        };
    }
}
