package io.kontor.lists;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Money;
import io.kontor.kernel.Said;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Found;
import io.kontor.language.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes search of a list: its rows, its scope, its words. Each search is one look into the list's index of words. */
@Component
public final class Searches {
    /** Beyond so many hits the order among them says little; the list itself shows them all. */
    private static final int CANDIDATES = 300;

    private static final int PROBED = 200;
    private static final int NEWEST = 600;

    private final Tx tx;
    private final JdbcClient jdbc;

    Searches(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    /**
     * @param listing a list with words to search
     * @param order where its hits stand among those of other lists
     * @param name the column people know a row by
     * @param details columns that tell rows of the same name apart
     */
    public Found of(Listing listing, String kind, int order, String path, String name, String... details) {
        return new Found() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public String icon() {
                return listing.icon();
            }

            @Override
            public String list() {
                return path;
            }

            @Override
            public List<Hit> find(Actor actor, List<String> words, int most) {
                return actor.may(kind, Verb.SEE)
                        ? Searches.this.find(actor, listing.spec(actor), words, most, name, List.of(details))
                        : List.of();
            }
        };
    }

    private List<Found.Hit> find(
            Actor actor, ListSpec spec, List<String> words, int most, String name, List<String> details) {
        return tx.read(actor, () -> look(actor, spec, words, most, name, details));
    }

    private List<Found.Hit> look(
            Actor actor, ListSpec spec, List<String> words, int most, String name, List<String> details) {
        var scope = spec.scope().apply(actor);
        var holds = SqlPart.TRUE;
        int number = 0;
        for (var word : words) {
            holds = holds.and(ListFilters.holds(Objects.requireNonNull(spec.search()), word, "word" + number++));
        }
        if (!spec.counted()) {
            if (words.stream().allMatch(word -> word.length() < ListFilters.INDEXED)) {
                return List.of();
            }
            if (common(spec, scope, holds)) {
                scope = new SqlPart("(" + scope.sql() + ") and " + newest(spec, scope, NEWEST), scope.params());
            }
        }
        var named = spec.column(name).orElseThrow();
        return hits(actor, spec, scope.and(holds), String.join(" ", words), most, named, details);
    }

    /**
     * Whether so much holds the words that looking them up would find far more than anybody reads. Nobody may see how often a
     * word occurs in a table with row-level security, not even the database's planner, so a few of the newest rows are asked.
     */
    private boolean common(ListSpec spec, SqlPart scope, SqlPart holds) {
        return jdbc.sql("select count(*) > :many from " + spec.from() + " where " + holds.sql() + " and "
                        + newest(spec, scope, PROBED))
                .params(scope.params())
                .params(holds.params())
                .param("many", PROBED / 20)
                .query(Boolean.class)
                .single();
    }

    /** The newest rows in scope, as the list has them in its own order. */
    private static String newest(ListSpec spec, SqlPart scope, int rows) {
        var down = spec.order().startsWith("-");
        var sort = Objects.requireNonNull(
                spec.column(spec.order().substring(down ? 1 : 0)).orElseThrow().sort());
        var direction = down ? " desc" : "";
        return spec.id() + " = any(array(select " + spec.id() + " from " + spec.from() + " where " + scope.sql()
                + " order by " + sort + direction + ", " + spec.id() + direction + " limit " + rows + "))";
    }

    /** Those that begin with what was typed first. The found ones are read with their details in the same statement. */
    private List<Found.Hit> hits(
            Actor actor, ListSpec spec, SqlPart condition, String typed, int most, Column named, List<String> details) {
        var columns = spec.visible(actor).stream()
                .filter(column -> details.contains(column.code()))
                .toList();
        var selected = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            selected.add(", " + columns.get(i).sql() + " as c" + i);
            if (columns.get(i).other() != null) {
                selected.add(", " + columns.get(i).other() + " as o" + i);
            }
        }
        var key = named.sort() == null ? named.sql() : named.sort();
        var begins = "(" + spec.search() + " like :begins)";
        return jdbc.sql("select " + spec.id() + " as row_id, " + named.sql() + " as row_name"
                        + String.join("", selected)
                        + " from " + spec.from() + " where " + spec.id() + " = any(array(select row_id from (select "
                        + spec.id() + " as row_id, " + key + " as row_key, " + begins + " as row_begins from "
                        + spec.from() + " where " + condition.sql() + " limit " + CANDIDATES
                        + ") found order by row_begins desc, row_key, row_id limit :most)) order by " + begins
                        + " desc, " + key + ", " + spec.id())
                .params(condition.params())
                .param("begins", SortKeys.literal(typed) + "%")
                .param("most", most)
                .query((row, number) -> hit(spec, columns, row))
                .list();
    }

    private static Found.Hit hit(ListSpec spec, List<Column> columns, ResultSet row) throws SQLException {
        var details = new ArrayList<Object>();
        for (int i = 0; i < columns.size(); i++) {
            var value = value(columns.get(i), row, "c" + i, "o" + i);
            if (value != null && !value.equals("")) {
                details.add(value);
            }
        }
        var id = row.getObject("row_id", UUID.class);
        return new Found.Hit(id, row.getString("row_name"), spec.link().apply(id), details);
    }

    private static @Nullable Object value(Column column, ResultSet row, String name, String other) throws SQLException {
        return switch (column.kind()) {
            case TEXT, REFERENCE -> row.getString(name);
            case CHOICE, STATUS -> choice(column, row.getString(name));
            case COUNTRY -> {
                var code = row.getString(name);
                yield code == null ? null : Locale.of("", code);
            }
            case DAY -> row.getObject(name, LocalDate.class);
            case MOMENT -> {
                var at = row.getTimestamp(name);
                yield at == null ? null : at.toInstant();
            }
            case NUMBER -> row.getBigDecimal(name);
            case MONEY -> {
                var amount = row.getBigDecimal(name);
                var currency = row.getString(other);
                yield amount == null || currency == null ? null : new Money(amount, currency);
            }
            case CHOICES, TRUTH -> null;
        };
    }

    private static @Nullable Object choice(Column column, @Nullable String code) {
        var key = column.prefix() + "." + code;
        return code == null ? null : Words.has(key) ? new Said(key, Map.of()) : code;
    }
}
