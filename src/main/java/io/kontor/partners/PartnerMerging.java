package io.kontor.partners;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Histories;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.SubjectType;
import io.kontor.merging.Mergeable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** How two firms become one. */
@Component
public final class PartnerMerging implements Mergeable<Partner> {
    private static final List<Part> PARTS = List.of(
            Part.of("name", How.ONE),
            Part.of("status", How.ONE),
            Part.of("country", How.ONE),
            new Part("subdivision", How.ONE, "country"),
            new Part("city", How.ONE, "country"),
            Part.of("sourceChannel", How.ONE),
            Part.of("types", How.DATED_EACH),
            Part.of("segments", How.DATED),
            Part.of("regions", How.DATED),
            Part.of("managers", How.DATED),
            Part.of("parents", How.DATED),
            Part.of("suppliers", How.DATED_EACH),
            Part.of("externalIds", How.LIST),
            Part.of("domains", How.LIST),
            Part.of("custom", How.MAP));

    private final Tx tx;
    private final Partners partners;
    private final PartnerFinder finder;
    private final PartnerFamily family;

    PartnerMerging(Tx tx, Partners partners, PartnerFinder finder, PartnerFamily family) {
        this.tx = tx;
        this.partners = partners;
        this.finder = finder;
        this.family = family;
    }

    @Override
    public SubjectType<Partner> type() {
        return Partners.PARTNER;
    }

    @Override
    public Book<Partner> book() {
        return partners.book();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public String path() {
        return "/partners";
    }

    @Override
    public String name(Partner partner) {
        return partner.name();
    }

    @Override
    public boolean withdrawn(Partner partner) {
        return partner.withdrawn();
    }

    @Override
    public @Nullable UUID foldedInto(Partner partner) {
        return partner.foldedInto();
    }

    @Override
    public Partner folded(Partner partner, UUID into) {
        return partner.builder().foldedInto(into).withdrawn(true).build();
    }

    /** What either bought from the other is no supply any more. */
    @Override
    public Partner tidied(Partner united, UUID kept, UUID folded) {
        return united.builder()
                .suppliers(united.suppliers().stream()
                        .filter(supplier -> !supplier.value().equals(kept)
                                && !supplier.value().equals(folded))
                        .toList())
                .build();
    }

    @Override
    public UUID partner(UUID id) {
        return id;
    }

    @Override
    public void refuseUnfit(Actor actor, UUID kept, UUID folded) {
        if (family.related(kept, folded)) {
            throw Refusal.conflict("partner-merge-family").at("with");
        }
    }

    @Override
    public Optional<Traits> traits(Partner partner) {
        return partner.withdrawn()
                ? Optional.empty()
                : Optional.of(new Traits(
                        partner.name(),
                        partner.country(),
                        partner.domains(),
                        partner.externalIds().stream().map(ExternalId::id).toList(),
                        partner.parents().stream().map(Dated::value).toList()));
    }

    @Override
    public Set<UUID> mergeable(Actor actor, Collection<UUID> ids) {
        return tx.as(actor, () -> {
            var seen = finder.within(actor, Verb.SEE, ids);
            return finder.within(actor, Verb.MERGE, seen);
        });
    }

    @Override
    public List<Named> search(Actor actor, String words, int most) {
        return partners.search(actor, words, most).stream()
                .map(one -> new Named(one.id(), one.name(), one.where()))
                .toList();
    }

    @Override
    public <T> T guarded(Supplier<T> work) {
        return PartnerShelf.guarded(work);
    }

    /** What goes along when firms merge. */
    @Configuration(proxyBeanMethods = false)
    static class Along {
        @Bean
        Moves contactMoves(Contacts contacts) {
            return contacts.moves();
        }

        @Bean
        Moves agreementMoves(Agreements agreements) {
            return agreements.moves();
        }

        @Bean
        Moves membershipMoves(Memberships memberships, Programmes programmes) {
            return new MembershipMoves(memberships, programmes);
        }

        /** Firms that belong to the folded one, or buy from it, do so from the kept one. */
        @Bean
        Moves familyMoves(Partners partners, PartnerFamily family) {
            return partners.book()
                    .moves(
                            Set.of(Partners.KIND),
                            (actor, firm) -> family.referring(firm.id()),
                            (partner, from, to) -> partner.builder()
                                    .parents(Histories.united(
                                            pointed(partner.parents(), from, to), List.of(), conflict -> false))
                                    .suppliers(Histories.unitedEach(pointed(partner.suppliers(), from, to), List.of()))
                                    .build());
        }

        private static List<Dated<UUID>> pointed(List<Dated<UUID>> history, UUID from, UUID to) {
            return history.stream()
                    .map(dated -> dated.value().equals(from) ? new Dated<>(to, dated.from(), dated.to()) : dated)
                    .toList();
        }
    }
}
