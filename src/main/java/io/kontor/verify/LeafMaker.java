package io.kontor.verify;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Makes the leaves of entries from what an office keeps of them, without any key: docs/ledger-format.md. For one thread at a time;
 * its buffers are used again.
 */
public final class LeafMaker {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final Kept content = new Kept();
    private final CanonicalWriter leaf = new CanonicalWriter();
    private final MessageDigest sha = TreeHasher.sha256();
    private final byte[] pad = new byte[BLOCK];
    private final byte[] digest = new byte[TreeHasher.LENGTH];
    private boolean marked;

    /** The exact bytes hashed. */
    public byte[] leaf(KeptEntry entry) throws Flaw {
        write(entry);
        hmac(entry.salt());
        new Leaf(
                        entry.id().toString(),
                        Moments.text(entry.recordedAt()),
                        entry.who(),
                        entry.action(),
                        entry.subjectType(),
                        entry.subject().toString(),
                        Plain.base64(digest))
                .write(leaf);
        return leaf.bytes();
    }

    /** The bytes the leaf commits to. */
    public byte[] content(KeptEntry entry) throws Flaw {
        write(entry);
        return content.bytes();
    }

    /** The same with ciphertexts beside commitments, for whoever has keys to open them. */
    public byte[] closed(KeptEntry entry) throws Flaw {
        content.keep = true;
        try {
            write(entry);
            return content.bytes();
        } finally {
            content.keep = false;
        }
    }

    /** Whether the entry seen last holds a text that may have to go; if not, its content is readable as it is committed to. */
    public boolean marked() {
        return marked;
    }

    private void write(KeptEntry entry) throws Flaw {
        marked = false;
        content.clear();
        content.ascii("{");
        json("\"actor_name\":", entry.actorName());
        content.ascii("\"correlation\":\"" + entry.correlation() + "\",\"format\":" + entry.format()
                + ",\"occurred_at\":\"" + Moments.text(entry.occurredAt()) + "\",\"origin\":");
        content.string(entry.origin());
        id(",\"origin_ref\":\"", entry.originRef());
        id(",\"partner\":\"", entry.partner());
        id(",\"previous\":\"", entry.previous());
        content.ascii(",");
        json("\"reason\":", entry.reason());
        content.ascii("\"role\":");
        content.string(entry.role());
        content.ascii(",\"state\":");
        value(entry.state());
        content.ascii("}");
    }

    private void id(String name, @Nullable UUID id) {
        if (id != null) {
            content.ascii(name + id + "\"");
        }
    }

    private void json(String name, byte @Nullable [] json) throws Flaw {
        if (json != null) {
            content.ascii(name);
            value(json);
            content.ascii(",");
        }
    }

    private void value(byte[] json) throws Flaw {
        try (var in = CanonicalJson.parser(json, 0, json.length)) {
            in.nextToken();
            content.value(in);
        } catch (JacksonException e) {
            throw CanonicalJson.flaw(e);
        }
    }

    /** HMAC-SHA-256, RFC 2104, on a digest that is there already. */
    private void hmac(byte[] salt) {
        if (salt.length != Content.SALT) {
            throw new IllegalArgumentException("an entry has " + Content.SALT + " random bytes, not " + salt.length);
        }
        pad(salt, INNER);
        sha.update(content.buffer(), 0, content.length());
        finish();
        pad(salt, OUTER);
        sha.update(digest);
        finish();
    }

    private void pad(byte[] key, byte with) {
        for (int i = 0; i < BLOCK; i++) {
            pad[i] = (byte) (i < key.length ? key[i] ^ with : with);
        }
        sha.update(pad);
    }

    private void finish() {
        try {
            sha.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a digest of SHA-256 has 32 bytes", e);
        }
    }

    /** Puts the commitments in the places of the texts. */
    private final class Kept extends ContentWriter {
        private static final String BEFORE = "{\"c\":\"";
        private static final String BETWEEN = "\",\"v\":\"";
        private static final int COMMITMENT = 44;

        /** Whether closed texts stay as they are. */
        private boolean keep;

        @Override
        void ended(int start, int first, int members) throws Flaw {
            if (members == 0 || name(first).isEmpty() || name(first).charAt(0) != '$') {
                return;
            }
            var mark = name(first);
            int from = valueStart(first);
            if (members != 1 || !(mark.equals("$personal") || mark.equals("$text"))) {
                throw Flaw.of(Flaw.Kind.MARK, "name", mark);
            }
            marked = true;
            int commitment = from + BEFORE.length();
            if (!stands(BEFORE, from) || !stands(BETWEEN, commitment + COMMITMENT)) {
                throw Flaw.of(Flaw.Kind.MARK, "name", mark);
            }
            var given = new String(buffer(), commitment, COMMITMENT, java.nio.charset.StandardCharsets.US_ASCII);
            if (Plain.bytes(given, TreeHasher.LENGTH) == null) {
                throw Flaw.of(Flaw.Kind.MARK, "name", mark);
            }
            if (!keep) {
                cut(start);
                ascii("{\"" + mark + "\":\"" + given + "\"}");
            }
        }

        private boolean stands(String text, int from) {
            if (from + text.length() > length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (buffer()[from + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
