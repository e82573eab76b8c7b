package io.kontor.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Texts and base64 (RFC 4648, section 4) read so that there is one way only to write each value. */
final class Plain {
    private static final Base64.Encoder ENCODER = Base64.getEncoder();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private Plain() {}

    static String base64(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static byte[] ascii(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /** The bytes; none when it is not base64, lacks its padding or sets bits the padding leaves over. */
    static byte @Nullable [] bytes(String text) {
        try {
            var bytes = DECODER.decode(text);
            boolean padded = text.length() == (bytes.length + 2) / 3 * 4;
            return padded && endsClean(text, bytes.length % 3) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether the last letter sets no bit beyond the last byte; Java's decoder lets that pass. */
    private static boolean endsClean(String text, int left) {
        return switch (left) {
            case 1 -> "AQgw".indexOf(text.charAt(text.length() - 3)) >= 0;
            case 2 -> "AEIMQUYcgkosw048".indexOf(text.charAt(text.length() - 2)) >= 0;
            default -> true;
        };
    }

    /** The same when there must be so many bytes. */
    static byte @Nullable [] bytes(String text, int length) {
        var bytes = bytes(text);
        return bytes == null || bytes.length != length ? null : bytes;
    }

    /** The text; none when it is not UTF-8. */
    static @Nullable String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** A decimal number without sign and leading zeros; -1 for anything else. */
    static long whole(String text) {
        if (text.isEmpty() || text.length() > 18 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
