package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.database.DatabaseRole;
import io.kontor.governance.spi.Act;
import io.kontor.support.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class GovernanceBrowserTest {
    static TestServer server;

    @BeforeAll
    static void open() throws SQLException {
        server = TestServer.open();
        try (var connection = server.endpoint().open(DatabaseRole.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("create table governance.door (id int primary key, colour text not null)");
            statement.execute("grant select, insert, update on governance.door to kontor_office");
        }
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Browser ada() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    static void until(Browser browser, String path, String said) {
        browser.until(path, said);
    }

    String propose(Browser browser, String title, String scope, String text) {
        browser.open("/documents/new").looksRight();
        browser.choose("type", "house-rules").fill("title", title).fill("programme", scope);
        browser.press("Open the change");
        var path = browser.path().replaceFirst("\\?.*", "");
        browser.press("Edit");
        browser.looksRight().fill("text", text).press("Save the draft");
        return path;
    }

    @Test
    void a_change_is_drafted_checked_simulated_published_watched_and_rolled_back() {
        try (var browser = ada()) {
            browser.open("/documents").looksRight();
            browser.open("/changes").looksRight();
            var path = propose(
                    browser,
                    "Red doors",
                    "browser",
                    "colour: red\ntone: warm\ndoors: many\nrules:\n- code: shoes\n  text: Off\n");
            assertThat(browser.main()).contains("Line 3:").contains("many is not a whole number");
            assertThat(browser.page().inputValue("[name=text]")).contains("doors: many");
            browser.looksRight().picture("draft-wrong");
            browser.open(path).looksRight();
            assertThat(browser.page()
                            .locator("button:has-text('Check and simulate')")
                            .isDisabled())
                    .isTrue();
            browser.press("Edit");
            browser.fill("text", "colour: red\ntone: warm\ndoors: 3\nrules:\n- code: shoes\n  text: Off\n")
                    .press("Save the draft");
            browser.looksRight().picture("change-draft");
            browser.press("Check and simulate");
            until(browser, path, "simulated");
            assertThat(browser.main()).contains("All doors are painted");
            browser.fill("remark", "Shall we?").press("Say it");
            assertThat(browser.main()).contains("Shall we?").contains("Ada Admin");
            browser.open(path).press("Ask for approval");
            browser.looksRight().press("Publish");
            until(browser, path, "published");
            browser.looksRight().picture("change-published");
            server.bean(Publisher.class).round();
            browser.open(path);
            assertThat(browser.main()).contains("Figures before and after");
            browser.page().locator("main section h2 a").first().click();
            browser.page().waitForURL("**/documents/**");
            browser.looksRight().picture("document");
            assertThat(browser.main()).contains("v1.0").contains("red");
            browser.fill("wish", "More doors").press("Note the wish");
            assertThat(browser.main()).contains("More doors");
            var document = browser.path().replaceFirst("\\?.*", "");

            var blue = propose(browser, "Blue doors", "browser", "colour: blue\ntone: cold\ndoors: 5\n");
            assertThat(browser.main()).contains("blue").contains("red");
            browser.looksRight().picture("change-compare");
            browser.press("Check and simulate");
            until(browser, blue, "simulated");
            browser.press("Ask for approval").press("Publish");
            until(browser, blue, "published");
            browser.page().locator("summary:has-text('Roll back')").click();
            browser.page().fill(".menu-form [name=reason]", "They look wrong");
            browser.page().locator(".menu-form button").click();
            until(browser, blue, "rolled back");
            browser.open(document);
            assertThat(browser.main()).contains("restores v1.0").contains("red");
            browser.looksRight();
            assertThat(browser.open("/documents").main())
                    .contains("programme browser")
                    .doesNotContain("programme=browser");
            browser.open(document);
            browser.page().locator("a:has-text('compare with')").first().click();
            browser.page().waitForURL("**/comparison**");
            assertThat(browser.main()).contains("blue").contains("red");
            browser.looksRight();
            browser.open(path).looksRight().picture("change-in-force-again");
            assertThat(browser.page().locator(".life-way").isVisible()).isFalse();
            assertThat(browser.page().locator(".life-here text").textContent()).isEqualTo("settled");
            browser.page().setViewportSize(390, 844);
            browser.looksRight().picture("change-phone-light");
        }
        try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            phone.open("/changes").looksRight();
            phone.page().locator("main a:has-text('Red doors')").first().click();
            phone.page().waitForSelector(".life-way");
            assertThat(phone.page().locator(".life-map").isVisible()).isFalse();
            assertThat(phone.page().locator(".life-way [aria-current]").innerText())
                    .isEqualTo("settled");
            assertThat(phone.page().locator(".life-way").innerText())
                    .contains("published")
                    .contains("What may come next")
                    .contains("a later change is published");
            phone.looksRight().picture("change-phone");
        }
    }

    @Test
    void what_is_typed_is_kept_while_it_is_typed() {
        try (var browser = ada()) {
            var path = propose(browser, "Typing", "typing", "colour: red\ntone: warm\ndoors: 1\n");
            browser.press("Edit");
            browser.fill("text", "colour: [never saved by hand");
            browser.page().waitForSelector("#draft-findings .status-bad");
            browser.open("/home").open(path).press("Edit");
            assertThat(browser.page().inputValue("[name=text]")).isEqualTo("colour: [never saved by hand");
        }
    }

    @Test
    void the_rules_of_publishing_are_set_by_administrators() {
        try (var browser = ada()) {
            browser.open("/settings/publishing").looksRight();
            browser.fill("quietFrom", "08:00").press("Save the rules");
            assertThat(browser.main()).contains("Fill in both, or neither");
            browser.fill("quietFrom", "").fill("perDay", "50").press("Save the rules");
            assertThat(browser.page().inputValue("[name=perDay]")).isEqualTo("50");
        }
    }

    @Test
    void a_change_two_people_agree_to_is_published_in_batches_stopped_by_a_check_and_taken_back() {
        var rules = server.bean(HouseRules.class);
        server.person("lea@governance.example", "Lea Leader", "leadership");
        server.person("esra@governance.example", "Esra Sponsor", "executive-sponsor");
        rules.governed = List.of(Act.of("charter"));
        rules.stuck.add(4);
        try (var browser = ada()) {
            var path = propose(browser, "Six doors", "two-agree", "colour: red\ntone: warm\ndoors: 6\n");
            browser.press("Check and simulate");
            until(browser, path, "simulated");
            browser.press("Ask for approval").looksRight().picture("change-review");
            assertThat(browser.main())
                    .contains("Lea Leader")
                    .contains("Esra Sponsor")
                    .contains("charter.1");
            agree("lea@governance.example", path);
            browser.open(path);
            assertThat(browser.main()).contains("Lea Leader agreed on");
            assertThat(browser.page().locator(".page-header").innerText()).contains("in review");
            agree("esra@governance.example", path);
            until(browser, path, "approved");
            browser.press("Publish");
            until(browser, path, "rolled back");
            assertThat(browser.main()).contains("It was stopped and taken back").contains("stuck door 4");
            browser.looksRight().picture("change-stopped");
        } finally {
            rules.stuck.clear();
            rules.governed = List.of();
        }
    }

    static void agree(String email, String path) {
        try (var browser = Browser.desktop(server).signIn(email, TestServer.PASSWORD)) {
            browser.open(path).looksRight();
            browser.press("Approvals");
            browser.press("Approve");
        }
    }
}
