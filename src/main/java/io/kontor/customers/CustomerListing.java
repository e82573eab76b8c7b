package io.kontor.customers;

import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.lists.BulkAction;
import io.kontor.lists.BulkChange;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.merging.MergeTwo;
import io.kontor.partners.Partners;
import io.kontor.ui.Option;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** The list of customers, and what can be done with many of them. */
@Component
public final class CustomerListing implements Listing {
    private final Customers customers;
    private final Partners partners;
    private final CustomFields fields;

    CustomerListing(Customers customers, Partners partners, CustomFields fields) {
        this.customers = customers;
        this.partners = partners;
        this.fields = fields;
    }

    @Override
    public String code() {
        return "customers";
    }

    @Override
    public String createPath() {
        return "/customers/new";
    }

    @Override
    public String icon() {
        return "building";
    }

    @Override
    public ListSpec spec(Actor actor) {
        // The name of a partner is shown to those only who may see that partner.
        var partnersSeen = CustomerSql.PARTNERS.of(actor.rights().over(Partners.KIND, Verb.SEE), "see");
        return new ListSpec(
                        code(),
                        Customers.KIND,
                        "/customers",
                        """
                        customers.customer c
                        left join customers.customer u on u.id = c.parent_id
                        left join partners.partner_v p on p.id = c.partner_id and (%s)
                        """.formatted(partnersSeen.sql()),
                        "c.id",
                        who -> who.may(Customers.KIND, Verb.SEE, Place.ANYWHERE)
                                ? new SqlPart("not c.withdrawn", partnersSeen.params())
                                : new SqlPart("false", partnersSeen.params()),
                        "c.search",
                        "name",
                        true,
                        id -> "/customers/" + id,
                        List.of(
                                Column.text("name", "c.name").sorted("c.name_key", "bytea"),
                                Column.country("country", "c.country").sorted("coalesce(c.country, '')", "text"),
                                Column.text("city", "c.city"),
                                Column.reference(
                                                "parent",
                                                "u.name",
                                                "c.parent_id",
                                                id -> "/customers/" + id,
                                                (who, words) -> List.of())
                                        .looking(Column.Lookup.of(
                                                "/customers/choices",
                                                (who, words) -> customers.search(who, words, 50).stream()
                                                        .map(Customers.Named::id)
                                                        .toList(),
                                                customers::names)),
                                Column.reference(
                                                "partner",
                                                "p.name",
                                                "p.id",
                                                id -> "/partners/" + id,
                                                (who, words) -> List.of())
                                        .looking(Column.Lookup.of(
                                                "/partners/choices",
                                                (who, words) -> partners.search(who, words, 50).stream()
                                                        .map(Partners.Named::id)
                                                        .toList(),
                                                partners::names)),
                                Column.text("domains", """
                                        (select string_agg(d.domain, ', ' order by d.domain) from customers.domain d
                                        where d.customer_id = c.id)
                                        """).spare()))
                .with(fields.columns(actor, Customers.KIND, "c"));
    }

    @Override
    public List<BulkAction> actions() {
        return List.of(
                change(
                                "country",
                                (actor, value) -> {
                                    var country = value.isBlank() ? null : value;
                                    return customer -> customer.withCountry(country);
                                },
                                (actor, words, from) -> customer -> words.country(customer.country()))
                        .choice((actor, words) -> Option.countries(words)),
                change(
                                "city",
                                (actor, value) -> customer ->
                                        customer.builder().city(value).build(),
                                (actor, words, from) -> customer -> customer.city() == null ? "" : customer.city())
                        .text(),
                change(
                                "parent",
                                (actor, value) -> {
                                    var parent = value.isBlank() ? null : customers.named(actor, value, "value");
                                    return customer -> customer.withParent(parent);
                                },
                                (actor, words, from) -> customer -> parent(actor, customer))
                        .text(),
                BulkChange.of(
                        "customer:withdraw",
                        "withdrawal",
                        Customer::name,
                        (actor, rows, told, write) -> customers.withdrawMany(actor, rows, told.reason(), write),
                        (actor, words, from) -> customer -> customer.withdrawn() ? words.t("customers.withdrawn") : ""),
                new MergeTwo(Customers.KIND, "/customers"));
    }

    private BulkChange<Customer> change(
            String code, BiFunction<Actor, String, UnaryOperator<Customer>> edit, BulkChange.Shown<Customer> shown) {
        return BulkChange.of(
                "customer:change",
                code,
                Customer::name,
                (actor, rows, told, write) ->
                        customers.changeMany(actor, rows, edit.apply(actor, told.value()), told.reason(), write),
                shown);
    }

    private String parent(Actor actor, Customer customer) {
        var parent = customer.parent();
        return parent == null ? "" : customers.names(actor, List.of(parent)).getOrDefault(parent, "");
    }
}
