package io.kontor.company;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class RegionHolding implements Holding {
    private final Tx tx;
    private final RegionSql sql;

    RegionHolding(Tx tx, RegionSql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    @Override
    public String type() {
        return Regions.KIND;
    }

    @Override
    public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> sql.names(ids));
    }

    @Override
    public String link(UUID id) {
        return "/settings/regions/" + id;
    }

    @Override
    public Optional<Place> visible(Actor actor, UUID id) {
        return tx.as(actor, () -> sql.version(id).filter(found -> actor.may(Regions.KIND, Verb.SEE)))
                .map(found -> Regions.place(id));
    }
}
