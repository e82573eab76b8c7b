package io.kontor.erasure;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * That somebody was erased, or their data handed over; also the complete state in the ledger. It holds ids and counts alone.
 *
 * @param also the other objects that were the same person
 * @param gone how many of what
 */
record Erasure(String subjectType, UUID subjectId, List<UUID> also, Map<String, Long> gone) {
    Erasure {
        also = List.copyOf(also);
        gone = Map.copyOf(gone);
    }
}
