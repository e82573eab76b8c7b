package io.kontor.connect.api;

import io.kontor.kernel.Actor;
import io.kontor.lists.Column;
import io.kontor.lists.ListQuery;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Lists;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;

/** The parameters of a list, read strictly: what a page would leave aside is refused here, with its name. */
final class Filters {
    static final Set<String> PAGING = Set.of("after", "limit", "sort", "q");

    private Filters() {}

    /** Refuses: a parameter there is not, a day or number that is none, an order or a place the list does not have. */
    static ListQuery of(Call call, Actor actor, ListSpec spec) {
        var known = names(actor, spec);
        var given = new HashMap<>(call.parameters(known));
        given.remove("limit");
        for (var column : spec.visible(actor)) {
            check(call, column);
        }
        call.parameter("after").filter(cursor -> !Lists.knows(cursor)).ifPresent(unknown -> {
            throw Refused.at(HttpStatus.BAD_REQUEST, "after", "api-cursor-unknown");
        });
        call.parameter("sort").ifPresent(order -> sortable(spec, actor, order));
        return ListQuery.of(given);
    }

    static Set<String> names(Actor actor, ListSpec spec) {
        var names = new TreeSet<>(PAGING);
        if (spec.search() == null) {
            names.remove("q");
        }
        for (var column : spec.visible(actor)) {
            if (column.filter() != null && column.ranges()) {
                names.add(column.code() + ".from");
                names.add(column.code() + ".to");
            } else if (column.filter() != null) {
                names.add(column.code());
            }
        }
        return names;
    }

    private static void check(Call call, Column column) {
        for (var end : new String[] {".from", ".to"}) {
            if (column.kind() == Column.Kind.DAY) {
                call.parameter(column.code() + end, "api-expects-day", Texts::day);
            } else if (column.ranges()) {
                call.parameter(column.code() + end, "api-expects-decimal", Texts::decimal);
            }
        }
        if (column.kind() == Column.Kind.TRUTH) {
            call.parameter(column.code(), "api-expects-yes-or-no", text -> {
                if (!text.equals("yes") && !text.equals("no")) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });
        }
        if (column.kind() == Column.Kind.REFERENCE) {
            call.parameter(
                    column.code(),
                    "api-expects-id",
                    text -> text.equals("none") ? text : Texts.id(text).toString());
        }
    }

    private static void sortable(ListSpec spec, Actor actor, String order) {
        var sortable = spec.visible(actor).stream()
                .filter(column -> column.sort() != null)
                .map(Column::code)
                .toList();
        if (!sortable.contains(order.replaceFirst("^-", ""))) {
            throw Refused.at(
                    HttpStatus.BAD_REQUEST, "sort", "api-expects-choice", "choices", String.join(", ", sortable));
        }
    }
}
