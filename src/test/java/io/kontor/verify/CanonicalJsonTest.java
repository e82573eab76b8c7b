package io.kontor.verify;

import static io.kontor.verify.Flaws.kind;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8785, with the documents of its author's test data (cyberphone/json-canonicalization, Apache-2.0). */
class CanonicalJsonTest {
    private static String hash(String json) throws Flaw {
        return HexFormat.of().formatHex(TreeHasher.sha256().digest(CanonicalJson.of(json)));
    }

    private static String canonical(String json) throws Flaw {
        return new String(CanonicalJson.of(json), StandardCharsets.UTF_8);
    }

    @Test
    void the_documents_of_the_standard_s_author_come_out_to_the_bit() throws Flaw {
        assertThat(hash("[ 56, {\"d\": true, \"10\": null, \"1\": [ ] } ]"))
                .isEqualTo("099601b171cafed97c333f8878d68e7f8c8f795412adb34b2fdcf0e7c7beac42");
        assertThat(hash("""
                {"peach": "This sorting order", "péché": "is wrong according to French",
                 "pêche": "but canonicalization MUST", "sin":   "ignore locale"}
                """)).isEqualTo("d99d0ebdcb0033cb858cfa830ae46bc0fb3309413b271f1da828c89901a27ed5");
        assertThat(hash("""
                {"1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { }}
                """)).isEqualTo("605f65004ec2db7692522a0852c22f1c989e036d547e88963d1a3143cf3195d5");
        assertThat(hash("{ \"Unnormalized Unicode\":\"A\\u030a\" }"))
                .isEqualTo("0d99aad92a125196ff887876643fd3206786a84ddce2cee52ba4ad256d2381d3");
        assertThat(hash("""
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}
                """)).isEqualTo("2d5e01a318d0f0879ab568c4be289c8b1f64ef8921a53c6277d5e069978baacb");
        assertThat(hash("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\u000a": "Newline", "1": "One", "\\u0080": "Control\\u007f",
                 "\\ud83d\\ude02": "Smiley", "\\u00f6": "Latin Small Letter O With Diaeresis",
                 "\\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}
                """)).isEqualTo("6af595a9aa80110b964b4de3f82a05fa6ae7423005019bacfa2620dddc4e94d1");
    }

    /** RFC 8785, appendix B: a double by its bits, and how it is written. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_are_written_as_the_standard_s_table_says(String bits, String written) {
        assertThat(CanonicalJson.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(written);
    }

    /** The other hands' numbers are right for all but the smallest, of which they say things like {@code 0.00…1e-178}. */
    private static void compare(double value) throws Flaw, IOException {
        var written = canonical("[" + value + "]");
        assertThat(written).isEqualTo("[" + CanonicalJson.number(value) + "]");
        assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value + 0.0);
        if (Math.abs(value) >= Double.MIN_NORMAL) {
            assertThat(written).isEqualTo(new JsonCanonicalizer("[" + value + "]").getEncodedString());
        }
    }

    @Property(tries = 20_000)
    void numbers_are_written_as_other_hands_write_them(@ForAll long bits) throws Flaw, IOException {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            compare(value);
        }
    }

    /** Among them the numbers of one digit that Java's shortest form passes over. */
    @Test
    void short_numbers_of_every_size_are_written_as_other_hands_write_them() throws Flaw, IOException {
        for (int exponent = -324; exponent <= 306; exponent++) {
            for (int digits = 1; digits <= 99; digits++) {
                compare(Double.parseDouble(digits + "e" + exponent));
            }
        }
    }

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1.50",
            "1E2",
            "12345678901234567890",
            "0.1e-7",
            "-7",
            "9007199254740993");
    private static final String LETTERS = "abAB\"\\/\n\t\u0001\u007f\u00e9\u20ac\ufb33 ";

    /** Some document, with names that need ordering and letters that need care. */
    private static String document(Random random, int depth) {
        var parts = new TreeMap<String, String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            var value = random.nextInt(3) == 0 && depth > 0
                    ? document(random, depth - 1)
                    : random.nextBoolean() ? text(random) : SCALARS.get(random.nextInt(SCALARS.size()));
            parts.put(text(random), value);
        }
        return random.nextBoolean()
                ? "[ " + String.join(" , ", parts.values()) + " ]"
                : "{"
                        + parts.descendingMap().entrySet().stream()
                                .map(member -> member.getKey() + " : " + member.getValue())
                                .collect(Collectors.joining(", "))
                        + "}";
    }

    /** Every letter escaped, so that a text is written in one way and no name comes twice. */
    private static String text(Random random) {
        var quoted = new StringBuilder("\"");
        for (int i = random.nextInt(5); i > 0; i--) {
            quoted.append("\\u").append(HexFormat.of().toHexDigits(LETTERS.charAt(random.nextInt(LETTERS.length()))));
        }
        return quoted.append('"').toString();
    }

    @Property(tries = 2000)
    void documents_come_out_as_other_hands_write_them_and_stay_so(@ForAll long seed) throws Flaw, IOException {
        var json = document(new Random(seed), 4);
        var written = CanonicalJson.of(json);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(new JsonCanonicalizer(json).getEncodedString());
        assertThat(CanonicalJson.of(written)).isEqualTo(written);
        assertThat(CanonicalJson.is(written)).isTrue();
    }

    @Test
    void what_could_be_read_in_two_ways_is_refused() throws Flaw {
        assertThat(kind(() -> canonical("{\"a\":1,\"a\":1}"))).isEqualTo(Flaw.Kind.MEMBER_TWICE);
        assertThat(kind(() -> canonical("{\"b\":1,\"a\":1,\"b\":2}"))).isEqualTo(Flaw.Kind.MEMBER_TWICE);
        assertThat(kind(() -> canonical("{\"b\":1,\"a\":1,\"\\u0062\":2}"))).isEqualTo(Flaw.Kind.MEMBER_TWICE);
        assertThat(kind(() -> canonical("[1e999]"))).isEqualTo(Flaw.Kind.NUMBER);
        for (var half : List.of("\"\\ud800\"", "\"\\udc00\"", "\"\\ud800a\"", "{\"\\ud83d\":1}")) {
            assertThat(kind(() -> canonical("[" + half + "]")))
                    .as(half)
                    .isIn(Flaw.Kind.HALF_LETTER, Flaw.Kind.JSON_FORM);
        }
        for (var wrong : List.of(
                "",
                " ",
                "[",
                "[1",
                "[1]]",
                "[1] 2",
                "{1:2}",
                "[01]",
                "[+1]",
                "[NaN]",
                "[1,]",
                "[\"\u0001\"]",
                "tru",
                "'a'",
                "[1]/**/")) {
            assertThat(kind(() -> canonical(wrong))).as(wrong).isEqualTo(Flaw.Kind.JSON_FORM);
        }
        assertThat(kind(() -> CanonicalJson.of(new byte[] {'"', (byte) 0xff, '"'})))
                .isEqualTo(Flaw.Kind.JSON_FORM);
        assertThat(kind(() -> canonical("[".repeat(100_000) + "]".repeat(100_000))))
                .isEqualTo(Flaw.Kind.JSON_FORM);
        assertThat(kind(() -> CanonicalJson.of(new byte[CanonicalJson.MOST_BYTES + 1])))
                .isEqualTo(Flaw.Kind.JSON_SIZE);
        assertThat(canonical(" \"text\" ")).isEqualTo("\"text\"");
    }

    @Property(tries = 3000)
    void whatever_is_given_is_written_or_refused(@ForAll byte[] bytes) {
        try {
            CanonicalJson.of(bytes);
        } catch (Flaw flaw) {
            assertThat(flaw.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 3000)
    void a_document_with_one_byte_changed_is_written_or_refused(
            @ForAll long seed, @ForAll byte other, @ForAll int place) {
        var bytes = document(new Random(seed), 4).getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = other;
        try {
            assertThat(CanonicalJson.is(CanonicalJson.of(bytes))).isTrue();
        } catch (Flaw flaw) {
            assertThat(flaw.getMessage()).isNotEmpty();
        }
    }
}
