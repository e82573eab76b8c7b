package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an entry says, and the commitment to it that stands in the entry's leaf. The content itself never does.
 *
 * <p>Texts that may have to go, {@code $personal} and {@code $text}, are not committed to as they are: in their place stands an
 * HMAC-SHA-256 of the text under a key of its own. Readable content brings the text and that key, {@code {"$key": .., "$personal": ..}};
 * where both were destroyed it brings the HMAC alone, {@code {"$commitment": .., "$personal": null}}. Either way the same bytes come
 * out, and with them the same proof. The whole is then committed to by an HMAC-SHA-256 under the entry's 128 random bits, so that
 * nobody guesses content from a leaf.
 *
 * <p>Numbers are whole and exact in a double; everything else numeric is a string. For one thread at a time.
 */
public final class Content {
    /** How many random bytes an entry has. */
    public static final int SALT = 16;
    /** How many bytes the key of one text has. */
    public static final int KEY = 32;

    private final Mac mac = hmac();
    private final Committed writer = new Committed();
    private final byte[] digest = new byte[TreeHasher.LENGTH];
    private long erased;

    static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** The bytes committed to: canonical, with commitments in the places of the texts that may go. */
    public byte[] committed(byte[] readable) throws Flaw {
        CanonicalJson.write(readable, 0, readable.length, writer);
        return writer.bytes();
    }

    /** The commitment to these bytes, as it stands in the leaf. */
    public byte[] commitment(byte[] committed, byte[] salt) {
        if (salt.length != SALT) {
            throw new IllegalArgumentException("an entry has " + SALT + " random bytes, not " + salt.length);
        }
        return hmac(salt, committed, 0, committed.length).clone();
    }

    /** Reads the content the parser stands at, and leaves it at its last token. */
    void read(JsonParser in) throws Flaw {
        writer.clear();
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Flaw.of(Flaw.Kind.MEMBER_WRONG, "name", "content");
        }
        writer.value(in);
    }

    /** The commitment to what was read last, as it stands in the leaf. */
    String commitment(byte[] salt) {
        return Plain.base64(hmac(salt, writer.buffer(), 0, writer.length()));
    }

    /** How many texts so far were found destroyed. */
    long erased() {
        return erased;
    }

    /** Lent until the next call. */
    private byte[] hmac(byte[] key, byte[] bytes, int from, int count) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes, from, count);
            mac.doFinal(digest, 0);
            return digest;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }

    /** Writes content as it is committed to. */
    private final class Committed extends ContentWriter {
        @Override
        void ended(int start, int first, int members) throws Flaw {
            if (members == 0 || name(first).isEmpty() || name(first).charAt(0) != '$') {
                return;
            }
            var mark = members == 2 ? name(first + 1) : "";
            if (!mark.equals("$personal") && !mark.equals("$text")) {
                throw Flaw.of(Flaw.Kind.MARK, "name", name(first));
            }
            var commitment = commitment(first);
            cut(start);
            ascii("{\"" + mark + "\":\"" + commitment + "\"}");
        }

        private String commitment(int first) throws Flaw {
            int from = valueStart(first + 1);
            int count = valueEnd(first + 1) - from;
            boolean gone = buffer()[from] == 'n';
            var given = text(valueStart(first), valueEnd(first));
            var bytes = Plain.bytes(given, KEY);
            if (bytes != null && gone && name(first).equals("$commitment")) {
                erased++;
                return given;
            }
            if (bytes != null && buffer()[from] == '"' && name(first).equals("$key")) {
                return Plain.base64(hmac(bytes, buffer(), from, count));
            }
            throw Flaw.of(Flaw.Kind.MARK, "name", name(first));
        }

        /** What stands between the quotation marks; nothing when there are none. */
        private String text(int from, int to) {
            return buffer()[from] == '"'
                    ? new String(Arrays.copyOfRange(buffer(), from + 1, to - 1), StandardCharsets.UTF_8)
                    : "";
        }
    }
}
