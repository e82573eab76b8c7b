package io.kontor.lists;

import io.kontor.kernel.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list is: its rows, who may see which, its columns.
 *
 * @param code names the list in addresses, views and bundle keys ({@code <code>.col.<column>})
 * @param kind the kind of object in it, for the permissions {@code see} and {@code export}
 * @param path the address of its page
 * @param from the tables, with the aliases the columns use
 * @param id the expression for a row's id
 * @param scope what of it the actor may see
 * @param search an expression over folded text, or none when the list has no search field
 * @param order the column it is sorted by at first, with a minus before it for descending
 * @param counted whether counting its rows is cheap enough to say how many there are
 */
public record ListSpec(
        String code,
        String kind,
        String path,
        String from,
        String id,
        Function<Actor, SqlPart> scope,
        @Nullable String search,
        String order,
        boolean counted,
        Function<UUID, String> link,
        List<Column> columns) {
    public ListSpec {
        columns = List.copyOf(columns);
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.code().equals(name)).findFirst();
    }

    /** The columns this actor may know of. */
    public List<Column> visible(Actor actor) {
        return columns.stream()
                .filter(column -> column.permission() == null || allowed(actor, column.permission()))
                .toList();
    }

    private static boolean allowed(Actor actor, String permission) {
        var parts = permission.split(":", 2);
        return actor.may(parts[0], io.kontor.kernel.Verb.of(parts[1]));
    }

    /** The list with more columns behind its own, e.g. the fields an office made itself. */
    public ListSpec with(List<Column> more) {
        var all = new ArrayList<>(columns);
        all.addAll(more);
        return new ListSpec(code, kind, path, from, id, scope, search, order, counted, link, all);
    }

    /** The list without saying how many rows there are in all. */
    public ListSpec uncounted() {
        return new ListSpec(code, kind, path, from, id, scope, search, order, false, link, columns);
    }

    /** The list cut down further, e.g. to the rows of one partner. */
    public ListSpec only(SqlPart condition) {
        return new ListSpec(
                code,
                kind,
                path,
                from,
                id,
                actor -> scope.apply(actor).and(condition),
                search,
                order,
                counted,
                link,
                columns);
    }
}
