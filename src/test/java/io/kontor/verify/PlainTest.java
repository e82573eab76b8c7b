package io.kontor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PlainTest {
    @Property
    void bytes_are_written_in_one_way_only(
            @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 60) int place, @ForAll char other) {
        var text = Plain.base64(bytes);
        assertThat(Plain.bytes(text)).isEqualTo(bytes);
        assertThat(Plain.bytes(text.replace("=", "")))
                .satisfies(read -> assertThat(read == null).isEqualTo(text.contains("=")));
        if (place < text.length() && text.charAt(place) != other) {
            var changed = text.substring(0, place) + other + text.substring(place + 1);
            var read = Plain.bytes(changed);
            assertThat(read == null || !Arrays.equals(read, bytes)).isTrue();
            assertThat(read == null || Base64.getEncoder().encodeToString(read).equals(changed))
                    .isTrue();
        }
    }

    @Property
    void any_text_is_bytes_in_their_one_form_or_nothing(@ForAll String text) {
        var read = Plain.bytes(text);
        assertThat(read == null || Base64.getEncoder().encodeToString(read).equals(text))
                .isTrue();
    }

    /** The last letter before the padding has bits to spare; every one of them but zero is refused. */
    @Property
    void bits_to_spare_are_zero(@ForAll @IntRange(max = 255) int one, @ForAll @IntRange(max = 63) int letter) {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var bytes : new byte[][] {{(byte) one}, {(byte) one, (byte) one}}) {
            var text = Plain.base64(bytes);
            int last = bytes.length;
            var changed = text.substring(0, last) + letters.charAt(letter) + text.substring(last + 1);
            var read = Plain.bytes(changed);
            assertThat(read == null)
                    .isEqualTo(!Base64.getEncoder()
                            .encodeToString(Base64.getDecoder().decode(changed))
                            .equals(changed));
        }
    }
}
