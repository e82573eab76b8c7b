package io.kontor.ledger;

import java.util.Locale;

/** Whether entries are sealed as they come. */
public enum Standing {
    /** They are. */
    SEALING,
    /** The office has no secret from outside its database, so nothing can be signed. */
    WITHOUT_SECRET,
    /** The key in the database was encrypted under another secret than the one the office has. */
    KEY_LOCKED,
    /** Something is wrong with an entry or the tree; the log says what. */
    FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
