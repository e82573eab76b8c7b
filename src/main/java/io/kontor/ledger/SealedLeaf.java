package io.kontor.ledger;

/**
 * One leaf of the log.
 *
 * @param leaf the exact bytes hashed
 * @param hash of these bytes, as RFC 6962 hashes leaves
 */
public record SealedLeaf(byte[] leaf, byte[] hash) {}
