package io.kontor.partners;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of objects this room keeps, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class PartnerHolding {
    @Bean
    Holding partnerHolding(Tx tx, Partners partners) {
        return holding(
                Partners.KIND,
                "/partners/",
                partners::names,
                (actor, id) -> tx.as(
                        actor,
                        () -> partners.place(actor, id).filter(place -> actor.may(Partners.KIND, Verb.SEE, place))),
                partners::withFolded);
    }

    @Bean
    Holding contactHolding(Contacts contacts, Partners partners) {
        return holding(
                Contacts.KIND,
                "/contacts/",
                contacts::names,
                (actor, id) -> found(() ->
                        partners.visible(actor, contacts.find(actor, id).state().partner())));
    }

    @Bean
    Holding programmeHolding(Programmes programmes) {
        return holding(
                Programmes.KIND,
                "/programmes/",
                programmes::names,
                (actor, id) -> found(() -> {
                    programmes.find(actor, id);
                    return Place.ANYWHERE;
                }));
    }

    @Bean
    Holding membershipHolding(Memberships memberships, Partners partners) {
        return holding(
                Memberships.KIND,
                "/memberships/",
                memberships::programmeNames,
                (actor, id) -> found(() -> partners.visible(
                        actor, memberships.find(actor, id).state().partner())));
    }

    @Bean
    Holding agreementHolding(Agreements agreements, Partners partners) {
        return holding(
                Agreements.KIND,
                "/agreements/",
                agreements::names,
                (actor, id) -> found(() -> partners.visible(
                        actor, agreements.find(actor, id).state().partner())));
    }

    private static Optional<Place> found(java.util.function.Supplier<Place> look) {
        try {
            return Optional.of(look.get());
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    static Holding holding(
            String type,
            String path,
            BiFunction<Actor, Collection<UUID>, Map<UUID, String>> titles,
            BiFunction<Actor, UUID, Optional<Place>> visible) {
        return holding(type, path, titles, visible, (actor, id) -> List.of(id));
    }

    private static Holding holding(
            String type,
            String path,
            BiFunction<Actor, Collection<UUID>, Map<UUID, String>> titles,
            BiFunction<Actor, UUID, Optional<Place>> visible,
            BiFunction<Actor, UUID, List<UUID>> withFolded) {
        Function<UUID, String> link = id -> path + id;
        return new Holding() {
            @Override
            public String type() {
                return type;
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
            public List<UUID> withFolded(Actor actor, UUID id) {
                return withFolded.apply(actor, id);
            }

            @Override
            public Optional<Place> visible(Actor actor, UUID id) {
                return visible.apply(actor, id);
            }
        };
    }
}
