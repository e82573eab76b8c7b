package io.kontor.governance;

import io.kontor.company.Regions;
import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Proposes to other regions what one decided for itself. */
@Component
public final class Offers {
    private final Tx tx;
    private final Changes changes;
    private final Drafts drafts;
    private final Regions regions;
    private final Ids ids;

    Offers(Tx tx, Changes changes, Drafts drafts, Regions regions, Ids ids) {
        this.tx = tx;
        this.changes = changes;
        this.drafts = drafts;
        this.regions = regions;
        this.ids = ids;
    }

    /** A change of its own with what this one says. Refuses: no region, or one there is not. */
    public UUID offer(Actor actor, UUID id, Collection<String> others) {
        return tx.as(actor, () -> {
            var change = changes.find(actor, id).state();
            if (others.isEmpty()) {
                throw Refusal.invalid("field-required").at("regions");
            }
            var known = regions.all(actor).stream().map(Regions.Listed::code).toList();
            var items = new ArrayList<ProgrammeChange.Item>();
            for (var region : others) {
                if (!known.contains(region)) {
                    throw Refusal.invalid("choice-unknown", "value", region).at("regions");
                }
                for (var item : change.items()) {
                    var there = drafts.begin(
                            actor, ids.next(), item.type(), item.scope().in(region));
                    items.add(drafts.written(there, item.text()).speaking(item.languages()));
                }
            }
            return changes.propose(actor, change.title(), change.why(), items);
        });
    }
}
