package io.kontor.ledger;

import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.seal.ExportWriter;
import io.kontor.ledger.seal.LogState;
import io.kontor.ledger.seal.OfficeCheck;
import io.kontor.ledger.seal.SealedLog;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.SignedNote;
import io.kontor.verify.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ledger as a log that can be checked: how far it is sealed, what was signed, proofs, exports, and its verification.
 *
 * <p>Checkpoints, proofs and tiles tell hashes only and ask for no right; what shows content does.
 */
@Component
public final class Seals {
    /** Whose permission {@code export} an export takes. */
    private static final String ENTRY = "entry";

    static final SubjectType<KeyChange> KEY = SubjectType.of("log_key", KeyChange.class, "rotated", "replaced");

    private final Tx tx;
    private final Ledger ledger;
    private final SealedLog log;
    private final ExportWriter exports;
    private final OfficeCheck check;
    private final Ids ids;
    private final Clock clock;

    Seals(Tx tx, Ledger ledger, SealedLog log, ExportWriter exports, OfficeCheck check, Ids ids, Clock clock) {
        this.tx = tx;
        this.ledger = ledger;
        this.log = log;
        this.exports = exports;
        this.check = check;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A new key of the log, as the ledger keeps it.
     *
     * @param log what the log is called
     * @param fingerprint the key's id
     * @param days how long the one before signs beside it
     */
    record KeyChange(String log, String fingerprint, String vkey, long days) {}

    /**
     * How far the log is.
     *
     * @param origin what the log is called; none before its first seal
     * @param size how many entries are sealed
     * @param pending how many are committed and not sealed yet
     * @param lag how long the oldest of these has waited
     * @param lastSeal when something was sealed last
     * @param keys all the log ever had, the first one first
     */
    public record State(
            Standing standing,
            Optional<String> origin,
            long size,
            long pending,
            Duration lag,
            Optional<Instant> lastSeal,
            long checkpoints,
            List<LogKey> keys) {
        public State {
            keys = List.copyOf(keys);
        }

        /** The newest key; its {@code id} is the fingerprint to write down on the first day. */
        public Optional<LogKey> key() {
            return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast());
        }
    }

    public State state() {
        return tx.ask(Purpose.SEALING, () -> {
            LogState known = log.state();
            var oldest = known.oldest();
            return new State(
                    known.standing(),
                    known.origin(),
                    known.size(),
                    known.pending(),
                    oldest.map(since -> Duration.between(since, clock.instant()))
                            .filter(Duration::isPositive)
                            .orElse(Duration.ZERO),
                    known.lastSeal(),
                    known.checkpoints(),
                    known.keys());
        });
    }

    /** The newest checkpoint, a signed note as text; none before the first seal. */
    public Optional<String> checkpoint() {
        return tx.ask(Purpose.SEALING, log::checkpoint);
    }

    /** The checkpoint of just so many entries; none where no seal ended. */
    public Optional<String> checkpoint(long size) {
        return tx.ask(Purpose.SEALING, () -> log.checkpoint(size));
    }

    /** The first checkpoint that speaks of a position; none while it is not sealed. */
    public Optional<String> checkpointOver(long position) {
        return tx.ask(Purpose.SEALING, () -> log.checkpointOver(position));
    }

    /** Where an entry stands; none while it is not sealed. */
    public Optional<Long> position(UUID entry) {
        return tx.ask(Purpose.SEALING, () -> log.position(entry));
    }

    /** The exact bytes hashed for a position, and their hash. Refuses: nothing is sealed there. */
    public SealedLeaf leaf(long position) {
        return tx.ask(Purpose.SEALING, () -> log.leaf(position));
    }

    /** That the leaf at a position is in the tree of that size: RFC 6962's audit path. Refuses: no such position or size. */
    public List<byte[]> inclusion(long position, long size) {
        return tx.ask(Purpose.SEALING, () -> log.inclusion(position, size));
    }

    /** That the tree of one size begins with the tree of another. Refuses: no such sizes. */
    public List<byte[]> consistency(long first, long second) {
        return tx.ask(Purpose.SEALING, () -> log.consistency(first, second));
    }

    /** A tile of hashes or a bundle of leaves as c2sp.org/tlog-tiles lays them out; none when the tree has none there. */
    public Optional<byte[]> tile(TilePath path) {
        return tx.ask(Purpose.SEALING, () -> log.tile(path));
    }

    /**
     * Writes an export of the positions from {@code from} to before {@code to}: docs/ledger-format.md. Of types with fields the actor
     * may not see, leaves only.
     *
     * @param to negative for everything that is sealed
     * @return how many entries
     */
    public long export(Actor actor, long from, long to, OutputStream out) {
        actor.role(ENTRY, Verb.EXPORT);
        return tx.read(actor, () -> write(actor, from, to, out));
    }

    /**
     * A file that proves one entry: an export of its position alone. Who may see the entry may have it, and whether the actor may
     * is decided before. Refuses: there is none; it is not sealed yet.
     */
    public byte[] prove(Actor actor, UUID entry) {
        return tx.read(actor, () -> {
            if (ledger.entry(actor, entry).isEmpty()) {
                throw Refusal.notFound(ENTRY);
            }
            long position = log.position(entry).orElseThrow(() -> Refusal.conflict("ledger-entry-not-sealed"));
            var out = new ByteArrayOutputStream();
            write(actor, position, position + 1, out);
            return out.toByteArray();
        });
    }

    private long write(Actor actor, long from, long to, OutputStream out) {
        return exports.write(from, to, type -> ledger.showsAll(actor, type), new ShownContent(), out);
    }

    /**
     * A signed note over the files of a report, by name: the log's keys stand for each byte of them. Refuses: who may make no report;
     * an office that cannot sign.
     */
    public String vouch(Actor actor, Map<String, byte[]> files) {
        actor.role("report", Verb.SEE);
        return tx.ask(Purpose.SEALING, () -> log.vouch(files));
    }

    /**
     * Checks everything the office keeps: entries, leaves, tiles, the tree, every checkpoint ever issued, keys, and that each
     * business row stands on an entry that speaks of it. It reads all of it and takes its time.
     *
     * @param key whom to believe, got elsewhere, or none
     * @param earlier a checkpoint kept elsewhere, or none
     * @throws Flaw the first wrong position and what is wrong with it
     */
    public Checked verify(@Nullable NoteKey key, @Nullable SignedNote earlier) throws Flaw {
        var found = tx.ask(Purpose.SEALING, () -> check.check(key, earlier, new ShownContent()));
        if (found.flaw() != null) {
            throw found.flaw();
        }
        return found.checked();
    }

    /**
     * Gives the log a new key, which is itself an entry. The one before vouches for it and goes on signing beside it for a while,
     * so that who knows only one of the two can follow. Refuses: the office has no secret, or not the one of its keys.
     *
     * @param both how long both sign
     * @param lost whether the secret of the keys before is lost; then nobody vouches for the new one, which verification says
     */
    public NoteKey rotate(Actor actor, Duration both, boolean lost) {
        var role = actor.role("backup", Verb.CREATE);
        return tx.as(Purpose.SEALING.actor(), () -> {
            var key = log.rotate(both, lost);
            var state = new KeyChange(key.name(), key.id(), key.toString(), lost ? 0 : both.toDays());
            ledger.append(actor, Change.of(KEY, ids.next(), lost ? "replaced" : "rotated", role, state));
            return key;
        });
    }
}
