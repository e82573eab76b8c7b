package io.kontor.verify;

import java.util.regex.Pattern;

/**
 * Where a tile of hashes or a bundle of leaves is served, below the log's address: c2sp.org/tlog-tiles.
 *
 * @param level of the tile, 0 to 63; {@link #ENTRIES} for a bundle of leaves
 * @param index which of its level
 * @param width how many it holds, 1 to 256; fewer than 256 only at the right edge of a tree
 */
public record TilePath(int level, long index, int width) {
    /** So many hashes are in a full tile. */
    public static final int FULL = 256;
    /** Stands for the level of bundles. */
    public static final int ENTRIES = -1;

    private static final int LEVELS = 64;
    private static final int BITS = 8;
    private static final int THOUSAND = 1000;
    private static final long MOST = 999_999_999_999_999_999L;
    /** Six groups of digits reach farther than any tree. */
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    public TilePath {
        if (level < ENTRIES || level >= LEVELS || index < 0 || index > MOST || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** How many full tiles a level of a tree has. */
    public static long full(int level, long size) {
        return shifted(size, level + 1);
    }

    /** How many hashes stand in the partial tile at a level's right edge; 0 when there is none. */
    public static int partial(int level, long size) {
        return (int) (shifted(size, level) & (FULL - 1));
    }

    private static long shifted(long size, int levels) {
        return levels * BITS >= Long.SIZE ? 0 : size >> (levels * BITS);
    }

    /** Reads {@code tile/L/N[.p/W]} and {@code tile/entries/N[.p/W]}; each tile has one path only. */
    public static TilePath parse(String path) throws Flaw {
        var parts = FORM.matcher(path);
        if (parts.matches()) {
            var level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
            var index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
            var width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
            if (level < LEVELS && width >= 1 && width <= FULL) {
                var tile = new TilePath(level, index, width);
                if (tile.toString().equals(path)) {
                    return tile;
                }
            }
        }
        throw Flaw.of(Flaw.Kind.TILE_PATH, "path", path);
    }

    @Override
    public String toString() {
        var groups = three(index % THOUSAND);
        for (long rest = index / THOUSAND; rest > 0; rest /= THOUSAND) {
            groups = "x" + three(rest % THOUSAND) + "/" + groups;
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + groups + (width == FULL ? "" : ".p/" + width);
    }

    private static String three(long group) {
        return Long.toString(THOUSAND + group).substring(1);
    }
}
