package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The leaf made of what an office keeps is the one docs/ledger-format.md asks for. */
class LeafMakerTest {
    private static final byte[] SALT = "sixteen letters!".getBytes(StandardCharsets.US_ASCII);
    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final String COMMITMENT = Base64.getEncoder().encodeToString(new byte[32]);

    private static KeptEntry entry(String state, String reason) {
        return new KeptEntry(
                ID,
                1_790_000_000_123_456L,
                null,
                "system:post",
                null,
                "contact.changed",
                "contact",
                ID,
                SALT,
                ID,
                2,
                -1L,
                "system",
                ID,
                null,
                ID,
                reason.getBytes(StandardCharsets.UTF_8),
                "post",
                state.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_commits_to_every_member_in_canonical_form() throws Flaw {
        var reason = "{\"$text\": {\"v\": \"x\", \"c\": \"" + COMMITMENT + "\"}}";
        var kept = entry(
                "{\"name\": {\"$personal\": {\"c\": \"" + COMMITMENT + "\", \"v\": \"eA==\"}}, \"a\": 1}", reason);
        var content = "{\"correlation\":\"" + ID
                + "\",\"format\":2,\"occurred_at\":\"1969-12-31T23:59:59.999999Z\",\"origin\":\"system\",\"origin_ref\":\""
                + ID + "\",\"previous\":\"" + ID + "\",\"reason\":{\"$text\":\"" + COMMITMENT
                + "\"},\"role\":\"post\",\"state\":{\"a\":1,\"name\":{\"$personal\":\"" + COMMITMENT + "\"}}}";
        var maker = new LeafMaker();
        assertThat(new String(maker.content(kept), StandardCharsets.UTF_8)).isEqualTo(content);
        assertThat(maker.marked()).isTrue();
        var expected = Leaf.of(
                ID.toString(),
                "2026-09-21T14:13:20.123456Z",
                "system:post",
                "contact.changed",
                "contact",
                ID.toString(),
                new Content().commitment(content.getBytes(StandardCharsets.UTF_8), SALT));
        assertThat(maker.leaf(kept)).isEqualTo(expected.bytes());
        assertThat(new String(maker.closed(kept), StandardCharsets.UTF_8)).contains("\"v\":\"eA==\"");
        assertThat(maker.leaf(kept)).isEqualTo(expected.bytes());
    }

    @Test
    void it_names_the_person_who_acted_and_the_subject_by_their_ids() throws Flaw {
        var person = UUID.fromString("0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff");
        var deal = UUID.fromString("ffffffff-ffff-4fff-bfff-fffffffffffe");
        var kept = new KeptEntry(
                ID,
                0,
                person,
                null,
                null,
                "deal.\"ü\"",
                "deal",
                deal,
                SALT,
                person,
                1,
                0,
                "person",
                null,
                deal,
                null,
                null,
                "owner",
                "{\"b\": {\"z\": 1, \"y\": \"ü\"}, \"a\": [\"\\\\\"]}".getBytes(StandardCharsets.UTF_8));
        var maker = new LeafMaker();
        var content = maker.content(kept);
        assertThat(new String(content, StandardCharsets.UTF_8))
                .contains("\"correlation\":\"" + person + "\"", "\"partner\":\"" + deal + "\"")
                .endsWith("\"state\":{\"a\":[\"\\\\\"],\"b\":{\"y\":\"ü\",\"z\":1}}}");
        assertThat(CanonicalJson.is(content)).isTrue();
        var expected = Leaf.of(
                ID.toString(),
                "1970-01-01T00:00:00.000000Z",
                person.toString(),
                "deal.\"ü\"",
                "deal",
                deal.toString(),
                new Content().commitment(content, SALT));
        assertThat(maker.leaf(kept)).isEqualTo(expected.bytes());
        assertThat(Leaf.parse(maker.leaf(kept))).isEqualTo(expected);
    }

    @Test
    void what_is_not_as_an_office_keeps_it_has_no_leaf() {
        var fine = "{\"$text\": {\"c\": \"" + COMMITMENT + "\", \"v\": \"\"}}";
        for (var wrong : new String[] {
            "{\"a\": 1.5}",
            "{\"a\": {\"$personal\": \"plain\"}}",
            "{\"a\": {\"$other\": {\"c\": \"" + COMMITMENT + "\", \"v\": \"\"}}}",
            "{\"a\": {\"$text\": {\"c\": \"short\", \"v\": \"\"}}}",
            "{\"a\": {\"$text\": {\"c\": \"" + COMMITMENT + "\"}}}",
            "{\"a\": {\"$text\": {\"c\": \"" + COMMITMENT + "\", \"v\": \"\"}, \"b\": 1}}",
            "{\"a\""
        }) {
            assertThatThrownBy(() -> new LeafMaker().leaf(entry(wrong, fine)))
                    .as(wrong)
                    .isInstanceOf(Flaw.class);
        }
    }

    @Property
    void times_have_six_digits_whenever_they_are(
            @ForAll @LongRange(min = -62_167_219_200_000_000L, max = 253_402_300_799_999_999L) long micros) {
        var at = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
        assertThat(Moments.text(micros))
                .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(at));
    }
}
