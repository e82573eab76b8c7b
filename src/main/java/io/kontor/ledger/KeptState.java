package io.kontor.ledger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A state as an entry keeps it; its texts are opened when somebody looks. For one thread at a time. */
final class KeptState {
    private final ObjectNode state;
    private @Nullable Keyring closedUnder;

    KeptState(ObjectNode state, @Nullable Keyring closedUnder) {
        this.state = state;
        this.closedUnder = closedUnder;
    }

    ObjectNode open() {
        if (closedUnder != null) {
            MarkedTexts.open(state, closedUnder);
            closedUnder = null;
        }
        return state;
    }
}
