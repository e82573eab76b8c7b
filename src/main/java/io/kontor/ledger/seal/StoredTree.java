package io.kontor.ledger.seal;

import io.kontor.verify.Subtrees;
import io.kontor.verify.TilePath;
import io.kontor.verify.TreeHasher;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The tree as the tables hold it, for one question: what was read once is not read again. */
final class StoredTree implements Subtrees {
    private final TreeSql sql;
    private final TreeHasher hasher = new TreeHasher();
    private final long size;
    private final Map<Place, byte[]> tiles = new HashMap<>();
    private final Map<Place, byte[]> peaks = new HashMap<>();

    /** @param size how many leaves it has; nothing beyond is asked for */
    StoredTree(TreeSql sql, long size) {
        this.sql = sql;
        this.size = size;
    }

    /** The same, with tiles that were read already, and the subtrees at the right edge if the edge is the one of that size. */
    StoredTree(TreeSql sql, long size, TreeSql.Reach known) {
        this(sql, size);
        tiles.putAll(known.tiles());
        var edge = known.hashes();
        if (known.size() == size && edge.length == Long.bitCount(size) * TreeHasher.LENGTH) {
            long left = size;
            for (int from = 0; from < edge.length; from += TreeHasher.LENGTH) {
                int level = Long.numberOfTrailingZeros(left);
                left -= 1L << level;
                peaks.put(new Place(level, left >> level), Arrays.copyOfRange(edge, from, from + TreeHasher.LENGTH));
            }
        }
    }

    @Override
    public byte[] hash(int level, long index) {
        var peak = peaks.get(new Place(level, index));
        if (peak != null) {
            return peak;
        }
        int below = level % Growth.SPAN;
        long first = index << below;
        var tile = tile(level / Growth.SPAN, first / TilePath.FULL);
        int slot = (int) (first % TilePath.FULL);
        return fold(tile, slot, 1 << below);
    }

    private byte[] fold(byte[] tile, int slot, int count) {
        if (count == 1) {
            int from = slot * TreeHasher.LENGTH;
            if (from + TreeHasher.LENGTH > tile.length) {
                throw new NotSealed("a tile lacks hashes it should have");
            }
            return Arrays.copyOfRange(tile, from, from + TreeHasher.LENGTH);
        }
        return hasher.node(fold(tile, slot, count / 2), fold(tile, slot + count / 2, count / 2));
    }

    /** The hashes of a tile as it is in a tree of this size: 256, or fewer at the right edge. */
    byte[] tile(int level, long index) {
        return tiles.computeIfAbsent(new Place(level, index), place -> {
            long from = index * TilePath.FULL;
            return index < TilePath.full(level, size)
                    ? sql.tile(level, index).orElseThrow(() -> new NotSealed("a full tile is gone"))
                    : sql.hashes(level, from, from + TilePath.partial(level, size));
        });
    }
}
