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

    private static final byte[] BEGIN = Leaf.ascii("{");
    private static final byte[] ACTOR_NAME = Leaf.ascii("'actor_name':");
    private static final byte[] CORRELATION = Leaf.ascii("'correlation':'");
    private static final byte[] FORMAT = Leaf.ascii("','format':");
    private static final byte[] OCCURRED_AT = Leaf.ascii(",'occurred_at':'");
    private static final byte[] ORIGIN = Leaf.ascii("','origin':");
    private static final byte[] ORIGIN_REF = Leaf.ascii(",'origin_ref':'");
    private static final byte[] PARTNER = Leaf.ascii(",'partner':'");
    private static final byte[] PREVIOUS = Leaf.ascii(",'previous':'");
    private static final byte[] REASON = Leaf.ascii("'reason':");
    private static final byte[] ROLE = Leaf.ascii("'role':");
    private static final byte[] STATE = Leaf.ascii(",'state':");
    private static final byte[] QUOTE = Leaf.ascii("'");
    private static final byte[] COMMA = Leaf.ascii(",");
    private static final byte[] END = Leaf.ascii("}");

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
        Leaf.write(leaf, entry, digest);
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
        content.bytes(BEGIN);
        json(ACTOR_NAME, entry.actorName());
        content.bytes(CORRELATION);
        content.id(entry.correlation());
        content.bytes(FORMAT);
        content.ascii(Integer.toString(entry.format()));
        content.bytes(OCCURRED_AT);
        content.bytes(Moments.ascii(entry.occurredAt()));
        content.bytes(ORIGIN);
        content.word(entry.origin());
        id(ORIGIN_REF, entry.originRef());
        id(PARTNER, entry.partner());
        id(PREVIOUS, entry.previous());
        content.bytes(COMMA);
        json(REASON, entry.reason());
        content.bytes(ROLE);
        content.word(entry.role());
        content.bytes(STATE);
        value(entry.state());
        content.bytes(END);
    }

    private void id(byte[] name, @Nullable UUID id) {
        if (id != null) {
            content.bytes(name);
            content.id(id);
            content.bytes(QUOTE);
        }
    }

    private void json(byte[] name, byte @Nullable [] json) throws Flaw {
        if (json != null) {
            content.bytes(name);
            value(json);
            content.bytes(COMMA);
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
