package io.kontor.verify;

import static io.kontor.verify.Flaws.kind;
import static io.kontor.verify.Leaves.HEX;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Format 1 to the byte. What was computed here by other means must come out of every later version. */
class LeafTest {
    private static final byte[] SALT = HEX.parseHex("6465666768696a6b6c6d6e6f70717273");
    private static final String READABLE = """
            {"state": {"name": {"$personal": "Zoë \\"Ex\\" \\ud83d\\ude00", "$key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
              "amount": "12.50", "rank": 3}, "format": 1,
             "reason": {"$text": "as agreed\\n", "$key": "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="}}
            """;
    private static final String COMMITTED =
            "{\"format\":1,\"reason\":{\"$text\":\"2/OKSBV56Gz9Rbzyp8MYWqNg5kGmp5+mmKIr9bu3ndY=\"},"
                    + "\"state\":{\"amount\":\"12.50\",\"name\":{\"$personal\":\"4EW9IP4cnN+JryrCkzUEdJmo4OCImx7Dk/CnnwmKAd0=\"},\"rank\":3}}";
    private static final String COMMITMENT = "craw2YFyPakyorhXmj5NYjlTFQ6YlRf28ZRIH5J2R2M=";
    private static final String LEAF =
            "{\"action\":\"contact.changed\",\"actor\":\"system:post\",\"at\":\"2026-11-21T09:30:00.000000Z\","
                    + "\"content\":\"" + COMMITMENT + "\",\"format\":1,\"id\":\"01990000-0000-7000-8000-00000000000a\","
                    + "\"subject\":{\"id\":\"01990000-0000-7000-8000-00000000000b\",\"type\":\"contact\"}}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String committed(String readable) throws Flaw {
        return new String(new Content().committed(bytes(readable)), StandardCharsets.UTF_8);
    }

    @Test
    void content_becomes_these_bytes_and_this_commitment() throws Flaw {
        assertThat(committed(READABLE)).isEqualTo(COMMITTED);
        assertThat(Plain.base64(new Content().commitment(bytes(COMMITTED), SALT)))
                .isEqualTo(COMMITMENT);
    }

    @Test
    void a_leaf_becomes_these_bytes_and_this_hash() throws Flaw {
        var leaf = new Leaf(
                "01990000-0000-7000-8000-00000000000a",
                "2026-11-21T09:30:00.000000Z",
                "system:post",
                "contact.changed",
                "contact",
                "01990000-0000-7000-8000-00000000000b",
                COMMITMENT);
        assertThat(new String(leaf.bytes(), StandardCharsets.UTF_8)).isEqualTo(LEAF);
        assertThat(HEX.formatHex(new TreeHasher().leaf(leaf.bytes())))
                .isEqualTo("ed6c904458d8eddd33bfcff727416d22f18764ded390fd22b2b73e980ecf26b3");
        assertThat(Leaf.parse(bytes(LEAF))).isEqualTo(leaf);
    }

    @Test
    void a_text_and_its_key_can_go_and_the_bytes_stay() throws Flaw {
        var erased = READABLE.replaceFirst(
                "\\{\"\\$personal.*?}",
                "{\"\\$personal\": null, \"\\$commitment\": \"4EW9IP4cnN+JryrCkzUEdJmo4OCImx7Dk/CnnwmKAd0=\"}");
        assertThat(erased).doesNotContain("Zoë").contains("null");
        assertThat(committed(erased)).isEqualTo(COMMITTED);
    }

    @Test
    void a_mark_is_text_and_key_or_commitment_and_nothing_else() {
        var key = "\"$key\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"";
        for (var wrong : List.of(
                "{\"$personal\":\"Anna\"}",
                "{" + key + "}",
                "{" + key + ",\"$personal\":null}",
                "{" + key + ",\"$personal\":5}",
                "{" + key + ",\"$personal\":{\"a\":\"Anna\"}}",
                "{" + key + ",\"$other\":\"Anna\"}",
                "{" + key + ",\"$personal\":\"Anna\",\"a\":1}",
                "{" + key.replace("=", "") + ",\"$personal\":\"Anna\"}",
                "{\"$key\":\"AAAA\",\"$personal\":\"Anna\"}",
                "{\"$key\":7,\"$personal\":\"Anna\"}",
                "{\"$commitment\":\"AAAA\",\"$personal\":null}",
                "{\"$commitment\":\"4EW9IP4cnN+JryrCkzUEdJmo4OCImx7Dk/CnnwmKAd0=\",\"$personal\":\"Anna\"}",
                "{\"$\":1}")) {
            assertThat(kind(() -> committed("{\"state\":" + wrong + "}")))
                    .as(wrong)
                    .isEqualTo(Flaw.Kind.MARK);
        }
    }

    @Test
    void numbers_in_content_are_whole_and_exact() throws Flaw {
        assertThat(committed("{\"a\":9007199254740991,\"b\":-9007199254740991,\"c\":0}"))
                .isEqualTo("{\"a\":9007199254740991,\"b\":-9007199254740991,\"c\":0}");
        for (var wrong : List.of("9007199254740992", "-0", "1.0", "1e2", "0.5", "9223372036854775808")) {
            assertThat(kind(() -> committed("{\"a\":" + wrong + "}"))).as(wrong).isEqualTo(Flaw.Kind.NUMBER);
        }
    }

    @Test
    void a_leaf_written_otherwise_is_refused() {
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("\"format\":1", "\"format\":2")))))
                .isEqualTo(Flaw.Kind.LEAF_FORMAT);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace(",\"format\"", ", \"format\"")))))
                .isEqualTo(Flaw.Kind.LEAF_FORM);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("contact.changed", "contact\\u002echanged")))))
                .isEqualTo(Flaw.Kind.LEAF_FORM);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("{\"action", "{\"more\":1,\"action")))))
                .isEqualTo(Flaw.Kind.MEMBER_UNKNOWN);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("\"actor\":\"system:post\",", "")))))
                .isEqualTo(Flaw.Kind.MEMBER_MISSING);
        for (var wrong :
                List.of("2026-11-21T09:30:00Z", "2026-11-21T09:30:00.000000+", "2026-11-21 09:30:00.000000Z")) {
            assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("2026-11-21T09:30:00.000000Z", wrong)))))
                    .as(wrong)
                    .isEqualTo(Flaw.Kind.MEMBER_WRONG);
        }
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.replace("00000000000a", "00000000000A")))))
                .isEqualTo(Flaw.Kind.MEMBER_WRONG);
        assertThat(kind(() -> Leaf.parse(bytes("[]")))).isEqualTo(Flaw.Kind.MEMBER_WRONG);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF + "1")))).isEqualTo(Flaw.Kind.MEMBER_WRONG);
        assertThat(kind(() -> Leaf.parse(bytes(LEAF.substring(0, 50))))).isEqualTo(Flaw.Kind.JSON_FORM);
    }
}
