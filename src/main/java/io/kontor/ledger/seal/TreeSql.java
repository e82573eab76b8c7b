package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.database.Copying;
import io.kontor.database.Rows;
import io.kontor.verify.KeptEntry;
import io.kontor.verify.TilePath;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the tree. */
@Component
class TreeSql {
    private final JdbcClient jdbc;
    private final Copying copying;

    TreeSql(JdbcClient jdbc, Copying copying) {
        this.jdbc = jdbc;
        this.copying = copying;
    }

    /** One leaf as it is kept. */
    record KeptLeaf(long position, byte[] leaf, byte[] hash) {}

    /** One checkpoint as it is kept. */
    record KeptCheckpoint(long size, long number, String note, Instant madeAt) {}

    Optional<Edge> edge() {
        return jdbc.sql("""
                select origin, size, hashes, checkpoints, (select count(*) from ledger.note_key)::int as keys
                from ledger.frontier
                """).query(Edge.class).optional();
    }

    void begin(String origin) {
        jdbc.sql("""
                insert into ledger.frontier (origin, size, hashes, checkpoints) values (:origin, 0, '', 0)
                on conflict (one) do nothing
                """).param("origin", origin).update();
    }

    /** The entries with positions from there on, which have to follow each other. */
    List<KeptEntry> entries(long from, int most) {
        return copying.read(
                "select p.position, e.id is null as gone, " + KeptEntries.COLUMNS
                        + " from (select * from ledger.position where position >= " + from + " order by position limit "
                        + most
                        + ") p left join ledger.entry e on e.subject_id = p.subject_id and e.seq = p.seq and e.id = p.entry_id"
                        + " order by p.position",
                rows -> entries(rows, from));
    }

    private static List<KeptEntry> entries(CopiedRows rows, long from) throws SQLException {
        var entries = new ArrayList<KeptEntry>();
        for (long due = from; rows.next(); due++) {
            if (rows.large() != due) {
                throw new NotSealed("position " + due + " is gone");
            }
            if (rows.truth()) {
                throw new NotSealed("the entry at position " + due + " is gone");
            }
            entries.add(KeptEntries.read(rows));
        }
        return entries;
    }

    void insert(List<KeptLeaf> leaves) {
        jdbc.sql("""
                insert into ledger.leaf (position, leaf, hash)
                select r.position, r.leaf, r.hash from unnest(:position, :leaf, :hash) as r (position, leaf, hash)
                """)
                .params(Rows.of(leaves)
                        .large("position", KeptLeaf::position)
                        .bytes("leaf", KeptLeaf::leaf)
                        .bytes("hash", KeptLeaf::hash)
                        .params())
                .update();
    }

    void insertTiles(List<Tile> tiles) {
        jdbc.sql("""
                insert into ledger.tile (level, index, hashes, root)
                select r.level, r.index, r.hashes, r.root
                from unnest(:level, :index, :hashes, :root) as r (level, index, hashes, root)
                """)
                .params(Rows.of(tiles)
                        .whole("level", Tile::level)
                        .large("index", Tile::index)
                        .bytes("hashes", Tile::hashes)
                        .bytes("root", Tile::root)
                        .params())
                .update();
    }

    /** Refuses to go on from any other size than the one that was read. */
    void move(Edge from, long size, byte[] hashes) {
        int moved = jdbc.sql("""
                update ledger.frontier set size = :size, hashes = :hashes, checkpoints = checkpoints + 1
                where size = :before and checkpoints = :checkpoints
                """)
                .param("size", size)
                .param("hashes", hashes)
                .param("before", from.size())
                .param("checkpoints", from.checkpoints())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("somebody else moved the edge of the tree on from " + from.size());
        }
    }

    void insert(KeptCheckpoint checkpoint) {
        jdbc.sql("insert into ledger.checkpoint (size, number, note, made_at) values (:size, :number, :note, :at)")
                .param("size", checkpoint.size())
                .param("number", checkpoint.number())
                .param("note", checkpoint.note())
                .param("at", Rows.timestamp(checkpoint.madeAt()))
                .update();
    }

    /** The newest one. */
    Optional<KeptCheckpoint> newest() {
        return checkpoint("order by size desc limit 1", 0);
    }

    Optional<KeptCheckpoint> checkpointAt(long size) {
        return checkpoint("where size = :size", size);
    }

    /** The first one that speaks of a position. */
    Optional<KeptCheckpoint> checkpointOver(long position) {
        return checkpoint("where size > :size order by size limit 1", position);
    }

    private Optional<KeptCheckpoint> checkpoint(String which, long size) {
        return jdbc.sql("select size, number, note, made_at from ledger.checkpoint " + which)
                .param("size", size)
                .query((row, number) -> new KeptCheckpoint(
                        row.getLong("size"),
                        row.getLong("number"),
                        row.getString("note"),
                        row.getTimestamp("made_at").toInstant()))
                .optional();
    }

    /** Hashes one behind the other: of leaves for level 0, otherwise the roots of the tiles below. */
    byte[] hashes(int level, long from, long to) {
        var hashes = level == 0
                ? jdbc.sql("select hash from ledger.leaf where position >= :from and position < :to order by position")
                : jdbc.sql("""
                        select root from ledger.tile where level = :level and index >= :from and index < :to order by index
                        """).param("level", level - 1);
        return Edge.flat(hashes.param("from", from)
                .param("to", to)
                .query((row, number) -> row.getBytes(1))
                .list());
    }

    /** The hashes of a full tile. */
    Optional<byte[]> tile(int level, long index) {
        return jdbc.sql("select hashes from ledger.tile where level = :level and index = :index")
                .param("level", level)
                .param("index", index)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /**
     * How far the tree is, and hashes of tiles.
     *
     * @param hashes of the subtrees at its right edge, the smallest first, one behind the other
     */
    record Reach(long size, byte[] hashes, Map<Place, byte[]> tiles) {}

    /** How far the tree is and the tiles above a leaf, in one question; a tile that is not there is left out. */
    Optional<Reach> reach(Ascent ascent) {
        var known = new ArrayList<Reach>();
        long from = ascent.edge().index() * TilePath.FULL;
        var params = new ArrayList<Object>();
        ascent.full().forEach(tile -> params.add(tile.index()));
        params.addAll(List.of(ascent.edge().index(), from, from + ascent.width()));
        jdbc.sql(question(ascent)).params(params).query(row -> {
            if (known.isEmpty()) {
                known.add(new Reach(row.getLong(1), row.getBytes(2), new HashMap<>()));
            }
            var hashes = row.getBytes(5);
            if (hashes != null) {
                known.getFirst().tiles().put(new Place(row.getInt(3), row.getLong(4)), hashes);
            }
        });
        return known.stream().findFirst();
    }

    /**
     * Its text depends on the levels alone and each part of it finds at most one tile, so PostgreSQL plans it once; with arrays or an
     * open range it would plan each time, which takes longer than the answer.
     */
    private static String question(Ascent ascent) {
        var text = new StringBuilder(
                "select f.size, f.hashes, t.level, t.index, t.hashes from ledger.frontier f cross join (");
        for (var tile : ascent.full()) {
            text.append("select level, index, hashes from ledger.tile where index = ? and level = ")
                    .append(tile.level())
                    .append(" union all ");
        }
        int level = ascent.edge().level();
        return text.append("select ")
                .append(level)
                .append(" as level, ?::bigint as index, (select string_agg(hash, '' order by place) from (select ")
                .append(
                        level == 0
                                ? "position as place, hash from ledger.leaf where position >= ? and position < ?"
                                : "index as place, root as hash from ledger.tile where index >= ? and index < ? and level = "
                                        + (level - 1))
                .append(" order by 1 limit ")
                .append(TilePath.FULL)
                .append(") e) as hashes) t")
                .toString();
    }

    /** The exact bytes of leaves that follow each other. */
    List<byte[]> leaves(long from, long to) {
        return jdbc.sql("select leaf from ledger.leaf where position >= :from and position < :to order by position")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> row.getBytes(1))
                .list();
    }
}
