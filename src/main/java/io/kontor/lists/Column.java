package io.kontor.lists;

import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.ui.Option;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list: how it is read, shown, sorted and filtered.
 *
 * @param code in addresses and saved views; with the list's code it makes the key of the label
 * @param label a ready label, for columns people made themselves; none to take it from the bundles
 * @param sql the value
 * @param other a second value where the kind needs one: the currency of an amount, the id behind a name
 * @param sort an expression that is never null, or none when the list does not sort by it
 * @param sortType the SQL type of that expression
 * @param filter the expression filters compare, or none; for references also a whole condition with {@code %s} where the
 *     array of ids goes
 * @param prefix of the bundle keys of its values, for choices
 * @param shown whether it stands in the list unless the reader says otherwise
 * @param permission what somebody needs to see it at all, or none
 * @param lookup for references to too many objects for a list of choices, or none
 * @param said how a code of a text is said to a reader, or none when the text is said as it is
 */
public record Column(
        String code,
        @Nullable Function<Words, String> label,
        Kind kind,
        String sql,
        @Nullable String other,
        @Nullable String sort,
        String sortType,
        @Nullable String filter,
        String prefix,
        @Nullable BiFunction<Actor, Words, List<Option>> options,
        @Nullable Function<UUID, String> link,
        @Nullable Function<String, String> tone,
        boolean shown,
        @Nullable String permission,
        @Nullable Lookup lookup,
        @Nullable BiFunction<Words, String, String> said) {
    /** Finds what a reader names, where there are too many to choose from. */
    public interface Lookup {
        /** The address that offers choices while somebody types; it takes {@code words}. */
        String path();

        /** What is meant by these words, as far as the actor may see it. */
        List<UUID> find(Actor actor, String words);

        Map<UUID, String> names(Actor actor, Collection<UUID> ids);

        static Lookup of(
                String path,
                BiFunction<Actor, String, List<UUID>> find,
                BiFunction<Actor, Collection<UUID>, Map<UUID, String>> names) {
            return new Lookup() {
                @Override
                public String path() {
                    return path;
                }

                @Override
                public List<UUID> find(Actor actor, String words) {
                    return find.apply(actor, words);
                }

                @Override
                public Map<UUID, String> names(Actor actor, Collection<UUID> ids) {
                    return names.apply(actor, ids);
                }
            };
        }
    }

    /** What a column holds, and so how it is written and which filter it has. */
    public enum Kind {
        TEXT,
        CHOICE,
        CHOICES,
        STATUS,
        COUNTRY,
        DAY,
        MOMENT,
        MONEY,
        NUMBER,
        REFERENCE,
        TRUTH
    }

    public static Column text(String code, String sql) {
        return plain(code, Kind.TEXT, sql, null);
    }

    public static Column day(String code, String sql) {
        return plain(code, Kind.DAY, sql, null).filtered(sql);
    }

    public static Column moment(String code, String sql) {
        return plain(code, Kind.MOMENT, sql, null);
    }

    public static Column number(String code, String sql) {
        return plain(code, Kind.NUMBER, sql, null).filtered(sql);
    }

    public static Column money(String code, String amount, String currency) {
        return plain(code, Kind.MONEY, amount, currency).filtered(amount);
    }

    public static Column truth(String code, String sql) {
        return plain(code, Kind.TRUTH, sql, null).filtered(sql);
    }

    public static Column country(String code, String sql) {
        return plain(code, Kind.COUNTRY, sql, null).filtered(sql).choosing((actor, words) -> Option.countries(words));
    }

    /** One of fixed values with names in the bundles. */
    public static Column choice(
            String code, String sql, String prefix, BiFunction<Actor, Words, List<Option>> options) {
        return plain(code, Kind.CHOICE, sql, null).named(prefix).filtered(sql).choosing(options);
    }

    /** Several of such values, in an array. */
    public static Column choices(
            String code, String sql, String prefix, BiFunction<Actor, Words, List<Option>> options) {
        return plain(code, Kind.CHOICES, sql, null).named(prefix).filtered(sql).choosing(options);
    }

    /** A state of a life cycle, as a word and a colour. */
    public static Column status(
            String code,
            String sql,
            String prefix,
            Function<String, String> tone,
            BiFunction<Actor, Words, List<Option>> options) {
        return plain(code, Kind.STATUS, sql, null)
                .named(prefix)
                .filtered(sql)
                .choosing(options)
                .with(parts -> parts.tone = tone);
    }

    /** The name of another object, linked to its page. */
    public static Column reference(
            String code,
            String name,
            String id,
            Function<UUID, String> link,
            BiFunction<Actor, Words, List<Option>> options) {
        return plain(code, Kind.REFERENCE, name, id)
                .filtered(id)
                .choosing(options)
                .with(parts -> parts.link = link);
    }

    private static Column plain(String code, Kind kind, String sql, @Nullable String other) {
        return new Column(code, null, kind, sql, other, null, "", null, "", null, null, null, true, null, null, null);
    }

    public Column sorted(String expression, String type) {
        return with(parts -> {
            parts.sort = expression;
            parts.sortType = type;
        });
    }

    public Column filtered(@Nullable String expression) {
        return with(parts -> parts.filter = expression);
    }

    public Column choosing(BiFunction<Actor, Words, List<Option>> choices) {
        return with(parts -> parts.options = choices);
    }

    public Column named(String keys) {
        return with(parts -> parts.prefix = keys);
    }

    public Column labelled(Function<Words, String> name) {
        return with(parts -> parts.label = name);
    }

    /** Not shown until the reader asks for it. */
    public Column spare() {
        return with(parts -> parts.shown = false);
    }

    public Column onlyWith(String needed) {
        return with(parts -> parts.permission = needed);
    }

    /** Filtered by what the reader names instead of by a list of choices. */
    public Column looking(Lookup by) {
        return with(parts -> parts.lookup = by);
    }

    /** A text that is kept as a code. */
    public Column said(BiFunction<Words, String, String> words) {
        return with(parts -> parts.said = words);
    }

    private Column with(Consumer<Parts> change) {
        var parts = new Parts(this);
        change.accept(parts);
        return parts.column();
    }

    public boolean ranges() {
        return kind == Kind.DAY || kind == Kind.NUMBER || kind == Kind.MONEY;
    }

    /** Whether a value is short and read in one piece. */
    public boolean whole() {
        return kind == Kind.DAY || kind == Kind.MOMENT || kind == Kind.CHOICE;
    }

    public boolean numeric() {
        return kind == Kind.NUMBER || kind == Kind.MONEY;
    }

    /** What may be said of a column after its kind and its value are. */
    private static final class Parts {
        private final Column from;
        private @Nullable Function<Words, String> label;
        private @Nullable String sort;
        private String sortType;
        private @Nullable String filter;
        private String prefix;
        private @Nullable BiFunction<Actor, Words, List<Option>> options;
        private @Nullable Function<UUID, String> link;
        private @Nullable Function<String, String> tone;
        private boolean shown;
        private @Nullable String permission;
        private @Nullable Lookup lookup;
        private @Nullable BiFunction<Words, String, String> said;

        Parts(Column from) {
            this.from = from;
            label = from.label;
            sort = from.sort;
            sortType = from.sortType;
            filter = from.filter;
            prefix = from.prefix;
            options = from.options;
            link = from.link;
            tone = from.tone;
            shown = from.shown;
            permission = from.permission;
            lookup = from.lookup;
            said = from.said;
        }

        Column column() {
            return new Column(
                    from.code,
                    label,
                    from.kind,
                    from.sql,
                    from.other,
                    sort,
                    sortType,
                    filter,
                    prefix,
                    options,
                    link,
                    tone,
                    shown,
                    permission,
                    lookup,
                    said);
        }
    }
}
