package io.kontor.ledger;

import java.util.UUID;

/**
 * That a text was taken out for good; also the complete state in the ledger.
 *
 * @param entry in which somebody chose it
 * @param pointer where it stood there
 * @param texts how many times it stood in the object's entries
 */
record Redaction(String subjectType, UUID subjectId, UUID entry, String pointer, int texts) {}
