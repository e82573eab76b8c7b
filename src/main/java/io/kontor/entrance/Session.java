package io.kontor.entrance;

import java.util.UUID;

/**
 * A sign-in as the ledger keeps it: who and how, never from where.
 *
 * @param method password, code, passkey, link
 */
record Session(UUID person, String method) {}
