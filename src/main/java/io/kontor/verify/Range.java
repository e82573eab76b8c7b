package io.kontor.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * The leaves of a tree from some position on: the roots of the complete subtrees they fill, at most two of each size. What stands
 * before them may be added at the end, so a part of a ledger is read once, its proofs last.
 */
final class Range {
    private record Node(int level, byte[] hash) {}

    private final TreeHasher hasher = new TreeHasher();
    private final long begin;
    private final List<Node> nodes;
    private long end;

    Range(long begin) {
        this(begin, begin, new ArrayList<>());
    }

    private Range(long begin, long end, List<Node> nodes) {
        this.begin = begin;
        this.end = end;
        this.nodes = nodes;
    }

    /** As it is now. */
    Range copy() {
        return new Range(begin, end, new ArrayList<>(nodes));
    }

    long end() {
        return end;
    }

    void leaf(byte[] data) {
        var hash = hasher.leaf(data);
        int level = 0;
        end++;
        while (!nodes.isEmpty() && nodes.getLast().level() == level && joins(level)) {
            hasher.node(nodes.removeLast().hash(), hash, hash);
            level++;
        }
        nodes.add(new Node(level, hash));
    }

    /** Whether the two subtrees of this level at the end are the halves of one. */
    private boolean joins(int level) {
        return (end & ((2L << level) - 1)) == 0;
    }

    /** The root of the tree that ends here, given the roots of the subtrees before, the smallest first. */
    byte[] root(List<byte[]> before) throws Flaw {
        var frontier = Frontier.of(begin, before);
        for (var node : nodes) {
            frontier.append(node.level(), node.hash());
        }
        return frontier.root();
    }
}
