package io.kontor.catalog;

import io.kontor.company.Company;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.SortKeys;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.ledger.Arrival;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Products from files, with the families they stand in and what they cost. A family that is not there yet is made; its code
 * is the path of names that leads to it.
 */
@Component
class ProductImport implements Importable {
    private final Products products;
    private final ProductSql sql;
    private final Families families;
    private final Costs costs;
    private final CostSql costSql;
    private final Company company;

    ProductImport(Products products, ProductSql sql, Families families, Costs costs, CostSql costSql, Company company) {
        this.products = products;
        this.sql = sql;
        this.families = families;
        this.costs = costs;
        this.costSql = costSql;
        this.company = company;
    }

    @Override
    public String kind() {
        return Products.KIND;
    }

    @Override
    public List<Field> fields(Actor actor) {
        return List.of(
                Field.text("name").needed(),
                Field.text("sku"),
                Field.text("family").several(),
                Field.text("unit"),
                Field.choice(
                        "status",
                        Arrays.stream(Product.Status.values())
                                .map(Product.Status::code)
                                .toList()),
                Field.of("currency", Type.CURRENCY),
                Field.number("listPrice").byDay(),
                Field.number("standardCost").byDay());
    }

    @Override
    public Map<String, UUID> known(Actor actor, String system, Collection<String> keys) {
        return sql.ids().findAll(system, keys);
    }

    @Override
    public List<String> keys(Actor actor, String system, String after, int most) {
        return sql.ids().after(system, after, most);
    }

    @Override
    public Map<String, String> alike(Actor actor, String system, Collection<String> keys) {
        return sql.ids().alike(system, keys);
    }

    @Override
    public List<Outcome> take(Actor actor, List<Incoming> batch, @Nullable String reason) {
        var today = products.today(actor);
        var currency = company.profile(actor).currency();
        var ids = new HashMap<String, Map<String, UUID>>();
        for (var one : batch) {
            ids.computeIfAbsent(
                    one.system(),
                    system -> sql.ids()
                            .findAll(system, batch.stream().map(Incoming::key).toList()));
        }
        var taken = new HashMap<>(sql.bySkus(
                batch.stream().map(one -> sku(one.values(), one.key())).toList()));
        var paths = new HashMap<String, UUID>();
        var arrivals = new ArrayList<Arrival<Product>>();
        for (var one : batch) {
            arrivals.add(new Arrival<>(
                    ids.getOrDefault(one.system(), Map.of()).get(one.key()),
                    () -> edited(
                            actor,
                            Product.of(
                                            sku(one.values(), one.key()),
                                            one.values().needed("name"))
                                    .withExternalIds(List.of(new ExternalId(one.system(), one.key()))),
                            one.values(),
                            currency,
                            today,
                            paths,
                            reason),
                    old -> edited(actor, old, one.values(), currency, today, paths, reason),
                    (id, state) -> {
                        var holder = taken.putIfAbsent(state.sku(), id);
                        if (holder != null && !holder.equals(id)) {
                            throw Refusal.conflict("sku-taken").at("sku");
                        }
                    },
                    null));
        }
        var outcomes = products.book().take(actor, arrivals, reason);
        return withCosts(actor, batch, outcomes, currency, today, reason);
    }

    private static String sku(Values told, String key) {
        return Objects.requireNonNullElse(told.text("sku"), key);
    }

    private Product edited(
            Actor actor,
            Product old,
            Values told,
            String usual,
            LocalDate today,
            Map<String, UUID> paths,
            @Nullable String reason) {
        if (told.number("standardCost") != null) {
            // Costs are written after their products, so what is wrong with one is said here.
            actor.role(Costs.KIND, Verb.IMPORT);
            Amounts.checked(told(List.of(), told, "standardCost", usual, today), "standardCost");
        }
        var status = told.text("status");
        var family =
                told.speakOf("family") ? family(actor, told.all("family", String.class), paths, reason) : old.family();
        return new Product(
                Objects.requireNonNullElse(told.text("sku"), old.sku()),
                told.speakOf("name") ? told.needed("name") : old.name(),
                family,
                told.speakOf("unit") ? told.text("unit") : old.unit(),
                status == null ? old.status() : Product.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                old.externalIds(),
                told(old.prices(), told, "listPrice", usual, today),
                old.withdrawn());
    }

    /** The history of amounts in one currency as told; those in others stay. */
    private static List<Dated<Money>> told(
            List<Dated<Money>> history, Values told, String field, String usual, LocalDate today) {
        if (!told.speakOf(field)) {
            return history;
        }
        var currency = Objects.requireNonNullElse(told.text("currency"), usual);
        var amount = told.number(field);
        var value = amount == null ? null : Fields.at(field, () -> new Money(whole(amount), currency));
        var own = history.stream()
                .filter(dated -> dated.value().currency().equals(currency))
                .toList();
        var all = new ArrayList<>(history.stream()
                .filter(dated -> !dated.value().currency().equals(currency))
                .toList());
        all.addAll(Fields.at(field, () -> Dated.told(own, value, told.since(field), told.until(field), today)));
        return all;
    }

    private static BigDecimal whole(BigDecimal amount) {
        return amount.scale() < 2 ? amount.setScale(2, java.math.RoundingMode.UNNECESSARY) : amount;
    }

    private @Nullable UUID family(Actor actor, List<String> path, Map<String, UUID> known, @Nullable String reason) {
        UUID parent = null;
        var code = "";
        for (var name : path) {
            var word = SortKeys.folded(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            code = code.isEmpty() ? word : code + "." + word;
            var under = parent;
            var own = code.length() <= 60
                    ? code
                    : code.substring(code.length() - 60).replaceFirst("^[^a-z0-9]+", "");
            parent = known.computeIfAbsent(
                    own,
                    missing -> families.byCode(actor, missing)
                            .orElseGet(() -> families.create(
                                    actor, Family.of(missing, name).under(under), reason)));
        }
        return parent;
    }

    /** What products cost is a subject of its own; for who reads files it is the same object. */
    private List<Outcome> withCosts(
            Actor actor,
            List<Incoming> batch,
            List<Outcome> outcomes,
            String usual,
            LocalDate today,
            @Nullable String reason) {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i).id() != null && batch.get(i).values().speakOf("standardCost")) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return outcomes;
        }
        var known = costSql.ofProducts(places.stream()
                .map(i -> Objects.requireNonNull(outcomes.get(i).id()))
                .toList());
        var asked = places.stream()
                .filter(i -> batch.get(i).values().number("standardCost") != null
                        || known.containsKey(outcomes.get(i).id()))
                .toList();
        var taken = costs.book()
                .take(
                        actor,
                        asked.stream()
                                .map(i -> {
                                    var product = Objects.requireNonNull(
                                            outcomes.get(i).id());
                                    var told = batch.get(i).values();
                                    return new Arrival<Cost>(
                                            known.get(product),
                                            () -> new Cost(
                                                    product, told(List.of(), told, "standardCost", usual, today)),
                                            old -> new Cost(
                                                    product, told(old.costs(), told, "standardCost", usual, today)),
                                            (id, state) -> {},
                                            null);
                                })
                                .toList(),
                        reason);
        var all = new ArrayList<>(outcomes);
        for (int j = 0; j < asked.size(); j++) {
            int i = asked.get(j);
            var result = taken.get(j).result();
            if (result == Result.REFUSED) {
                throw Objects.requireNonNull(taken.get(j).refusal());
            }
            if (result != Result.UNCHANGED && all.get(i).result() == Result.UNCHANGED) {
                all.set(i, new Outcome(Result.CHANGED, all.get(i).id(), null));
            }
        }
        return all;
    }
}
