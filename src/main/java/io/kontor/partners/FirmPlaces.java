package io.kontor.partners;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.people.spi.Firms;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class FirmPlaces implements Firms {
    private final Tx tx;
    private final PartnerFinder finder;

    FirmPlaces(Tx tx, PartnerFinder finder) {
        this.tx = tx;
        this.finder = finder;
    }

    @Override
    public Optional<Place> place(Actor actor, UUID firm) {
        return tx.as(actor, () -> finder.place(firm));
    }
}
