package io.kontor.deals;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Approval;
import io.kontor.kernel.spi.Holding;
import io.kontor.kernel.spi.Moves;
import io.kontor.kernel.spi.TakesBack;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Deals as the rest of the house knows them. */
@Component
class DealHolding implements Holding {
    private final Deals deals;

    DealHolding(Deals deals) {
        this.deals = deals;
    }

    @Override
    public String type() {
        return Deals.KIND;
    }

    @Override
    public Map<UUID, String> titles(Actor actor, Collection<UUID> ids) {
        return deals.names(actor, ids);
    }

    @Override
    public String link(UUID id) {
        return "/deals/" + id;
    }

    @Override
    public Optional<Place> visible(Actor actor, UUID id) {
        try {
            return Optional.of(deals.visible(actor, id));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Going {
        @Bean
        Moves dealMoves(DealBooks books, DealFinder finder) {
            return books.one()
                    .moves(
                            Set.of("partner", "customer"),
                            (actor, from) -> finder.belonging(from.type(), from.id()),
                            Deal::replacing);
        }

        /** Nobody settles the credit of a deal of their own unseen. */
        @Bean
        Approval creditApproval() {
            return new Approval("deal.credit_settled", "ownerId");
        }

        @Bean
        TakesBack dealTakesBack(DealBooks books) {
            return books.one()
                    .takesBack(
                            "withdrawn", deal -> deal.builder().withdrawn(true).build());
        }
    }
}
