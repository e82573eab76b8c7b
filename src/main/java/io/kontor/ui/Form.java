package io.kontor.ui;

import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What stands in the fields of a form and what is wrong with it. Nothing typed is ever lost: a form that is refused is shown
 * again as it was sent, each mistake beside its field.
 *
 * <p>It is long because it is one thing: what was typed, how it is read, and what is wrong with it share the same few fields.
 *
 * <p>Reading a value that is malformed notes the mistake and gives back nothing; {@link #submit} then does not even try.
 */
public final class Form {
    private static final String GENERAL = "";

    private final Words words;
    private final Map<String, List<String>> values;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Map<String, List<Option>> doubts = new LinkedHashMap<>();
    private @Nullable Clash clash;

    private Form(Words words, Map<String, List<String>> values) {
        this.words = words;
        this.values = values;
    }

    /** An empty form, to be filled by {@link #set}. */
    public static Form fresh(Words words) {
        return new Form(words, new LinkedHashMap<>());
    }

    /** What was typed earlier, to go on with. */
    public static Form again(Words words, Map<String, List<String>> typed) {
        return new Form(words, new LinkedHashMap<>(typed));
    }

    static Form sent(Words words, Map<String, String[]> parameters) {
        var values = new LinkedHashMap<String, List<String>>();
        Picks.merged(parameters).forEach((name, sent) -> values.put(name, new ArrayList<>(List.of(sent))));
        return new Form(words, values);
    }

    public Form set(String name, @Nullable Object value) {
        if (value instanceof Enum<?> choice) {
            return set(name, choice.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof BigDecimal number) {
            return set(name, plain(number));
        }
        values.put(name, value == null ? List.of() : List.of(value.toString()));
        return this;
    }

    public Form setAll(String name, List<?> all) {
        values.put(
                name,
                all.stream().map(value -> value == null ? "" : value.toString()).toList());
        return this;
    }

    /** Numbers of repeated fields, as the reader would type them. */
    public Form setNumbers(String name, List<? extends @Nullable BigDecimal> all) {
        return setAll(
                name,
                all.stream().map(number -> number == null ? "" : plain(number)).toList());
    }

    /** A number as the reader would type it. */
    public String typed(BigDecimal number) {
        return plain(number);
    }

    private String plain(BigDecimal number) {
        return number.toPlainString().replace('.', decimalSign());
    }

    private char decimalSign() {
        return java.text.DecimalFormatSymbols.getInstance(words.language().locale())
                .getDecimalSeparator();
    }

    /** All that stands in the form, without what it carries for the server. */
    public Map<String, List<String>> typed() {
        var typed = new LinkedHashMap<>(values);
        typed.keySet().removeAll(List.of("_csrf", Ui.ONCE));
        return typed;
    }

    /** What stands in a field, as typed. */
    public String value(String name) {
        var all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    public boolean checked(String name) {
        return !value(name).isEmpty();
    }

    /** What is wrong with a field, or null. */
    public @Nullable String error(String name) {
        return errors.get(name);
    }

    /** What is wrong with the whole, or null. */
    public @Nullable String error() {
        return errors.get(GENERAL);
    }

    public boolean wrong() {
        return !errors.isEmpty() || clash != null;
    }

    /** Names of the fields with mistakes. */
    public List<String> mistakes() {
        return errors.keySet().stream().filter(name -> !name.isEmpty()).toList();
    }

    public void refuse(Refusal refusal) {
        var field = refusal.field();
        errors.putIfAbsent(field == null ? GENERAL : field, words.refusal(refusal));
    }

    /** Notes what a check found wrong with a field, in the reader's words. */
    public void note(String name, String sentence) {
        errors.putIfAbsent(name, sentence);
    }

    /** What another editor changed meanwhile, or null; shown side by side above the form. */
    public @Nullable Clash clash() {
        return clash;
    }

    /** What a refused form is answered with: another was quicker, or something in it is wrong. */
    public HttpStatus refused() {
        return clash == null ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT;
    }

    /**
     * What stands in a field that names things.
     *
     * @param text the names, without the ids behind them
     * @param picked each name that has an id behind it, with its id
     * @param doubts what was typed and several things are called
     */
    public record Names(String text, List<String> picked, List<Doubt> doubts) {
        public static final Names NONE = new Names("", List.of(), List.of());
    }

    /** Words that several things fit, and those things; the value of each option is what to send for it. */
    public record Doubt(String typed, List<Option> options) {}

    /** What stands in a field that names things, one or one a line. */
    public Names names(String name) {
        return names(name, String.join("\n", values(name)));
    }

    private Names names(String name, String value) {
        var text = new ArrayList<String>();
        var picked = new ArrayList<String>();
        var unclear = new ArrayList<Doubt>();
        for (var line : value.lines().toList()) {
            var id = Option.id(line);
            var words = Option.name(line);
            var shown = id.isPresent() && words.isEmpty() ? this.words.t("ui.picker.unseen") : words;
            text.add(shown);
            id.ifPresent(known -> picked.add(Option.picked(shown, known)));
            if (doubts.containsKey(doubt(name, words))) {
                unclear.add(new Doubt(words, doubts.getOrDefault(doubt(name, words), List.of())));
            }
        }
        return new Names(String.join("\n", text), picked, unclear);
    }

    /** Notes that what was typed fits several things, to choose from. */
    void doubt(String name, String typed, List<Option> fitting) {
        doubts.put(
                doubt(name, typed),
                fitting.stream()
                        .map(one -> new Option(typed + "\t" + one.value(), one.label()))
                        .toList());
    }

    private static String doubt(String name, String typed) {
        return name + "\t" + typed;
    }

    // Reading

    public @Nullable String text(String name) {
        var value = value(name).strip();
        return value.isEmpty() ? null : value;
    }

    /** Text that must be there; an empty string and a note of the mistake when it is not. */
    public String required(String name) {
        var value = text(name);
        if (value == null) {
            refuse(Refusal.invalid("field-required").at(name));
            return "";
        }
        return value;
    }

    public @Nullable LocalDate day(String name) {
        return read(name, value(name), Typed::day);
    }

    /** A number as people of the reader's language type it: 1.234,5 in German, 1,234.5 in English. */
    public @Nullable BigDecimal number(String name) {
        return read(name, value(name), typed -> Typed.number(typed, words));
    }

    public @Nullable Integer whole(String name) {
        return read(name, value(name), typed -> Typed.whole(typed, words));
    }

    public @Nullable UUID id(String name) {
        return read(name, value(name), Typed::id);
    }

    /** The version of the object the form was made from. Refuses: none, or not one. */
    public UUID version() {
        var version = id("version");
        if (version == null) {
            throw Refusal.conflict("version-unknown");
        }
        return version;
    }

    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        return read(name, value(name), typed -> Typed.choice(typed, type));
    }

    /** What was typed, read; nothing when the field is empty, or when it cannot be read, which is noted beside the field. */
    private <T> @Nullable T read(String name, String typed, Function<String, T> reading) {
        var value = typed.strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            return reading.apply(value);
        } catch (Refusal refusal) {
            refuse(refusal.at(name));
            return null;
        }
    }

    /** Lines of a text area or values of repeated fields, without the empty ones. */
    public List<String> lines(String name) {
        return values(name).stream()
                .flatMap(value -> value.lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The reason a change was given, if any. */
    public @Nullable String reason() {
        return text("reason");
    }

    /** One row of fields that stand in the form several times, e.g. periods. */
    public final class Row {
        private final String prefix;
        private final int index;

        private Row(String prefix, int index) {
            this.prefix = prefix;
            this.index = index;
        }

        public String value(String field) {
            var all = values.getOrDefault(prefix + "." + field, List.of());
            return index < all.size() ? all.get(index) : "";
        }

        public @Nullable String text(String field) {
            var value = value(field).strip();
            return value.isEmpty() ? null : value;
        }

        public Names names(String field) {
            return Form.this.names(prefix + "." + field, value(field));
        }

        public @Nullable LocalDate day(String field) {
            return read(prefix, value(field), Typed::day);
        }

        public @Nullable UUID id(String field) {
            return read(prefix, value(field), Typed::id);
        }

        public @Nullable BigDecimal number(String field) {
            return read(prefix, value(field), typed -> Typed.number(typed, words));
        }
    }

    /**
     * The rows of repeated fields named {@code prefix.first}, {@code prefix.second} and so on; a row counts when its first
     * field is filled.
     */
    public List<Row> rows(String prefix, String first) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < values.getOrDefault(prefix + "." + first, List.of()).size(); i++) {
            var row = new Row(prefix, i);
            if (row.text(first) != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** All rows with their values as sent, for showing the form again. */
    public List<Row> allRows(String prefix, String first) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < values.getOrDefault(prefix + "." + first, List.of()).size(); i++) {
            rows.add(new Row(prefix, i));
        }
        return rows;
    }

    /**
     * Does what the form is for, unless a value could not be read.
     *
     * @return the result, or nothing when it was refused; what was wrong then stands in the form
     */
    public <T> Optional<T> submit(Supplier<T> work) {
        try {
            if (wrong()) {
                return Optional.empty();
            }
            var result = work.get();
            return wrong() ? Optional.empty() : Optional.of(result);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND || refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            refuse(refusal);
            return Optional.empty();
        } catch (Mistakes mistakes) {
            return Optional.empty();
        } catch (Clash other) {
            clash = other;
            set("version", other.current());
            return Optional.empty();
        }
    }

    /** The same for work without a result. */
    public boolean submitted(Runnable work) {
        return submit(() -> {
                    work.run();
                    return true;
                })
                .isPresent();
    }

    /** Stops the work when reading the form found mistakes; called between reading and doing. */
    public void check() {
        if (!errors.isEmpty()) {
            throw new Mistakes();
        }
    }

    /** The mistakes already stand in the form. */
    private static final class Mistakes extends RuntimeException {
        Mistakes() {
            super("the form has mistakes", null, false, false);
        }
    }
}
