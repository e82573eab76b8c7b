package io.kontor.ledger.seal;

import io.kontor.verify.Flaw;
import io.kontor.verify.Frontier;
import io.kontor.verify.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of the tree as it is kept.
 *
 * @param origin what the log is called
 * @param size how many leaves the tree has
 * @param hashes of the edge's subtrees, the smallest first, one behind the other
 * @param checkpoints how many were made
 * @param keys how many keys the log has had
 */
record Edge(String origin, long size, byte[] hashes, long checkpoints, int keys) {
    Frontier frontier() {
        var each = new ArrayList<byte[]>();
        for (int from = 0; from < hashes.length; from += TreeHasher.LENGTH) {
            each.add(Arrays.copyOfRange(hashes, from, from + TreeHasher.LENGTH));
        }
        try {
            return Frontier.of(size, each);
        } catch (Flaw flaw) {
            throw new NotSealed("the edge of the tree is not as it was kept: " + flaw.getMessage(), flaw);
        }
    }

    static byte[] flat(List<byte[]> hashes) {
        var flat = new byte[hashes.size() * TreeHasher.LENGTH];
        int at = 0;
        for (var hash : hashes) {
            System.arraycopy(hash, 0, flat, at, hash.length);
            at += hash.length;
        }
        return flat;
    }
}
