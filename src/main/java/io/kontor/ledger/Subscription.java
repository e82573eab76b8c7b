package io.kontor.ledger;

import java.util.List;
import java.util.Set;

/**
 * A room's ear at the ledger. Every entry is taken exactly once, in order within each subject: what {@link #take} writes and
 * the cursor move in one transaction. A bean of this type is all it takes to subscribe.
 */
public interface Subscription {
    /** How many cursors work side by side; subjects are spread over them. */
    int SHARDS = 4;

    /** The name of the cursors. Never changes: a new name starts from the beginning. */
    String name();

    /** Takes entries in order. Only the database may be touched; what throws is tried again, alone, and then parked. */
    void take(List<TimelineEntry> entries);

    /** Kinds of objects whose entries it takes; none for all. What it does not take is not even read. */
    default Set<String> kinds() {
        return Set.of();
    }

    default int shards() {
        return SHARDS;
    }
}
