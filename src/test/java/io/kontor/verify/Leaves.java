package io.kontor.verify;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A tree in memory for tests, and the slow, recursive definitions of RFC 6962 to compare with. */
final class Leaves {
    static final HexFormat HEX = HexFormat.of();

    /** The inputs certificate transparency has tested with since its beginning. */
    static final List<String> WELL_KNOWN =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private final TreeHasher hasher = new TreeHasher();
    private final List<byte[]> hashes = new ArrayList<>();

    static Leaves wellKnown() {
        var leaves = new Leaves();
        WELL_KNOWN.forEach(input -> leaves.add(HEX.parseHex(input)));
        return leaves;
    }

    static Leaves numbered(int count) {
        var leaves = new Leaves();
        for (int i = 0; i < count; i++) {
            leaves.add(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return leaves;
    }

    void add(byte[] data) {
        hashes.add(hasher.leaf(data));
    }

    int size() {
        return hashes.size();
    }

    byte[] hash(int index) {
        return hashes.get(index);
    }

    /** {@code MTH(D[from:to])}, straight from the definition. */
    byte[] mth(int from, int to) {
        if (from == to) {
            return hasher.empty();
        }
        if (to - from == 1) {
            return hashes.get(from);
        }
        int k = 1;
        while (k * 2 < to - from) {
            k *= 2;
        }
        return hasher.node(mth(from, from + k), mth(from + k, to));
    }

    Subtrees subtrees() {
        return (level, index) -> {
            int from = Math.toIntExact(index << level);
            return mth(from, from + (1 << level));
        };
    }

    TreeProofs proofs() {
        return new TreeProofs(subtrees());
    }

    static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }
}
