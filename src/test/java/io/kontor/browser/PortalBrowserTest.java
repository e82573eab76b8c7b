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
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalBrowserTest {
    private final TestServer server = TestServer.shared();
    private UUID ours = new UUID(0, 0);
    private UUID ourDeal = new UUID(0, 0);
    private UUID theirDeal = new UUID(0, 0);

    @BeforeAll
    void twoFirms() {
        ours = firm("Nordwind Systemhaus GmbH");
        var theirs = firm("Südstern Consulting AG");
        ourDeal = deal(ours, "Erweiterung der Rechenzentrumsinfrastruktur");
        theirDeal = deal(theirs, "Something only they know");
        server.partnerPerson(ours, "chief@nordwind.example", "Carla Chief", "company-admin");
        server.partnerPerson(theirs, "chief@suedstern.example", "Other Chief", "company-admin");
        server.settle();
    }

    private UUID firm(String name) {
        return server.bean(Partners.class)
                .create(server.administrator(), Partner.named(name).withStatus(PartnerStatus.ACTIVE), null);
    }

    private UUID deal(UUID firm, String name) {
        var customer = server.bean(Customers.class)
                .create(
                        server.administrator(),
                        Customer.named("Customer of " + name).withCountry("DE"),
                        null);
        var line = new DealLine(0, null, "Appliance", BigDecimal.TWO, new BigDecimal("900"), new BigDecimal("417.17"));
        return server.bean(Deals.class)
                .create(
                        server.administrator(),
                        Deal.named(name, "EUR")
                                .builder()
                                .customerId(customer)
                                .stage(Stage.PROPOSAL)
                                .openedOn(LocalDate.parse("2026-01-10"))
                                .lines(List.of(line))
                                .partners(List.of(new DealShare(firm, PartnerRole.SOURCING, null, "an inside note")))
                                .build(),
                        null);
    }

    @Test
    void a_company_admin_sees_the_firm_and_its_deals_and_nothing_of_others() {
        try (var browser = Browser.desktop(server)) {
            browser.signIn("chief@nordwind.example", TestServer.PASSWORD);
            assertThat(browser.path()).isEqualTo("/portal");
            browser.looksRight();
            assertThat(browser.main())
                    .contains("Erweiterung der Rechenzentrumsinfrastruktur", "was opened")
                    .doesNotContain("Something only they know");
            browser.open("/portal/firm").looksRight();
            assertThat(browser.title()).isEqualTo("Nordwind Systemhaus GmbH");
            browser.open("/portal/deals").looksRight().press("Erweiterung");
            assertThat(browser.path()).isEqualTo("/portal/deals/" + ourDeal);
            browser.looksRight();
            assertThat(browser.main())
                    .contains("Appliance", "Customer of Erweiterung", "sourcing")
                    .doesNotContain("417.17")
                    .doesNotContain("inside note");
            for (var shut : List.of(
                    "/portal/deals/" + theirDeal,
                    "/deals/" + ourDeal,
                    "/partners",
                    "/people",
                    "/ledger",
                    "/settings")) {
                browser.open(shut);
                assertThat(browser.page().locator("body").innerText())
                        .as(shut)
                        .doesNotContain("Something only they know")
                        .doesNotContain("Südstern")
                        .doesNotContain("417.17");
                assertThat(browser.title()).as(shut).isNotEqualTo("Erweiterung der Rechenzentrumsinfrastruktur");
            }
        }
    }

    @Test
    void a_company_admin_invites_a_colleague_and_removes_them_again() {
        String link;
        try (var browser = Browser.phone(server)) {
            browser.signIn("chief@nordwind.example", TestServer.PASSWORD)
                    .open("/portal/people")
                    .looksRight();
            browser.press("Invite a colleague")
                    .looksRight()
                    .fill("name", "Selma Seller")
                    .fill("email", "chief@suedstern.example");
            browser.choose("role", "seller").press("Send the invitation");
            assertThat(browser.main()).contains("Somebody already has the address");
            browser.fill("email", "selma@nordwind.example").press("Send the invitation");
            browser.looksRight();
            link = browser.page().locator("[data-given]").inputValue();
        }
        try (var selma = Browser.desktop(server)) {
            selma.page().navigate(link);
            selma.fill("password", TestServer.PASSWORD).fill("again", TestServer.PASSWORD);
            selma.page().locator("main button.btn-primary").first().click();
            assertThat(selma.path()).isEqualTo("/portal");
            selma.open("/portal/people");
            assertThat(selma.main()).contains("Selma Seller").doesNotContain("Invite a colleague");
            selma.open("/portal/people/new");
            assertThat(selma.page().locator("form[action='/portal/people']").count())
                    .isZero();
            try (var chief = Browser.desktop(server)) {
                chief.signIn("chief@nordwind.example", TestServer.PASSWORD).open("/portal/people");
                var row = chief.page()
                        .locator("li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Selma Seller"));
                row.locator("summary").click();
                row.locator("form[action$='/removal'] button").click();
                assertThat(chief.main()).contains("signed out everywhere").doesNotContain("Selma Seller");
            }
            selma.open("/portal");
            assertThat(selma.path()).startsWith("/signin");
        }
    }

    @Test
    void deals_are_narrowed_by_stage_and_words_on_a_phone() {
        try (var browser = Browser.phone(server)) {
            browser.signIn("chief@nordwind.example", TestServer.PASSWORD)
                    .open("/portal/deals")
                    .looksRight();
            browser.fill("q", "rechenzentrum").choose("stage", "open").press("Apply");
            browser.looksRight();
            assertThat(browser.main()).contains("Erweiterung der Rechenzentrumsinfrastruktur");
            assertThat(browser.page().inputValue("main [name=q]")).isEqualTo("rechenzentrum");
            browser.choose("stage", "lost").press("Apply");
            browser.looksRight();
            assertThat(browser.main()).contains("No deal fits").doesNotContain("Erweiterung");
            browser.press("All deals");
            assertThat(browser.main()).contains("Erweiterung der Rechenzentrumsinfrastruktur");
            browser.open("/portal/deals?stage=nonsense&after=nonsense");
            assertThat(browser.main()).contains("Erweiterung der Rechenzentrumsinfrastruktur");
        }
    }

    @Test
    void a_company_admin_changes_what_a_colleague_may_do() {
        server.partnerPerson(ours, "tessa@nordwind.example", "Tessa Technical", "technical");
        try (var browser = Browser.phone(server)) {
            browser.signIn("chief@nordwind.example", TestServer.PASSWORD).open("/portal/people");
            var row = browser.page()
                    .locator("li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Tessa Technical"));
            row.locator("summary").click();
            row.getByText("Change roles").click();
            browser.looksRight();
            assertThat(browser.title()).isEqualTo("Roles of Tessa Technical");
            browser.page().uncheck("main [value=technical]");
            browser.press("Save roles").looksRight();
            assertThat(browser.main()).contains("Choose at least one role");
            browser.page().check("main [value=seller]");
            browser.page().check("main [value=partner-finance]");
            browser.press("Save roles").looksRight();
            assertThat(browser.main()).contains("The roles are saved.");
            assertThat(row.innerText()).contains("Finance, Seller").doesNotContain("· Technical", ", Technical");
        }
        try (var tessa = Browser.desktop(server)) {
            tessa.signIn("tessa@nordwind.example", TestServer.PASSWORD).open("/portal/people");
            assertThat(tessa.page().locator("main details.menu").count()).isZero();
            var chief = server.bean(io.kontor.people.People.class).ofFirm(server.administrator(), ours).stream()
                    .filter(one -> one.name().equals("Carla Chief"))
                    .findFirst()
                    .orElseThrow();
            tessa.open("/portal/people/" + chief.id() + "/roles");
            assertThat(tessa.page().locator("main form").count()).isZero();
        }
    }
}
