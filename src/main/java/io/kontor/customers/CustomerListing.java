package io.kontor.customers;

import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Place;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.lists.BulkAction;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.merging.MergeTwo;
import io.kontor.partners.Partners;
import io.kontor.ui.Option;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
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
                new Change(
                        "country",
                        BulkAction.Control.CHOICE,
                        (actor, words) -> Option.countries(words),
                        (actor, value) -> {
                            var country = value.isBlank() ? null : value;
                            return customer -> customer.withCountry(country);
                        },
                        (actor, words, customer) -> words.country(customer.country())),
                new Change(
                        "city",
                        BulkAction.Control.TEXT,
                        (actor, words) -> List.of(),
                        (actor, value) ->
                                customer -> customer.builder().city(value).build(),
                        (actor, words, customer) -> customer.city() == null ? "" : customer.city()),
                new Change(
                        "parent",
                        BulkAction.Control.TEXT,
                        (actor, words) -> List.of(),
                        (actor, value) -> {
                            var parent = value.isBlank() ? null : customers.named(actor, value, "value");
                            return customer -> customer.withParent(parent);
                        },
                        (actor, words, customer) -> parent(actor, customer)),
                new Withdrawal(),
                new MergeTwo(Customers.KIND, "/customers"));
    }

    private String parent(Actor actor, Customer customer) {
        var parent = customer.parent();
        return parent == null ? "" : customers.names(actor, List.of(parent)).getOrDefault(parent, "");
    }

    private interface Shown {
        String of(Actor actor, Words words, Customer customer);
    }

    /** Sets one part of many customers. */
    private final class Change implements BulkAction {
        private final String code;
        private final Control control;
        private final BiFunction<Actor, Words, List<Option>> options;
        private final BiFunction<Actor, String, UnaryOperator<Customer>> edit;
        private final Shown shown;

        Change(
                String code,
                Control control,
                BiFunction<Actor, Words, List<Option>> options,
                BiFunction<Actor, String, UnaryOperator<Customer>> edit,
                Shown shown) {
            this.code = code;
            this.control = control;
            this.options = options;
            this.edit = edit;
            this.shown = shown;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String permission() {
            return "customer:change";
        }

        @Override
        public Control control() {
            return control;
        }

        @Override
        public List<Option> options(Actor actor, Words words) {
            return options.apply(actor, words);
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            return effects(
                    customers.changeMany(actor, rows, edit.apply(actor, told.value()), told.reason(), write),
                    customer -> shown.of(actor, words, customer));
        }
    }

    /** Takes many customers out. */
    private final class Withdrawal implements BulkAction {
        @Override
        public String code() {
            return "withdrawal";
        }

        @Override
        public String permission() {
            return "customer:withdraw";
        }

        @Override
        public Control control() {
            return Control.NOTHING;
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            return effects(
                    customers.withdrawMany(actor, rows, told.reason(), write),
                    customer -> customer.withdrawn() ? words.t("customers.withdrawn") : "");
        }
    }

    private static List<BulkAction.Effect> effects(
            List<Book.Effect<Customer>> effects, Function<Customer, String> shown) {
        return effects.stream()
                .map(effect -> new BulkAction.Effect(
                        effect.id(),
                        effect.before().name(),
                        shown.apply(effect.before()),
                        after(shown, effect),
                        effect.refusal()))
                .toList();
    }

    private static String after(Function<Customer, String> shown, Book.Effect<Customer> effect) {
        var after = shown.apply(effect.after());
        return effect.changes() && after.isEmpty() ? "–" : after;
    }
}
