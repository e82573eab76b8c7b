package io.kontor.ledger.seal;

import io.kontor.ledger.Standing;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.KeptEntry;
import io.kontor.verify.LeafMaker;
import io.kontor.verify.NoteSigner;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TreeHasher;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes what has a position part of the tree: leaves, full tiles, the edge, and one checkpoint for each batch. Whoever calls it
 * holds the sealer's lock and is in the sealer's transaction, so that all of it is there or none.
 */
@Component
public class Sealing {
    private static final Logger log = LoggerFactory.getLogger(Sealing.class);
    /** The advisory lock of the one sealer; the number is arbitrary and must not change. */
    public static final long LOCK = 4_816_093_551L;

    /** So many leaves are made by one thread at a time. */
    private static final int SHARE = 250;

    private final TreeSql sql;
    private final NoteKeys keys;
    private final Clock clock;
    private volatile Standing standing;
    private volatile String said = "";

    Sealing(TreeSql sql, NoteKeys keys, Clock clock) {
        this.sql = sql;
        this.keys = keys;
        this.clock = clock;
        this.standing = keys.able() ? Standing.SEALING : Standing.WITHOUT_SECRET;
    }

    /** As it was when something was sealed last, or was to be. */
    public Standing standing() {
        return standing;
    }

    /**
     * Seals up to so many entries that have a position.
     *
     * @return how many; 0 when there are none, or the office has no secret
     * @throws NotSealed when something is wrong with them, the tree or the key
     */
    public int seal(int most) {
        if (!keys.able()) {
            standing = Standing.WITHOUT_SECRET;
            return 0;
        }
        var edge = edge();
        var entries = sql.entries(edge.size(), most);
        if (!entries.isEmpty()) {
            append(edge, entries);
        }
        standing = Standing.SEALING;
        return entries.size();
    }

    /** Whether what has a position can be expected to get its leaf soon. */
    public boolean waiting(long positions) {
        return standing == Standing.SEALING
                && keys.able()
                && sql.edge().map(Edge::size).orElse(0L) < positions;
    }

    /** Says once why nothing is sealed. */
    public void failed(NotSealed why) {
        standing = why.standing();
        var message = String.valueOf(why.getMessage());
        if (!message.equals(said)) {
            said = message;
            log.error("Entries are kept, but not sealed: {}", message, why);
        }
    }

    Edge edge() {
        return sql.edge().orElseGet(() -> {
            sql.begin("kontor/" + UUID.randomUUID());
            return sql.edge().orElseThrow();
        });
    }

    private void append(Edge edge, List<KeptEntry> entries) {
        var leaves = leaves(edge.size(), entries);
        var frontier = edge.frontier();
        var growth = new Growth();
        for (var leaf : leaves) {
            frontier.append(leaf.hash(), growth);
        }
        sql.insert(leaves);
        var tiles = growth.full(sql::hashes);
        if (!tiles.isEmpty()) {
            sql.insertTiles(tiles);
        }
        sql.move(edge, frontier.size(), Edge.flat(frontier.hashes()));
        var note = signed(keys.signers(edge), Checkpoint.of(edge.origin(), frontier.size(), frontier.root()));
        sql.insert(new TreeSql.KeptCheckpoint(
                frontier.size(),
                edge.checkpoints(),
                note.toString(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private static SignedNote signed(List<NoteSigner> signers, Checkpoint checkpoint) {
        try {
            var note = signers.getFirst().sign(checkpoint.text());
            for (var signer : signers.subList(1, signers.size())) {
                note = signer.sign(note, 0);
            }
            return note;
        } catch (Flaw flaw) {
            throw new NotSealed("the checkpoint cannot be signed: " + flaw.getMessage(), flaw);
        }
    }

    /** Of many entries, every core makes a share. */
    private static List<TreeSql.KeptLeaf> leaves(long from, List<KeptEntry> entries) {
        var leaves = new TreeSql.KeptLeaf[entries.size()];
        var shares = IntStream.range(0, (entries.size() + SHARE - 1) / SHARE);
        (entries.size() <= SHARE ? shares : shares.parallel()).forEach(share -> {
            var maker = new LeafMaker();
            var hasher = new TreeHasher();
            for (int i = share * SHARE; i < Math.min(entries.size(), (share + 1) * SHARE); i++) {
                leaves[i] = leaf(maker, hasher, from + i, entries.get(i));
            }
        });
        return new ArrayList<>(Arrays.asList(leaves));
    }

    private static TreeSql.KeptLeaf leaf(LeafMaker maker, TreeHasher hasher, long position, KeptEntry entry) {
        try {
            var bytes = maker.leaf(entry);
            return new TreeSql.KeptLeaf(position, bytes, hasher.leaf(bytes));
        } catch (Flaw flaw) {
            throw new NotSealed("entry " + entry.id() + " has no leaf: " + flaw.getMessage(), flaw);
        }
    }
}
