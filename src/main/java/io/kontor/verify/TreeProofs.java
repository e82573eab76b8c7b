package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the proofs of RFC 6962, sections 2.1.1 and 2.1.2, from the hashes of complete subtrees; each asks for about as many as
 * the logarithm of the size. For one thread at a time.
 */
public final class TreeProofs {
    private final TreeHasher hasher = new TreeHasher();
    private final Subtrees subtrees;

    public TreeProofs(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** The root of the first {@code size} leaves. */
    public byte[] root(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has 0 leaves or more, not " + size);
        }
        return size == 0 ? hasher.empty() : range(0, size);
    }

    /** {@code PATH(index, D[size])}: that a leaf stands at its place in a tree. */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        path(index, 0, size, path);
        return path;
    }

    /** {@code PROOF(first, D[second])}: that a tree goes on where an earlier one ended. */
    public List<byte[]> consistency(long first, long second) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException("no proof from " + first + " to " + second);
        }
        var proof = new ArrayList<byte[]>();
        subproof(first, 0, second, true, proof);
        return proof;
    }

    private void path(long index, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(range(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(range(from, middle));
        }
    }

    private void subproof(long first, long from, long to, boolean whole, List<byte[]> proof) {
        if (first == to) {
            if (!whole) {
                proof.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (first <= middle) {
            subproof(first, from, middle, whole, proof);
            proof.add(range(middle, to));
        } else {
            subproof(first, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    private byte[] range(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return subtrees.hash(level, from >> level);
        }
        long middle = from + split(width);
        return hasher.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two below the width. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
