package io.kontor.verify;

/** Where proofs find the hashes of complete subtrees: tiles in a database, a file, or leaves in memory. */
@FunctionalInterface
public interface Subtrees {
    /**
     * The hash over the leaves from {@code index * 2^level} to before {@code (index + 1) * 2^level}, all of which exist.
     *
     * @param level 0 for a leaf's own hash
     */
    byte[] hash(int level, long index);
}
