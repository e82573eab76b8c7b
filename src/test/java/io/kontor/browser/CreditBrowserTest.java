package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deals whose partner may have been forgotten, from Home to their timeline. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreditBrowserTest {
    static final String ASKED = "names a partner's contact but no partner";
    static final String WHY = "She only answered a question; the customer came to us alone";

    TestServer server;

    @BeforeAll
    void open() {
        server = TestServer.empty();
        server.person("anna@example.com", "Anna Sample", "administrator", "partner-operations");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private UUID contact(String firm, String name) {
        var admin = server.administrator();
        var partner = server.bean(Partners.class).create(admin, Partner.named(firm), null);
        return server.bean(Contacts.class)
                .create(
                        admin,
                        new Contact(partner, name, null, null, null, null, List.of(), null, Map.of(), false),
                        null);
    }

    private UUID deal(String name, UUID contact) {
        return server.bean(Deals.class)
                .create(
                        server.administrator(),
                        Deal.named(name, "EUR").builder().contactId(contact).build(),
                        null);
    }

    private static Browser anna(Browser browser) {
        return browser.signIn("anna@example.com", TestServer.PASSWORD);
    }

    @Test
    void what_is_no_leak_is_set_aside_on_home_with_a_reason_that_stands_on_the_timeline() {
        var deal = deal("Aside Extension", contact("Aside Firm", "Nora Aside"));
        try (var browser = Browser.desktop(server)) {
            anna(browser).open("/");
            assertThat(browser.main()).contains(ASKED, "Aside Extension", "Nora Aside · Aside Firm");
            browser.looksRight().picture("home-set-aside").press("Set aside");
            assertThat(browser.path()).isEqualTo("/deals/" + deal + "/credit");
            browser.looksRight().fill("why", " ").press("Set this deal aside");
            assertThat(browser.main()).contains("Say why the credit is right");
            browser.looksRight().fill("why", WHY).press("Set this deal aside");
            assertThat(browser.path()).isEqualTo("/");
            assertThat(browser.main()).doesNotContain(ASKED).contains("The deal is set aside");
            browser.open("/deals/" + deal + "?tab=timeline");
            browser.page().getByText(WHY).first().waitFor();
            assertThat(browser.main()).contains("the credit of Aside Extension is right as it stands", WHY);
            browser.open("/deals/" + deal).looksRight().picture("deal-set-aside");
            assertThat(browser.main()).contains(WHY, "Nora Aside");
            browser.press("Ask about it again");
            assertThat(browser.main())
                    .contains("The credit of this deal is asked about again")
                    .doesNotContain(WHY);
            browser.open("/");
            assertThat(browser.main()).contains(ASKED);
        }
    }

    @Test
    void naming_the_contacts_firm_settles_it_and_the_form_proposes_it() {
        var deal = deal("Proposed Extension", contact("Proposed Firm", "Otto Proposed"));
        try (var browser = Browser.phone(server)) {
            anna(browser).open("/deals/" + deal + "/edit?propose=partner").looksRight();
            assertThat(browser.page().inputValue("#shares [name='partner.name']"))
                    .isEqualTo("Proposed Firm");
            assertThat(browser.page().inputValue("[name=contact]")).isEqualTo("Otto Proposed");
            browser.press("Save deal").looksRight();
            assertThat(browser.main()).contains("Proposed Firm", "Otto Proposed");
            browser.open("/needs-you").looksRight();
            assertThat(browser.main()).doesNotContain("Proposed Extension");
        }
    }

    @Test
    void the_picker_offers_people_of_the_partner_chosen_and_without_one_of_all() {
        contact("Picker One", "Picked Alma");
        contact("Picker Two", "Picked Bela");
        try (var browser = Browser.desktop(server)) {
            anna(browser).open("/deals/new");
            var field = browser.page().locator("[name=contact]");
            field.pressSequentially("Picked");
            var offered = browser.page().locator("#l-contact option");
            offered.nth(1)
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            assertThat(offered.allTextContents())
                    .containsExactly("Picked Alma · Picker One", "Picked Bela · Picker Two");
            browser.page().click("[data-add-row=shares]");
            var id = server.bean(Partners.class)
                    .search(server.administrator(), "Picker Two", 1)
                    .getFirst()
                    .id();
            browser.page().fill("#shares [name='partner.name']", "Picker Two (" + id + ")");
            browser.page()
                    .waitForResponse(
                            response -> response.url().contains("/contacts/choices"),
                            () -> field.pressSequentially(" "));
            browser.page().waitForFunction("document.querySelectorAll('#l-contact option').length === 1");
            assertThat(offered.allTextContents()).containsExactly("Picked Bela · Picker Two");
            browser.fill("name", "Picked deal");
            browser.page().fill("#shares [name='partner.name']", "");
            browser.fill("contact", "Picked").page().click("main form.card button.btn-primary");
            assertThat(browser.main()).contains("2 contacts fit “Picked”");
            browser.fill("contact", "Nobody Of Them").page().click("main form.card button.btn-primary");
            assertThat(browser.main()).contains("There is no contact called Nobody Of Them");
            browser.looksRight().page().click("[data-add-row=shares]");
            browser.page().locator("#shares [name='partner.name']").last().fill("Picker One");
            browser.fill("contact", "picked alma").page().click("main form.card button.btn-primary");
            assertThat(browser.main()).contains("The deal is added", "Picked Alma", "Picker One");
        }
    }
}
