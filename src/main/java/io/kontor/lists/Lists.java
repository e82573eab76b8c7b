package io.kontor.lists;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads lists. The cost of a page does not grow with the length of the list: pages are found by key, not by counting. */
@Component
public final class Lists {
    private static final int PAGE = 50;
    private static final int COUNTED = 10_000;

    private final Tx tx;
    private final JdbcClient jdbc;

    Lists(Tx tx, JdbcClient jdbc) {
        this.tx = tx;
        this.jdbc = jdbc;
    }

    /** One page as this actor may see it, in these words. */
    public ListResult page(Actor actor, Words words, ListSpec spec, ListQuery query) {
        return page(actor, words, spec, query, PAGE);
    }

    public ListResult page(Actor actor, Words words, ListSpec spec, ListQuery query, int size) {
        return tx.read(actor, () -> {
            var sql = new ListSql(spec, query, actor);
            var backwards = query.before() != null && Cursor.of(query.before()).isPresent();
            var rows = rows(sql, sql.seeks() ? sql.nearPage() : sql.page(), words, size);
            if (sql.seeks() && rows.size() <= size) {
                rows = rows(sql, sql.farPage(), words, size);
            }
            return result(actor, spec, query, sql, rows, backwards, size);
        });
    }

    private List<ListRow> rows(ListSql sql, String statement, Words words, int size) {
        return jdbc.sql(statement)
                .params(sql.params())
                .param("limit", size + 1)
                .query((row, number) -> sql.row(row, words))
                .list();
    }

    /** How many rows there are is the same on each page of a list. */
    private record Counted(String list, Map<String, List<String>> filters, String words) {}

    private ListResult result(
            Actor actor,
            ListSpec spec,
            ListQuery query,
            ListSql sql,
            List<ListRow> found,
            boolean backwards,
            int size) {
        boolean more = found.size() > size;
        var rows = more ? found.subList(0, size) : found;
        if (backwards) {
            rows = rows.reversed();
        }
        boolean hasNext = backwards ? true : more;
        boolean hasPrevious = backwards ? more : Cursor.of(query.after()).isPresent();
        Integer count = null;
        if (spec.counted()) {
            count = tx.unchanged(
                    actor,
                    new Counted(spec.code(), query.filters(), query.words()),
                    Integer.class,
                    () -> jdbc.sql(sql.count())
                            .params(sql.params())
                            .param("limit", COUNTED + 1)
                            .query(Integer.class)
                            .single());
        }
        return new ListResult(
                sql.columns(),
                List.copyOf(rows),
                hasNext && !rows.isEmpty() ? rows.getLast().cursor() : null,
                hasPrevious && !rows.isEmpty() ? rows.getFirst().cursor() : null,
                count == null ? null : Math.min(count, COUNTED),
                count != null && count > COUNTED);
    }

    /** Whether this is a cursor some page of ours gave out. */
    public static boolean knows(String cursor) {
        return Cursor.of(cursor).isPresent();
    }

    /** How many rows the query finds, exactly. */
    public long count(Actor actor, ListSpec spec, ListQuery query) {
        return tx.read(actor, () -> {
            var sql = new ListSql(spec, query, actor);
            return jdbc.sql(sql.countAll())
                    .params(sql.params())
                    .query(Long.class)
                    .single();
        });
    }

    /** Ids of the rows the query finds, at most as many as asked. */
    public List<UUID> ids(Actor actor, ListSpec spec, ListQuery query, int most) {
        return tx.read(actor, () -> {
            var sql = new ListSql(spec, query, actor);
            return jdbc.sql(sql.ids())
                    .params(sql.params())
                    .param("limit", most)
                    .query(io.kontor.database.Rows.ID)
                    .list();
        });
    }

    /** Every row the query finds, one after the other, in bounded memory. */
    public void each(Actor actor, Words words, ListSpec spec, ListQuery query, Consumer<ListRow> take) {
        tx.read(actor, () -> {
            var sql = new ListSql(spec, query, actor);
            try (Stream<ListRow> rows = jdbc
                    .sql(sql.all())
                    .params(sql.params())
                    .withFetchSize(1_000)
                    .query((row, number) -> sql.row(row, words))
                    .stream()) {
                rows.forEach(take);
            }
            return new ArrayList<>();
        });
    }

    /** The columns a query shows to this actor. */
    public List<Column> columns(Actor actor, ListSpec spec, ListQuery query) {
        return new ListSql(spec, query, actor).columns();
    }
}
