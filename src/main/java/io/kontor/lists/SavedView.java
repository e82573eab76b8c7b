package io.kontor.lists;

import io.kontor.kernel.Fields;
import io.kontor.ledger.FreeText;
import java.util.UUID;

/** A list with its filters under a name; also the complete state in the ledger. */
record SavedView(
        String list, @FreeText String name, @FreeText String query, UUID owner, boolean shared, boolean withdrawn) {
    SavedView {
        name = Fields.required(name, "name", 80);
        query = query.length() > 4_000 ? query.substring(0, 4_000) : query;
    }
}
