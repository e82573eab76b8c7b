package io.kontor.merging;

import java.util.UUID;

/**
 * That two objects are known not to be the same, so that nobody asks again; also the complete state in the ledger.
 *
 * @param type of both
 * @param one the smaller of the two ids
 */
record Verdict(String type, UUID one, UUID other, boolean withdrawn) {
    static Verdict apart(String type, UUID one, UUID other) {
        // The order of the database: that of the ids' text, not that of UUID.compareTo.
        return one.toString().compareTo(other.toString()) < 0
                ? new Verdict(type, one, other, false)
                : new Verdict(type, other, one, false);
    }

    Verdict withdrawnNow() {
        return new Verdict(type, one, other, true);
    }
}
