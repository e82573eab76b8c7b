package io.kontor.ledger.seal;

/** A full tile: 256 hashes of one level, one behind the other, and their root, which is one hash of the level above. */
record Tile(int level, long index, byte[] hashes, byte[] root) {}
