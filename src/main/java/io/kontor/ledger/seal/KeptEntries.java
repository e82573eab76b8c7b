package io.kontor.ledger.seal;

import io.kontor.database.CopiedRows;
import io.kontor.verify.KeptEntry;

/** The columns of an entry that its leaf is made of, and how they are read. */
final class KeptEntries {
    static final String COLUMNS = """
            e.id, e.recorded_at, e.actor, e.actor_label, e.actor_name::text, e.action, e.subject_type, e.subject_id,
            e.salt, e.correlation, e.format, e.occurred_at, e.origin, e.origin_ref, e.partner_id, e.previous,
            e.reason::text, e.role, e.state::text
            """;

    private KeptEntries() {}

    static KeptEntry read(CopiedRows row) {
        return new KeptEntry(
                row.id(),
                row.micros(),
                row.maybeId(),
                row.maybeText(),
                row.maybeBytes(),
                row.text(),
                row.text(),
                row.id(),
                row.bytes(),
                row.id(),
                row.small(),
                row.micros(),
                row.text(),
                row.maybeId(),
                row.maybeId(),
                row.maybeId(),
                row.maybeBytes(),
                row.text(),
                row.bytes());
    }
}
