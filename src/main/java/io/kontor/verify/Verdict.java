package io.kontor.verify;

import java.util.List;
import java.util.Locale;

/**
 * What an export that holds turned out to be.
 *
 * @param from the first position it holds
 * @param to the position behind the last
 * @param withheld how many entries show their leaf only
 * @param erased how many texts were destroyed and show their commitment only
 * @param signers the keys that signed the checkpoint
 * @param believed who, outside the file, stands for it
 * @param earlier the size of the earlier checkpoint it was compared with; 0 when there was none
 */
public record Verdict(
        Checkpoint checkpoint,
        long from,
        long to,
        long withheld,
        long erased,
        List<NoteKey> signers,
        Believed believed,
        long earlier) {
    /** Why one may believe the file; its own keys are no reason. */
    public enum Believed {
        /** The key somebody gave signed the checkpoint. */
        KEY,
        /** The earlier checkpoint somebody gave is signed by the same key, and nothing before it has changed. */
        CHECKPOINT,
        /** Nothing before the earlier checkpoint has changed, but its key did not sign what came after. */
        BEGINNING,
        /** It is consistent in itself; anybody could have written it. */
        NOBODY;

        /** As it stands in answers for programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        signers = List.copyOf(signers);
    }

    /** How many entries it holds. */
    public long entries() {
        return to - from;
    }

    /** The log's own signature; an export without one is refused. */
    public NoteKey key() {
        return signers.stream()
                .filter(signer -> isOf(checkpoint, signer))
                .findFirst()
                .orElseThrow();
    }

    static boolean isOf(Checkpoint checkpoint, NoteKey key) {
        return key.type() == NoteKey.Type.ED25519 && key.name().equals(checkpoint.origin());
    }
}
