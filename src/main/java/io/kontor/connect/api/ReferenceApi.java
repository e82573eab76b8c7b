package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.SqlPart;
import java.util.List;
import java.util.Map;

/**
 * What bodies refer to by id or code, for reading only: it is kept on the pages of the settings. Lists hold what is in use;
 * what was withdrawn is still found by its id.
 *
 * @param <S> the state in the ledger
 * @param <B> the same in the API's words
 */
abstract class ReferenceApi<S, B extends Record> extends ReadApi<S, B> {
    private final String view;
    private final String order;
    private final List<Column> columns;

    /** @param view whose alias is {@code r} and that has the columns id and withdrawn */
    ReferenceApi(Tools tools, Named<B> named, Reader<S> reader, String view, String order, List<Column> columns) {
        super(tools, named, reader);
        this.view = view;
        this.order = order;
        this.columns = List.copyOf(columns);
    }

    @Override
    final ListSpec spec(Actor actor) {
        return new ListSpec(
                list(),
                kind(),
                path(),
                view + " r",
                "r.id",
                who -> who.may(kind(), Verb.SEE) ? new SqlPart("not r.withdrawn", Map.of()) : SqlPart.FALSE,
                null,
                order,
                false,
                id -> path() + "/" + id,
                columns);
    }

    /** A column with a code of ours or the office's, found by the whole code. */
    static Column code(String name, String sql) {
        return Column.choice(name, sql, "", (actor, words) -> List.of()).sorted(sql, "text");
    }
}
