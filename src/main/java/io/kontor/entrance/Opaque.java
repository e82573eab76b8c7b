package io.kontor.entrance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that is given away once and kept only as its SHA-256: 32 random bytes, so that the hash cannot be guessed back and
 * finding it by the hash is as good as comparing in constant time.
 */
record Opaque(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Opaque random(String prefix) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Opaque(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "Opaque[...]";
    }
}
