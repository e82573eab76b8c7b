package io.kontor.customers;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.ledger.Book;
import io.kontor.ledger.SubjectType;
import io.kontor.merging.Mergeable;
import io.kontor.partners.Partners;
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

/** How two customers become one. */
@Component
public final class CustomerMerging implements Mergeable<Customer> {
    private static final List<Part> PARTS = List.of(
            Part.of("name", How.ONE),
            Part.of("country", How.ONE),
            new Part("city", How.ONE, "country"),
            Part.of("parent", How.ONE),
            Part.of("partner", How.ONE),
            Part.of("externalIds", How.LIST),
            Part.of("domains", How.LIST),
            Part.of("custom", How.MAP));

    private final Tx tx;
    private final Customers customers;
    private final CustomerSql sql;

    CustomerMerging(Tx tx, Customers customers, CustomerSql sql) {
        this.tx = tx;
        this.customers = customers;
        this.sql = sql;
    }

    @Override
    public SubjectType<Customer> type() {
        return Customers.CUSTOMER;
    }

    @Override
    public Book<Customer> book() {
        return customers.book();
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    @Override
    public String path() {
        return "/customers";
    }

    @Override
    public String name(Customer customer) {
        return customer.name();
    }

    @Override
    public boolean withdrawn(Customer customer) {
        return customer.withdrawn();
    }

    @Override
    public @Nullable UUID foldedInto(Customer customer) {
        return customer.foldedInto();
    }

    @Override
    public Customer folded(Customer customer, UUID into) {
        return customer.builder().foldedInto(into).withdrawn(true).build();
    }

    @Override
    public Customer tidied(Customer united, UUID kept, UUID folded) {
        return united;
    }

    @Override
    public @Nullable UUID partner(UUID id) {
        return null;
    }

    @Override
    public void refuseUnfit(Actor actor, UUID kept, UUID folded) {
        if (sql.related(kept, folded)) {
            throw Refusal.conflict("customer-merge-family").at("with");
        }
    }

    @Override
    public Optional<Traits> traits(Customer customer) {
        var parent = customer.parent();
        return customer.withdrawn()
                ? Optional.empty()
                : Optional.of(new Traits(
                        customer.name(),
                        customer.country(),
                        customer.domains(),
                        customer.externalIds().stream().map(ExternalId::id).toList(),
                        parent == null ? List.of() : List.of(parent)));
    }

    @Override
    public Set<UUID> mergeable(Actor actor, Collection<UUID> ids) {
        return actor.may(Customers.KIND, Verb.SEE, Place.ANYWHERE)
                        && actor.may(Customers.KIND, Verb.MERGE, Place.ANYWHERE)
                ? tx.as(actor, () -> Set.copyOf(sql.living(ids)))
                : Set.of();
    }

    @Override
    public List<Named> search(Actor actor, String words, int most) {
        return customers.search(actor, words, most).stream()
                .map(one -> new Named(one.id(), one.name(), one.where()))
                .toList();
    }

    @Override
    public <T> T guarded(Supplier<T> work) {
        return CustomerShelf.guarded(work);
    }

    /** Customers when what they belong to is merged. */
    @Configuration(proxyBeanMethods = false)
    static class Along {
        /** Those that belong to the folded one belong to the kept one. */
        @Bean
        Moves customerFamilyMoves(Customers customers, CustomerSql sql) {
            return customers
                    .book()
                    .moves(
                            Set.of(Customers.KIND),
                            (actor, one) -> sql.referring(one.id()),
                            (customer, from, to) -> customer.withParent(to));
        }

        /** Those that are the same firm as a folded partner are the same as the kept one. */
        @Bean
        Moves sameFirmMoves(Customers customers, CustomerSql sql) {
            return customers
                    .book()
                    .moves(
                            Set.of(Partners.KIND),
                            (actor, partner) -> sql.linkedTo(partner.id()),
                            (customer, from, to) -> customer.withPartner(to));
        }
    }
}
