package io.kontor.ledger;

import java.util.UUID;

/** A state together with the entry that holds it; what the writing statements of the rooms take. */
public final class Recorded<S> {
    private final Entry entry;
    private final S state;

    Recorded(Entry entry, S state) {
        this.entry = entry;
        this.state = state;
    }

    public Entry entry() {
        return entry;
    }

    public UUID entryId() {
        return entry.id();
    }

    /** The subject. */
    public UUID id() {
        return entry.subject().id();
    }

    public S state() {
        return state;
    }
}
