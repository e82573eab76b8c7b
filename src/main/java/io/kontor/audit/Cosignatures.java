package io.kontor.audit;

import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Recorded;
import io.kontor.ledger.Seals;
import io.kontor.ledger.SubjectType;
import io.kontor.verify.Checkpoint;
import io.kontor.verify.Flaw;
import io.kontor.verify.NoteKey;
import io.kontor.verify.NoteSignature;
import io.kontor.verify.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What witnesses signed of our checkpoints (cosignature/v1): checked, kept, and handed out with the checkpoint. */
@Component
public final class Cosignatures {
    public static final String KIND = "cosignature";
    static final SubjectType<Cosignature> COSIGNATURE = SubjectType.of(KIND, Cosignature.class, "kept");

    private final Tx tx;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Seals seals;
    private final Auditing auditing;
    private final Ids ids;

    Cosignatures(Tx tx, JdbcClient jdbc, Ledger ledger, Seals seals, Auditing auditing, Ids ids) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.seals = seals;
        this.auditing = auditing;
        this.ids = ids;
    }

    /** The newest first. */
    public List<Cosignature> newest(Actor actor, int most) {
        actor.role(KIND, Verb.SEE);
        return tx.as(
                actor,
                () -> jdbc.sql("""
                        select size, witness, signature, signed_at from audit.cosignature
                        order by signed_at desc, id desc limit :most
                        """)
                        .param("most", most)
                        .query((row, number) -> new Cosignature(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant()))
                        .list());
    }

    /** Our newest checkpoint with what witnesses signed of it; empty before the first seal. */
    public Optional<String> checkpoint() {
        return seals.checkpoint().map(note -> tx.ask(Purpose.SETTINGS, () -> with(note)));
    }

    private String with(String note) {
        try {
            var lines = jdbc.sql("select signature from audit.cosignature where size = :size order by witness")
                    .param("size", CheckpointFiles.size(note))
                    .query(Rows.TEXT)
                    .list();
            return note + lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        } catch (Flaw flaw) {
            throw new IllegalStateException("our own checkpoint cannot be read", flaw);
        }
    }

    /**
     * Keeps what witnesses signed. Refuses: no signed note; of no checkpoint of ours; by none of the witnesses in the rules; not
     * allowed.
     *
     * @param signed one of our checkpoints with their signatures below it
     * @return how many were kept that were not known yet
     */
    public int keep(Actor actor, String signed) {
        var role = actor.role(KIND, Verb.CREATE);
        return tx.as(actor, () -> {
            var found = read(actor, signed);
            var known = known(found.getFirst().size());
            var fresh =
                    found.stream().filter(one -> !known.contains(one.witness())).toList();
            for (var one : fresh) {
                write(ledger.append(actor, Change.of(COSIGNATURE, ids.next(), "kept", role, one)));
            }
            return fresh.size();
        });
    }

    private List<Cosignature> read(Actor actor, String signed) {
        try {
            var note = SignedNote.parse(signed);
            var size = Checkpoint.parse(note.text()).size();
            var ours = seals.checkpoint(size).orElseThrow(() -> Refusal.invalid("cosignature-of-no-checkpoint"));
            if (!SignedNote.parse(ours).text().equals(note.text())) {
                throw Refusal.invalid("cosignature-of-no-checkpoint");
            }
            var witnesses = new ArrayList<NoteKey>();
            for (var witness : auditing.rules(actor).witnesses()) {
                witnesses.add(NoteKey.parse(witness));
            }
            return note.signers(witnesses).stream()
                    .map(witness -> of(note, size, witness))
                    .toList();
        } catch (Flaw flaw) {
            throw Refusal.invalid("cosignature-wrong", "why", String.valueOf(flaw.getMessage()));
        }
    }

    private static Cosignature of(SignedNote note, long size, NoteKey witness) {
        var signature = note.signatures().stream()
                .filter(one -> one.name().equals(witness.name()) && one.keyId().equals(witness.id()))
                .findFirst()
                .orElseThrow();
        return new Cosignature(
                size, witness.name(), signature.toString().strip(), Instant.ofEpochSecond(time(signature)));
    }

    private static long time(NoteSignature signature) {
        return Math.max(0, signature.time());
    }

    private Set<String> known(long size) {
        return Set.copyOf(jdbc.sql("select witness from audit.cosignature where size = :size")
                .param("size", size)
                .query(Rows.TEXT)
                .list());
    }

    private void write(Recorded<Cosignature> recorded) {
        var state = recorded.state();
        jdbc.sql("""
                insert into audit.cosignature (id, size, witness, signature, signed_at, entry_id)
                values (:id, :size, :witness, :signature, :signed, :entry)
                """)
                .param("id", recorded.id())
                .param("size", state.size())
                .param("witness", state.witness())
                .param("signature", state.signature())
                .param("signed", Rows.timestamp(state.signedAt()))
                .param("entry", recorded.entryId())
                .update();
    }
}
