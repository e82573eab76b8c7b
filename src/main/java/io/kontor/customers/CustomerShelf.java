package io.kontor.customers;

import io.kontor.database.Purpose;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.ledger.Book;
import io.kontor.ledger.ExternalIds;
import io.kontor.ledger.Recorded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the book of customers checks and writes. */
@Component
class CustomerShelf implements Book.Shelf<Customer> {
    private final CustomerSql sql;
    private final CustomFields fields;

    CustomerShelf(CustomerSql sql, CustomFields fields) {
        this.sql = sql;
        this.fields = fields;
    }

    @Override
    public Map<UUID, UUID> versions(Collection<UUID> customers, boolean lock) {
        return sql.versions(customers, lock);
    }

    @Override
    public void write(List<Recorded<Customer>> recorded) {
        sql.write(recorded, fields.of(Purpose.SETTINGS.actor(), Customers.KIND));
    }

    @Override
    public Place place(Actor actor, UUID id, Customer customer) {
        return Place.ANYWHERE;
    }

    @Override
    public @Nullable UUID partner(UUID id, Customer customer) {
        return null;
    }

    @Override
    public void check(Actor actor, UUID id, Customer customer) {
        if (customer.foldedInto() != null) {
            throw Refusal.conflict("merge-folded", "name", customer.name());
        }
        checkStates(actor, List.of(customer));
        var parent = customer.parent();
        if (parent == null) {
            return;
        }
        if (parent.equals(id)) {
            throw Refusal.invalid("customer-parent-of-itself").at("parent");
        }
        sql.lockParents();
        if (sql.circle(id, parent)) {
            throw Refusal.invalid("customer-parent-circle").at("parent");
        }
    }

    @Override
    public void checkAll(Actor actor, List<Recorded<Customer>> recorded) {
        var customers = recorded.stream().map(Recorded::state).toList();
        if (customers.stream().anyMatch(customer -> customer.parent() != null || customer.foldedInto() != null)) {
            Book.Shelf.super.checkAll(actor, recorded);
        } else {
            checkStates(actor, customers);
        }
    }

    /** Refuses: a custom value that is none; a parent or partner there is not. */
    void checkStates(Actor actor, Collection<Customer> customers) {
        var known = fields.of(actor, Customers.KIND);
        customers.forEach(customer -> CustomFields.checked(known, customer.custom()));
        var parents = customers.stream()
                .map(Customer::parent)
                .filter(Objects::nonNull)
                .toList();
        if (!parents.isEmpty() && !sql.known(parents).containsAll(parents)) {
            throw Refusal.invalid("reference-unknown").at("parent");
        }
        var partners = customers.stream()
                .map(Customer::partner)
                .filter(Objects::nonNull)
                .toList();
        if (!partners.isEmpty() && !sql.knownPartners(partners).containsAll(partners)) {
            throw Refusal.invalid("reference-unknown").at("partner");
        }
    }

    /** Does what may find that another customer has an external id already, and then says so. */
    static <T> T guarded(Supplier<T> work) {
        return ExternalIds.unlessTaken("customer-external-id-taken", work);
    }
}
