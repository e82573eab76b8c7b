package io.kontor.ledger.seal;

import io.kontor.verify.TilePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles above one leaf: full ones as high as there are any, then the one at the right edge, as it is in a tree of some size. With
 * the roots of the edge's subtrees they hold every hash of an audit path.
 *
 * @param full where the full ones stand, the lowest first
 * @param edge where the one stands that is not full
 * @param width how many hashes that one holds, 0 to 255
 */
record Ascent(List<Place> full, Place edge, int width) {
    /** @param position of a leaf in a tree of {@code size} leaves */
    static Ascent of(long position, long size) {
        var full = new ArrayList<Place>();
        int level = 0;
        long index = position / TilePath.FULL;
        while (index < TilePath.full(level, size)) {
            full.add(new Place(level, index));
            level++;
            index /= TilePath.FULL;
        }
        return new Ascent(full, new Place(level, index), TilePath.partial(level, size));
    }
}
