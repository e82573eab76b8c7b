package io.kontor.ledger;

import io.kontor.verify.CanonicalJson;
import io.kontor.verify.Content;
import io.kontor.verify.Flaw;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * Closes and opens one text under a key of its own: the commitment that an entry's leaf rests on, and the ciphertext. For one
 * thread at a time.
 */
final class TextCipher {
    private static final String HMAC = "HmacSHA256";
    private static final int TAG_BITS = 128;
    /** One key closes one text, so nothing is ever written under the same key twice. */
    private static final byte[] ONCE = new byte[12];

    private static final byte[] VALUE = {'v'};

    private @Nullable Mac mac;
    private @Nullable Cipher cipher;

    private Mac mac() throws GeneralSecurityException {
        var there = mac;
        if (there == null) {
            there = Mac.getInstance(HMAC);
            mac = there;
        }
        return there;
    }

    private Cipher cipher() throws GeneralSecurityException {
        var there = cipher;
        if (there == null) {
            there = Cipher.getInstance("AES/GCM/NoPadding");
            cipher = there;
        }
        return there;
    }

    /** The key of one text that says something of a person. */
    byte[] personal(byte[] person, UUID entry, String pointer) {
        return hmac(person, (entry + pointer).getBytes(StandardCharsets.UTF_8));
    }

    /** What an entry commits to in the place of the text. */
    byte[] commitment(byte[] key, String text) {
        try {
            return hmac(key, CanonicalJson.of(StringNode.valueOf(text).toString()));
        } catch (Flaw e) {
            throw new IllegalStateException("a text has a canonical form", e);
        }
    }

    byte[] close(byte[] key, String text) {
        return crypt(Cipher.ENCRYPT_MODE, key, text.getBytes(StandardCharsets.UTF_8));
    }

    String open(byte[] key, byte[] closed) {
        return new String(crypt(Cipher.DECRYPT_MODE, key, closed), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] key, byte[] bytes) {
        try {
            var cipher = cipher();
            cipher.init(mode, new SecretKeySpec(hmac(key, VALUE), "AES"), new GCMParameterSpec(TAG_BITS, ONCE));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text of the ledger was altered, or its key was", e);
        }
    }

    private byte[] hmac(byte[] key, byte[] bytes) {
        if (key.length != Content.KEY) {
            throw new IllegalArgumentException("a key has " + Content.KEY + " bytes");
        }
        try {
            var mac = mac();
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }
}
