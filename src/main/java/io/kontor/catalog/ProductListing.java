package io.kontor.catalog;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.lists.BulkAction;
import io.kontor.lists.Column;
import io.kontor.lists.ListSpec;
import io.kontor.lists.Listing;
import io.kontor.lists.SqlPart;
import io.kontor.ui.Option;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of products, and what can be done with many of them. */
@Component
public final class ProductListing implements Listing {
    /** The ids of a product's family and of all families above it, as text. */
    private static final String BRANCH = """
            (with recursive up (id, parent_id) as (
                select f.id, f.parent_id
                union
                select n.id, n.parent_id from up join catalog.family n on n.id = up.parent_id
            ) select array_agg(id::text) from up where id is not null)
            """;

    private final Products products;
    private final Families families;
    private final Company company;

    ProductListing(Products products, Families families, Company company) {
        this.products = products;
        this.families = families;
        this.company = company;
    }

    @Override
    public String code() {
        return "products";
    }

    @Override
    public String createPath() {
        return "/products/new";
    }

    @Override
    public String icon() {
        return "package";
    }

    @Override
    public ListSpec spec(Actor actor) {
        var params = Map.<String, Object>of(
                "list_currency", company.profile(actor).currency(), "list_day", products.today(actor));
        // Who may not see costs gets a list without them: they can neither be shown nor sorted or filtered by.
        boolean costs = actor.may(Costs.KIND, Verb.SEE, Place.ANYWHERE);
        var columns = new ArrayList<>(columns());
        if (costs) {
            columns.add(Column.money("cost", "k.amount", ":list_currency::text")
                    .sorted("coalesce(k.amount, -1)", "numeric")
                    .spare()
                    .onlyWith("cost:see"));
        }
        return new ListSpec(
                code(),
                Products.KIND,
                "/products",
                """
                catalog.product p
                left join catalog.family f on f.id = p.family_id
                left join catalog.price l on l.product_id = p.id and l.currency = :list_currency
                    and daterange(l.from_day, l.to_day) @> :list_day::date
                """ + (costs ? """
                left join catalog.cost k on k.product_id = p.id and k.currency = :list_currency
                    and daterange(k.from_day, k.to_day) @> :list_day::date
                """ : ""),
                "p.id",
                who -> new SqlPart(
                        who.may(Products.KIND, Verb.SEE, Place.ANYWHERE) ? "not p.withdrawn" : "false", params),
                "p.search",
                "name",
                true,
                id -> "/products/" + id,
                columns);
    }

    private List<Column> columns() {
        return List.of(
                Column.text("name", "p.name").sorted("p.name_key", "bytea"),
                Column.text("sku", "p.sku").sorted("p.sku", "text"),
                Column.choices(
                                "family",
                                "case when f.id is null then '{}' else array[f.name] end",
                                "",
                                (who, words) -> families.options(who))
                        .filtered(BRANCH)
                        .sorted("coalesce(f.name_key, ''::bytea)", "bytea"),
                Column.status(
                                "status",
                                "p.status",
                                "value.product.status",
                                Product.Status::tone,
                                (who, words) -> Option.of(words, "value.product.status", Product.Status.values()))
                        .sorted("p.status", "text"),
                Column.text("unit", "p.unit"),
                Column.money("price", "l.amount", ":list_currency::text").sorted("coalesce(l.amount, -1)", "numeric"));
    }

    @Override
    public List<BulkAction> actions() {
        return List.of(
                new Change(
                        "family",
                        BulkAction.Control.CHOICE,
                        false,
                        (actor, words) -> families.options(actor),
                        (actor, told) -> {
                            var family = family(told.value());
                            return product -> product.withFamily(family);
                        },
                        (actor, words, product, day) -> name(actor, product)),
                new Change(
                        "status",
                        BulkAction.Control.CHOICE,
                        false,
                        (actor, words) -> Option.of(words, "value.product.status", Product.Status.values()),
                        (actor, told) -> {
                            var status = status(told.value());
                            return product -> product.withStatus(status);
                        },
                        (actor, words, product, day) -> words.t(
                                "value.product.status." + product.status().code())),
                new Change(
                        "unit",
                        BulkAction.Control.TEXT,
                        false,
                        (actor, words) -> List.of(),
                        (actor, told) -> product -> Fields.at("value", () -> product.withUnit(told.value())),
                        (actor, words, product, day) -> product.unit() == null ? "" : product.unit()),
                new Change(
                        "price",
                        BulkAction.Control.TEXT,
                        true,
                        (actor, words) -> List.of(),
                        (actor, told) -> {
                            var factor = factor(told.value());
                            var day = Objects.requireNonNull(told.from());
                            return product -> product.withPrices(raised(product.prices(), factor, day));
                        },
                        ProductListing::prices),
                new Withdrawal());
    }

    private static @Nullable UUID family(String value) {
        try {
            return value.isBlank() ? null : UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("family-unknown").at("value");
        }
    }

    private static Product.Status status(String value) {
        for (var status : Product.Status.values()) {
            if (status.code().equals(value)) {
                return status;
            }
        }
        throw Refusal.invalid("field-required").at("value");
    }

    private String name(Actor actor, Product product) {
        var family = product.family();
        return family == null ? "" : families.names(actor, List.of(family)).getOrDefault(family, "");
    }

    /** What prices are multiplied by: 1.035 for "3.5", "3,5 %" or "+3.5". */
    private static BigDecimal factor(String typed) {
        var plain =
                typed.replace("%", "").replace(',', '.').replace('\u2212', '-').strip();
        if (!plain.matches("[+-]?\\d{1,3}(\\.\\d{1,4})?")) {
            throw Refusal.invalid("percent-malformed", "value", typed).at("value");
        }
        var percent = new BigDecimal(plain);
        if (percent.compareTo(BigDecimal.valueOf(-100)) < 0) {
            throw Refusal.invalid("percent-malformed", "value", typed).at("value");
        }
        return BigDecimal.ONE.add(percent.movePointLeft(2));
    }

    /** The prices that hold on a day, multiplied and rounded to the currency's smallest coin, from that day on. */
    static List<Dated<Money>> raised(List<Dated<Money>> prices, BigDecimal factor, LocalDate day) {
        var result = prices;
        for (var row : prices) {
            if (row.period().contains(day)) {
                var price = row.value();
                result = Amounts.changed(
                        result,
                        new Money(price.amount().multiply(factor).setScale(6, RoundingMode.HALF_UP), price.currency())
                                .rounded(RoundingMode.HALF_UP),
                        day);
            }
        }
        return result;
    }

    private static String prices(Actor actor, Words words, Product product, LocalDate day) {
        return product.prices().stream()
                .filter(row -> row.period().contains(day))
                .map(row -> words.money(row.value()))
                .collect(Collectors.joining("; "));
    }

    private interface Shown {
        String of(Actor actor, Words words, Product product, LocalDate day);
    }

    /** Sets one part of many products. */
    private final class Change implements BulkAction {
        private final String code;
        private final Control control;
        private final boolean dated;
        private final BiFunction<Actor, Words, List<Option>> options;
        private final BiFunction<Actor, Told, UnaryOperator<Product>> edit;
        private final Shown shown;

        Change(
                String code,
                Control control,
                boolean dated,
                BiFunction<Actor, Words, List<Option>> options,
                BiFunction<Actor, Told, UnaryOperator<Product>> edit,
                Shown shown) {
            this.code = code;
            this.control = control;
            this.dated = dated;
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
            return "product:change";
        }

        @Override
        public Control control() {
            return control;
        }

        @Override
        public boolean dated() {
            return dated;
        }

        @Override
        public List<Option> options(Actor actor, Words words) {
            return options.apply(actor, words);
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            var day = told.from() == null ? products.today(actor) : told.from();
            return effects(
                    products.changeMany(actor, rows, edit.apply(actor, told), told.reason(), write),
                    product -> shown.of(actor, words, product, day));
        }
    }

    /** Takes many products out. */
    private final class Withdrawal implements BulkAction {
        @Override
        public String code() {
            return "withdrawal";
        }

        @Override
        public String permission() {
            return "product:withdraw";
        }

        @Override
        public Control control() {
            return Control.NOTHING;
        }

        @Override
        public List<Effect> run(Actor actor, Words words, List<UUID> rows, Told told, boolean write) {
            return effects(
                    products.withdrawMany(actor, rows, told.reason(), write),
                    product -> product.withdrawn() ? words.t("products.withdrawn") : "");
        }
    }

    private static List<BulkAction.Effect> effects(
            List<Book.Effect<Product>> effects, Function<Product, String> shown) {
        return effects.stream()
                .map(effect -> {
                    var after = shown.apply(effect.after());
                    return new BulkAction.Effect(
                            effect.id(),
                            effect.before().name(),
                            shown.apply(effect.before()),
                            effect.changes() && after.isEmpty() ? "–" : after,
                            effect.refusal());
                })
                .toList();
    }
}
