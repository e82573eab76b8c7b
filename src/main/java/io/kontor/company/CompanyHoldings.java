package io.kontor.company;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The company and its rates, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class CompanyHoldings {
    @Bean
    Holding companyHolding(Company company) {
        return holding(Company.KIND, company::names, id -> "/settings/company");
    }

    @Bean
    Holding rateHolding(Rates rates) {
        return holding(Rates.KIND, rates::names, id -> "/settings/rates/" + id);
    }

    private static Holding holding(
            String kind, BiFunction<Actor, Collection<UUID>, Map<UUID, String>> titles, Function<UUID, String> link) {
        return new Holding() {
            @Override
            public String type() {
                return kind;
            }

            @Override
            public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
                return titles.apply(actor, ids);
            }

            @Override
            public String link(UUID id) {
                return link.apply(id);
            }

            @Override
            public Optional<Place> visible(Actor actor, UUID id) {
                return actor.may(kind, Verb.SEE)
                                && titles(actor, java.util.Set.of(id)).containsKey(id)
                        ? Optional.of(Place.ANYWHERE)
                        : Optional.empty();
            }
        };
    }
}
