package io.kontor.catalog;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of objects this room keeps, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class CatalogHolding {
    @Bean
    Holding productHolding(Products products) {
        return new Held(Products.KIND, "/products/", products::names, products::visible);
    }

    @Bean
    Holding familyHolding(Families families) {
        return new Held(Families.KIND, "/families/", families::names, families::visible);
    }

    @Bean
    Holding costHolding(Costs costs) {
        return new Held(Costs.KIND, "/costs/", costs::names, costs::visible);
    }

    private record Held(
            String type,
            String path,
            BiFunction<Actor, Collection<UUID>, Map<UUID, String>> names,
            BiFunction<Actor, UUID, Optional<Place>> seen)
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
            return seen.apply(actor, id);
        }
    }
}
