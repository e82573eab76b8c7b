package io.kontor.people;

import io.kontor.kernel.ExternalId;
import java.util.UUID;

/** What another system calls somebody of the office; also the complete state in the ledger, a subject beside the person's. */
record KnownAs(UUID person, ExternalId id) {}
