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
import io.kontor.lists.BulkAction;
import io.kontor.lists.BulkChange;
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
                change(
                                "family",
                                told -> {
                                    var family = family(told.value());
                                    return product -> product.withFamily(family);
                                },
                                (actor, words, from) -> product -> name(actor, product))
                        .choice((actor, words) -> families.options(actor)),
                change(
                                "status",
                                told -> {
                                    var status = status(told.value());
                                    return product -> product.withStatus(status);
                                },
                                (actor, words, from) -> product -> words.t("value.product.status."
                                        + product.status().code()))
                        .choice((actor, words) -> Option.of(words, "value.product.status", Product.Status.values())),
                change(
                                "unit",
                                told -> product -> Fields.at("value", () -> product.withUnit(told.value())),
                                (actor, words, from) -> product -> product.unit() == null ? "" : product.unit())
                        .text(),
                change(
                                "price",
                                told -> {
                                    var factor = factor(told.value());
                                    var day = Objects.requireNonNull(told.from());
                                    return product -> product.withPrices(raised(product.prices(), factor, day));
                                },
                                (actor, words, from) -> {
                                    var day = from == null ? products.today(actor) : from;
                                    return product -> prices(words, product, day);
                                })
                        .text()
                        .fromADay(),
                BulkChange.of(
                        "product:withdraw",
                        "withdrawal",
                        Product::name,
                        (actor, rows, told, write) -> products.withdrawMany(actor, rows, told.reason(), write),
                        (actor, words, from) -> product -> product.withdrawn() ? words.t("products.withdrawn") : ""));
    }

    private BulkChange<Product> change(
            String code, Function<BulkAction.Told, UnaryOperator<Product>> edit, BulkChange.Shown<Product> shown) {
        return BulkChange.of(
                "product:change",
                code,
                Product::name,
                (actor, rows, told, write) -> products.changeMany(actor, rows, edit.apply(told), told.reason(), write),
                shown);
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

    private static String prices(Words words, Product product, LocalDate day) {
        return product.prices().stream()
                .filter(row -> row.period().contains(day))
                .map(row -> words.money(row.value()))
                .collect(Collectors.joining("; "));
    }
}
