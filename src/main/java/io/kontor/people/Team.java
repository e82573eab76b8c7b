package io.kontor.people;

import io.kontor.kernel.Fields;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who work together; also the complete state in the ledger. */
public record Team(String name, @Nullable UUID lead, List<UUID> members, boolean withdrawn) {
    public Team {
        name = Fields.required(name, "name", 120);
        members = members.stream().distinct().toList();
    }
}
