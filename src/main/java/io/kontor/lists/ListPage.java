package io.kontor.lists;

import io.kontor.ui.Option;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything the page of a list shows. */
public record ListPage(
        String code,
        String path,
        String icon,
        ListQuery query,
        List<Head> heads,
        List<ListRow> rows,
        @Nullable String next,
        @Nullable String previous,
        @Nullable Integer count,
        boolean capped,
        boolean searchable,
        List<Filter> filters,
        List<Chip> chips,
        List<Choice> columns,
        List<Kept> views,
        boolean mayKeep,
        boolean mayExport,
        List<Option> actions,
        String createPath) {
    /**
     * The head of a column.
     *
     * @param whole whether what stands below it stays on one line, as days do
     * @param sort leads to the list sorted by it
     */
    public record Head(
            String code,
            String label,
            boolean numeric,
            boolean whole,
            @Nullable String sort,
            @Nullable String order) {}

    /** @param picker the address that offers choices while somebody types, or none */
    public record Filter(
            String code,
            String label,
            Column.Kind kind,
            List<Option> options,
            List<String> values,
            String from,
            String to,
            @Nullable String picker) {
        /** What stands in a field that names something, without the id behind it. */
        public String text() {
            return values.isEmpty() ? "" : Option.name(values.getFirst());
        }

        /** The same with the id, when it has one. */
        public String picked() {
            return values.isEmpty() || Option.id(values.getFirst()).isEmpty() ? "" : values.getFirst();
        }

        public boolean ranges() {
            return kind == Column.Kind.DAY || kind == Column.Kind.NUMBER || kind == Column.Kind.MONEY;
        }

        public boolean days() {
            return kind == Column.Kind.DAY;
        }

        public boolean few() {
            return options.size() <= 8;
        }
    }

    /** A filter in use and the way to the list without it. */
    public record Chip(String text, String without) {}

    public record Choice(String code, String label, boolean on) {}

    /** A saved view. */
    public record Kept(UUID id, String name, String href, boolean here, boolean shared, boolean own) {}

    public boolean empty() {
        return rows.isEmpty();
    }
}
