package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fields that name a partner, a customer or a person: by name, with and without JavaScript, and never by an id. */
@Tag("browser")
class PicksBrowserTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private final TestServer server = TestServer.shared();
    private final String tag = UUID.randomUUID().toString().substring(28);

    private Browser without(Browser browser) {
        return browser.withoutScripts().signIn("admin@example.com", TestServer.PASSWORD);
    }

    private UUID partner(String name, String city) {
        return server.bean(Partners.class)
                .create(
                        server.administrator(),
                        Partner.named(name).builder().city(city).country("DE").build(),
                        null);
    }

    private UUID customer(String name, String city) {
        return server.bean(Customers.class)
                .create(
                        server.administrator(),
                        Customer.named(name).builder().city(city).country("DE").build(),
                        null);
    }

    /** What the page shows, fields and choices included. */
    private static String shown(Browser browser) {
        return browser.main()
                + browser.run("Array.from(document.querySelectorAll('main input:not([type=hidden]), main textarea'))"
                        + ".map(field => field.value).join(' ')")
                + browser.run("Array.from(document.querySelectorAll('main option')).map(one => one.label).join(' ')");
    }

    private static void save(Browser browser) {
        browser.page().click("main form.card button.btn-primary");
        browser.page().waitForLoadState();
    }

    @Test
    void without_javascript_a_name_several_share_is_chosen_from_a_list_beside_the_field() {
        var first = "Same " + tag;
        customer(first, "Kiel");
        var meant = customer(first, "Lübeck");
        try (var browser = without(Browser.desktop(server))) {
            browser.open("/deals/new").fill("name", "Picked " + tag).fill("customer", first);
            save(browser);
            assertThat(browser.main())
                    .contains("2 customers fit “" + first + "”", "Which “" + first + "” do you mean?");
            var choice = browser.page().locator("select[name='customer.choice']");
            assertThat(choice.locator("option").allTextContents())
                    .containsExactly("–", first + " · Kiel, DE", first + " · Lübeck, DE");
            assertThat(shown(browser)).doesNotContainPattern(ID);
            browser.looksRight();
            choice.selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(first + " · Lübeck, DE"));
            save(browser);
            assertThat(browser.main()).contains("The deal is added");
            assertThat(browser.page()
                            .locator("main a[href='/customers/" + meant + "']")
                            .count())
                    .isPositive();
        }
    }

    @Test
    void without_javascript_what_was_picked_stays_picked_while_its_name_stands_there() {
        var name = "Twin " + tag;
        var parent = partner(name, "Bremen");
        partner(name, "Emden");
        var child = partner("Child " + tag, "Bremen");
        var partners = server.bean(Partners.class);
        var admin = server.administrator();
        var today = partners.today(admin);
        partners.change(
                admin,
                child,
                partners.find(admin, child).version(),
                old -> old.withParent(parent, today).withSuppliers(java.util.List.of(parent), today),
                null);
        try (var browser = without(Browser.desktop(server))) {
            browser.open("/partners/" + child + "/edit");
            assertThat(browser.page().inputValue("[name=parent]")).isEqualTo(name);
            assertThat(browser.page().inputValue("[name=suppliers]")).isEqualTo(name);
            assertThat(shown(browser)).doesNotContainPattern(ID);
            browser.fill("city", "Norden");
            save(browser);
            var saved = partners.find(admin, child).state();
            assertThat(saved.city()).isEqualTo("Norden");
            assertThat(saved.parent(today)).contains(parent);
            assertThat(saved.suppliers(today)).containsExactly(parent);
            browser.open("/partners/" + child + "/edit").fill("parent", "Nobody " + tag);
            save(browser);
            assertThat(browser.main()).contains("Nobody " + tag);
            browser.open("/partners/" + child + "/edit").fill("parent", "");
            save(browser);
            assertThat(partners.find(admin, child).state().parent(today)).isEmpty();
        }
    }

    @Test
    void without_javascript_a_filter_takes_a_name_and_keeps_what_it_means() {
        var firm = "Filtered " + tag;
        var id = customer(firm, "Kiel");
        try (var browser = without(Browser.desktop(server))) {
            browser.open("/deals?customer=" + id);
            assertThat(browser.page()
                            .locator(".filter-panel input[name=customer]:not([type=hidden])")
                            .inputValue())
                    .isEqualTo(firm);
            assertThat(browser.page()
                            .locator(".filter-panel input[name='customer.picked']")
                            .inputValue())
                    .contains(id.toString());
            browser.open("/deals?customer=" + firm.replace(' ', '+'));
            assertThat(browser.page().locator(".chips").innerText()).contains(firm);
        }
    }

    @Test
    void with_javascript_what_is_picked_stands_there_by_name_too() {
        var name = "Offered " + tag;
        customer(name, "Kiel");
        var meant = customer(name, "Lübeck");
        try (var browser = Browser.desktop(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD).open("/deals/new");
            browser.fill("name", "Taken " + tag);
            browser.page().locator("[name=customer]").pressSequentially(name);
            browser.page()
                    .locator("#l-customer option")
                    .nth(1)
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            browser.page().fill("[name=customer]", name + " · Lübeck, DE");
            assertThat(browser.page().inputValue("[name=customer]")).isEqualTo(name);
            save(browser);
            assertThat(browser.page()
                            .locator("main a[href='/customers/" + meant + "']")
                            .count())
                    .isPositive();
        }
    }
}
