package io.kontor.lists;

import io.kontor.database.Rows;
import io.kontor.kernel.Actor;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ui.Option;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements behind one query of one list. What readers typed only ever becomes a parameter; everything in the text comes
 * from the list's own description.
 */
final class ListSql {
    /** In an address: rows where the column holds nothing. */
    private static final String NONE = "none";

    /** Words of so many letters are looked up in an index; shorter ones only narrow down what others found. */
    static final int INDEXED = 3;

    /** How many rows of a long list are looked at for words before its index of words is asked. */
    static final int NEAR = 1_000;

    private final ListSpec spec;
    private final ListQuery query;
    private final Actor actor;
    private final List<Column> columns;
    private final Column sort;
    private final boolean descending;
    private final Map<String, Object> params = new HashMap<>();
    private final String where;
    private final String beforeWords;

    ListSql(ListSpec spec, ListQuery query, Actor actor) {
        this.spec = spec;
        this.query = query;
        this.actor = actor;
        var visible = spec.visible(actor);
        this.columns = chosen(visible, query);
        var order = sortable(spec, query.sort()) ? query.sort() : spec.order();
        this.descending = order.startsWith("-");
        this.sort = spec.column(order.replaceFirst("^-", "")).orElseThrow();
        var condition = spec.scope().apply(actor);
        for (var column : visible) {
            condition = condition.and(filter(column));
        }
        this.beforeWords = condition.sql();
        condition = condition.and(words(spec.search()));
        this.params.putAll(condition.params());
        this.where = condition.sql();
        if (!actor.may(spec.kind(), Verb.SEE)) {
            throw io.kontor.kernel.Refusal.forbidden(spec.kind(), Verb.SEE);
        }
    }

    private static boolean sortable(ListSpec spec, String order) {
        return spec.column(order.replaceFirst("^-", ""))
                .filter(column -> column.sort() != null)
                .isPresent();
    }

    private static List<Column> chosen(List<Column> visible, ListQuery query) {
        var wanted = query.columns().stream()
                .flatMap(code -> visible.stream().filter(column -> column.code().equals(code)))
                .toList();
        return wanted.isEmpty() ? visible.stream().filter(Column::shown).toList() : wanted;
    }

    List<Column> columns() {
        return columns;
    }

    Map<String, Object> params() {
        return params;
    }

    String page() {
        return select(where + keyset()) + ordered(key(), spec.id()) + " limit :limit";
    }

    /**
     * Whether words are looked for in a list too long to count. The database cannot guess how many rows hold them, and guesses
     * badly: it walks a long list in its order past everything that does not hold them. So the page is looked for twice.
     */
    boolean seeks() {
        return !spec.counted() && !words(spec.search()).equals(SqlPart.TRUE);
    }

    /** The page as far as it is found among the first rows of the list; complete when it is full. */
    String nearPage() {
        var first = "select %s as row_id, %s as row_key, %s as row_search from %s where (%s)%s%s limit %d"
                .formatted(
                        spec.id(),
                        key(),
                        spec.search(),
                        spec.from(),
                        beforeWords,
                        keyset(),
                        ordered(key(), spec.id()),
                        NEAR);
        return select("%s = any(array(select n.row_id from (%s) n where %s%s limit :limit))"
                        .formatted(spec.id(), first, words("n.row_search").sql(), ordered("n.row_key", "n.row_id")))
                + ordered(key(), spec.id());
    }

    /** The page among all rows that hold the words, found by the index of words alone. */
    String farPage() {
        var holding = "select %s as row_id, %s as row_key from %s where (%s)%s offset 0"
                .formatted(spec.id(), key(), spec.from(), where, keyset());
        return select("%s = any(array(select n.row_id from (%s) n%s limit :limit))"
                        .formatted(spec.id(), holding, ordered("n.row_key", "n.row_id")))
                + ordered(key(), spec.id());
    }

    private String ordered(String key, String id) {
        var direction = descending != Cursor.of(query.before()).isPresent() ? " desc" : "";
        return " order by " + key + direction + ", " + id + direction;
    }

    private String keyset() {
        var backwards = Cursor.of(query.before());
        var from = backwards.isPresent() ? backwards : Cursor.of(query.after());
        if (from.isEmpty() || !castable(from.get())) {
            return "";
        }
        params.put("key_value", from.get().value());
        params.put("key_id", from.get().id());
        boolean down = descending != backwards.isPresent();
        return " and (%s, %s) %s (:key_value::%s, :key_id::uuid)"
                .formatted(key(), spec.id(), down ? "<" : ">", sort.sortType());
    }

    /** What the list is sorted by; only columns that have it are chosen. */
    private String key() {
        return Objects.requireNonNull(sort.sort());
    }

    /** A cursor of another list or order would be no value of this type; it is then left aside. */
    private boolean castable(Cursor cursor) {
        return switch (sort.sortType()) {
            case "bytea" -> cursor.value().matches("\\\\x([0-9a-f]{2})*");
            case "date" -> cursor.value().matches("-?infinity|\\d{4,}-\\d\\d-\\d\\d");
            case "float8" -> cursor.value().matches("-?[0-9.]+(e[+-]?[0-9]{1,3})?");
            case "numeric" -> cursor.value().matches("-?[0-9.]+");
            case "timestamptz" -> cursor.value().matches("-?infinity|\\d{4,}-\\d\\d-\\d\\d [0-9:.+-]+");
            default -> true;
        };
    }

    String all() {
        var direction = descending ? " desc" : "";
        return select(where) + " order by " + sort.sort() + direction + ", " + spec.id() + direction;
    }

    String ids() {
        return "select " + spec.id() + " from " + spec.from() + " where " + where + " order by " + spec.id()
                + " limit :limit";
    }

    String count() {
        return "select count(*) from (select 1 from " + spec.from() + " where " + where + " limit :limit) n";
    }

    String countAll() {
        return "select count(*) from " + spec.from() + " where " + where;
    }

    private String select(String condition) {
        var wanted = new ArrayList<String>();
        wanted.add(spec.id() + " as row_id");
        wanted.add("(" + sort.sort() + ")::text as row_key");
        for (int i = 0; i < columns.size(); i++) {
            wanted.add(columns.get(i).sql() + " as c" + i);
            if (columns.get(i).other() != null) {
                wanted.add(columns.get(i).other() + " as o" + i);
            }
        }
        return "select " + String.join(", ", wanted) + " from " + spec.from() + " where " + condition;
    }

    private SqlPart words(@Nullable String search) {
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

    private SqlPart filter(Column column) {
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

    ListRow row(ResultSet row, Words words) throws SQLException {
        var id = row.getObject("row_id", UUID.class);
        var cells = new ArrayList<Cell>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            cells.add(Cells.of(columns.get(i), row, i, words));
        }
        return new ListRow(
                id, spec.link().apply(id), new Cursor(row.getString("row_key"), id).text(), List.copyOf(cells));
    }
}
