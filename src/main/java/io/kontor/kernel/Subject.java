package io.kontor.kernel;

import java.util.UUID;

/** One object of one kind, as the ledger and everything that hangs on objects knows it. */
public record Subject(String type, UUID id) {
    @Override
    public String toString() {
        return type + "/" + id;
    }
}
