package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.deals.Deal;
import io.kontor.deals.DealLine;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class DealsBrowserTest {
    static final String LONG_PARTNER = "Donaudampfschifffahrtsgesellschaft Vertriebspartner Süd GmbH & Co. KG";
    static final String LONG_DEAL = "Gebäudeautomatisierung Verwaltungszentrum Erweiterungsbau West";

    final TestServer server = TestServer.shared();
    final Actor admin = server.administrator();
    final Deals deals = server.bean(Deals.class);

    UUID partner(String name) {
        return server.bean(Partners.class).create(admin, Partner.named(name), null);
    }

    UUID customer(String name) {
        return server.bean(Customers.class).create(admin, Customer.named(name), null);
    }

    static DealLine line(String what, String amount, String cost) {
        return new DealLine(0, null, what, BigDecimal.ONE, new BigDecimal(amount), new BigDecimal(cost));
    }

    Browser signedIn() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    void lineInForm(Browser browser, String what, String quantity, String amount, String cost) {
        browser.page().click("[data-add-row=lines]");
        var row = browser.page().locator("#lines .rows-row").last();
        row.locator("[name='line.description']").fill(what);
        row.locator("[name='line.quantity']").fill(quantity);
        row.locator("[name='line.amount']").fill(amount);
        row.locator("[name='line.cost']").fill(cost);
    }

    @Test
    void a_deal_is_added_walks_its_stages_and_tells_what_happened() {
        partner(LONG_PARTNER);
        partner("Delivering Browser");
        customer("Kraftfahrzeughaftpflichtversicherungsverband Oberösterreich");
        try (var browser = signedIn()) {
            browser.open("/deals/new").looksRight();
            assertThat(browser.page().isVisible("[name=lossReason]")).isFalse();
            browser.choose("stage", "lost");
            assertThat(browser.page().isVisible("[name=lossReason]")).isTrue();
            browser.choose("stage", "prospecting").fill("name", LONG_DEAL).fill("customer", "Kraftfahrzeughaft");
            lineInForm(browser, "Klimatisierungsanlagensteuerung", "twelve", "148,800", "97,320.50");
            browser.page().click("[data-add-row=shares]");
            browser.page().fill("[name='partner.name']", "Donaudampf");
            browser.page().waitForSelector("#l-partners option", attached());
            browser.press("Add deal");
            assertThat(browser.main()).contains("twelve is not a number").contains("needs another look");
            assertThat(browser.page().inputValue("[name='line.amount']")).isEqualTo("148,800");
            browser.looksRight();
            browser.page().fill("[name='line.quantity']", "12");
            lineInForm(browser, "Bereitschaft rund um die Uhr", "1", "18,400", "9,000");
            browser.press("Add deal");
            assertThat(browser.main())
                    .contains("The deal is added")
                    .contains("€167,200.00")
                    .contains("€60,879.50");
            assertThat(browser.page().locator(".page-header").innerText())
                    .contains("Kraftfahrzeughaftpflichtversicherungsverband");
            browser.looksRight();
            var path = browser.path();

            browser.page().click("button[value=proposal]");
            assertThat(browser.page().locator(".way [aria-current=step]").innerText())
                    .isEqualTo("Proposal");
            browser.page().click("button[value=lost]");
            assertThat(browser.main()).contains("Say why the deal was lost");
            browser.looksRight().fill("reason", "Bought elsewhere");
            browser.page().click("button[value=lost]");
            assertThat(browser.main()).contains("The deal moved on").contains("Bought elsewhere");
            browser.fill("reason", "They came back");
            browser.page().click("button[value=negotiation]");
            browser.page().click("button[value=won]");
            assertThat(browser.page().locator(".way [aria-current=step]").innerText())
                    .isEqualTo("Won");
            browser.looksRight();

            browser.page().click(".more summary");
            browser.fill("partner", "Delivering Browser")
                    .choose("role", "sourcing")
                    .press("Put on this deal");
            assertThat(browser.main()).contains("Another partner sources this deal already");
            browser.looksRight().choose("role", "delivering").press("Put on this deal");
            assertThat(browser.main()).contains("The partner is on this deal").contains("Delivering Browser");
            browser.page().click("[aria-label='Take Delivering Browser off this deal']");
            assertThat(browser.page().locator("#partners").innerText()).doesNotContain("Delivering Browser");
            browser.page().click("summary[aria-label='More']");
            browser.press("Undo the last change");
            assertThat(browser.page().locator("#partners").innerText()).contains("Delivering Browser");

            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-lines");
            assertThat(browser.main())
                    .contains("noted " + LONG_DEAL + " as won")
                    .contains("opened " + LONG_DEAL + " again")
                    .contains("Bought elsewhere");
            browser.looksRight();
        }
    }

    private static com.microsoft.playwright.Page.WaitForSelectorOptions attached() {
        return new com.microsoft.playwright.Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    @Test
    void who_may_not_see_costs_meets_none_and_loses_none() {
        server.person("mia.manager@example.com", "Mia Manager", "partner-manager");
        var deal = deals.create(
                admin,
                Deal.named("Costly browser", "EUR")
                        .builder()
                        .lines(List.of(line("Pump", "100", "61.37"), line("Hose", "20", "71.83")))
                        .build(),
                null);
        try (var browser = Browser.desktop(server).signIn("mia.manager@example.com", TestServer.PASSWORD)) {
            browser.open("/deals/" + deal);
            assertThat(browser.main())
                    .contains("€120.00")
                    .doesNotContain("61.37")
                    .doesNotContain("Margin");
            browser.open("/deals/" + deal + "/edit");
            assertThat(browser.page().content()).doesNotContain("61.37").doesNotContain("line.cost");
            browser.looksRight();
            browser.page()
                    .locator("#lines .rows-row")
                    .first()
                    .locator("[data-remove-row]")
                    .click();
            browser.fill("name", "Costly browser, changed").press("Save deal");
            assertThat(browser.main()).contains("The deal is changed");
            browser.open("/deals/" + deal + "?tab=timeline").page().waitForSelector(".timeline-lines");
            assertThat(browser.page().content()).doesNotContain("71.83").doesNotContain("61.37");
            browser.open("/deals?cols=name,cost");
            assertThat(browser.page().content()).doesNotContain("71.83");
        }
        assertThat(deals.find(admin, deal).state().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.cost()).isEqualByComparingTo("71.83"));
    }

    @Test
    void two_editors_of_one_deal_see_both_values() {
        var id = deals.create(admin, Deal.named("Clash browser", "EUR"), null);
        try (var one = signedIn();
                var two = signedIn()) {
            one.open("/deals/" + id + "/edit");
            two.open("/deals/" + id + "/edit").fill("name", "Theirs").press("Save deal");
            one.fill("name", "Mine").press("Save deal");
            assertThat(one.main())
                    .contains("Somebody else changed the same fields")
                    .contains("Theirs");
            one.looksRight().press("Save deal");
            assertThat(one.title()).isEqualTo("Mine");
        }
    }

    @Test
    void deals_are_filtered_by_any_partner_on_them_and_many_change_as_shown_before() {
        var sourcing = partner("Filter Sourcing");
        var delivering = partner("Filter Delivering");
        for (var name : List.of("Filter deal A", "Filter deal B")) {
            deals.create(
                    admin,
                    Deal.named(name, "EUR")
                            .builder()
                            .amount(new BigDecimal(name.endsWith("A") ? "10" : "20"))
                            .expectedCloseOn(LocalDate.parse("2027-02-01"))
                            .partners(List.of(
                                    new DealShare(sourcing, PartnerRole.SOURCING, null, null),
                                    new DealShare(delivering, PartnerRole.DELIVERING, null, null)))
                            .build(),
                    null);
        }
        deals.create(admin, Deal.named("Filter deal C, direct", "EUR"), null);
        try (var browser = signedIn()) {
            browser.open("/deals?q=filter+deal&sort=-amount").looksRight();
            assertThat(browser.page().locator("tbody tr .row-link").allInnerTexts())
                    .containsExactly("Filter deal B", "Filter deal A", "Filter deal C, direct");
            browser.page().locator("details.menu > summary", hasText("Filter")).click();
            browser.page().fill(".filter-panel [name=partner]", "Filter Deliv");
            browser.page().waitForSelector("#filter-partner option", attached());
            browser.looksRight();
            browser.press("Apply");
            assertThat(browser.page().locator("tbody tr .row-link").allInnerTexts())
                    .containsExactly("Filter deal B", "Filter deal A");
            browser.open("/deals?partner=" + delivering);
            assertThat(browser.page().locator(".chips").innerText()).contains("Filter Delivering");
            browser.page().check("[data-select-all]");
            browser.page().selectOption("#bulk-action", "stage");
            browser.page().locator(".bulk button").click();
            browser.choose("value", "won")
                    .fill(
                            "from",
                            LocalDate.now(java.time.ZoneId.of("Europe/Berlin"))
                                    .minusDays(1)
                                    .toString())
                    .press("Show the effect");
            assertThat(browser.main()).contains("Filter deal A").contains("Won");
            browser.looksRight();
            browser.page().locator("form[action$='/bulk/change'] button").click();
            assertThat(browser.page().locator("tbody .status-word").allInnerTexts())
                    .containsExactly("Won", "Won");

            browser.open("/partners/" + delivering + "?tab=deals").page().waitForSelector(".sums");
            assertThat(browser.main()).contains("€30.00").contains("2 deals").contains("delivering");
            browser.looksRight();
        }
    }

    @Test
    void it_fits_a_phone_in_the_dark() {
        var partner = partner("Rheinschifffahrtsgesellschaft Vertriebspartner Nord GmbH & Co. KG");
        var id = deals.create(
                admin,
                Deal.named(LONG_DEAL + " Ost", "CHF")
                        .builder()
                        .customerId(customer("Bundesausbildungsförderungsverwaltungszentrum"))
                        .stage(Stage.NEGOTIATION)
                        .openedOn(LocalDate.parse("2026-01-05"))
                        .lines(List.of(
                                line("Klimatisierungsanlagensteuerungsmodul", "1234567.89", "987654.32"),
                                line("Wartung", "20", "11")))
                        .partners(List.of(new DealShare(
                                partner,
                                PartnerRole.SOURCING,
                                LocalDate.parse("2026-01-05"),
                                "Auf der Messe gesprochen")))
                        .build(),
                null);
        try (var browser = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            for (var path : List.of(
                    "/deals",
                    "/deals/" + id,
                    "/deals/" + id + "/edit",
                    "/deals/new",
                    "/partners/" + partner + "?tab=deals")) {
                browser.open(path);
                browser.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
                browser.looksRight().picture("phone" + path.replaceAll("[^a-z]", "-"));
            }
        }
    }

    private static com.microsoft.playwright.Page.LocatorOptions hasText(String text) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
    }
}
