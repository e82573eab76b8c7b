package io.kontor.ledger.seal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the closed texts of entries are opened for an export. */
public interface Opening {
    /** Two columns with the keys of an entry: its person's, and those of its texts as JSON. */
    String keys(String alias);

    /**
     * Content with each text and its key, or its commitment alone.
     *
     * @param closed the content with ciphertexts, as it is kept
     * @return JSON in any form
     * @throws IllegalStateException when a text does not open: it or its key was altered
     */
    String open(UUID entry, byte[] closed, byte @Nullable [] personKey, @Nullable String textKeys);
}
