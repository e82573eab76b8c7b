package io.kontor.lists;

import io.kontor.ui.Picks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks of a list, as it stands in the address: filters by column, words to search, order, columns, page.
 *
 * @param sort a column, with a minus before it for descending; empty for the list's own order
 * @param columns the columns to show; empty for the list's own choice
 * @param after the cursor the page continues behind, or none
 * @param before the cursor the page ends before, or none
 */
public record ListQuery(
        Map<String, List<String>> filters,
        String words,
        String sort,
        List<String> columns,
        @Nullable String after,
        @Nullable String before) {
    private static final Set<String> RESERVED =
            Set.of("q", "sort", "cols", "after", "before", "said", "view", "_csrf", "once");
    private static final int MOST_VALUES = 200;

    public static final ListQuery EMPTY = new ListQuery(Map.of(), "", "", List.of(), null, null);

    public static ListQuery of(Map<String, String[]> sent) {
        var parameters = Picks.merged(sent);
        var filters = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> {
            var given = java.util.Arrays.stream(values)
                    .map(String::strip)
                    .filter(value -> !value.isEmpty() && value.length() <= 200 && value.indexOf('\0') < 0)
                    .distinct()
                    .limit(MOST_VALUES)
                    .toList();
            if (!RESERVED.contains(name) && !given.isEmpty()) {
                filters.put(name, given);
            }
        });
        return new ListQuery(
                filters,
                first(parameters, "q"),
                first(parameters, "sort"),
                columns(parameters),
                present(first(parameters, "after")),
                present(first(parameters, "before")));
    }

    private static List<String> columns(Map<String, String[]> parameters) {
        var all = new ArrayList<String>();
        for (var value : parameters.getOrDefault("cols", new String[0])) {
            for (var name : value.split(",", -1)) {
                if (!name.isBlank()) {
                    all.add(name.strip());
                }
            }
        }
        return all.stream().distinct().toList();
    }

    private static String first(Map<String, String[]> parameters, String name) {
        var values = parameters.get(name);
        return values == null || values.length == 0 || values[0].indexOf('\0') >= 0 ? "" : values[0].strip();
    }

    private static @Nullable String present(String value) {
        return value.isEmpty() ? null : value;
    }

    public List<String> values(String filter) {
        return filters.getOrDefault(filter, List.of());
    }

    public ListQuery sorted(String order) {
        return new ListQuery(filters, words, order, columns, null, null);
    }

    public ListQuery following(@Nullable String cursor) {
        return new ListQuery(filters, words, sort, columns, cursor, null);
    }

    public ListQuery preceding(@Nullable String cursor) {
        return new ListQuery(filters, words, sort, columns, null, cursor);
    }

    public ListQuery without(String filter, String value) {
        var fewer = new LinkedHashMap<>(filters);
        var rest = values(filter).stream().filter(one -> !one.equals(value)).toList();
        if (rest.isEmpty()) {
            fewer.remove(filter);
        } else {
            fewer.put(filter, rest);
        }
        return new ListQuery(fewer, words, sort, columns, null, null);
    }

    public ListQuery withoutWords() {
        return new ListQuery(filters, "", sort, columns, null, null);
    }

    public ListQuery showing(List<String> others) {
        return new ListQuery(filters, words, sort, others, null, null);
    }

    public boolean filtered() {
        return !filters.isEmpty() || !words.isEmpty();
    }

    /** As it stands in the address, without the page. */
    public String toQuery() {
        var parts = new ArrayList<String>();
        filters.forEach((name, values) -> values.forEach(value -> parts.add(pair(name, value))));
        if (!words.isEmpty()) {
            parts.add(pair("q", words));
        }
        if (!sort.isEmpty()) {
            parts.add(pair("sort", sort));
        }
        if (!columns.isEmpty()) {
            parts.add(pair("cols", String.join(",", columns)));
        }
        return String.join("&", parts);
    }

    /** The address of the list asked like this, page included. */
    public String at(String path) {
        var parts = new ArrayList<String>();
        if (!toQuery().isEmpty()) {
            parts.add(toQuery());
        }
        if (after != null) {
            parts.add(pair("after", after));
        }
        if (before != null) {
            parts.add(pair("before", before));
        }
        return parts.isEmpty() ? path : path + "?" + parts.stream().collect(Collectors.joining("&"));
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
