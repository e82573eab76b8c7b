package io.kontor.ledger.seal;

import io.kontor.verify.Frontier;
import io.kontor.verify.TilePath;
import io.kontor.verify.TreeHasher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gathers the tiles that become full while leaves are appended. */
final class Growth implements Frontier.Grown {
    /** How many levels of the tree one level of tiles spans. */
    static final int SPAN = 8;

    private final Map<Place, byte[]> growing = new HashMap<>();
    private final Map<Place, Integer> firsts = new HashMap<>();
    private final Map<Place, byte[]> roots = new HashMap<>();
    private final List<Place> full = new ArrayList<>();

    @Override
    public void complete(int level, long index, byte[] hash) {
        if (level % SPAN != 0) {
            return;
        }
        int tiles = level / SPAN;
        if (tiles > 0) {
            roots.put(new Place(tiles - 1, index), hash.clone());
        }
        var place = new Place(tiles, index / TilePath.FULL);
        int slot = (int) (index % TilePath.FULL);
        var hashes = growing.computeIfAbsent(place, fresh -> new byte[TilePath.FULL * TreeHasher.LENGTH]);
        firsts.putIfAbsent(place, slot);
        System.arraycopy(hash, 0, hashes, slot * TreeHasher.LENGTH, TreeHasher.LENGTH);
        if (slot == TilePath.FULL - 1) {
            full.add(place);
        }
    }

    /** Hashes of a level that were there before. */
    interface Before {
        byte[] hashes(int level, long from, long to);
    }

    /** The tiles that became full; what they had before is asked for. */
    List<Tile> full(Before before) {
        return full.stream()
                .map(place -> {
                    var hashes = Objects.requireNonNull(growing.get(place));
                    int first = Objects.requireNonNull(firsts.get(place));
                    if (first > 0) {
                        long from = place.index() * TilePath.FULL;
                        var there = before.hashes(place.level(), from, from + first);
                        if (there.length != first * TreeHasher.LENGTH) {
                            throw new NotSealed(
                                    "tile " + place.index() + " of level " + place.level() + " lacks hashes it had");
                        }
                        System.arraycopy(there, 0, hashes, 0, there.length);
                    }
                    return new Tile(place.level(), place.index(), hashes, Objects.requireNonNull(roots.get(place)));
                })
                .toList();
    }
}
