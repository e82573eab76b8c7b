package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Costs;
import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Money;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class ProblemsBrowserTest {
    final TestServer server = TestServer.shared();

    private List<String> objectsNobodyChanged() {
        var who = server.administrator();
        var partner = server.bean(Partners.class).create(who, Partner.named("Unchanged Firm"), null);
        return List.of(
                "/partners/" + partner,
                "/contacts/"
                        + server.bean(Contacts.class)
                                .create(
                                        who,
                                        new Contact(
                                                partner,
                                                "Unchanged Contact",
                                                null,
                                                null,
                                                null,
                                                null,
                                                List.of(),
                                                null,
                                                java.util.Map.of(),
                                                false),
                                        null),
                "/customers/" + server.bean(Customers.class).create(who, Customer.named("Unchanged Customer"), null),
                "/products/" + server.bean(Products.class).create(who, Product.of("UN-1", "Unchanged Product"), null),
                "/families/"
                        + server.bean(Families.class).create(who, Family.of("unchanged", "Unchanged Family"), null),
                "/settings/regions/"
                        + server.bean(Regions.class)
                                .create(
                                        who,
                                        new Region("unchanged", "Unchanged Region", List.of(), List.of(), false),
                                        null));
    }

    private static void undo(Browser browser, String form) {
        browser.page().evaluate("document.querySelector(\"" + form + "\").requestSubmit()");
        browser.page().waitForSelector("[data-said]");
    }

    @Test
    void where_nothing_can_be_taken_back_the_objects_own_page_says_so() {
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            for (var path : objectsNobodyChanged()) {
                browser.open(path);
                var title = browser.title();
                undo(browser, "form[action='" + path + "/undo']");
                assertThat(browser.path()).isEqualTo(path);
                assertThat(browser.title()).isEqualTo(title);
                assertThat(browser.page().locator("[role=alert]").innerText())
                        .isEqualTo("There is no change to take back: this is still as it was added.");
            }
            browser.looksRight();
        }
    }

    @Test
    void costs_nobody_changed_say_so_on_the_page_of_their_product() {
        var who = server.administrator();
        var product = server.bean(Products.class).create(who, Product.of("UN-2", "Unchanged Cost"), null);
        server.bean(Costs.class)
                .set(who, product, null, List.of(new Dated<>(Money.of("4.00", "EUR"), null, null)), null);
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/products/" + product + "?tab=costs");
            undo(browser, "form[action^='/costs/']");
            assertThat(browser.title()).contains("Unchanged Cost");
            assertThat(browser.page().locator("[role=alert]").innerText()).startsWith("There is no change");
        }
    }

    @Test
    void the_page_of_a_problem_fits_a_phone_and_a_dark_desk() {
        for (var code : List.of("api-stale", "invalid")) {
            try (var browser = Browser.phone(server)) {
                browser.open("/problems/" + code).looksRight();
            }
            try (var browser = Browser.desktop(server)) {
                browser.open("/problems/" + code).looksRight();
                assertThat(browser.title()).contains(code);
            }
        }
    }
}
