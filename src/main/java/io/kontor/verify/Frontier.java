package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing tree: the roots of the complete subtrees its leaves fall into, one for each bit of its size. It is
 * all one needs to append leaves and to know the root, so memory grows with the logarithm of the size.
 *
 * <p>Lowest subtree first, these hashes are also what RFC 6962, section 2.1.1, calls the audit path of the next leaf in the tree
 * that ends with it: {@code PATH(n, D[n+1])}. For one thread at a time.
 */
public final class Frontier {
    /** As many leaves as a tree can have here; sizes and positions stay exact in any reader of JSON far below it. */
    public static final long MOST = 1L << 62;

    private static final int LEVELS = 63;

    private final TreeHasher hasher;
    private final byte[] @Nullable [] roots = new byte[LEVELS][];
    private long size;

    /** Told of every subtree the moment it is complete; for writing tiles. */
    @FunctionalInterface
    public interface Grown {
        /** @param hash is only lent: copy what is kept */
        void complete(int level, long index, byte[] hash);
    }

    public Frontier() {
        this(new TreeHasher());
    }

    Frontier(TreeHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * A frontier that was kept.
     *
     * @param hashes as {@link #hashes} gave them
     * @throws Flaw when they are not as many hashes as this size has
     */
    public static Frontier of(long size, List<byte[]> hashes) throws Flaw {
        var frontier = new Frontier();
        if (size < 0 || size > MOST || hashes.size() != Long.bitCount(size)) {
            throw Flaw.of(Flaw.Kind.PROOF_LENGTH, "size", size, "count", hashes.size());
        }
        frontier.size = size;
        int next = 0;
        for (int level = 0; level < LEVELS; level++) {
            if ((size >> level & 1) == 1) {
                var hash = hashes.get(next++);
                if (hash.length != TreeHasher.LENGTH) {
                    throw Flaw.of(Flaw.Kind.HASH_LENGTH, "count", hash.length);
                }
                frontier.roots[level] = hash.clone();
            }
        }
        return frontier;
    }

    public long size() {
        return size;
    }

    /** @throws IllegalArgumentException for what is no hash */
    public void append(byte[] leafHash) {
        append(leafHash, null);
    }

    public void append(byte[] leafHash, @Nullable Grown grown) {
        if (leafHash.length != TreeHasher.LENGTH) {
            throw new IllegalArgumentException("a hash has " + TreeHasher.LENGTH + " bytes, not " + leafHash.length);
        }
        if (size == MOST) {
            throw new IllegalStateException("the tree has " + MOST + " leaves and takes no more");
        }
        append(0, leafHash, grown);
    }

    /** A complete subtree, where one of its level can begin. */
    void append(int level, byte[] root) {
        append(level, root, null);
    }

    private void append(int from, byte[] root, @Nullable Grown grown) {
        var hash = root.clone();
        int level = from;
        tell(grown, level, hash);
        for (byte[] left = roots[level]; left != null; left = roots[level]) {
            hasher.node(left, hash, hash);
            roots[level] = null;
            level++;
            tell(grown, level, hash);
        }
        roots[level] = hash;
        size += 1L << from;
    }

    private void tell(@Nullable Grown grown, int level, byte[] hash) {
        if (grown != null) {
            grown.complete(level, size >> level, hash);
        }
    }

    /** The root over all leaves so far. */
    public byte[] root() {
        byte[] right = null;
        for (byte[] left : roots) {
            if (left != null) {
                right = right == null ? left : hasher.node(left, right);
            }
        }
        return right == null ? hasher.empty() : right.clone();
    }

    /** What to keep of it: the roots of its subtrees, the smallest first. */
    public List<byte[]> hashes() {
        var hashes = new ArrayList<byte[]>();
        for (byte[] root : roots) {
            if (root != null) {
                hashes.add(root.clone());
            }
        }
        return hashes;
    }
}
