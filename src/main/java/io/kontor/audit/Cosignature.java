package io.kontor.audit;

import io.kontor.kernel.Fields;
import java.time.Instant;

/**
 * That a witness saw a checkpoint of ours; also the complete state in the ledger.
 *
 * @param size how many entries the checkpoint speaks of
 * @param witness the name of its key
 * @param signature its line of the signed note, as it is kept
 * @param signedAt when the witness says it saw it
 */
public record Cosignature(long size, String witness, String signature, Instant signedAt) {
    public Cosignature {
        witness = Fields.required(witness, "witness", 200);
        signature = Fields.required(signature, "signature", 1_000);
    }
}
