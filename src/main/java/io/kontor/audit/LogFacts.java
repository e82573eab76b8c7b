package io.kontor.audit;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Seals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the log stands: for the auditor's page. */
@Component
public final class LogFacts {
    /** A log of so many entries is checked while somebody waits. */
    private static final int AT_ONCE = 100_000;

    private static final int SHOWN = 5;

    private final Tx tx;
    private final Seals seals;
    private final LogSql log;
    private final Verifications verifications;
    private final Outlets outlets;
    private final Cosignatures cosignatures;
    private final Auditing auditing;

    LogFacts(
            Tx tx,
            Seals seals,
            LogSql log,
            Verifications verifications,
            Outlets outlets,
            Cosignatures cosignatures,
            Auditing auditing) {
        this.tx = tx;
        this.seals = seals;
        this.log = log;
        this.verifications = verifications;
        this.outlets = outlets;
        this.cosignatures = cosignatures;
        this.auditing = auditing;
    }

    /**
     * A key of the log.
     *
     * @param vkey as {@code ./kontor ledger verify --vkey} takes it
     * @param print SHA-256 over it in groups of hexadecimal digits, to be written down on the first day
     */
    public record Key(String vkey, String print, Instant since, boolean signing) {}

    /** A checkpoint: how many entries it speaks of, and its text. */
    public record Checkpoint(long size, Instant at, String note) {}

    /**
     * @param standing code of whether entries are sealed
     * @param verified the last check of everything, or none
     * @param folder where files go, or empty
     */
    public record Facts(
            String standing,
            long size,
            long pending,
            java.time.Duration lag,
            @Nullable Instant lastSeal,
            List<Key> keys,
            @Nullable Verification verified,
            boolean atOnce,
            List<Checkpoint> checkpoints,
            List<Outlets.Sent> sent,
            String folder,
            boolean publicLog,
            List<Cosignature> cosignatures) {}

    public Facts of(Actor actor) {
        return tx.read(actor, () -> {
            var state = seals.state();
            return new Facts(
                    state.standing().code(),
                    state.size(),
                    state.pending(),
                    state.lag(),
                    state.lastSeal().orElse(null),
                    state.keys().reversed().stream()
                            .map(key -> new Key(
                                    key.key().toString(), print(key.key().toString()), key.madeAt(), key.signing()))
                            .toList(),
                    verifications.last(actor).orElse(null),
                    state.size() <= AT_ONCE,
                    log.newest(SHOWN).stream()
                            .map(one -> new Checkpoint(one.size(), one.madeAt(), one.note()))
                            .toList(),
                    outlets.sent(actor),
                    outlets.folder(),
                    auditing.rules(actor).publicLog(),
                    actor.may(Cosignatures.KIND, Verb.SEE) ? cosignatures.newest(actor, SHOWN) : List.of());
        });
    }

    static String print(String vkey) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(vkey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).replaceAll("(.{4})", "$1 ").strip();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
