package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions: what they may say, what they give, and which word is wrong. */
class ExpressionsTest {
    static final Vocabulary WORDS = new Vocabulary(
            "test",
            List.of(
                    new Term("country", Kind.TEXT, Map.of("en", "Country")),
                    Term.choice(
                            "tier",
                            Map.of(),
                            List.of(
                                    new Term.Choice("gold", Map.of("en", "Gold", "de", "Goldstufe")),
                                    new Term.Choice("silver", Map.of()))),
                    new Term("deals", Kind.NUMBER, Map.of()),
                    new Term("revenue", Kind.AMOUNT, Map.of()),
                    new Term("joined", Kind.DAY, Map.of()),
                    new Term("strategic", Kind.FLAG, Map.of()),
                    new Term("segments", Kind.TEXTS, Map.of())));

    static Facts facts(@Nullable Object... pairs) {
        var values = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return Facts.of(WORDS, values);
    }

    static final Facts ALL = facts(
            "country",
            "DE",
            "tier",
            "gold",
            "deals",
            new BigDecimal("12.5"),
            "revenue",
            new BigDecimal("412000"),
            "joined",
            LocalDate.parse("2026-01-31"),
            "strategic",
            true,
            "segments",
            List.of("public", "retail"));

    static boolean holds(String expression, Facts facts) {
        return Expressions.compile(WORDS, Kind.FLAG, expression).test(facts).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revenue > 400000",
                "revenue == amount(412000)",
                "revenue >= 412000.00",
                "400000 < revenue",
                "revenue * 0.1 > 41199.99",
                "revenue / 4 == amount(103000)",
                "revenue / revenue == 1.0",
                "revenue + revenue > 800000",
                "deals > 12",
                "deals * 2 == 25.0",
                "deals + 1 > 13",
                "country in [\"DE\", \"AT\"]",
                "country == 'DE' && strategic",
                "\"retail\" in segments",
                "segments.exists(s, s.startsWith(\"pub\"))",
                "size(segments) == 2",
                "joined < day(\"2026-02-01\")",
                "joined + 1 == day(\"2026-02-01\")",
                "day(\"2026-02-10\") - joined == 10",
                "joined.year() == 2026 && joined.month() == 1",
                "given(revenue)",
                "country.matches(\"^D.$\")",
                "tier == \"gold\" ? true : false"
            })
    void this_holds(String expression) {
        assertThat(holds(expression, ALL)).isTrue();
    }

    @Test
    void what_has_no_value_fits_no_comparison() {
        var none = facts(
                "country",
                null,
                "deals",
                null,
                "revenue",
                null,
                "joined",
                null,
                "strategic",
                null,
                "segments",
                null,
                "tier",
                null);
        for (var expression : List.of(
                "revenue > 0",
                "revenue < 0",
                "country == \"DE\"",
                "deals >= 0",
                "joined > day(\"2000-01-01\")",
                "\"a\" in segments",
                "given(revenue)",
                "strategic")) {
            assertThat(holds(expression, none)).as(expression).isFalse();
        }
        assertThat(holds("!given(revenue)", none)).isTrue();
    }

    @Test
    void what_is_not_known_is_not_guessed_unless_it_does_not_matter() {
        var some = facts("country", "DE");
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "revenue > 1").test(some))
                .isEmpty();
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "country == \"DE\" && revenue > 1")
                        .test(some))
                .isEmpty();
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "revenue > 1 || country == \"DE\"")
                        .test(some))
                .contains(true);
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "country == \"AT\" && revenue > 1")
                        .test(some))
                .contains(false);
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "given(revenue)").test(some))
                .isEmpty();
    }

    @Test
    void an_expression_gives_a_value_of_its_kind() {
        assertThat(Expressions.compile(WORDS, Kind.AMOUNT, "revenue * 0.05").value(ALL))
                .isEqualTo(new BigDecimal("20600.00"));
        assertThat(Expressions.compile(WORDS, Kind.NUMBER, "deals * 2").value(ALL))
                .isEqualTo(new BigDecimal("25"));
        assertThat(Expressions.compile(WORDS, Kind.DAY, "joined + 90").value(ALL))
                .isEqualTo(LocalDate.parse("2026-05-01"));
        assertThat(Expressions.compile(WORDS, Kind.TEXT, "country + \"-\" + tier")
                        .value(ALL))
                .isEqualTo("DE-gold");
        assertThat(Expressions.compile(WORDS, Kind.TEXTS, "segments + [\"x\"]").value(ALL))
                .isEqualTo(List.of("public", "retail", "x"));
        assertThat(Expressions.compile(WORDS, Kind.AMOUNT, "100").value(ALL)).isEqualTo(new BigDecimal("100.00"));
        assertThat(Expressions.compile(WORDS, Kind.NUMBER, "deals / 0").value(ALL))
                .isSameAs(Facts.NONE);
    }

    static void refused(Kind wanted, String expression, String code, String word) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Expressions.compile(WORDS, wanted, expression));
        assertThat(refusal).as(expression).isNotNull();
        assertThat(refusal.code()).as(expression + " " + refusal.args()).isEqualTo(code);
        assertThat(refusal.args().get("word")).as(expression).isEqualTo(word);
        int offset = (int) refusal.args().get("offset");
        assertThat(expression.startsWith(word, offset))
                .as(expression + " at " + offset)
                .isTrue();
        for (var language : Language.SHIPPED) {
            assertThat(new Words(language, ZoneOffset.UTC).refusal(refusal)).doesNotContain("{", "refusal.", "rules.");
        }
    }

    @Test
    void the_word_that_is_wrong_is_named_with_its_place() {
        refused(Kind.FLAG, "revnue > 1", "rule-unknown-word", "revnue");
        refused(Kind.FLAG, "deals > 1 &&\n contry == \"DE\"", "rule-unknown-word", "contry");
        refused(Kind.FLAG, "country > 1", "rule-wrong-types", ">");
        refused(Kind.FLAG, "deals > 1 && revenue > joined", "rule-wrong-types", ">");
        refused(Kind.FLAG, "revenue + deals > 3", "rule-wrong-types", "+");
        refused(Kind.FLAG, "deals + 1", "rule-wrong-result", "deals + 1");
        refused(Kind.AMOUNT, "country", "rule-wrong-result", "country");
        refused(Kind.FLAG, "deals > > 1", "rule-unreadable", ">");
        refused(Kind.FLAG, "deals >", "rule-unfinished", "");
        refused(Kind.FLAG, "frobnicate(deals)", "rule-unknown-function", "frobnicate");
        refused(Kind.FLAG, "type(deals) == double", "rule-unknown-function", "type");
        refused(Kind.FLAG, "tier == \"glod\"", "rule-unknown-choice", "\"glod\"");
        refused(Kind.FLAG, "tier in [\"gold\", \"bronze\"]", "rule-unknown-choice", "\"bronze\"");
        refused(Kind.FLAG, "joined > day(\"2026-02-31\")", "rule-value-day", "\"2026-02-31\"");
        refused(Kind.FLAG, "country.matches(\"(\")", "rule-pattern-wrong", "\"(\"");
        refused(Kind.FLAG, "country.matches(tier)", "rule-pattern-open", "tier");
        refused(Kind.FLAG, "deals > 1 && has(deals)", "rule-unknown-function", "has");
    }

    @Test
    void the_near_word_is_offered() {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> Expressions.compile(WORDS, Kind.FLAG, "contry == \"DE\""));
        assertThat(new Words(Language.EN, ZoneOffset.UTC).refusal(refusal))
                .isEqualTo("There is no “contry” here. Did you mean “country”?");
    }

    @Test
    void a_rule_that_costs_too_much_is_refused() {
        refusedCode("segments.exists(a, segments.exists(b, segments.exists(c, a == b && b == c)))", "rule-too-costly");
        refusedCode("deals > 1 && " + "deals > 1 && ".repeat(200) + "true", "field-too-long");
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "segments.exists(a, a == country)")
                        .cost())
                .isBetween(100, 1_000);
    }

    @Test
    void what_is_nested_too_deep_is_refused() {
        refusedCode("(".repeat(300) + "true" + ")".repeat(300), "rule-unreadable");
    }

    private static void refusedCode(String expression, String code) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Expressions.compile(WORDS, Kind.FLAG, expression));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void the_terms_an_expression_reads_are_known() {
        assertThat(Expressions.compile(WORDS, Kind.FLAG, "given(revenue) && segments.exists(s, s == country)")
                        .reads())
                .containsExactlyInAnyOrder("revenue", "segments", "country");
    }
}
