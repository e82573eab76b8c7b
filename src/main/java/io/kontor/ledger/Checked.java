package io.kontor.ledger;

import java.util.List;

/**
 * A ledger that holds.
 *
 * @param root base64
 * @param pending how many committed entries are not sealed yet; they were not checked
 * @param rows how many business rows stand on entries that speak of them
 * @param keys of the log, the first one first
 * @param earlier the size of the checkpoint it was compared with; 0 without one
 * @param believed whether a key or a checkpoint from elsewhere stands for it
 */
public record Checked(
        String origin,
        long size,
        String root,
        long pending,
        long checkpoints,
        long rows,
        List<LogKey> keys,
        long earlier,
        boolean believed) {
    public Checked {
        keys = List.copyOf(keys);
    }
}
