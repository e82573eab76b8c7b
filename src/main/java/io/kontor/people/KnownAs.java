package io.kontor.people;

import io.kontor.kernel.ExternalId;
import io.kontor.ledger.Personal;
import java.util.UUID;

/** What another system calls somebody of the office; also the complete state in the ledger, a subject beside the person's. */
record KnownAs(UUID person, String system, @Personal String key) {
    static KnownAs of(UUID person, ExternalId id) {
        return new KnownAs(person, id.system(), id.id());
    }

    ExternalId id() {
        return new ExternalId(system, key);
    }
}
