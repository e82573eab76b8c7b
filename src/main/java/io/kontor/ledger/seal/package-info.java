/**
 * How the order of the ledger becomes a tree that can be checked: leaves, tiles, keys, checkpoints; exports of it, and its
 * verification. Of the ledger's own; others ask {@code Seals}.
 */
@NullMarked
package io.kontor.ledger.seal;

import org.jspecify.annotations.NullMarked;
