package io.kontor.ledger.seal;

import io.kontor.kernel.Refusal;
import io.kontor.ledger.LogKey;
import io.kontor.ledger.SealedLeaf;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.ReportNote;
import io.kontor.verify.TilePath;
import io.kontor.verify.TreeProofs;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The sealed log as others ask for it: how far it is, what was signed, proofs, tiles, keys. Inside a transaction. */
@Component
public class SealedLog {
    private final TreeSql sql;
    private final LogSql logSql;
    private final KeySql keySql;
    private final NoteKeys keys;
    private final Sealing sealing;
    private final Clock clock;

    SealedLog(TreeSql sql, LogSql logSql, KeySql keySql, NoteKeys keys, Sealing sealing, Clock clock) {
        this.sql = sql;
        this.logSql = logSql;
        this.keySql = keySql;
        this.keys = keys;
        this.sealing = sealing;
        this.clock = clock;
    }

    public LogState state() {
        var edge = sql.edge();
        var waiting = logSql.waiting(edge.map(Edge::size).orElse(0L));
        return new LogState(
                sealing.standing(),
                edge.map(Edge::origin),
                edge.map(Edge::size).orElse(0L),
                waiting.count(),
                Optional.ofNullable(waiting.oldest()),
                sql.newest().map(TreeSql.KeptCheckpoint::madeAt),
                edge.map(Edge::checkpoints).orElse(0L),
                logKeys());
    }

    private List<LogKey> logKeys() {
        var known = new ArrayList<NoteKey>();
        var told = new ArrayList<LogKey>();
        var all = keySql.all();
        var now = clock.instant();
        for (int i = 0; i < all.size(); i++) {
            var kept = all.get(i);
            var key = NoteKeys.key(kept.vkey());
            boolean signing =
                    all.subList(i + 1, all.size()).stream().allMatch(later -> now.isBefore(later.aloneFrom()));
            boolean vouched = known.isEmpty() || NoteKeys.Vouching.holds(key.name(), kept, known);
            told.add(new LogKey(key, kept.fromSize(), kept.madeAt(), vouched, signing));
            known.add(key);
        }
        return told;
    }

    public Optional<String> checkpoint() {
        return sql.newest().map(TreeSql.KeptCheckpoint::note);
    }

    public Optional<String> checkpoint(long size) {
        return sql.checkpointAt(size).map(TreeSql.KeptCheckpoint::note);
    }

    public Optional<String> checkpointOver(long position) {
        return sql.checkpointOver(position).map(TreeSql.KeptCheckpoint::note);
    }

    public Optional<Long> position(UUID entry) {
        return logSql.position(entry);
    }

    public SealedLeaf leaf(long position) {
        return logSql.leaf(position).orElseThrow(() -> Refusal.notFound("entry"));
    }

    public List<byte[]> inclusion(long position, long size) {
        if (position < 0 || position >= size) {
            throw noInclusion(position, size, size());
        }
        var known = sql.reach(Ascent.of(position, size)).orElseThrow(() -> noInclusion(position, size, 0));
        if (size > known.size()) {
            throw noInclusion(position, size, known.size());
        }
        return new TreeProofs(new StoredTree(sql, size, known)).inclusion(position, size);
    }

    private static Refusal noInclusion(long position, long size, long most) {
        return Refusal.invalid("ledger-no-inclusion", "position", position, "size", size, "most", most);
    }

    public List<byte[]> consistency(long first, long second) {
        if (first < 1 || first > second || second > size()) {
            throw Refusal.invalid("ledger-no-consistency", "first", first, "second", second, "most", size());
        }
        return new TreeProofs(new StoredTree(sql, second)).consistency(first, second);
    }

    private long size() {
        return sql.edge().map(Edge::size).orElse(0L);
    }

    public Optional<byte[]> tile(TilePath path) {
        long size = size();
        int level = Math.max(0, path.level());
        boolean full = path.index() < TilePath.full(level, size);
        boolean edge = path.index() == TilePath.full(level, size) && path.width() <= TilePath.partial(level, size);
        if (!full && !edge) {
            return Optional.empty();
        }
        long from = path.index() * TilePath.FULL;
        if (path.level() == TilePath.ENTRIES) {
            return Optional.of(bundle(sql.leaves(from, from + path.width())));
        }
        return Optional.of(
                full && path.width() == TilePath.FULL
                        ? new StoredTree(sql, size).tile(level, path.index())
                        : sql.hashes(level, from, from + path.width()));
    }

    /** Each leaf behind its length in two bytes. */
    private static byte[] bundle(List<byte[]> leaves) {
        var bundle = new ByteArrayOutputStream();
        for (var leaf : leaves) {
            if (leaf.length > 0xffff) {
                throw new NotSealed("a leaf is longer than a bundle can say");
            }
            bundle.write(leaf.length >> Byte.SIZE);
            bundle.write(leaf.length);
            bundle.writeBytes(leaf);
        }
        return bundle.toByteArray();
    }

    /** A note over files, signed by every key that signs now. Refuses: nothing is sealed yet; the office cannot sign. */
    public String vouch(Map<String, byte[]> files) {
        var edge = sql.edge().filter(known -> keys.able()).orElseThrow(() -> Refusal.conflict("ledger-no-secret"));
        try {
            var signers = keys.signers(edge);
            var note = signers.getFirst().sign(ReportNote.text(edge.origin(), files));
            for (var other : signers.subList(1, signers.size())) {
                note = other.sign(note, 0);
            }
            return note.toString();
        } catch (NotSealed e) {
            throw Refusal.conflict("ledger-key-locked");
        } catch (Flaw flaw) {
            throw new IllegalArgumentException("a file has a name no note can hold", flaw);
        }
    }

    public NoteKey rotate(Duration both, boolean lost) {
        if (!keys.able()) {
            throw Refusal.conflict("ledger-no-secret");
        }
        logSql.hold();
        var edge = sealing.edge();
        try {
            return lost ? keys.replace(edge) : keys.rotate(edge, both);
        } catch (NotSealed e) {
            throw Refusal.conflict("ledger-key-locked");
        }
    }
}
