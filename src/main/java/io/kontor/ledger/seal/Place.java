package io.kontor.ledger.seal;

/** Where something stands in a tree: which level, and which of that level, both from 0. */
record Place(int level, long index) {}
