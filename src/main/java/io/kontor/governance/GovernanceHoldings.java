package io.kontor.governance;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Documents and changes, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class GovernanceHoldings {
    @Bean
    Holding documentHolding(Documents documents) {
        return new OfGovernance(Documents.KIND, "/documents/", (actor, ids) -> {
            var names = new HashMap<UUID, String>();
            documents.names(actor, ids).forEach((id, named) -> names.put(id, named.type() + ":" + named.scope()));
            return names;
        });
    }

    @Bean
    Holding changeHolding(Changes changes) {
        return new OfGovernance(Changes.KIND, "/changes/", changes::titles);
    }

    /** What belongs to no partner: seen by whoever may see its kind. */
    private record OfGovernance(String type, String path, BiFunction<Actor, Collection<UUID>, Map<UUID, String>> names)
            implements Holding {
        @Override
        public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
            return names.apply(actor, ids);
        }

        @Override
        public String link(UUID id) {
            return path + id;
        }

        @Override
        public Optional<Place> visible(Actor actor, UUID id) {
            return actor.may(type, Verb.SEE) && names.apply(actor, List.of(id)).containsKey(id)
                    ? Optional.of(Place.ANYWHERE)
                    : Optional.empty();
        }
    }
}
