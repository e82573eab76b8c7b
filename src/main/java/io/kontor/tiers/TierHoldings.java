package io.kontor.tiers;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of objects this room keeps, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class TierHoldings {
    @Bean
    Holding tierHolding(Tiers tiers, Memberships memberships, Partners partners) {
        return new Holding() {
            @Override
            public String type() {
                return Tiers.KIND;
            }

            @Override
            public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
                return tiers.names(actor, ids);
            }

            @Override
            public String link(UUID id) {
                return "/memberships/" + id + "?tab=tier";
            }

            @Override
            public Optional<Place> visible(Actor actor, UUID id) {
                try {
                    return Optional.of(partners.visible(
                                    actor, memberships.find(actor, id).state().partner()))
                            .filter(place -> actor.may(Tiers.KIND, Verb.SEE, place));
                } catch (Refusal unseen) {
                    return Optional.empty();
                }
            }
        };
    }

    @Bean
    Holding benefitHolding(Benefits benefits) {
        return new Holding() {
            @Override
            public String type() {
                return Benefits.KIND;
            }

            @Override
            public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
                return benefits.names(actor, ids);
            }

            @Override
            public String link(UUID id) {
                return "/benefits/" + id;
            }

            @Override
            public Optional<Place> visible(Actor actor, UUID id) {
                return actor.may(Benefits.KIND, Verb.SEE)
                                && !benefits.names(actor, List.of(id)).isEmpty()
                        ? Optional.of(Place.ANYWHERE)
                        : Optional.empty();
            }
        };
    }
}
