package io.kontor.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** One line below a note: which key is said to have signed, and its signature. */
public final class NoteSignature {
    private static final int ID = 4;
    private static final int ED25519 = 64;

    private final String name;
    private final byte[] bytes;

    /** @param bytes key id and signature */
    NoteSignature(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    /** A signature of that key. */
    static NoteSignature of(NoteKey key, byte[] signature) {
        var id = HexFormat.of().parseHex(key.id());
        return new NoteSignature(
                key.name(),
                ByteBuffer.allocate(ID + signature.length)
                        .put(id)
                        .put(signature)
                        .array());
    }

    public String name() {
        return name;
    }

    public String keyId() {
        return HexFormat.of().formatHex(bytes, 0, ID);
    }

    boolean claims(NoteKey key) {
        return name.equals(key.name()) && keyId().equals(key.id());
    }

    /** Whether the key it claims signed this text, in the way keys of its type do. */
    boolean holds(NoteKey key, String text) {
        var signature = Arrays.copyOfRange(bytes, ID, bytes.length);
        return switch (key.type()) {
            case ED25519 -> key.signed(text.getBytes(StandardCharsets.UTF_8), signature);
            case COSIGNATURE -> {
                long time = time();
                yield time >= 0
                        && key.signed(
                                cosigned(time, text), Arrays.copyOfRange(signature, Long.BYTES, signature.length));
            }
        };
    }

    /**
     * When a witness says it saw the checkpoint, in seconds since 1970; -1 when this is no cosignature. It is a claim until the
     * signature was checked.
     */
    public long time() {
        return bytes.length == ID + Long.BYTES + ED25519
                ? Math.max(-1, ByteBuffer.wrap(bytes).getLong(ID))
                : -1;
    }

    /** What a witness signs: c2sp.org/tlog-cosignature, "Ed25519 signed message". */
    static byte[] cosigned(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return SignedNote.DASH + name + " " + Plain.base64(bytes) + "\n";
    }
}
