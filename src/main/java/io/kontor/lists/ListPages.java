package io.kontor.lists;

import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Makes the page of a list: what is asked, what is found, what can be done with it. */
@Component
public final class ListPages {
    private final Lists lists;
    private final SavedViews views;
    private final Pages pages;

    ListPages(Lists lists, SavedViews views, Pages pages) {
        this.lists = lists;
        this.views = views;
        this.pages = pages;
    }

    /** The page of a list for this viewer, as the request asks. */
    public View show(Viewer viewer, Listing listing, HttpServletRequest request) {
        var page = page(viewer, listing, ListQuery.of(request.getParameterMap()));
        var part = "list".equals(request.getHeader("HX-Target"));
        return pages.show(part ? "lists/list.jte" : "lists/page.jte", page);
    }

    public ListPage page(Viewer viewer, Listing listing, ListQuery query) {
        var actor = viewer.actor();
        var words = viewer.words();
        var spec = listing.spec(actor);
        var result = lists.page(actor, words, spec, query);
        var createPath = viewer.may(spec.kind(), listing.createRight()) ? listing.createPath() : "";
        var order = query.sort().isEmpty() ? spec.order() : query.sort();
        return new ListPage(
                spec.code(),
                spec.path(),
                listing.icon(),
                query,
                heads(words, spec, query, result.columns(), order),
                result.rows(),
                result.next() == null ? null : query.following(result.next()).at(spec.path()),
                result.previous() == null
                        ? null
                        : query.preceding(result.previous()).at(spec.path()),
                result.count(),
                result.capped(),
                spec.search() != null,
                filters(viewer, spec, query),
                chips(viewer, spec, query),
                columns(viewer, spec, result.columns()),
                views(viewer, spec, query),
                viewer.may("view", Verb.CREATE) && actor.person() != null,
                viewer.may(spec.kind(), Verb.EXPORT),
                actions(viewer, listing),
                createPath);
    }

    private List<Option> actions(Viewer viewer, Listing listing) {
        return listing.actions().stream()
                .filter(action -> viewer.may(action.permission()))
                .map(action -> new Option(action.code(), viewer.words().t(listing.code() + ".bulk." + action.code())))
                .toList();
    }

    /** What a column is called. */
    static String label(Words words, ListSpec spec, Column column) {
        return column.label() != null ? column.label().apply(words) : words.t(spec.code() + ".col." + column.code());
    }

    private static List<ListPage.Head> heads(
            Words words, ListSpec spec, ListQuery query, List<Column> columns, String order) {
        var heads = new ArrayList<ListPage.Head>();
        for (var column : columns) {
            var ascending = order.equals(column.code());
            var descending = order.equals("-" + column.code());
            var next = ascending ? "-" + column.code() : column.code();
            heads.add(new ListPage.Head(
                    column.code(),
                    label(words, spec, column),
                    column.numeric(),
                    column.whole(),
                    column.sort() == null ? null : query.sorted(next).at(spec.path()),
                    ascending ? "ascending" : descending ? "descending" : null));
        }
        return heads;
    }

    private static List<ListPage.Filter> filters(Viewer viewer, ListSpec spec, ListQuery query) {
        var filters = new ArrayList<ListPage.Filter>();
        for (var column : spec.visible(viewer.actor())) {
            if (column.filter() != null) {
                filters.add(new ListPage.Filter(
                        column.code(),
                        label(viewer.words(), spec, column),
                        column.kind(),
                        options(viewer, column),
                        filled(viewer, column, query.values(column.code())),
                        first(query.values(column.code() + ".from")),
                        first(query.values(column.code() + ".to")),
                        column.lookup() == null ? null : column.lookup().path()));
            }
        }
        return filters;
    }

    /** What stands in the filter's field: behind a name the id it stands for. */
    private static List<String> filled(Viewer viewer, Column column, List<String> values) {
        return column.lookup() == null
                ? values
                : values.stream()
                        .map(value -> Option.id(value)
                                .map(id -> Option.picked(shown(viewer, column, value), id))
                                .orElse(value))
                        .toList();
    }

    private static List<Option> options(Viewer viewer, Column column) {
        if (column.kind() == Column.Kind.TRUTH) {
            return List.of(
                    new Option("yes", viewer.words().t("ui.yes")),
                    new Option("no", viewer.words().t("ui.no")));
        }
        return column.options() == null ? List.of() : column.options().apply(viewer.actor(), viewer.words());
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** What is filtered, each with the address of the list without it. */
    private static List<ListPage.Chip> chips(Viewer viewer, ListSpec spec, ListQuery query) {
        var words = viewer.words();
        var chips = new ArrayList<ListPage.Chip>();
        if (!query.words().isEmpty()) {
            chips.add(new ListPage.Chip(
                    words.t("lists.searched", "words", query.words()),
                    query.withoutWords().at(spec.path())));
        }
        for (var column : spec.visible(viewer.actor())) {
            if (column.filter() == null) {
                continue;
            }
            var label = label(words, spec, column);
            for (var value : query.values(column.code())) {
                chips.add(new ListPage.Chip(
                        words.t("lists.is", "column", label, "value", shown(viewer, column, value)),
                        query.without(column.code(), value).at(spec.path())));
            }
            for (var end : List.of(".from", ".to")) {
                for (var value : query.values(column.code() + end)) {
                    chips.add(new ListPage.Chip(
                            words.t("lists" + end, "column", label, "value", bound(words, column, value)),
                            query.without(column.code() + end, value).at(spec.path())));
                }
            }
        }
        return chips;
    }

    /** One end of a range: a day as the reader writes it, all else as it was typed. */
    private static String bound(Words words, Column column, String value) {
        if (column.kind() != Column.Kind.DAY && column.kind() != Column.Kind.MOMENT) {
            return value;
        }
        try {
            return words.day(LocalDate.parse(value));
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    private static String shown(Viewer viewer, Column column, String value) {
        if (value.equals("none")) {
            return viewer.words().t("lists.none");
        }
        var id = column.lookup() == null ? Optional.<UUID>empty() : Option.id(value);
        if (column.lookup() != null && id.isPresent()) {
            return column.lookup()
                    .names(viewer.actor(), List.of(id.get()))
                    .getOrDefault(id.get(), viewer.words().t("ui.picker.unseen"));
        }
        return options(viewer, column).stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .findFirst()
                .orElse(value);
    }

    private static List<ListPage.Choice> columns(Viewer viewer, ListSpec spec, List<Column> shown) {
        return spec.visible(viewer.actor()).stream()
                .map(column ->
                        new ListPage.Choice(column.code(), label(viewer.words(), spec, column), shown.contains(column)))
                .toList();
    }

    private List<ListPage.Kept> views(Viewer viewer, ListSpec spec, ListQuery query) {
        return views.of(viewer.actor(), spec.code()).stream()
                .map(view -> new ListPage.Kept(
                        view.id(),
                        view.name(),
                        view.query().isEmpty() ? spec.path() : spec.path() + "?" + view.query(),
                        view.query().equals(query.toQuery()),
                        view.shared(),
                        view.own()))
                .toList();
    }
}
