package io.kontor.connect.api;

import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.lists.ListSpec;
import io.kontor.partners.Partners;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The firms that buy in the end. */
@RestController
@Tag(name = "customers")
@RequestMapping("/api/v1/customers")
class CustomerApi extends ResourceApi<Customer, CustomerBody> {
    private final Customers customers;
    private final Partners partners;

    CustomerApi(Tools tools, Customers customers, Partners partners) {
        super(tools, "customer", "/api/v1/customers", CustomerBody.class);
        this.customers = customers;
        this.partners = partners;
    }

    @GetMapping
    @Needs(kind = "customer")
    ResponseEntity<byte[]> list(Call call) {
        return listed(call);
    }

    @GetMapping("/{id}")
    @Needs(kind = "customer")
    ResponseEntity<byte[]> one(Call call, @PathVariable UUID id) {
        return shown(call, id);
    }

    @PostMapping
    @Needs(kind = "customer", verb = Verb.CREATE)
    ResponseEntity<byte[]> add(Call call) {
        return created(call);
    }

    @PatchMapping("/{id}")
    @Needs(kind = "customer", verb = Verb.CHANGE)
    ResponseEntity<byte[]> change(Call call, @PathVariable UUID id) {
        return changed(call, id);
    }

    @DeleteMapping("/{id}")
    @Needs(kind = "customer", verb = Verb.WITHDRAW)
    ResponseEntity<byte[]> withdraw(Call call, @PathVariable UUID id) {
        return withdrawn(call, id);
    }

    @Override
    ListSpec spec(Actor actor) {
        return tools().listing("customers").spec(actor);
    }

    @Override
    Book.Known<Customer> find(Actor actor, UUID id) {
        return customers.find(actor, id);
    }

    @Override
    Map<UUID, Book.Known<Customer>> findAll(Actor actor, Collection<UUID> ids) {
        return customers.findAll(actor, ids);
    }

    @Override
    CustomerBody body(Call call, Book.Known<Customer> known) {
        var customer = known.state();
        return new CustomerBody(
                known.id(),
                known.version(),
                customer.name(),
                customer.country(),
                customer.city(),
                customer.domains(),
                customer.parent(),
                hidden(call.actor(), customer) ? null : customer.partner(),
                customer.externalIds(),
                custom(call).shown(customer.custom()),
                customer.withdrawn());
    }

    @Override
    Customer state(Call call, CustomerBody body, @Nullable Customer old) {
        var partner =
                body.partner() == null && old != null && hidden(call.actor(), old) ? old.partner() : body.partner();
        return new Customer(
                body.name(),
                body.country(),
                body.city(),
                body.domains(),
                body.parent(),
                partner,
                body.externalIds(),
                custom(call).kept(body.custom(), old == null ? null : old.custom()),
                old == null ? null : old.foldedInto(),
                old != null && old.withdrawn());
    }

    @Override
    UUID create(Actor actor, Customer state, @Nullable String reason) {
        return customers.create(actor, state, reason);
    }

    @Override
    void change(Actor actor, Book.Known<Customer> known, UnaryOperator<Customer> edit, @Nullable String reason) {
        customers.change(actor, known.id(), known.version(), edit, reason);
    }

    @Override
    void withdraw(Actor actor, UUID id, UUID seen, @Nullable String reason) {
        customers.withdraw(actor, id, seen, reason);
    }

    /** Whether it is linked to a partner that is not the caller's to see; the link is then neither shown nor lost. */
    private boolean hidden(Actor actor, Customer customer) {
        var partner = customer.partner();
        return partner != null
                && !actor.may(
                        Partners.KIND,
                        Verb.SEE,
                        partners.place(actor, partner).orElse(Place.of(partner, null, null, null)));
    }

    private Custom custom(Call call) {
        return Custom.of(call, tools().fields(), Customers.KIND);
    }
}
