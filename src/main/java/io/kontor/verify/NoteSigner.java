package io.kontor.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** A key that can sign: of a log, or of a witness. Where its secret is kept is its owner's business. */
public final class NoteSigner {
    private static final int KEY = 32;

    private final NoteKey key;
    private final PrivateKey secret;

    private NoteSigner(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /** A new key. */
    public static NoteSigner generate(String name, NoteKey.Type type, SecureRandom random) throws Flaw {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            var pair = generator.generateKeyPair();
            var encoded = pair.getPublic().getEncoded();
            var open = Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
            return new NoteSigner(NoteKey.of(name, type, open), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * A key that was kept.
     *
     * @param pkcs8 its secret, as {@link #secret} gave it
     * @throws Flaw when it is no secret, or not the one that belongs to the key
     */
    public static NoteSigner of(NoteKey key, byte[] pkcs8) throws Flaw {
        try {
            var secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            var signer = new NoteSigner(key, secret);
            var tried = key.name().getBytes(StandardCharsets.UTF_8);
            if (key.signed(tried, signer.ed25519(tried))) {
                return signer;
            }
        } catch (GeneralSecurityException e) {
            // Said below, without a word of the secret.
        }
        throw Flaw.of(Flaw.Kind.SECRET_WRONG, "key", key.id());
    }

    public NoteKey key() {
        return key;
    }

    /** The secret in the encoding of RFC 8410, to be encrypted and kept. */
    public byte[] secret() {
        return secret.getEncoded();
    }

    /** @throws Flaw for a text that no note can hold: control characters, no line feed at its end */
    public SignedNote sign(String text) throws Flaw {
        return new SignedNote(SignedNote.checked(text), List.of())
                .with(NoteSignature.of(key, ed25519(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The note with this key's signature below the others: while keys change, or of a witness. */
    public SignedNote sign(SignedNote note, long time) {
        return switch (key.type()) {
            case ED25519 -> note.with(NoteSignature.of(key, ed25519(note.text().getBytes(StandardCharsets.UTF_8))));
            case COSIGNATURE -> {
                var signature = ed25519(NoteSignature.cosigned(time, note.text()));
                var timed = ByteBuffer.allocate(Long.BYTES + signature.length);
                yield note.with(
                        NoteSignature.of(key, timed.putLong(time).put(signature).array()));
            }
        };
    }

    private byte[] ed25519(byte[] message) {
        try {
            var signing = Signature.getInstance("Ed25519");
            signing.initSign(secret);
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 signs whatever it is given", e);
        }
    }
}
