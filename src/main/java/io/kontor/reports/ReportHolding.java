package io.kontor.reports;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
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
class ReportHolding {
    @Bean
    Holding goalHolding(Goals goals) {
        return new OfOffice(Goals.KIND, "/goals/", goals::names);
    }

    @Bean
    Holding briefHolding(Briefs briefs) {
        return new OfOffice(Briefs.KIND, "/briefs/", briefs::names);
    }

    /** What belongs to no partner: seen by whoever may see its kind. */
    private record OfOffice(String type, String path, BiFunction<Actor, Collection<UUID>, Map<UUID, String>> names)
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
            return actor.may(type, Verb.SEE)
                            && !names.apply(actor, java.util.List.of(id)).isEmpty()
                    ? Optional.of(Place.ANYWHERE)
                    : Optional.empty();
        }
    }
}
