package io.kontor.lists;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table that can leave the house as a file. Its rows are read one after the other while it is written.
 *
 * @param code names it, in sheets and file names
 * @param body hands out every row: as many values as there are fields, each of its field's type or none
 */
public record DataTable(String code, List<Field> fields, Body body) {
    public DataTable {
        fields = List.copyOf(fields);
        var codes = new HashSet<String>();
        for (var field : fields) {
            if (!codes.add(field.code())) {
                throw new IllegalArgumentException("two columns are called " + field.code());
            }
        }
    }

    /** A table that is at hand as a whole. */
    public static DataTable of(String code, List<Field> fields, List<List<@Nullable Object>> rows) {
        return new DataTable(code, fields, rows::forEach);
    }

    /**
     * @param code stable name of the column, for programs
     * @param label in the reader's words, for people
     */
    public record Field(String code, String label, Holds type) {}

    /** What a column holds. */
    public enum Holds {
        /** A {@code String}. */
        TEXT,
        /** A {@code BigDecimal} of up to six digits after the point; its currency stands in the column after it. */
        MONEY,
        /** A {@code BigDecimal} of up to twelve digits after the point. */
        NUMBER,
        /** A {@code Long}. */
        WHOLE,
        /** A {@code LocalDate}. */
        DAY,
        /** An {@code Instant}. */
        MOMENT,
        /** A {@code Boolean}. */
        TRUTH
    }

    /** Hands out the rows. */
    @FunctionalInterface
    public interface Body {
        void each(Consumer<List<@Nullable Object>> take);
    }

    /** Columns made step by step. */
    public static final class Fields {
        private final List<Field> fields = new ArrayList<>();

        public Fields add(String code, String label, Holds type) {
            fields.add(new Field(code, label, type));
            return this;
        }

        public List<Field> all() {
            return List.copyOf(fields);
        }
    }
}
