package io.kontor.verify;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of a Merkle tree: RFC 6962, section 2.1, with SHA-256. Leaves and nodes are told apart by a first byte, so that no
 * node passes for a leaf.
 *
 * <p>One of these is used by one thread at a time; it reuses its digest.
 */
public final class TreeHasher {
    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha = sha256();
    private final byte[] pair = new byte[1 + 2 * LENGTH];

    public TreeHasher() {
        pair[0] = NODE;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The root of the tree without leaves: the hash of nothing. */
    public byte[] empty() {
        return sha.digest();
    }

    public byte[] leaf(byte[] data) {
        sha.update(LEAF);
        return sha.digest(data);
    }

    /** @throws IllegalArgumentException for a child that is no hash */
    public byte[] node(byte[] left, byte[] right) {
        var hash = new byte[LENGTH];
        node(left, right, hash);
        return hash;
    }

    /** The same without a new array; the result may take the place of either child. */
    void node(byte[] left, byte[] right, byte[] into) {
        if (left.length != LENGTH || right.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes");
        }
        System.arraycopy(left, 0, pair, 1, LENGTH);
        System.arraycopy(right, 0, pair, 1 + LENGTH, LENGTH);
        sha.update(pair);
        try {
            sha.digest(into, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a digest of SHA-256 has " + LENGTH + " bytes", e);
        }
    }
}
