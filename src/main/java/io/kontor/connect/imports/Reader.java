package io.kontor.connect.imports;

import com.ibm.icu.util.ULocale;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Importable.Field;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the value of one field from rows. */
final class Reader {
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "x", "ja", "oui", "si", "wahr", "vrai");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "nein", "non", "falsch", "faux");
    private static final Map<ULocale, Map<String, String>> COUNTRIES = new java.util.concurrent.ConcurrentHashMap<>();

    private final Field field;
    private final Source source;
    private final Days days;
    private final Numerals numerals;

    Reader(Field field, Source source) {
        this.field = field;
        this.source = source;
        this.days = new Days(source.format().day(), source.format().locale());
        this.numerals = new Numerals(source.format().locale());
    }

    /** A reference that still has to be found. */
    record Pending(String kind, String system, String key) {}

    /** The cells of a row by column; none where the file has no such column. */
    interface Cells {
        @Nullable String of(String column);

        /** Whether its numbers are written plainly, whatever the mapping says of the locale: cells of sheets are. */
        default boolean plain() {
            return false;
        }
    }

    Field field() {
        return field;
    }

    Source source() {
        return source;
    }

    /** Whether the row's file tells this field at all. */
    boolean told(Cells cells) {
        for (var column : source.columns()) {
            if (cells.of(column) == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * The value, a list of them for a field that holds many, {@link Pending} for references; none when it is empty. Throws
     * {@link Problem.Found}.
     */
    @Nullable Object read(Cells cells) {
        var texts = texts(cells);
        if (!field.many()) {
            var text = mapped(texts.size() == 1 ? texts.getFirst() : String.join(source.join(), texts));
            return text.isEmpty() ? null : converted(text, cells.plain());
        }
        var values = new ArrayList<Object>();
        for (var text : texts) {
            for (var one : source.split() == null ? List.of(text) : split(text, source.split())) {
                var meant = mapped(one);
                if (!meant.isEmpty()) {
                    values.add(converted(meant, cells.plain()));
                }
            }
        }
        return values.isEmpty() ? null : List.copyOf(new LinkedHashSet<>(values));
    }

    private static List<String> split(String text, String by) {
        return Pattern.compile(Pattern.quote(by))
                .splitAsStream(text)
                .map(String::strip)
                .toList();
    }

    private List<String> texts(Cells cells) {
        if (source.value() != null) {
            return List.of(source.value());
        }
        var texts = new ArrayList<String>(source.columns().size());
        for (var column : source.columns()) {
            var text = clean(Objects.requireNonNullElse(cells.of(column), ""));
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private String clean(String cell) {
        var text = stripped(cell);
        if (text.isEmpty() || source.format().empty().contains(text)) {
            return "";
        }
        if (simple(text)) {
            return text;
        }
        if (text.indexOf('\uFFFD') >= 0) {
            throw problem("broken_letters", cell, Refusal.invalid("import-letters-broken", "value", shown(text)));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            throw problem("control_characters", cell, Refusal.invalid("field-control-characters"));
        }
        return text;
    }

    /** Without blanks around it, also those of other kinds, in the normal form. */
    static String stripped(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && blank(cell.charAt(from))) {
            from++;
        }
        while (to > from && blank(cell.charAt(to - 1))) {
            to--;
        }
        var text = cell.substring(from, to);
        return simple(text) || Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether it is nothing but letters, digits and signs of ASCII, of which there is one form only. */
    private static boolean simple(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff' || c == '\u202f';
    }

    private String mapped(String text) {
        var meant = source.map().get(text);
        if (meant != null) {
            return meant;
        }
        return source.otherwise() == null || text.isEmpty() ? text : source.otherwise();
    }

    /** Checks what the mapping states itself. Throws {@link Problem.Found}. */
    void checkStated() {
        if (field.type() != Importable.Type.REFERENCE) {
            source.map().values().stream().filter(value -> !value.isEmpty()).forEach(value -> converted(value, false));
            Optional.ofNullable(source.otherwise()).ifPresent(value -> converted(value, false));
            Optional.ofNullable(source.value()).ifPresent(value -> converted(value, false));
        }
    }

    private Object converted(String text, boolean plain) {
        return switch (field.type()) {
            case TEXT -> text;
            case NUMBER ->
                (plain ? Numerals.plain(text).or(() -> numerals.read(text)) : numerals.read(text))
                        .orElseThrow(() -> noNumber(text));
            case DAY -> days.read(text).orElseThrow(() -> noDay(text));
            case TRUTH -> truth(text);
            case CHOICE -> choice(text);
            case COUNTRY -> country(text);
            case CURRENCY -> currency(text);
            case REFERENCE -> new Pending(Objects.requireNonNull(field.refersTo()), source.system(), text);
        };
    }

    private Problem.Found noNumber(String text) {
        var why = Refusal.invalid("import-number", "value", shown(text), "example", numerals.example());
        return problem(
                "unparsable_number",
                text,
                why,
                Otherwise.number(text).map(numerals::written).orElse(null));
    }

    private Problem.Found noDay(String text) {
        var why = Refusal.invalid("import-day", "value", shown(text), "expected", days.expected());
        return problem(
                "unparsable_day",
                text,
                why,
                Otherwise.day(text).map(LocalDate::toString).orElse(null));
    }

    private Boolean truth(String text) {
        var word = SortKeys.folded(text);
        if (YES.contains(word)) {
            return true;
        }
        if (NO.contains(word)) {
            return false;
        }
        throw problem(
                "unknown_value",
                text,
                Refusal.invalid("import-choice", "value", shown(text), "choices", "true, false"));
    }

    private String choice(String text) {
        var code = text.toLowerCase(Locale.ROOT).replace(' ', '_');
        if (field.choices().contains(code)) {
            return code;
        }
        throw problem(
                "unknown_value",
                text,
                Refusal.invalid("import-choice", "value", shown(text), "choices", String.join(", ", field.choices())));
    }

    private String country(String text) {
        var known = countries(Days.icu(source.format().locale()));
        var code = known.get(SortKeys.folded(text));
        if (code != null) {
            return code;
        }
        throw problem("unknown_country", text, Refusal.invalid("import-country", "value", shown(text)));
    }

    /** By their codes and their names in the languages of the house and the one of the file. */
    private static Map<String, String> countries(ULocale locale) {
        return COUNTRIES.computeIfAbsent(locale, language -> {
            var names = new HashMap<String, String>();
            for (var code : Locale.getISOCountries()) {
                var country = new ULocale("", code);
                names.put(SortKeys.folded(country.getDisplayCountry(ULocale.ENGLISH)), code);
                for (var tongue : List.of(language, ULocale.GERMAN, ULocale.FRENCH, new ULocale("es"))) {
                    names.putIfAbsent(SortKeys.folded(country.getDisplayCountry(tongue)), code);
                }
                names.put(code.toLowerCase(Locale.ROOT), code);
            }
            return Map.copyOf(names);
        });
    }

    /** What a value of this field may be, when that is a short list; for suggestions. */
    List<String> candidates() {
        return switch (field.type()) {
            case CHOICE -> field.choices();
            case COUNTRY ->
                java.util.Arrays.stream(Locale.getISOCountries())
                        .map(code -> new ULocale("", code).getDisplayCountry(ULocale.ENGLISH))
                        .toList();
            case TEXT, NUMBER, DAY, TRUTH, CURRENCY, REFERENCE -> List.of();
        };
    }

    private String currency(String text) {
        try {
            return Money.currency(text);
        } catch (Refusal refusal) {
            throw problem("unknown_currency", text, refusal);
        }
    }

    private Problem.Found problem(String rule, String value, Refusal why) {
        return problem(rule, value, why, null);
    }

    private Problem.Found problem(String rule, String value, Refusal why, @Nullable String suggestion) {
        return new Problem.Found(
                Problem.of(rule, source.columns(), value, why.at(field.code())).suggesting(suggestion));
    }

    /** A value in a sentence: never longer than a line. */
    static String shown(String value) {
        return value.length() <= 80 ? value : value.substring(0, 79) + "…";
    }
}
