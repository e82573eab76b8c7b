package io.kontor.ledger.seal;

import io.kontor.verify.Frontier;
import io.kontor.verify.TreeHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The roots of all full tiles, by their levels; 32 bytes for 256 leaves. */
final class TileRoots implements Frontier.Grown {
    private final List<Grown> levels = new ArrayList<>();

    @Override
    public void complete(int level, long index, byte[] hash) {
        if (level > 0 && level % Growth.SPAN == 0) {
            while (levels.size() < level / Growth.SPAN) {
                levels.add(new Grown());
            }
            levels.get(level / Growth.SPAN - 1).add(hash);
        }
    }

    byte[] of(int level, long index) {
        return levels.get(level).at((int) index);
    }

    private static final class Grown {
        private byte[] hashes = new byte[64 * TreeHasher.LENGTH];
        private int count;

        void add(byte[] hash) {
            if ((count + 1) * TreeHasher.LENGTH > hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
            System.arraycopy(hash, 0, hashes, count++ * TreeHasher.LENGTH, TreeHasher.LENGTH);
        }

        byte[] at(int index) {
            int from = index * TreeHasher.LENGTH;
            return Arrays.copyOfRange(hashes, from, from + TreeHasher.LENGTH);
        }
    }
}
