package io.kontor.tiers;

import io.kontor.governance.Documents;
import io.kontor.governance.Effective;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.rules.spi.Readers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which words the rules in force read, so that no field they need goes away unnoticed. */
@Component
final class TierReaders implements Readers {
    private final Documents documents;
    private final TierRulesType type;
    private final TierTables tables;
    private final Clock clock;

    TierReaders(Documents documents, TierRulesType type, TierTables tables, Clock clock) {
        this.documents = documents;
        this.type = type;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public List<Reading> readings(Actor actor) {
        var house = Tiers.house(actor);
        return documents.all(house, type, clock.instant()).stream()
                .flatMap(effective -> reading(house, effective).stream())
                .toList();
    }

    /** Rules that cannot be read any more read nothing; who looks at them is told what is wrong. */
    private Optional<Reading> reading(Actor house, Effective<TierRules> effective) {
        var version = TierTables.version(effective.document(), effective.version(), effective.hash());
        try {
            var ready = tables.ready(house, effective.content(), version);
            return Optional.of(new Reading(
                    effective.content().programme() + " " + version.said(),
                    "/documents/" + effective.document(),
                    TierRules.VOCABULARY,
                    ready.table().compiled().reads()));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }
}
