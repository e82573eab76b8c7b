package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.database.Copying;
import io.kontor.ledger.LogKey;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.Frontier;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TilePath;
import io.kontor.verify.TreeHasher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves, tiles, edge, checkpoints and keys: makes the tree again from the stored leaf bytes and compares everything with it. */
@Component
class TreeCheck {
    private static final int SIGNATURES = 256;

    private final Copying copying;
    private final CheckSql sql;

    TreeCheck(Copying copying, CheckSql sql) {
        this.copying = copying;
        this.sql = sql;
    }

    static long size(SignedNote note) {
        try {
            return Checkpoint.parse(note.text()).size();
        } catch (Flaw flaw) {
            throw new IllegalArgumentException("no checkpoint", flaw);
        }
    }

    /** @return base64 of the root */
    String check(
            Edge edge,
            List<LogKey> keys,
            @Nullable NoteKey key,
            @Nullable SignedNote earlier,
            OfficeCheck.Flaws flaws) {
        var run = new Run(edge, keys);
        try {
            if (earlier != null) {
                run.earlier = Checkpoint.parse(earlier.text());
            }
            copying.<Boolean>read("""
                    select l.position, l.leaf, l.hash, c.number, c.note
                    from ledger.leaf l left join ledger.checkpoint c on c.size - 1 = l.position
                    order by l.position
                    """, run::leaves);
            run.end();
            var outside = sql.checkpointOutside(edge.size());
            if (outside.isPresent()) {
                throw Flaw.of(Flaw.Kind.CHECKPOINT_CHANGED, "size", outside.get());
            }
            copying.<Boolean>read(
                    "select level, index, hashes, root from ledger.tile order by level, index", run::tiles);
            run.believed(key, earlier);
        } catch (Flaw flaw) {
            flaws.add(flaw);
        } catch (Wrong wrong) {
            flaws.add(wrong.flaw);
        }
        return Checkpoint.of("root", 0, run.frontier.root()).root();
    }

    /** Carries a flaw out of a reading. */
    private static final class Wrong extends RuntimeException {
        private final Flaw flaw;

        Wrong(Flaw flaw) {
            super(flaw);
            this.flaw = flaw;
        }
    }

    private static final class Run {
        private final Edge edge;
        private final List<LogKey> keys;
        private final List<NoteKey> known;
        private final Frontier frontier = new Frontier();
        private final TreeHasher hasher = new TreeHasher();
        private final TileRoots roots = new TileRoots();
        private final List<SignedNote> unsigned = new ArrayList<>();
        private @Nullable Checkpoint earlier;
        private byte @Nullable [] then;
        private long checkpoints;
        private long lastCheckpoint;

        Run(Edge edge, List<LogKey> keys) {
            this.edge = edge;
            this.keys = keys;
            this.known = keys.stream().map(LogKey::key).toList();
        }

        boolean leaves(CopiedRows rows) throws SQLException {
            try {
                while (rows.next()) {
                    long position = rows.large();
                    if (position != frontier.size()) {
                        throw Flaw.of(Flaw.Kind.LEAF_GONE).at(frontier.size());
                    }
                    if (position >= edge.size()) {
                        throw Flaw.of(Flaw.Kind.LEAF_SURPLUS).at(position);
                    }
                    var hash = hasher.leaf(rows.bytes());
                    if (!Arrays.equals(hash, rows.bytes())) {
                        throw Flaw.of(Flaw.Kind.LEAF_CHANGED).at(position);
                    }
                    frontier.append(hash, roots);
                    if (rows.nothing()) {
                        rows.skip();
                    } else {
                        checkpoint(rows.large(), rows.text());
                    }
                    if (earlier != null && earlier.size() == frontier.size()) {
                        then = frontier.root();
                    }
                }
                return true;
            } catch (Flaw flaw) {
                throw new Wrong(flaw);
            }
        }

        private void checkpoint(long number, String note) throws Flaw {
            if (number != checkpoints) {
                throw Flaw.of(Flaw.Kind.CHECKPOINT_GONE, "number", checkpoints).at(frontier.size() - 1);
            }
            checkpoints++;
            lastCheckpoint = frontier.size();
            try {
                var signed = SignedNote.parse(note);
                var checkpoint = Checkpoint.parse(signed.text());
                if (!checkpoint.origin().equals(edge.origin())) {
                    throw Flaw.of(Flaw.Kind.EARLIER_ORIGIN, "earlier", checkpoint.origin(), "origin", edge.origin());
                }
                if (checkpoint.size() != frontier.size() || !checkpoint.hasRoot(frontier.root())) {
                    throw Flaw.of(Flaw.Kind.CHECKPOINT_CHANGED, "size", frontier.size());
                }
                unsigned.add(signed);
                if (unsigned.size() == SIGNATURES) {
                    signatures();
                }
            } catch (Flaw flaw) {
                throw flaw.at(frontier.size() - 1);
            }
        }

        /** Signatures take the longest by far, so every core checks its share. */
        private void signatures() throws Flaw {
            var wrong = unsigned.parallelStream()
                    .map(this::signature)
                    .filter(flaw -> flaw != null)
                    .findFirst();
            unsigned.clear();
            if (wrong.isPresent()) {
                throw wrong.get();
            }
        }

        private @Nullable Flaw signature(SignedNote note) {
            try {
                note.signers(known);
                return null;
            } catch (Flaw flaw) {
                return flaw.at(size(note) - 1);
            }
        }

        void end() throws Flaw {
            signatures();
            if (frontier.size() < edge.size()) {
                throw Flaw.of(Flaw.Kind.LEAF_GONE).at(frontier.size());
            }
            if (checkpoints != edge.checkpoints() || lastCheckpoint != edge.size()) {
                throw Flaw.of(Flaw.Kind.CHECKPOINT_GONE, "number", checkpoints)
                        .at(Math.max(0, Math.min(lastCheckpoint, edge.size() - 1)));
            }
            if (!Arrays.equals(Edge.flat(frontier.hashes()), edge.hashes())) {
                throw Flaw.of(Flaw.Kind.FRONTIER_CHANGED, "size", edge.size());
            }
        }

        boolean tiles(CopiedRows rows) throws SQLException {
            try {
                int level = 0;
                long index = 0;
                while (rows.next()) {
                    int foundLevel = rows.small();
                    long foundIndex = rows.large();
                    while (level < foundLevel) {
                        all(level, index);
                        level++;
                        index = 0;
                    }
                    if (foundIndex != index || index >= TilePath.full(level, edge.size())) {
                        throw gone(level, index);
                    }
                    var root = root(rows.bytes());
                    if (!Arrays.equals(root, roots.of(level, index)) || !Arrays.equals(root, rows.bytes())) {
                        throw at(Flaw.of(Flaw.Kind.TILE_CHANGED, "level", level, "index", index), level, index);
                    }
                    index++;
                }
                all(level, index);
                all(level + 1, 0);
                return true;
            } catch (Flaw flaw) {
                throw new Wrong(flaw);
            }
        }

        private void all(int level, long index) throws Flaw {
            if (index < TilePath.full(level, edge.size())) {
                throw gone(level, index);
            }
        }

        private static Flaw gone(int level, long index) {
            return at(Flaw.of(Flaw.Kind.TILE_GONE, "level", level, "index", index), level, index);
        }

        private static Flaw at(Flaw flaw, int level, long index) {
            return flaw.at(index << (Growth.SPAN * (level + 1)));
        }

        private byte[] root(byte[] hashes) {
            var tile = new Frontier();
            for (int from = 0; from + TreeHasher.LENGTH <= hashes.length; from += TreeHasher.LENGTH) {
                tile.append(Arrays.copyOfRange(hashes, from, from + TreeHasher.LENGTH));
            }
            return hashes.length == TilePath.FULL * TreeHasher.LENGTH ? tile.root() : new byte[0];
        }

        /** Whom somebody outside believes must stand behind what signs today, and what they kept must still be so. */
        void believed(@Nullable NoteKey key, @Nullable SignedNote kept) throws Flaw {
            if (key != null) {
                int at = known.indexOf(key);
                if (at < 0) {
                    throw Flaw.of(Flaw.Kind.KEY_NOT_SIGNED, "key", key.id());
                }
                vouched(at);
            }
            if (kept == null || earlier == null) {
                return;
            }
            if (!earlier.origin().equals(edge.origin())) {
                throw Flaw.of(Flaw.Kind.EARLIER_ORIGIN, "earlier", earlier.origin(), "origin", edge.origin());
            }
            if (earlier.size() > edge.size()) {
                throw Flaw.of(Flaw.Kind.EARLIER_LARGER, "earlier", earlier.size(), "size", edge.size());
            }
            if (earlier.size() > 0 && (then == null || !earlier.hasRoot(then))) {
                throw Flaw.of(Flaw.Kind.EARLIER_DIFFERS, "earlier", earlier.size());
            }
            vouched(known.indexOf(kept.signers(known).getFirst()));
        }

        private void vouched(int from) throws Flaw {
            for (var later : keys.subList(from + 1, keys.size())) {
                if (!later.vouched()) {
                    throw Flaw.of(Flaw.Kind.KEY_UNVOUCHED, "key", later.key().id());
                }
            }
        }
    }
}
