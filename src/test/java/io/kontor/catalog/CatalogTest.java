package io.kontor.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Money;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Side;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import io.kontor.people.Access;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTest {
    static final LocalDate MARCH = LocalDate.parse("2026-03-01");
    static final LocalDate APRIL = LocalDate.parse("2026-04-01");

    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Products products = office.bean(Products.class);
    final Families families = office.bean(Families.class);
    final Costs costs = office.bean(Costs.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    static Dated<Money> row(String amount, String currency, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new Dated<>(Money.of(amount, currency), from, to);
    }

    UUID version(UUID id) {
        return products.find(actor, id).version();
    }

    @Test
    void a_product_keeps_all_that_was_told() {
        var family = families.create(actor, Family.of("whole", "Whole"), null);
        var product = new Product(
                "WH-1",
                "Whole product",
                family,
                "seat per year",
                Product.Status.ACTIVE,
                List.of(new ExternalId("erp", "w1")),
                List.of(
                        row("100", "EUR", null, APRIL),
                        row("110.50", "EUR", APRIL, null),
                        row("120", "usd", null, null)),
                false);
        var id = products.create(actor, product, null);
        assertThat(products.find(actor, id).state()).isEqualTo(product);
        assertThat(products.bySku(actor, "WH-1")).contains(id);
        assertThat(products.byExternalId(actor, "erp", "w1")).contains(id);
        assertThat(products.units(actor)).contains("seat per year");
        assertThat(products.search(actor, "wh-1", 5)).containsExactly(new Products.Named(id, "WH-1", "Whole product"));
        assertThat(products.priceAt(actor, id, "eur", MARCH)).contains(Money.of("100", "EUR"));
        assertThat(products.priceAt(actor, id, "EUR", APRIL)).contains(Money.of("110.50", "EUR"));
        assertThat(products.priceAt(actor, id, "USD", APRIL)).contains(Money.of("120", "USD"));
        assertThat(products.priceAt(actor, id, "CHF", APRIL)).isEmpty();
        assertThat(office.column("select count(*)::text from catalog.price_v where product_id = '" + id + "'"))
                .containsExactly("3");
    }

    @Test
    void two_prices_of_a_currency_on_one_day_are_refused_and_nothing_is_written() {
        assertThatThrownBy(() -> Product.of("OV-1", "Overlap")
                        .withPrices(List.of(row("1", "EUR", MARCH, null), row("2", "EUR", APRIL, null))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("amounts-overlap");
                    assertThat(refusal.field()).isEqualTo("prices");
                });
        assertThat(products.bySku(actor, "OV-1")).isEmpty();
        var fine = Product.of("OV-1", "No overlap")
                .withPrices(List.of(row("1", "EUR", MARCH, null), row("2", "USD", APRIL, null)));
        var id = products.create(actor, fine, null);
        assertThatThrownBy(() -> products.change(
                        actor,
                        id,
                        version(id),
                        old -> old.withPrices(List.of(row("1", "EUR", null, null), row("2", "EUR", null, null))),
                        null))
                .hasMessageContaining("amounts-overlap-always");
        assertThat(products.find(actor, id).state()).isEqualTo(fine);
    }

    @Test
    void the_database_itself_refuses_overlapping_prices() {
        var id = products.create(
                actor, Product.of("DB-1", "Guarded").withPrices(List.of(row("1", "EUR", null, null))), null);
        assertThatThrownBy(() -> office.as(
                        actor,
                        () -> office.jdbc()
                                .sql("insert into catalog.price (product_id, currency, amount, from_day, entry_id) "
                                        + "values (:id, 'EUR', 2, date '2026-05-01', :id)")
                                .param("id", id)
                                .update()))
                .hasMessageContaining("exclusion constraint");
    }

    @Test
    void a_currency_that_does_not_exist_and_an_amount_below_zero_are_refused() {
        assertThatThrownBy(() -> row("1", "EUX", null, null)).hasMessageContaining("no-such-currency");
        assertThatThrownBy(() -> products.pricesAt(actor, List.of(), "EUX", MARCH))
                .hasMessageContaining("no-such-currency");
        assertThatThrownBy(() -> Product.of("NEG", "Negative").withPrices(List.of(row("-1", "EUR", null, null))))
                .hasMessageContaining("amount-below-zero");
        assertThatThrownBy(() -> new Cost(UUID.randomUUID(), List.of(row("-1", "EUR", null, null))))
                .hasMessageContaining("amount-below-zero at costs");
    }

    @Test
    void a_sku_belongs_to_one_product_until_that_is_withdrawn() {
        var first = products.create(actor, Product.of("TWICE", "First"), null);
        assertThatThrownBy(() -> products.create(actor, Product.of("TWICE", "Second"), null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("sku-taken");
                    assertThat(refusal.field()).isEqualTo("sku");
                });
        products.withdraw(actor, first, version(first), null);
        var second = products.create(actor, Product.of("TWICE", "Second"), null);
        assertThat(products.bySku(actor, "TWICE")).contains(second);
        assertThatThrownBy(() -> products.restore(actor, first, version(first), null))
                .hasMessageContaining("sku-taken");
    }

    @Test
    void an_id_of_another_system_belongs_to_one_product() {
        var ids = List.of(new ExternalId("shop", "9"));
        products.create(actor, Product.of("EXT-1", "One").withExternalIds(ids), null);
        assertThatThrownBy(
                        () -> products.create(actor, Product.of("EXT-2", "Two").withExternalIds(ids), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("externalIds"));
        assertThat(products.bySku(actor, "EXT-2")).isEmpty();
    }

    @Test
    void the_last_change_of_a_product_is_taken_back_with_its_prices() {
        var before = Product.of("UNDO", "Undone").withPrices(List.of(row("10", "EUR", null, null)));
        var id = products.create(actor, before, null);
        products.change(
                actor,
                id,
                version(id),
                old -> old.withPrices(Amounts.changed(old.prices(), Money.of("12", "EUR"), APRIL)),
                null);
        assertThat(products.priceAt(actor, id, "EUR", APRIL)).contains(Money.of("12", "EUR"));
        products.undo(actor, id, version(id), null);
        assertThat(products.find(actor, id).state()).isEqualTo(before);
        assertThat(products.priceAt(actor, id, "EUR", APRIL)).contains(Money.of("10", "EUR"));
    }

    @Test
    void a_product_is_shown_as_it_was_known_on_a_day() {
        var id = products.create(actor, Product.of("ASOF", "Then"), null);
        var day = LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
        office.clock().move(Duration.ofDays(2));
        products.change(actor, id, version(id), old -> old.withUnit("box"), null);
        assertThat(products.asOf(actor, id, day).orElseThrow().unit()).isNull();
        assertThat(products.asOf(actor, id, day.plusDays(2)).orElseThrow().unit())
                .isEqualTo("box");
    }

    @Test
    void many_products_are_changed_after_a_preview() {
        var ids = products.createMany(actor, List.of(Product.of("M-1", "One"), Product.of("M-2", "Two")), null);
        var preview = products.changeMany(actor, ids, old -> old.withStatus(Product.Status.RETIRED), null, false);
        assertThat(preview).hasSize(2).allMatch(effect -> effect.changes());
        assertThat(products.search(actor, "m-", 9)).hasSize(2);
        products.changeMany(actor, ids, old -> old.withStatus(Product.Status.RETIRED), null, true);
        assertThat(products.search(actor, "m-", 9)).isEmpty();
        assertThatThrownBy(() -> products.createMany(
                        actor, List.of(Product.of("M-3", "Three"), Product.of("M-1", "One again")), null))
                .hasMessageContaining("sku-taken");
        assertThat(products.bySku(actor, "M-3")).isEmpty();
    }

    @Test
    void families_are_a_tree_in_which_nothing_stands_above_itself() {
        var root = families.create(actor, Family.of("hardware", "Hardware"), null);
        var second = families.create(actor, Family.of("bikes", "Bikes").under(root), null);
        var third = families.create(actor, Family.of("road", "Road bikes").under(second), null);
        assertThat(families.tree(actor))
                .filteredOn(one -> List.of("hardware", "bikes", "road").contains(one.code()))
                .extracting(Families.Listed::code, Families.Listed::depth)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hardware", 0),
                        org.assertj.core.groups.Tuple.tuple("bikes", 1),
                        org.assertj.core.groups.Tuple.tuple("road", 2));
        var seen = families.find(actor, root).version();
        assertThatThrownBy(() -> families.change(actor, root, seen, old -> old.under(third), null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("family-circle");
                    assertThat(refusal.field()).isEqualTo("parent");
                });
        assertThatThrownBy(() -> families.change(actor, root, seen, old -> old.under(root), null))
                .hasMessageContaining("family-circle");
        assertThatThrownBy(() -> families.create(actor, Family.of("x", "X").under(UUID.randomUUID()), null))
                .hasMessageContaining("reference-unknown at parent");
        assertThatThrownBy(() -> families.create(actor, Family.of("road", "Again"), null))
                .hasMessageContaining("code-taken at code");
        assertThatThrownBy(() -> families.withdraw(actor, root, seen, null)).hasMessageContaining("family-occupied");
        families.withdraw(actor, third, families.find(actor, third).version(), null);
        assertThatThrownBy(() -> products.create(actor, Product.of("F-1", "F").withFamily(third), null))
                .hasMessageContaining("reference-unknown at family");
        families.restore(actor, third, families.find(actor, third).version(), null);
        var product = products.create(actor, Product.of("F-1", "F").withFamily(third), null);
        assertThatThrownBy(() -> families.withdraw(
                        actor, third, families.find(actor, third).version(), null))
                .hasMessageContaining("family-occupied");
        assertThat(products.find(actor, product).state().family()).isEqualTo(third);
        assertThat(families.byCodes(actor, List.of("road", "nowhere"))).isEqualTo(Map.of("road", third));
    }

    @Test
    void costs_are_noted_changed_and_asked_for_by_day() {
        var id = products.create(actor, Product.of("C-1", "Costly"), null);
        assertThat(costs.of(actor, id)).isEmpty();
        costs.set(actor, id, null, List.of(row("60", "EUR", null, APRIL), row("65", "EUR", APRIL, null)), null);
        assertThat(costs.costAt(actor, id, "EUR", MARCH)).contains(Money.of("60", "EUR"));
        assertThat(costs.costsAt(actor, List.of(id), "EUR", APRIL)).isEqualTo(Map.of(id, Money.of("65", "EUR")));
        assertThatThrownBy(() -> costs.set(actor, id, null, List.of(), null)).hasMessageContaining("changed-since");
        var known = costs.of(actor, id).orElseThrow();
        costs.set(actor, id, known.version(), List.of(row("70", "EUR", null, null)), null);
        assertThat(costs.costAt(actor, id, "EUR", MARCH)).contains(Money.of("70", "EUR"));
        costs.undo(actor, known.id(), costs.find(actor, known.id()).version(), null);
        assertThat(costs.costAt(actor, id, "EUR", MARCH)).contains(Money.of("60", "EUR"));
        assertThatThrownBy(() -> costs.set(actor, UUID.randomUUID(), null, List.of(), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void who_may_not_see_costs_never_meets_one() {
        var id = products.create(actor, Product.of("SECRET", "Secret"), null);
        costs.set(actor, id, null, List.of(row("1", "EUR", null, null)), null);
        var cost = costs.of(actor, id).orElseThrow().id();
        var reader = TestActors.only("product:see", "product:change", "family:see");
        assertThat(products.find(reader, id).state().name()).isEqualTo("Secret");
        assertThatThrownBy(() -> costs.of(reader, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> costs.costAt(reader, id, "EUR", MARCH)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> costs.find(reader, cost))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(costs.visible(reader, cost)).isEmpty();
        assertThat(costs.names(reader, List.of(cost))).isEmpty();
        var seeing = TestActors.only("product:see", "cost:see");
        assertThat(costs.costAt(seeing, id, "EUR", MARCH)).isPresent();
        assertThatThrownBy(() ->
                        costs.set(seeing, id, costs.of(seeing, id).orElseThrow().version(), List.of(), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void the_ledger_hides_entries_about_costs_from_those_who_may_not_see_costs() {
        var id = products.create(actor, Product.of("LEDGER", "In the ledger"), null);
        costs.set(actor, id, null, List.of(row("3", "EUR", null, null)), null);
        office.settle();
        var ledger = office.bean(Ledger.class);
        var all = TimelineQuery.newest(200);
        var reader = TestActors.only("product:see", "entry:see");
        var seen = office.as(reader, () -> ledger.timeline(reader, all).entries());
        assertThat(seen)
                .extracting(entry -> entry.subject().type())
                .contains("product")
                .doesNotContain("cost");
        var everything = office.as(actor, () -> ledger.timeline(actor, all).entries());
        var cost = everything.stream()
                .filter(entry -> entry.subject().type().equals("cost"))
                .findFirst()
                .orElseThrow();
        assertThat(office.as(actor, () -> ledger.entry(actor, cost.id()))).isPresent();
        assertThat(office.as(reader, () -> ledger.entry(reader, cost.id()))).isEmpty();
    }

    @Test
    void a_partner_sees_what_is_sold_but_no_price_and_no_cost() {
        var family = families.create(actor, Family.of("portal", "Portal family"), null);
        var id = products.create(
                actor,
                Product.of("PORTAL", "Portal product")
                        .withFamily(family)
                        .withPrices(List.of(row("10", "EUR", null, null))),
                null);
        costs.set(actor, id, null, List.of(row("5", "EUR", null, null)), null);
        var portal = new Actor(
                Side.PORTAL, UUID.randomUUID(), null, UUID.randomUUID(), Rights.NONE, Origin.PERSON, UUID.randomUUID());
        assertThat(office.as(
                        portal,
                        () -> office.jdbc()
                                .sql("select p.sku || ' ' || p.status || ' ' || f.name from catalog.product p "
                                        + "join catalog.family f on f.id = p.family_id where p.id = :id")
                                .param("id", id)
                                .query(String.class)
                                .list()))
                .containsExactly("PORTAL active Portal family");
        assertThat(products.names(portal, List.of(id))).containsEntry(id, "Portal product");
        for (var table : List.of("price", "cost", "costing", "external_id", "price_v", "cost_v", "product_v")) {
            assertThatThrownBy(() -> office.as(
                            portal,
                            () -> office.jdbc()
                                    .sql("select count(*) from catalog." + table)
                                    .query(Integer.class)
                                    .single()))
                    .as(table)
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> costs.costsAt(portal, List.of(id), "EUR", MARCH))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void who_may_not_see_products_finds_none() {
        var id = products.create(actor, Product.of("HID", "Hidden"), null);
        var stranger = TestActors.only("partner:see");
        assertThatThrownBy(() -> products.find(stranger, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> products.priceAt(stranger, id, "EUR", MARCH)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> families.tree(stranger)).isInstanceOf(Refusal.class);
        assertThat(products.search(stranger, "hid", 5)).isEmpty();
    }
}
