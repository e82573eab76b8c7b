package io.kontor.ledger;

import io.kontor.kernel.Subject;
import java.time.Instant;
import java.util.UUID;

/**
 * The proof that a change was recorded. Only {@link Ledger#append} makes one, and every statement that writes a business row
 * takes one: a write without an entry does not compile.
 */
public final class Entry {
    private final UUID id;
    private final Subject subject;
    private final Instant recordedAt;

    Entry(UUID id, Subject subject, Instant recordedAt) {
        this.id = id;
        this.subject = subject;
        this.recordedAt = recordedAt;
    }

    public UUID id() {
        return id;
    }

    public Subject subject() {
        return subject;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
