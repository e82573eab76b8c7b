package io.kontor.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import io.kontor.kernel.Money;
import io.kontor.kernel.Said;
import io.kontor.kernel.WholeMoney;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundles of all rooms, seen as one: what English says, the other languages say too. */
class LanguageTest {
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");
    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");

    @ParameterizedTest
    @EnumSource(names = {"FR", "DE", "ES"})
    void a_language_says_everything_english_says_and_nothing_else(Language language) {
        var missing = new TreeSet<>(Words.keys(Language.EN));
        missing.removeAll(Words.keys(language));
        var surplus = new TreeSet<>(Words.keys(language));
        surplus.removeAll(Words.keys(Language.EN));
        assertThat(missing).as("texts that have no " + language).isEmpty();
        assertThat(surplus).as("texts only " + language + " has").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FR", "DE", "ES"})
    void the_same_arguments_are_used_in_every_language(Language language) {
        var different = new TreeMap<String, String>();
        shared(language).forEach((key, pattern) -> {
            var own = arguments(pattern);
            var english = arguments(Words.patterns(Language.EN).getOrDefault(key, ""));
            if (!own.equals(english)) {
                different.put(key, english + " became " + own);
            }
        });
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "FR", "DE", "ES"})
    void plural_forms_are_those_the_language_has(Language language) {
        var allowed = PluralRules.forLocale(language.locale()).getKeywords();
        var wrong = new TreeMap<String, List<String>>();
        shared(language).forEach((key, pattern) -> {
            var parsed = new MessagePattern(pattern);
            for (int i = 0; i < parsed.countParts(); i++) {
                if (parsed.getPart(i).getType() == Part.Type.ARG_START
                        && parsed.getPart(i).getArgType() == ArgType.PLURAL) {
                    var forms = selectors(parsed, i);
                    if (!forms.contains("other")
                            || forms.stream().anyMatch(form -> !form.startsWith("=") && !allowed.contains(form))) {
                        wrong.put(key, forms);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "FR", "DE", "ES", "PSEUDO"})
    void every_text_can_be_filled_for_none_one_and_many(Language language) {
        var words = new Words(language, ZoneId.of("Europe/Berlin"));
        shared(language).forEach((key, pattern) -> {
            for (int count : new int[] {0, 1, 2, 7, 1_000_000}) {
                var values = new HashMap<String, Object>();
                arguments(pattern).forEach((name, type) -> values.put(name, type.equals("text") ? "Nordlicht" : count));
                assertThatCode(() -> assertThat(words.filled(key, values))
                                .as(key)
                                .isNotBlank()
                                .doesNotContain("{", "}")
                                .doesNotStartWith("null"))
                        .as(key)
                        .doesNotThrowAnyException();
            }
        });
    }

    /** Words of the trade that mean the same as the one the house has chosen. */
    @ParameterizedTest
    @CsvSource({
        "ES, partner, socios?",
        "ES, oportunidad, negocios?",
        "DE, Deal, Geschäft(e|en|s|es)?",
        "FR, affaire, opportunités?"
    })
    void a_term_has_one_word(Language language, String chosen, String other) {
        var pattern =
                Pattern.compile("\\b" + other + "\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
        assertThat(shared(language).entrySet().stream()
                        .filter(text -> pattern.matcher(text.getValue()).find())
                        .toList())
                .as("texts that do not say %s", chosen)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FR", "DE", "ES"})
    void nothing_is_left_in_english(Language language) throws IOException {
        var allowed = sameWords();
        var left = new TreeMap<String, String>();
        shared(language).forEach((key, pattern) -> {
            var english = Words.patterns(Language.EN).getOrDefault(key, "");
            if (pattern.equals(english)
                    && LETTERS.matcher(PLACE.matcher(pattern).replaceAll("")).find()
                    && !allowed.contains(language.tag() + " " + pattern)) {
                left.put(key, pattern);
            }
        });
        assertThat(left).as("English in " + language).isEmpty();
    }

    @Test
    void a_share_in_a_sentence_is_the_share_of_a_table_and_whole_money_has_no_cents() {
        var words = new Words(Language.EN, ZoneOffset.UTC);
        var share = new BigDecimal("0.7344");
        assertThat(words.say(Said.of("metrics.share", "share", share)))
                .isEqualTo(words.percent(share))
                .isEqualTo("73.4%");
        assertThat(words.say(new WholeMoney(Money.of("14380196.49", "EUR")))).isEqualTo("€14,380,196");
    }

    @Test
    void one_point_is_a_point_and_a_part_of_one_is_points() {
        var words = new Words(Language.EN, ZoneOffset.UTC);
        assertThat(words.t("numbers.points", "points", "1", "count", BigDecimal.ONE))
                .isEqualTo("1 point");
        assertThat(words.t("numbers.points", "points", "0.2", "count", new BigDecimal("0.2")))
                .isEqualTo("0.2 points");
    }

    @Test
    void every_text_of_every_language_can_be_said() {
        for (var language : Language.values()) {
            for (var key : Bundles.keys(language)) {
                assertThat(Bundles.find(language, key)).as(language + " " + key).isNotNull();
            }
        }
    }

    @Test
    void the_list_of_words_that_are_the_same_is_short_and_holds_only_what_is_needed() throws IOException {
        var used = new TreeSet<String>();
        for (var language : List.of(Language.FR, Language.DE, Language.ES)) {
            shared(language).forEach((key, pattern) -> {
                if (pattern.equals(Words.patterns(Language.EN).get(key))) {
                    used.add(language.tag() + " " + pattern);
                }
            });
        }
        assertThat(used).containsAll(sameWords());
        assertThat(sameWords()).hasSizeLessThan(Words.keys(Language.EN).size() / 10);
    }

    @Test
    void french_puts_narrow_spaces_round_its_tall_signs_and_writes_round_apostrophes() {
        var wrong = Pattern.compile("[^\u202f][!?»]|«[^\u202f]|[^\u202f][:;] |[^\u202f][:;]$|\\p{L}'\\p{L}");
        assertThat(texts(Language.FR, text -> wrong.matcher(text).find())).isEmpty();
    }

    @Test
    void spanish_opens_every_question() {
        assertThat(texts(Language.ES, text -> count(text, '?') != count(text, '¿')))
                .isEmpty();
    }

    @Test
    void german_quotes_open_below() {
        assertThat(texts(Language.DE, text -> count(text, '„') != count(text, '“') || text.contains("”")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "FR", "DE", "ES"})
    void nobody_is_shouted_at(Language language) {
        assertThat(texts(language, text -> text.contains("!"))).isEmpty();
    }

    /** The texts of a language that have a fault; the signs a file name may not hold are no punctuation. */
    private static Map<String, String> texts(Language language, Predicate<String> fault) {
        var found = new TreeMap<String, String>();
        shared(language).forEach((key, text) -> {
            if (fault.test(text.replace("< > : \" | ? *", ""))) {
                found.put(key, text);
            }
        });
        return found;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }

    /** What a language has of the keys of English: a missing one is told by one test only. */
    private static Map<String, String> shared(Language language) {
        var shared = new TreeMap<>(Words.patterns(language));
        shared.keySet().retainAll(Words.keys(Language.EN));
        return shared;
    }

    /** Language, a space, the text; from lines such as {@code de fr: Code}. */
    private static Set<String> sameWords() throws IOException {
        try (var file = Objects.requireNonNull(LanguageTest.class.getResourceAsStream("same-words.txt"))) {
            var words = new TreeSet<String>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .forEach(parts -> Stream.of(parts[0].split(" ")).forEach(tag -> words.add(tag + " " + parts[1])));
            return words;
        }
    }

    /** The names of a pattern's places, with what must be put there: text, number, or the choices of a select. */
    private static Map<String, String> arguments(String pattern) {
        var parsed = new MessagePattern(pattern);
        var all = new TreeMap<String, String>();
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() != Part.Type.ARG_START) {
                continue;
            }
            var name = parsed.getSubstring(parsed.getPart(i + 1));
            var type = switch (part.getArgType()) {
                case NONE -> "text";
                case SELECT -> "one of " + new TreeSet<>(selectors(parsed, i));
                case SIMPLE, CHOICE, PLURAL, SELECTORDINAL -> "number";
            };
            all.merge(name, type, (one, other) -> one.equals("text") ? other : one);
        }
        return all;
    }

    private static List<String> selectors(MessagePattern parsed, int start) {
        var forms = new ArrayList<String>();
        int depth = 0;
        for (int i = start; i < parsed.countParts(); i++) {
            var type = parsed.getPart(i).getType();
            depth += type == Part.Type.ARG_START ? 1 : type == Part.Type.ARG_LIMIT ? -1 : 0;
            if (depth == 0) {
                return forms;
            }
            if (depth == 1 && type == Part.Type.ARG_SELECTOR) {
                forms.add(parsed.getSubstring(parsed.getPart(i)));
            }
        }
        return forms;
    }
}
