package io.kontor.ledger.seal;

import io.kontor.ledger.LogKey;
import io.kontor.ledger.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the log is.
 *
 * @param oldest when the oldest entry was recorded that is not sealed yet
 */
public record LogState(
        Standing standing,
        Optional<String> origin,
        long size,
        long pending,
        Optional<Instant> oldest,
        Optional<Instant> lastSeal,
        long checkpoints,
        List<LogKey> keys) {
    public LogState {
        keys = List.copyOf(keys);
    }
}
