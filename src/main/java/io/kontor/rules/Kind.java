package io.kontor.rules;

import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a term holds, and how its values are written, read and ordered. */
public enum Kind {
    /** A text or a code: String. */
    TEXT,
    /** A number of at most 15 digits: BigDecimal without needless zeros. */
    NUMBER,
    /**
     * Money in the reporting currency: BigDecimal with two digits after the point. People write major units; expressions and the
     * index count minor units, hundredths, in a long.
     */
    AMOUNT,
    /** A day: LocalDate. */
    DAY,
    /** Yes or no: Boolean. */
    FLAG,
    /** Several texts without order: List of String, sorted, none twice. */
    TEXTS;

    /** So many texts may one of several hold. */
    static final int MOST_TEXTS = 100;

    /** The kind's code behind it makes a refusal's. */
    private static final String REFUSED = "rule-value-";

    private static final int DIGITS = 15;
    private static final int MINOR = 2;
    private static final int LONGEST = 1_000;
    private static final BigDecimal MOST = new BigDecimal("10000000000000000");
    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}([ '_\u00a0\u202f]\\d{3})+(\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("-?\\d+(\\.\\d+)?");

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether intervals make sense of it. */
    public boolean ordered() {
        return this == NUMBER || this == AMOUNT || this == DAY;
    }

    /** A value in the one form this kind has. Refuses: of another kind, too long, too many digits. */
    public Object of(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String text ? clean(text) : refuse(value);
            case NUMBER -> number(value);
            case AMOUNT -> amount(value);
            case DAY -> value instanceof LocalDate day ? day : refuse(value);
            case FLAG -> value instanceof Boolean flag ? flag : refuse(value);
            case TEXTS -> value instanceof Collection<?> texts ? texts(texts) : refuse(value);
        };
    }

    /** A value as people write it in a cell: 12.5, 2026-03-31, yes, a text. Refuses: none of this kind. */
    public Object read(String written) {
        var text = written.strip();
        return switch (this) {
            case TEXT -> clean(text);
            case NUMBER, AMOUNT -> of(decimal(text));
            case DAY -> day(text);
            case FLAG ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "true" -> true;
                    case "no", "false" -> false;
                    default -> refuse(written);
                };
            case TEXTS -> List.of(clean(text));
        };
    }

    /** A value as {@link #read} takes it. */
    public String write(Object value) {
        return switch (this) {
            case TEXT -> (String) value;
            case NUMBER -> ((BigDecimal) value).toPlainString();
            case AMOUNT -> plain((BigDecimal) value);
            case DAY -> value.toString();
            case FLAG -> (Boolean) value ? "yes" : "no";
            case TEXTS ->
                String.join(
                        ", ",
                        ((Collection<?>) value).stream().map(Object::toString).toList());
        };
    }

    /**
     * Where a value of an ordered kind stands among all: of amounts the minor units, of days the days since 1970, of numbers the
     * place of their double. The order of keys is the order of values, and neighbours have neighbouring keys.
     */
    long key(Object value) {
        return switch (this) {
            case AMOUNT -> minor((BigDecimal) value);
            case DAY -> ((LocalDate) value).toEpochDay();
            case NUMBER -> place(((BigDecimal) value).doubleValue());
            case TEXT, FLAG, TEXTS -> throw new IllegalStateException(this + " has no order");
        };
    }

    /** The value at a key. */
    Object at(long key) {
        return switch (this) {
            case AMOUNT -> BigDecimal.valueOf(key, MINOR);
            case DAY -> LocalDate.ofEpochDay(key);
            case NUMBER -> BigDecimal.valueOf(number(key));
            case TEXT, FLAG, TEXTS -> throw new IllegalStateException(this + " has no order");
        };
    }

    static long minor(BigDecimal amount) {
        return amount.movePointRight(MINOR).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    static BigDecimal major(long minor) {
        return BigDecimal.valueOf(minor, MINOR);
    }

    /** The double that stands at a place; see {@link #key}. */
    static double number(long place) {
        return Double.longBitsToDouble(place < 0 ? Long.MIN_VALUE - place : place);
    }

    private static long place(double number) {
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private Object number(Object value) {
        if (!(value instanceof Number)) {
            return refuse(value);
        }
        var number = decimal(value).stripTrailingZeros();
        if (number.precision() > DIGITS || number.scale() > DIGITS) {
            throw Refusal.invalid("rule-number-too-long", "value", number.toPlainString(), "most", DIGITS);
        }
        return number.scale() < 0 ? number.setScale(0, RoundingMode.UNNECESSARY) : number;
    }

    private Object amount(Object value) {
        if (!(value instanceof Number)) {
            return refuse(value);
        }
        var amount = decimal(value).setScale(MINOR, RoundingMode.HALF_UP);
        if (amount.abs().compareTo(MOST) >= 0) {
            throw Refusal.invalid("rule-number-too-long", "value", amount.toPlainString(), "most", 16);
        }
        return amount;
    }

    private static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Double number -> BigDecimal.valueOf(number);
            case Float number -> BigDecimal.valueOf(number);
            default -> new BigDecimal(value.toString());
        };
    }

    private BigDecimal decimal(String text) {
        if (GROUPED.matcher(text).matches()) {
            return new BigDecimal(text.replaceAll("[ '_\u00a0\u202f]", ""));
        }
        if (!PLAIN.matcher(text).matches() || text.length() > 2 * DIGITS) {
            refuse(text);
        }
        return new BigDecimal(text);
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(text);
        }
    }

    private static String plain(BigDecimal amount) {
        var bare = amount.stripTrailingZeros();
        return (bare.scale() <= 0 ? bare.setScale(0, RoundingMode.UNNECESSARY) : amount).toPlainString();
    }

    private static String clean(String text) {
        var clean = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (clean.length() > LONGEST) {
            throw Refusal.invalid("field-too-long", "length", clean.length(), "most", LONGEST);
        }
        return clean;
    }

    private static List<String> texts(Collection<?> texts) {
        if (texts.size() > MOST_TEXTS) {
            throw Refusal.invalid("rule-too-many-texts", "count", texts.size(), "most", MOST_TEXTS);
        }
        return texts.stream()
                .map(text -> (String) TEXT.of(text))
                .distinct()
                .sorted()
                .toList();
    }

    private Object refuse(Object value) {
        throw wrong(String.valueOf(value));
    }

    private Refusal wrong(String value) {
        var said = REFUSED + code();
        return Refusal.invalid(said, "value", value);
    }
}
