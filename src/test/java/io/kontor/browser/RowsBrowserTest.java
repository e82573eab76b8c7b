package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.kontor.deals.DealLine;
import io.kontor.deals.Deals;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forms with rows of fields: another row with and without JavaScript, and nothing typed is lost. */
@Tag("browser")
class RowsBrowserTest {
    private final TestServer server = TestServer.shared();
    private final Actor admin = server.administrator();
    private final String tag = UUID.randomUUID().toString().substring(28);

    private Browser without(Browser browser) {
        return browser.withoutScripts().signIn("admin@example.com", TestServer.PASSWORD);
    }

    private static Locator rows(Browser browser, String rows) {
        return browser.page().locator("#" + rows + " .rows-row");
    }

    private static void more(Browser browser, String rows) {
        var added = rows(browser, rows).nth(rows(browser, rows).count());
        browser.page().click("[data-add-row=" + rows + "]");
        added.waitFor();
    }

    private static void line(Locator row, String what, String quantity, String amount) {
        row.locator("[name='line.description']").fill(what);
        row.locator("[name='line.quantity']").fill(quantity);
        row.locator("[name='line.amount']").fill(amount);
    }

    private static UUID save(Browser browser) {
        browser.page().click("main form.card button.btn-primary");
        browser.page().locator("[data-said]").waitFor();
        return UUID.fromString(browser.path().replaceAll("/deals/([0-9a-f-]{36}).*", "$1"));
    }

    @Test
    void without_javascript_a_deal_gets_lines_partners_and_ids_and_keeps_what_was_typed() {
        var firm = server.bean(Partners.class).create(admin, Partner.named("Rows " + tag), null);
        var deals = server.bean(Deals.class);
        try (var browser = without(Browser.desktop(server))) {
            browser.open("/deals/new").fill("name", "By rows " + tag).fill("expectedCloseOn", "2031-02-03");
            assertThat(rows(browser, "lines").count()).isZero();
            more(browser, "lines");
            line(rows(browser, "lines").last(), "Licences", "3", "four hundred");
            more(browser, "lines");
            assertThat(rows(browser, "lines").count()).isEqualTo(2);
            assertThat(browser.main()).doesNotContain("needs another look", "is not a number");
            assertThat(browser.page().inputValue("[name=name]")).isEqualTo("By rows " + tag);
            assertThat(rows(browser, "lines")
                            .first()
                            .locator("[name='line.amount']")
                            .inputValue())
                    .isEqualTo("four hundred");
            browser.looksRight();
            line(rows(browser, "lines").first(), "Licences", "3", "400");
            line(rows(browser, "lines").last(), "Training", "1", "150");
            more(browser, "shares");
            browser.page().fill("[name='partner.name']", "Rows " + tag);
            more(browser, "external");
            browser.page().fill("[name='external.system']", "crm");
            browser.page().fill("[name='external.id']", tag);
            more(browser, "lines");
            var id = save(browser);
            var deal = deals.find(admin, id).state();
            assertThat(deal.lines()).extracting(DealLine::description).containsExactly("Licences", "Training");
            assertThat(deal.amount()).isEqualByComparingTo("550");
            assertThat(deal.partners()).extracting(one -> one.partnerId()).containsExactly(firm);
            assertThat(deal.externalIds()).containsExactly(new ExternalId("crm", tag));

            browser.open("/deals/" + id + "/edit");
            more(browser, "lines");
            assertThat(browser.path()).isEqualTo("/deals/" + id + "#lines");
            line(rows(browser, "lines").last(), "Travel", "2", "50");
            assertThat(save(browser)).isEqualTo(id);
            assertThat(deals.find(admin, id).state().lines())
                    .extracting(DealLine::amount)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(BigDecimal.valueOf(400), BigDecimal.valueOf(150), BigDecimal.valueOf(50));
        }
    }

    @Test
    void with_javascript_a_row_is_added_in_place_and_enter_still_saves() {
        try (var browser = Browser.desktop(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD).open("/deals/new");
            browser.fill("name", "In place " + tag).fill("amount", "");
            more(browser, "lines");
            assertThat(browser.path()).isEqualTo("/deals/new");
            line(rows(browser, "lines").last(), "Licences", "3", "400");
            browser.page().locator("[name=name]").press("Enter");
            browser.page().locator("[data-said]").waitFor();
            assertThat(browser.main()).contains("The deal is added", "Licences");
        }
    }
}
