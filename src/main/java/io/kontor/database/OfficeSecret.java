package io.kontor.database;

import io.kontor.kernel.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What an office knows that does not stand in its database, so that a copy of the database cannot act for it: 32 bytes, from
 * {@code KONTOR_SECRET} (base64), from a file named by {@code KONTOR_SECRET_FILE}, or from the data directory, where it is made on the
 * first start. No backup holds it.
 *
 * <p>Nobody gets the secret itself, only keys derived from it, one for each purpose.
 */
public final class OfficeSecret {
    /** Names the variable; with {@code _FILE} behind it, a file. */
    public static final String VARIABLE = "KONTOR_SECRET";

    /** In the data directory's folder of secrets. */
    static final String FILE = "office.secret";

    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Where it came from. */
    public enum Source {
        /** {@code KONTOR_SECRET} or the file that {@code KONTOR_SECRET_FILE} names. */
        ENVIRONMENT,
        /** The data directory. */
        DATA,
        /** There is none. */
        NONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Source source;
    private final byte @Nullable [] secret;

    private OfficeSecret(Source source, byte @Nullable [] secret) {
        this.source = source;
        this.secret = secret;
    }

    /** An office without: it keeps everything and signs nothing. */
    public static OfficeSecret none() {
        return new OfficeSecret(Source.NONE, null);
    }

    /** Refuses: anything but base64 of 32 bytes. */
    public static OfficeSecret of(String base64) {
        return new OfficeSecret(Source.ENVIRONMENT, bytes(VARIABLE, base64));
    }

    /** The secret of an office that is started: made in its data directory when it has none yet. */
    static OfficeSecret forOffice(Map<String, String> environment, @Nullable DataDirectory data) {
        var given = Outside.secret(environment, VARIABLE);
        if (given.isPresent() || data == null) {
            return given.map(OfficeSecret::of).orElseGet(OfficeSecret::none);
        }
        return kept(data, new Secrets(data.secrets()).of(FILE, LENGTH));
    }

    /** The same, without making one. */
    static OfficeSecret existing(Map<String, String> environment, @Nullable DataDirectory data) {
        var there = data != null && new Secrets(data.secrets()).has(FILE);
        return forOffice(environment, there ? data : null);
    }

    private static OfficeSecret kept(DataDirectory data, String base64) {
        return new OfficeSecret(Source.DATA, bytes(data.secrets().resolve(FILE).toString(), base64));
    }

    private static byte[] bytes(String name, String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without a word of the secret.
        }
        throw Refusal.invalid("secret-wrong", "name", name);
    }

    public Source source() {
        return source;
    }

    /** 32 bytes that belong to this office and this purpose alone; none when the office has no secret. */
    public Optional<byte[]> derive(String purpose) {
        if (secret == null) {
            return Optional.empty();
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Optional.of(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /**
     * Closes something so that only this office can open it, for this purpose and owner: AES-256-GCM, a nonce before it.
     * Refuses: the office has no secret.
     */
    public byte[] close(String purpose, String owner, byte[] plain) {
        var key = derive(purpose).orElseThrow(() -> Refusal.unavailable("secret-missing"));
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            var closed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(plain);
            return ByteBuffer.allocate(NONCE + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** What was closed; none when it does not open: another secret, or another owner's. */
    public Optional<byte[]> open(String purpose, String owner, byte[] closed) {
        var key = derive(purpose);
        if (key.isEmpty() || closed.length < NONCE) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key.get(), Arrays.copyOf(closed, NONCE), owner);
            return Optional.of(cipher.doFinal(closed, NONCE, closed.length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OfficeSecret that && source == that.source && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "OfficeSecret[" + source.code() + "]";
    }
}
