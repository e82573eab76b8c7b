package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.kontor.catalog.Cost;
import io.kontor.catalog.Costs;
import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class GoodsBrowserTest {
    final TestServer server = TestServer.shared();

    Browser signedIn() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    UUID customer(Customer customer) {
        return server.bean(Customers.class).create(server.administrator(), customer, null);
    }

    UUID product(Product product) {
        return server.bean(Products.class).create(server.administrator(), product, null);
    }

    static Dated<Money> always(String amount) {
        return new Dated<>(Money.of(amount, "EUR"), null, null);
    }

    static void row(Browser browser, String name, int number, String amount, String currency, String from, String to) {
        Locator row = browser.page().locator("#" + name + " [data-row]").nth(number);
        row.locator("[name='" + name + ".amount']").fill(amount);
        row.locator("[name='" + name + ".currency']").fill(currency);
        row.locator("[name='" + name + ".from']").fill(from);
        row.locator("[name='" + name + ".to']").fill(to);
    }

    @Test
    void a_customer_is_added_corrected_and_linked_with_the_partner_it_is() {
        customer(Customer.named("Walk Holding"));
        server.bean(Partners.class)
                .create(
                        server.administrator(),
                        Partner.named("Walk Trade GmbH")
                                .builder()
                                .domains(List.of("walk.example.com"))
                                .build(),
                        null);
        try (var browser = signedIn()) {
            browser.open("/customers/new").looksRight();
            browser.fill("name", "Walk Trade")
                    .choose("country", "DE")
                    .fill("parent", "Nobody Known")
                    .fill("domains", "not a domain")
                    .press("Add customer");
            assertThat(browser.main()).contains("There is no customer called Nobody Known");
            browser.fill("parent", "Walk Holding").press("Add customer");
            assertThat(browser.main()).contains("is not an internet domain");
            assertThat(browser.page().inputValue("[name=name]")).isEqualTo("Walk Trade");
            browser.looksRight();
            browser.fill("domains", "walk.example.com").press("Add customer");
            assertThat(browser.title()).isEqualTo("Walk Trade");
            assertThat(browser.main()).contains("Both have walk.example.com").contains("Walk Holding");
            browser.looksRight();
            browser.page().click("form[action$='/partner'] button:has-text('Link') >> nth=0");
            assertThat(browser.main())
                    .contains("The customer and the partner are linked")
                    .contains("Walk Trade GmbH");
            browser.press("Take the link away");
            assertThat(browser.main()).contains("Both have walk.example.com");
            browser.page().click("summary[aria-label='More']");
            browser.press("Undo the last change");
            assertThat(browser.main()).contains("The last change is taken back").contains("Take the link away");
            browser.page().click("summary[aria-label='More']");
            browser.press("Withdraw this customer");
            assertThat(browser.main()).contains("The customer is withdrawn");
            browser.page().click("summary[aria-label='More']");
            browser.press("Bring this customer back");
            assertThat(browser.main()).contains("The customer is back");
            browser.page().click("text=Timeline");
            browser.page().waitForSelector(".timeline-lines li");
            assertThat(browser.main()).contains("Ada Admin brought Walk Trade back");
            browser.looksRight();
        }
    }

    @Test
    void a_group_of_customers_cannot_close_into_a_circle() {
        var top = customer(Customer.named("Ring Top"));
        var low = customer(Customer.named("Ring Low").withParent(top));
        try (var browser = signedIn()) {
            browser.open("/customers/" + top);
            assertThat(browser.main()).contains("Ring Low");
            browser.press("Edit").fill("parent", "Ring Low (" + low + ")").press("Save customer");
            assertThat(browser.main()).contains("That would make a circle");
            browser.looksRight();
        }
    }

    @Test
    void a_partner_becomes_a_customer_too_and_two_customers_become_one() {
        var partner = server.bean(Partners.class)
                .create(
                        server.administrator(),
                        Partner.named("Both Sides GmbH").builder().country("DE").build(),
                        null);
        var other = customer(Customer.named("Both Sides").builder().city("Ulm").build());
        try (var browser = signedIn()) {
            browser.open("/partners/" + partner + "?tab=customer");
            browser.page().waitForSelector("text=No customer is linked with this partner");
            browser.looksRight().press("Add this partner as a customer");
            assertThat(browser.page().inputValue("[name=name]")).isEqualTo("Both Sides GmbH");
            browser.press("Add customer");
            assertThat(browser.main()).contains("The customer is added").contains("Take the link away");
            var id = browser.path().replaceFirst("^/customers/([^?]+).*$", "$1");
            browser.page().click("summary[aria-label='More']");
            browser.press("Merge with another customer").looksRight();
            browser.open("/customers/" + id + "/merge?with=" + other).looksRight();
            assertThat(browser.main()).contains("Both Sides GmbH").contains("Ulm");
            browser.fill("reason", "the same firm twice");
            browser.page().click("main form[action$='/merge'] button.btn-primary");
            assertThat(browser.main()).contains("The two are one");
            assertThat(browser.title()).isEqualTo("Both Sides GmbH");
            browser.looksRight().open("/customers/" + other);
            assertThat(browser.path()).startsWith("/customers/" + id);
            browser.open("/partners/" + partner + "?tab=customer");
            browser.page().waitForSelector("main a:has-text('Both Sides GmbH')");
        }
    }

    @Test
    void two_editors_of_one_customer_see_what_the_other_wrote() {
        var id = customer(Customer.named("Clash Ltd").builder().city("Ulm").build());
        try (var one = signedIn();
                var two = signedIn()) {
            one.open("/customers/" + id + "/edit").fill("city", "Bonn");
            two.open("/customers/" + id + "/edit").fill("city", "Kiel").press("Save customer");
            one.press("Save customer");
            assertThat(one.main()).contains("Ulm").contains("Kiel").contains("Bonn");
            one.looksRight().press("Save customer");
            assertThat(one.main()).contains("The customer is changed").contains("Bonn");
        }
    }

    @Test
    void many_customers_move_to_a_country_after_a_preview() {
        customer(Customer.named("Bulkward One"));
        customer(Customer.named("Bulkward Two").withCountry("FR"));
        try (var browser = signedIn()) {
            browser.open("/customers?q=bulkward").looksRight();
            browser.page().check("thead input[type=checkbox]");
            browser.page().selectOption("#bulk-action", "country");
            browser.page().click("[data-when-selected] button");
            browser.looksRight().choose("value", "AT");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("France").contains("Austria");
            browser.looksRight();
            browser.page().click(".card-footer button");
            browser.open("/customers?q=bulkward");
            assertThat(browser.page().locator("tbody").innerText()).doesNotContain("France");
            assertThat(browser.page().locator("tbody tr:has-text('Austria')").count())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_product_is_added_with_prices_that_may_not_overlap() {
        try (var browser = signedIn()) {
            browser.open("/products/new").looksRight();
            browser.fill("name", "Priced").fill("sku", "PR-1");
            row(browser, "prices", 0, "1,000.50", "EUR", "2026-01-01", "");
            browser.page().click("[data-add-row=prices]");
            row(browser, "prices", 1, "1,100", "EUR", "2026-06-01", "");
            browser.press("Add product");
            assertThat(browser.main())
                    .contains(
                            "Two amounts in EUR hold on 1 Jun 2026. End the earlier one before the later one starts.");
            assertThat(browser.page().inputValue("#prices [data-row]:nth-child(2) [name='prices.amount']"))
                    .isEqualTo("1,100");
            browser.looksRight();
            row(browser, "prices", 0, "1,000.50", "EUX", "2026-01-01", "2026-06-01");
            browser.press("Add product");
            assertThat(browser.main()).contains("There is no currency EUX");
            row(browser, "prices", 0, "12.34.56", "EUR", "2026-01-01", "2026-06-01");
            browser.press("Add product");
            assertThat(browser.main()).contains("is not a number we can read without guessing");
            row(browser, "prices", 0, "", "EUR", "2026-01-01", "2026-06-01");
            browser.press("Add product");
            assertThat(browser.main()).contains("A row has days but no amount");
            row(browser, "prices", 0, "1,000.50", "EUR", "2026-06-01", "2026-01-01");
            browser.press("Add product");
            assertThat(browser.main()).contains("must come before the last one");
            row(browser, "prices", 0, "1,000.50", "EUR", "2026-01-01", "2026-06-01");
            browser.press("Add product");
            assertThat(browser.main())
                    .contains("The product is added")
                    .contains("€1,000.50")
                    .contains("€1,100.00");
            browser.looksRight();
            browser.open("/products/new")
                    .fill("name", "Priced again")
                    .fill("sku", "PR-1")
                    .press("Add product");
            assertThat(browser.main()).contains("Another product already has this SKU");
        }
    }

    @Test
    void list_prices_of_many_products_rise_after_a_preview() {
        product(Product.of("RISE-1", "Risen one").withPrices(List.of(always("100"))));
        product(Product.of("RISE-2", "Risen two").withPrices(List.of(always("19.99"))));
        try (var browser = signedIn()) {
            browser.open("/products?q=risen").looksRight();
            browser.page().check("thead input[type=checkbox]");
            browser.page().selectOption("#bulk-action", "price");
            browser.page().click("[data-when-selected] button");
            browser.fill("value", "many").fill("from", "2026-01-01");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("many is not a percentage we can use");
            browser.fill("value", "3.5");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("€103.50").contains("€20.69");
            browser.looksRight();
            browser.page().click(".card-footer button");
            browser.open("/products?q=risen");
            assertThat(browser.page().locator("tbody").innerText())
                    .contains("€103.50")
                    .contains("€20.69");
        }
    }

    @Test
    void costs_are_for_those_who_may_see_them_and_for_nobody_else() {
        var id = product(Product.of("COST-1", "Costed").withPrices(List.of(always("77"))));
        server.person("sally@example.com", "Sally Sales", "sales");
        server.person("ravi@example.com", "Ravi Reviewer", "reviewer");
        try (var browser = signedIn()) {
            browser.open("/products/" + id + "?tab=costs").looksRight();
            assertThat(browser.main()).contains("No cost noted yet");
            browser.press("Edit costs").looksRight();
            row(browser, "costs", 0, "71.25", "EUR", "", "");
            browser.press("Save costs");
            assertThat(browser.main()).contains("€71.25");
            browser.page().waitForSelector(".timeline-lines li");
            assertThat(browser.main()).contains("Ada Admin noted what Costed costs");
            browser.looksRight();
            browser.open("/products?q=costed&cols=name,cost");
            assertThat(browser.main()).contains("€71.25");
        }
        var cost = server.bean(Costs.class)
                .of(server.administrator(), id)
                .orElseThrow()
                .id();
        server.settle();
        try (var browser = Browser.desktop(server).signIn("sally@example.com", TestServer.PASSWORD)) {
            browser.open("/products/" + id + "?tab=costs").looksRight();
            assertThat(browser.main())
                    .contains("€77.00")
                    .doesNotContain("71.25")
                    .doesNotContain("Costs");
            browser.open("/products?q=costed&cols=name,cost&sort=cost&cost.from=1");
            assertThat(browser.main())
                    .contains("Costed")
                    .doesNotContain("71.25")
                    .doesNotContain("Cost today");
            for (var path : List.of("/costs/" + cost, "/timeline/cost/" + cost, "/products/" + id + "/costs")) {
                browser.open(path);
                assertThat(browser.page().content())
                        .as(path)
                        .doesNotContain("71.25")
                        .doesNotContain("noted what");
            }
        }
        try (var browser = Browser.desktop(server).signIn("ravi@example.com", TestServer.PASSWORD)) {
            browser.open("/ledger?type=product");
            assertThat(browser.main()).contains("Costed");
            browser.open("/ledger?type=cost");
            assertThat(browser.main()).doesNotContain("Costed").doesNotContain("71.25");
            assertThat(browser.page().content()).doesNotContain("standard cost");
        }
    }

    @Test
    void families_grow_as_a_tree_and_products_are_found_by_the_branch() {
        var families = server.bean(Families.class);
        var root = families.create(server.administrator(), Family.of("tree-root", "Rooted"), null);
        try (var browser = signedIn()) {
            browser.open("/families").looksRight();
            browser.page().click("a[aria-label='Add a family under Rooted']");
            browser.looksRight()
                    .fill("name", "Branched")
                    .fill("code", "tree root!")
                    .press("Add family");
            assertThat(browser.main()).contains("is not a code");
            browser.fill("code", "tree-branch").press("Add family");
            assertThat(browser.main()).contains("The family is saved").contains("Branched");
            assertThat(browser.page().locator("td.tree-1:has-text('Branched')").count())
                    .isEqualTo(1);
            browser.looksRight();
            var branch = families.byCode(server.administrator(), "tree-branch").orElseThrow();
            product(Product.of("LEAF-1", "Leafed").withFamily(branch));
            browser.open("/products?family=" + root);
            assertThat(browser.main()).contains("Leafed").contains("Branched");
            browser.open("/families/" + root).looksRight();
            browser.page().click("summary[aria-label='More']");
            browser.press("Withdraw this family");
            assertThat(browser.main()).contains("Products or families still stand under this one");
            browser.open("/families/" + root)
                    .press("Edit")
                    .choose("parent", branch.toString())
                    .press("Save family");
            assertThat(browser.main()).contains("That would make a circle");
        }
    }

    @Test
    void the_pages_of_customers_and_products_fit_a_phone_in_the_dark() {
        var parent = customer(Customer.named("A firm with quite a long name that has to break somewhere Ltd"));
        var child = customer(Customer.named("Small").withParent(parent));
        var id = product(Product.of("PHONE-1", "Pocketed").withPrices(List.of(always("1234567.89"))));
        server.bean(Costs.class)
                .createMany(server.administrator(), List.of(new Cost(id, List.of(always("1000000")))), null);
        try (var browser = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            for (var path : List.of(
                    "/customers",
                    "/customers/new",
                    "/customers/" + parent,
                    "/customers/" + child,
                    "/customers/" + child + "/edit",
                    "/products",
                    "/products/new",
                    "/products/" + id,
                    "/products/" + id + "?tab=costs",
                    "/products/" + id + "/edit",
                    "/products/" + id + "/costs",
                    "/families",
                    "/families/new")) {
                browser.open(path).looksRight();
            }
        }
    }
}
