package io.kontor.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs by the iterative algorithms of RFC 9162: how long a proof is, or what sizes it comes with, decides nothing by
 * itself. Whatever is given, the answer is yes or no.
 */
public final class TreeChecks {
    private TreeChecks() {}

    /** Whether the leaf stands at the index of the tree with that size and root: RFC 9162, section 2.1.3.2. */
    public static boolean includes(long index, long size, byte[] leafHash, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size || leafHash.length != TreeHasher.LENGTH || !hashes(path)) {
            return false;
        }
        var hasher = new TreeHasher();
        long fn = index;
        long sn = size - 1;
        var hash = leafHash;
        for (var sibling : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = hasher.node(sibling, hash);
                int shift = skipped(fn);
                fn >>= shift;
                sn >>= shift;
            } else {
                hash = hasher.node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(hash, root);
    }

    /**
     * Whether the tree of the second size and root begins with that of the first: RFC 9162, section 2.1.4.2. Nothing can be
     * proved of a tree without leaves.
     */
    public static boolean extendsTo(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        if (first < 1 || first > second || !hashes(proof)) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        var path = proof;
        if (Long.bitCount(first) == 1 && firstRoot.length == TreeHasher.LENGTH) {
            path = new ArrayList<>(proof.size() + 1);
            path.add(firstRoot);
            path.addAll(proof);
        }
        return !proof.isEmpty() && leads(first, firstRoot, second, secondRoot, path);
    }

    private static boolean leads(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
        var hasher = new TreeHasher();
        int whole = Long.numberOfTrailingZeros(first);
        long fn = (first - 1) >> whole;
        long sn = (second - 1) >> whole;
        var before = path.getFirst();
        var after = before;
        for (var hash : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                before = hasher.node(hash, before);
                after = hasher.node(hash, after);
                int shift = skipped(fn);
                fn >>= shift;
                sn >>= shift;
            } else {
                after = hasher.node(after, hash);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(before, firstRoot) && Arrays.equals(after, secondRoot);
    }

    /** Levels on which a node at the right edge has no sibling and goes up alone. */
    private static int skipped(long fn) {
        return fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
    }

    private static boolean hashes(List<byte[]> given) {
        return given.stream().allMatch(hash -> hash.length == TreeHasher.LENGTH);
    }
}
