package io.kontor.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom one believes: a name and a public key, written as the verifier key of c2sp.org/signed-note,
 * {@code name+keyid+base64(type||key)}. The key id is the beginning of a hash of all the rest, so a key that was altered anywhere
 * does not parse.
 */
public final class NoteKey {
    /** What a key signs, by the byte c2sp.org/signed-note gives it. */
    public enum Type {
        /** Ed25519 over the note's text. */
        ED25519(1),
        /** Ed25519 over a witness's statement, {@code cosignature/v1} of c2sp.org/tlog-cosignature. */
        COSIGNATURE(4);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }
    }

    private static final int KEY = 32;
    private static final int ID = 4;
    /** What stands before the 32 bytes in RFC 8410's encoding. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final Type type;
    private final byte[] key;
    private final String id;
    private final PublicKey opened;

    private NoteKey(String name, Type type, byte[] key) throws Flaw {
        if (!isName(name)) {
            throw Flaw.of(Flaw.Kind.KEY_NAME, "name", name);
        }
        this.name = name;
        this.type = type;
        this.key = key.clone();
        this.id = id(name, type.code, key);
        this.opened = open(key);
    }

    /** @throws Flaw for a name with spaces or a plus, or what is no Ed25519 key of 32 bytes */
    public static NoteKey of(String name, Type type, byte[] key) throws Flaw {
        return new NoteKey(name, type, key);
    }

    /** Reads {@code name+keyid+base64}. */
    public static NoteKey parse(String text) throws Flaw {
        var parts = text.split("\\+", 3);
        var bytes = parts.length == 3 ? Plain.bytes(parts[2], 1 + KEY) : null;
        if (bytes == null) {
            throw Flaw.of(Flaw.Kind.KEY_FORM, "key", text);
        }
        for (var type : Type.values()) {
            if (type.code == bytes[0]) {
                var key = new NoteKey(parts[0], type, Arrays.copyOfRange(bytes, 1, bytes.length));
                if (!key.id.equals(parts[1])) {
                    throw Flaw.of(Flaw.Kind.KEY_ID, "key", text, "right", key.id);
                }
                return key;
            }
        }
        throw Flaw.of(Flaw.Kind.KEY_TYPE, "key", text, "type", bytes[0] & 0xff);
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(NoteKey::splits);
    }

    private static boolean splits(int point) {
        return point == '+'
                || Character.isISOControl(point)
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point);
    }

    private static String id(String name, byte type, byte[] key) {
        var sha = TreeHasher.sha256();
        sha.update(name.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
        sha.update(type);
        return HexFormat.of().formatHex(sha.digest(key), 0, ID);
    }

    private static PublicKey open(byte[] key) throws Flaw {
        if (key.length == KEY) {
            var encoded = Arrays.copyOf(X509, X509.length + KEY);
            System.arraycopy(key, 0, encoded, X509.length, KEY);
            try {
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // Said below.
            }
        }
        throw Flaw.of(Flaw.Kind.KEY_FORM, "key", Plain.base64(key));
    }

    /** Whether this key signed these bytes; whatever is given, the answer is yes or no. */
    boolean signed(byte[] message, byte[] signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(opened);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** Eight hexadecimal digits; short, and therefore no proof of anything. */
    public String id() {
        return id;
    }

    /** The verifier key, for people to keep. */
    @Override
    public String toString() {
        var bytes = new byte[1 + KEY];
        bytes[0] = type.code;
        System.arraycopy(key, 0, bytes, 1, KEY);
        return name + "+" + id + "+" + Plain.base64(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && that.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
