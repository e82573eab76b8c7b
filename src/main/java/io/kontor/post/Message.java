package io.kontor.post;

import java.util.UUID;

/** A queued letter as the ledger keeps it: to whom and about what, never its words, which may hold a link that opens doors. */
record Message(UUID person, String kind, State state) {
    enum State {
        QUEUED,
        SENT,
        FAILED,
        CANCELLED
    }
}
