package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Home from the first day on: the tests follow one office. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeBrowserTest {
    TestServer server;

    @BeforeAll
    void open() {
        server = TestServer.empty();
        server.person("anna@example.com", "Anna Sample", "administrator", "partner-operations");
        server.person("otto@example.com", "Otto Sample", "auditor");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Browser anna(Browser browser) {
        return browser.signIn("anna@example.com", TestServer.PASSWORD);
    }

    @Test
    @Order(1)
    void an_empty_office_says_what_to_begin_with() {
        try (var browser = Browser.desktop(server)) {
            anna(browser).open("/").looksRight().picture("home-empty");
            assertThat(browser.main()).contains("Add a partner");
            browser.press("Add partner");
            assertThat(browser.path()).isEqualTo("/partners/new");
        }
        try (var browser = Browser.phone(server)) {
            anna(browser).open("/").looksRight();
        }
        try (var browser = Browser.desktop(server)) {
            browser.signIn("otto@example.com", TestServer.PASSWORD).open("/").looksRight();
            assertThat(browser.main()).doesNotContain("Add partner");
        }
    }

    @Test
    @Order(2)
    void what_needs_somebody_stands_there_with_the_button_that_settles_it() {
        var admin = server.administrator();
        var partner = server.bean(Partners.class).create(admin, Partner.named("Fjord Systems ApS"), null);
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        server.bean(Agreements.class)
                .create(
                        admin,
                        new Agreement(
                                partner,
                                "Reseller agreement",
                                null,
                                null,
                                today.minusDays(200),
                                today.minusDays(5),
                                false,
                                false),
                        null);
        try (var browser = Browser.desktop(server)) {
            anna(browser).open("/").looksRight().picture("home");
            assertThat(browser.main())
                    .contains("Late", "Reseller agreement", "One partner has no manager", "What changed")
                    .contains("added the partner Fjord Systems ApS");
            browser.press("Set a new end");
            assertThat(browser.path()).matches("/agreements/[0-9a-f-]{36}/edit#f-ends");
            browser.fill("ends", today.plusDays(400).toString()).press("Save agreement");
            browser.open("/");
            assertThat(browser.main()).doesNotContain("Set a new end", "Late");
            browser.press("Choose a manager").choose("manager", name(browser)).press("Save partner");
            browser.open("/");
            assertThat(browser.main()).doesNotContain("has no manager");
            browser.press("Add a contact").fill("name", "Karen Sample");
            browser.page().locator("main form.card button.btn-primary").click();
            browser.open("/").looksRight();
            assertThat(browser.main()).contains("Nothing needs you");
        }
    }

    private static String name(Browser browser) {
        return String.valueOf(
                browser.run(
                        "[...document.querySelectorAll('main select[name=manager] option')].find(one => one.text.includes('Anna')).value"));
    }

    @Test
    @Order(3)
    void a_kind_leads_to_the_list_of_all_of_them() {
        for (int i = 0; i < 6; i++) {
            server.bean(Partners.class).create(server.administrator(), Partner.named("Crowd " + i), null);
        }
        try (var browser = Browser.phone(server)) {
            anna(browser).open("/").looksRight().picture("home-phone");
            assertThat(browser.main()).contains("6 partners have no manager", "and 3 more");
            browser.press("and 3 more");
            assertThat(browser.path()).startsWith("/partners?manager=none&");
            assertThat(browser.page().locator("tbody tr").count()).isEqualTo(6);
            browser.open("/needs-you").looksRight();
            assertThat(browser.main()).contains("Crowd 5");
        }
    }

    @Test
    @Order(4)
    void somebody_turns_the_weekly_letter_off() {
        try (var browser = Browser.desktop(server)) {
            anna(browser).open("/me");
            var box = browser.page().locator("form[action='/me/letters'] [name=weekly]");
            PlaywrightAssertions.assertThat(box).isChecked();
            browser.looksRight();
            box.uncheck();
            browser.press("Save letters");
            PlaywrightAssertions.assertThat(browser.page()).hasURL(Pattern.compile("/me$"));
            PlaywrightAssertions.assertThat(browser.page().locator("form[action='/me/letters'] [name=weekly]"))
                    .not()
                    .isChecked();
            browser.open("/me/letters").looksRight();
        }
    }
}
