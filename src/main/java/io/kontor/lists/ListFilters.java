package io.kontor.lists;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.ui.Option;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader asks of a list's rows, as conditions: words to look for, values and ranges of columns. */
final class ListFilters {
    /** In an address: rows where the column holds nothing. */
    private static final String NONE = "none";

    /** Words of so many letters are looked up in an index; shorter ones only narrow down what others found. */
    static final int INDEXED = 3;

    private final ListQuery query;
    private final Actor actor;

    ListFilters(ListQuery query, Actor actor) {
        this.query = query;
        this.actor = actor;
    }

    /** Rows that hold all the words; all of them when there are none, or nothing to look for them in. */
    SqlPart words(@Nullable String search) {
        if (query.words().isEmpty() || search == null) {
            return SqlPart.TRUE;
        }
        var condition = SqlPart.TRUE;
        int number = 0;
        for (var word : SortKeys.folded(query.words()).split("\\s+", -1)) {
            if (!word.isEmpty() && number < 6) {
                condition = condition.and(holds(search, word, "word" + number++));
            }
        }
        return condition;
    }

    /**
     * Text that holds a folded word: anywhere, or at the beginning of a word when it is too short for the index of three
     * letters to help otherwise.
     */
    static SqlPart holds(String search, String word, String name) {
        var pattern = SortKeys.literal(word);
        return word.length() >= INDEXED
                ? new SqlPart(search + " like :" + name, Map.of(name, "%" + pattern + "%"))
                : new SqlPart(
                        "(" + search + " like :" + name + " or " + search + " like :" + name + "_inside)",
                        Map.of(name, pattern + "%", name + "_inside", "% " + pattern + "%"));
    }

    /** Rows that hold what is asked of a column. */
    SqlPart of(Column column) {
        if (column.filter() == null) {
            return SqlPart.TRUE;
        }
        if (column.ranges()) {
            return range(column, ".from", ">=").and(range(column, ".to", "<="));
        }
        var values = query.values(column.code());
        if (values.isEmpty()) {
            return SqlPart.TRUE;
        }
        var name = "f_" + column.code().replaceAll("[^a-z0-9]", "_");
        var expression = column.filter();
        return switch (column.kind()) {
            case CHOICE, STATUS, COUNTRY ->
                orNone(expression + " = any(:" + name + ")", expression, values, Rows.texts(values), name);
            case CHOICES ->
                orNone(
                        expression + " && :" + name,
                        "nullif(" + expression + ", '{}')",
                        values,
                        Rows.texts(values),
                        name);
            case REFERENCE ->
                orNone(
                        expression.contains("%s")
                                ? expression.formatted(":" + name)
                                : expression + " = any(:" + name + ")",
                        expression.contains("%s") ? String.valueOf(column.other()) : expression,
                        values,
                        Rows.uuids(ids(column, values)),
                        name);
            case TRUTH ->
                new SqlPart(
                        expression + " = :" + name,
                        Map.of(name, values.getFirst().equals("yes")));
            case TEXT -> new SqlPart(expression + " like :" + name, Map.of(name, SortKeys.holding(values.getFirst())));
            case DAY, MOMENT, MONEY, NUMBER -> SqlPart.TRUE;
        };
    }

    private static SqlPart orNone(String condition, String expression, List<String> values, Object array, String name) {
        if (values.equals(List.of(NONE))) {
            return new SqlPart(expression + " is null", Map.of());
        }
        var sql = values.contains(NONE) ? condition + " or " + expression + " is null" : condition;
        return new SqlPart(sql, Map.of(name, array));
    }

    /** Ids as they stand, behind a name as pickers write them, or found by the words typed; what is none finds nothing. */
    private List<UUID> ids(Column column, List<String> values) {
        var ids = new ArrayList<UUID>();
        for (var value : values) {
            var id = Option.id(value);
            if (id.isPresent()) {
                ids.add(id.get());
            } else if (column.lookup() != null && !value.equals(NONE)) {
                ids.addAll(column.lookup().find(actor, value));
            }
        }
        return ids;
    }

    private SqlPart range(Column column, String end, String comparison) {
        var values = query.values(column.code() + end);
        if (values.isEmpty()) {
            return SqlPart.TRUE;
        }
        var name = "r_" + column.code().replaceAll("[^a-z0-9]", "_") + end.replace('.', '_');
        var value = column.kind() == Column.Kind.DAY ? day(values.getFirst()) : number(values.getFirst());
        return value == null
                ? SqlPart.TRUE
                : new SqlPart(column.filter() + " " + comparison + " :" + name, Map.of(name, value));
    }

    private static @Nullable Object day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
