package io.kontor.connect.api;

import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.ledger.Book;
import io.kontor.partners.Partners;
import io.kontor.ui.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The firms that buy in the end. */
@RestController
@Tag(name = "customers")
@RequestMapping("/api/v1/customers")
@Needs(kind = Customers.KIND)
class CustomerApi extends ResourceApi<Customer, CustomerBody> {
    private final Partners partners;

    CustomerApi(Tools tools, Customers customers, Partners partners) {
        super(
                tools,
                new Named<>(Customers.KIND, "customers", CustomerBody.class),
                new Reader<>(customers::find, customers::findAll),
                new Writer<>(
                        customers::create,
                        customers::change,
                        customers::withdraw,
                        customers::restore,
                        customers::undo));
        this.partners = partners;
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

    /** Whether it is linked to a partner that is not the caller's to see; the link is then neither shown nor lost. */
    private boolean hidden(Actor actor, Customer customer) {
        var partner = customer.partner();
        return partner != null
                && !actor.may(
                        Partners.KIND,
                        Verb.SEE,
                        partners.place(actor, partner).orElse(Place.of(partner, null, null, null)));
    }
}
