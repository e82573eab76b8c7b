package io.kontor.customers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Customers as the rest of the house knows them. */
@Component
final class CustomerHolding implements Holding {
    private final Customers customers;

    CustomerHolding(Customers customers) {
        this.customers = customers;
    }

    @Override
    public String type() {
        return Customers.KIND;
    }

    @Override
    public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
        return customers.names(actor, ids);
    }

    @Override
    public String link(UUID id) {
        return "/customers/" + id;
    }

    @Override
    public List<UUID> withFolded(Actor actor, UUID id) {
        return customers.withFolded(actor, id);
    }

    @Override
    public Optional<Place> visible(Actor actor, UUID id) {
        return customers.visible(actor, id);
    }
}
