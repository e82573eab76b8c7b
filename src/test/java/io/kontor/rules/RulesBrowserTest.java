package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.kontor.browser.Browser;
import io.kontor.database.Tx;
import io.kontor.kernel.Subject;
import io.kontor.ledger.Change;
import io.kontor.ledger.Ledger;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables on pages: edited as a grid, checked, replayed. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesBrowserTest {
    final TestServer server = TestServer.open(new Shop.Words(), new Shop.Past(3_000));

    @AfterAll
    void close() {
        server.close();
    }

    Browser signedIn() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    static void cell(Browser browser, String name, int row, String value) {
        browser.page().locator("[name='table." + name + "']").nth(row).fill(value);
    }

    static void act(Browser browser, String act) {
        browser.page().locator("button[value='" + act + "']").first().click();
        browser.page().waitForLoadState();
    }

    /** Asked again and again from outside: the page's policy lets nobody evaluate texts inside it. */
    static void until(Browser browser, String holds) {
        browser.page().waitForCondition(() -> Boolean.TRUE.equals(browser.run(holds)));
    }

    /** Columns tier and revenue, three rows. */
    static void discounts(Browser browser) {
        browser.open("/rules");
        browser.page().selectOption("[name='table.new']", "tier");
        act(browser, "column-add");
        browser.page().waitForSelector("[name='table.c0']");
        browser.page().selectOption("[name='table.new']", "revenue");
        act(browser, "column-add");
        browser.page().waitForSelector("[name='table.c1']");
        browser.page().selectOption("[name='table.output.kind']", "number");
        browser.page().fill("[name='table.output.code']", "discount");
        for (int rows = 2; rows <= 3; rows++) {
            act(browser, "row-add:" + (rows - 2));
            browser.page().waitForSelector("tbody tr >> nth=" + (rows - 1));
        }
        String[][] cells = {{"gold", ">= 500", "15"}, {"gold", "-", "10"}, {"silver", ">= 500", "5"}};
        for (int row = 0; row < 3; row++) {
            cell(browser, "c0", row, cells[row][0]);
            cell(browser, "c1", row, cells[row][1]);
            cell(browser, "r0", row, cells[row][2]);
        }
    }

    @Test
    void a_table_is_edited_as_a_grid_and_says_what_it_leaves_open() {
        try (var browser = signedIn()) {
            discounts(browser);
            cell(browser, "c0", 2, "slver");
            cell(browser, "c1", 1, "= revnue > 3");
            browser.press("Check the table");
            assertThat(browser.main())
                    .contains("There is no choice “slver”. Did you mean “silver”?")
                    .contains("There is no “revnue” here. Did you mean “revenue”?");
            assertThat(browser.page().locator("mark").first().textContent()).isEqualTo("revnue");
            browser.looksRight();
            browser.picture("rules-wrong");
            cell(browser, "c0", 2, "silver");
            cell(browser, "c1", 1, "-");
            browser.press("Check the table");
            assertThat(browser.main())
                    .contains("No row fits: Tier Silver; Revenue < 500.")
                    .contains("No row fits: Tier Silver; no Revenue.")
                    .contains("Rows 1 and 2 fit the same cases and say different things.");
            browser.looksRight();
            browser.picture("rules-proof");
        }
    }

    @Test
    void rows_and_columns_are_moved_copied_and_taken_out_and_what_was_typed_stays() {
        try (var browser = signedIn()) {
            discounts(browser);
            act(browser, "row-up:1");
            until(browser, "document.querySelector(\"[name='table.r0']\").value === '10'");
            act(browser, "column-right:0");
            until(browser, "document.querySelector(\"[name='table.input']\").value === 'revenue'");
            assertThat(browser.page().locator("[name='table.c1']").first().inputValue())
                    .isEqualTo("gold");
            act(browser, "row-copy:0");
            browser.page().waitForSelector("tbody tr >> nth=3");
            assertThat(browser.page().locator("[name='table.r0']").nth(1).inputValue())
                    .isEqualTo("10");
            act(browser, "row-remove:0");
            until(browser, "document.querySelectorAll('tbody tr').length === 3");
            act(browser, "column-remove:0");
            until(browser, "document.querySelectorAll(\"[name='table.input']\").length === 1");
            assertThat(browser.page().locator("[name='table.c0']").first().inputValue())
                    .isEqualTo("gold");
            browser.page().locator("[name='table.r0']").first().press("Alt+ArrowDown");
            assertThat(browser.run("document.activeElement.closest('tr').rowIndex"))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_replay_says_who_would_have_been_treated_otherwise() {
        try (var browser = signedIn()) {
            discounts(browser);
            browser.fill("from", "2025-01-01").fill("until", "2024-12-01").press("Start the replay");
            assertThat(browser.main()).contains("Choose a later end");
            browser.fill("until", "2025-12-31").press("Start the replay");
            browser.page().waitForSelector(".rule-sentence");
            assertThat(browser.main())
                    .contains("Of 3,000 cases")
                    .contains("Revenue: ")
                    .contains("Decided by the draft");
            browser.looksRight();
            browser.picture("rules-replay");
        }
    }

    @Test
    void the_grid_works_without_javascript_and_nothing_typed_is_lost() {
        try (var browser = Browser.desktop(server)) {
            browser.withoutScripts()
                    .signIn("admin@example.com", TestServer.PASSWORD)
                    .open("/rules");
            browser.page().selectOption("[name='table.new']", "tier");
            act(browser, "column-add");
            browser.page().fill("[name='table.output.code']", "says");
            cell(browser, "c0", 0, "glod");
            act(browser, "row-add:0");
            cell(browser, "c0", 1, "silver");
            act(browser, "row-up:1");
            assertThat(browser.page().locator("[name='table.c0']").nth(0).inputValue())
                    .isEqualTo("silver");
            browser.page().locator("button.btn-primary").click();
            browser.page().waitForLoadState();
            assertThat(browser.main()).contains("Did you mean “gold”?");
            assertThat(browser.page().locator("[name='table.c0']").nth(1).inputValue())
                    .isEqualTo("glod");
        }
    }

    @Test
    void a_receipt_says_why_with_all_that_was_known() {
        var actor = server.administrator();
        var partner = server.bean(Partners.class).create(actor, Partner.named("Receipt Trade"), null);
        var rules = Tables.compile(Shop.WORDS, RulesTest.DISCOUNTS);
        var facts = Shop.facts("gold", "712");
        var id = server.bean(Tx.class).as(actor, () -> {
            var entry = server.bean(Ledger.class)
                    .append(
                            actor,
                            Change.of(RulesTest.VISIT, UUID.randomUUID(), "made", "tester", new RulesTest.Visit("x")))
                    .entry();
            var version = new RuleVersion("discounts", new UUID(1, 2), 2, 3, rules.hash());
            return server.bean(Receipts.class)
                    .leave(
                            actor,
                            List.of(new Receipts.Left(
                                    entry,
                                    new Subject("partner", partner),
                                    version,
                                    rules,
                                    facts,
                                    rules.decide(facts))))
                    .getFirst();
        });
        try (var browser = signedIn()) {
            browser.open("/rules/receipts/" + id);
            assertThat(browser.title()).isEqualTo("Why: Receipt Trade");
            assertThat(browser.main()).contains("15, by row 1 of v2.3: Tier is Gold; Revenue is 712, asked was ≥ 500.");
            browser.page()
                    .locator("summary")
                    .filter(new Locator.FilterOptions().setHasText("What was known"))
                    .click();
            assertThat(browser.main())
                    .contains("Worked out again just now, with the same result")
                    .contains("Since");
            browser.looksRight();
            browser.picture("rules-receipt");
            browser.open("/rules/receipts/" + UUID.randomUUID());
            assertThat(browser.page().content()).contains("receipt");
        }
        try (var browser = Browser.speaking(server, "de").signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/rules/receipts/" + id).looksRight();
        }
    }

    @Test
    void the_grid_fits_a_phone() {
        try (var browser = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            discounts(browser);
            browser.press("Check the table");
            browser.looksRight();
            browser.picture("rules-phone");
        }
    }
}
