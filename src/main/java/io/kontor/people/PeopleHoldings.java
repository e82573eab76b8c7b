package io.kontor.people;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Approval;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Ledger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Teams and roles, as the rest of the house knows them. */
@Configuration(proxyBeanMethods = false)
class PeopleHoldings {
    @Bean
    Holding teamHolding(Teams teams) {
        return holding(Teams.KIND, "/teams/", teams::names);
    }

    @Bean
    Holding roleHolding(Roles roles) {
        return holding(Roles.KIND, "/settings/roles/", roles::codes);
    }

    @Bean
    TakesBack teamTakesBack(Ledger ledger, TeamSql sql) {
        return new TeamTakesBack(ledger, sql);
    }

    @Bean
    TakesBack personTakesBack(Ledger ledger, PeopleSql sql, KnownAsSql knownAs) {
        return new PersonTakesBack(ledger, sql, knownAs);
    }

    /** Nobody gives rights to themselves unseen. */
    @Bean
    Approval assignmentApproval() {
        return new Approval("person.assigned", "");
    }

    /** Both belong to no partner: who may see the kind may see each, as long as it exists. */
    private static Holding holding(
            String kind, String path, BiFunction<Actor, Collection<UUID>, Map<UUID, String>> titles) {
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
                return path + id;
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
