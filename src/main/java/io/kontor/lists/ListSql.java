package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The statements behind one query of one list. What readers typed only ever becomes a parameter; everything in the text comes
 * from the list's own description.
 */
final class ListSql {
    /** How many rows of a long list are looked at for words before its index of words is asked. */
    static final int NEAR = 1_000;

    private final ListSpec spec;
    private final ListQuery query;
    private final List<Column> columns;
    private final Column sort;
    private final boolean descending;
    private final ListFilters filters;
    private final Map<String, Object> params = new HashMap<>();
    private final String where;
    private final String beforeWords;

    ListSql(ListSpec spec, ListQuery query, Actor actor) {
        this.spec = spec;
        this.query = query;
        this.filters = new ListFilters(query, actor);
        var visible = spec.visible(actor);
        this.columns = chosen(visible, query);
        var order = sortable(spec, query.sort()) ? query.sort() : spec.order();
        this.descending = order.startsWith("-");
        this.sort = spec.column(order.replaceFirst("^-", "")).orElseThrow();
        var condition = spec.scope().apply(actor);
        for (var column : visible) {
            condition = condition.and(filters.of(column));
        }
        this.beforeWords = condition.sql();
        condition = condition.and(filters.words(spec.search()));
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
        return !spec.counted() && !filters.words(spec.search()).equals(SqlPart.TRUE);
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
                        .formatted(
                                spec.id(),
                                first,
                                filters.words("n.row_search").sql(),
                                ordered("n.row_key", "n.row_id")))
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
