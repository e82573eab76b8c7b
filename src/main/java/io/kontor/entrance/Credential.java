package io.kontor.entrance;

import java.util.UUID;

/** How somebody signs in, as the ledger keeps it: which ways there are, never the secrets. */
record Credential(UUID person, boolean password, boolean code, int passkeys) {}
