package io.kontor.people;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class PersonHolding implements Holding {
    private final Tx tx;
    private final People people;

    PersonHolding(Tx tx, People people) {
        this.tx = tx;
        this.people = people;
    }

    @Override
    public String type() {
        return People.KIND;
    }

    @Override
    public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
        return people.names(actor, ids);
    }

    @Override
    public String link(UUID id) {
        return "/people/" + id;
    }

    @Override
    public Optional<Place> visible(Actor actor, UUID id) {
        return tx.as(actor, () -> {
            try {
                return Optional.of(people.place(actor, people.find(actor, id).person()));
            } catch (Refusal refusal) {
                return Optional.empty();
            }
        });
    }
}
