package io.kontor.language;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.Currency;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Said;
import io.kontor.kernel.WholeMoney;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One reader's language and time zone: the only place where a value becomes text.
 *
 * <p>Cheap to make; what is expensive behind it is shared.
 */
public final class Words {
    private static final Map<Locale, Formats> FORMATS = new ConcurrentHashMap<>();

    private final Language language;
    private final ZoneId zone;
    private final Formats formats;

    public Words(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        this.formats = FORMATS.computeIfAbsent(language.locale(), Formats::new);
    }

    public Language language() {
        return language;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The sentence of a key. A key that is missing is a bug a test finds; here it comes back as itself. */
    public String t(String key) {
        var sentence = Bundles.find(language, key);
        return sentence == null ? key : sentence.with(Map.of());
    }

    /** @param arguments name, value, name, value ...; dates, money and numbers are written as the reader writes them */
    public String t(String key, Object... arguments) {
        var named = new HashMap<String, Object>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        return filled(key, named);
    }

    public String filled(String key, Map<String, Object> arguments) {
        var sentence = Bundles.find(language, key);
        if (sentence == null) {
            return key;
        }
        var shown = new HashMap<String, Object>();
        arguments.forEach((name, value) -> shown.put(name, shown(value)));
        return sentence.with(shown);
    }

    /** Whether there is a sentence of that key. */
    public static boolean has(String key) {
        return Bundles.find(Language.EN, key) != null;
    }

    /** All keys of one language; tests compare them. */
    public static Set<String> keys(Language language) {
        return Bundles.keys(language);
    }

    public static Map<String, String> patterns(Language language) {
        return Bundles.patterns(language);
    }

    /**
     * The sentence of a key as it holds for anything: what would fill it is left open, counts are several.
     *
     * @param names what to write instead, by the names of its places
     */
    public String inGeneral(String key, Map<String, String> names) {
        var pattern = Bundles.patterns(language).get(key);
        return pattern == null ? key : Sentence.inGeneral(pattern, language.locale(), names);
    }

    /** The sentence of a refusal. */
    public String refusal(Refusal refusal) {
        return filled("refusal." + refusal.code(), named(refusal));
    }

    /** Names of kinds and verbs inside refusals are words of the bundle, too. */
    private Map<String, Object> named(Refusal refusal) {
        var named = new HashMap<>(refusal.args());
        named.computeIfPresent("what", (name, value) -> known("kind." + value, value));
        named.computeIfPresent("kind", (name, value) -> known("kinds." + value, value));
        named.computeIfPresent("verb", (name, value) -> known("verb." + value, value));
        return named;
    }

    private Object known(String key, Object otherwise) {
        return has(key) ? t(key) : otherwise;
    }

    /** The sentence, with what fills it written as the reader writes it. */
    public String say(Said said) {
        return filled(said.key(), said.arguments());
    }

    /** Any value as the reader writes it: days, moments, money, numbers, countries, sentences; all else as it is. */
    public String say(Object value) {
        return switch (value) {
            case Said said -> filled(said.key(), said.arguments());
            case BigDecimal number -> number(number);
            case Long number -> count(number);
            case Integer number -> count(number);
            default -> String.valueOf(shown(value));
        };
    }

    private Object shown(Object value) {
        return switch (value) {
            case LocalDate day -> day(day);
            case Instant at -> moment(at);
            case Money money -> money(money);
            case WholeMoney whole -> roundMoney(whole.money());
            case Locale country -> country(country.getCountry());
            case Said said -> say(said);
            default -> value;
        };
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? "" : formats.day.format(day);
    }

    /** The month a day lies in. */
    public String month(LocalDate day) {
        return formats.month.format(day);
    }

    /** Day and minute in the reader's zone. */
    public String moment(@Nullable Instant at) {
        return at == null ? "" : formats.moment.format(at.atZone(zone));
    }

    public String time(Instant at) {
        return formats.time.format(at.atZone(zone));
    }

    public String number(BigDecimal number) {
        return formats.number.format(number).toString();
    }

    public String count(long number) {
        return formats.number.format(number).toString();
    }

    /** @param share 0.25 is shown as 25 % */
    public String percent(BigDecimal share) {
        return formats.percent.format(share.movePointRight(2)).toString();
    }

    public String money(@Nullable Money money) {
        return money == null
                ? ""
                : formats.money
                        .unit(Currency.getInstance(money.currency()))
                        .format(money.amount())
                        .toString();
    }

    /** Without decimals, where room is scarce and cents do not matter. */
    public String roundMoney(Money money) {
        return formats.money
                .precision(Precision.integer())
                .unit(Currency.getInstance(money.currency()))
                .format(money.amount())
                .toString();
    }

    /** The name of a country by its ISO 3166 code. */
    public String country(@Nullable String code) {
        return code == null || code.isBlank() ? "" : Locale.of("", code).getDisplayCountry(language.locale());
    }

    /** What a language is called: German, allemand, Deutsch, alemán. */
    public String languageName(Language named) {
        return named.locale().getDisplayLanguage(language.locale());
    }

    public String currencyName(String code) {
        return java.util.Currency.getInstance(code).getDisplayName(language.locale());
    }

    /** What is expensive to make, one per locale; all of it may be used by many threads at once. */
    private static final class Formats {
        private final DateTimeFormatter day;
        private final DateTimeFormatter month;
        private final DateTimeFormatter moment;
        private final DateTimeFormatter time;
        private final LocalizedNumberFormatter number;
        private final LocalizedNumberFormatter percent;
        private final LocalizedNumberFormatter money;

        private Formats(Locale locale) {
            var dates = locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
            day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(dates);
            month = DateTimeFormatter.ofLocalizedPattern("yMMM").withLocale(dates);
            moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(dates);
            time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(dates);
            number = NumberFormatter.withLocale(locale).precision(Precision.maxFraction(6));
            percent = NumberFormatter.withLocale(locale)
                    .unit(com.ibm.icu.util.MeasureUnit.PERCENT)
                    .precision(Precision.maxFraction(1));
            money = NumberFormatter.withLocale(locale);
        }
    }
}
