package io.kontor.erasure;

import io.kontor.kernel.Fields;
import io.kontor.ledger.FreeText;
import java.util.UUID;

/** That somebody's data must stay for now; also the complete state in the ledger. */
record Hold(String subjectType, UUID subjectId, @FreeText String why, boolean lifted) {
    Hold {
        why = Fields.required(why, "reason", 1_000);
    }

    Hold liftedNow() {
        return new Hold(subjectType, subjectId, why, true);
    }
}
