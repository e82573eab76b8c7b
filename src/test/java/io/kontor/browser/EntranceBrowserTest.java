package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.kontor.entrance.Links;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.support.TestServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class EntranceBrowserTest {
    final TestServer server = TestServer.shared();

    @Test
    void the_first_person_sets_up_the_office_through_a_link_that_works_once() {
        try (var empty = TestServer.empty();
                var browser = Browser.desktop(empty)) {
            var link = empty.bean(Links.class).setUp();
            browser.open(link).looksRight();
            browser.fill("company", "Nordlicht")
                    .fill("name", "Anna Sample")
                    .fill("email", "anna@example.com")
                    .fill("password", "correct horse battery")
                    .fill("again", "correct horse batteries")
                    .press("Open the office");
            assertThat(browser.main()).contains("The two passwords differ");
            assertThat(browser.page().inputValue("[name=company]")).isEqualTo("Nordlicht");
            browser.looksRight()
                    .fill("password", "correct horse battery")
                    .fill("again", "correct horse battery")
                    .press("Open the office");
            assertThat(browser.main()).contains("The office is open");
            assertThat(browser.page().locator(".navbar-brand").innerText()).contains("Nordlicht");
            browser.open(link);
            assertThat(browser.main()).contains("This link was used before");
        }
    }

    @Test
    void somebody_signs_in_and_out() {
        try (var browser = Browser.desktop(server)) {
            browser.open("/me");
            assertThat(browser.path()).isEqualTo("/signin?to=%2Fme");
            browser.looksRight();
            browser.fill("email", "admin@example.com")
                    .fill("password", "wrong wrong wrong")
                    .press("Sign in");
            assertThat(browser.main()).contains("The e-mail or the password is wrong");
            browser.fill("password", TestServer.PASSWORD).press("Sign in");
            assertThat(browser.path()).isEqualTo("/me");
            browser.looksRight();
            browser.page().click("summary[aria-label='My menu']");
            browser.page().click("text=Sign out");
            assertThat(browser.main()).contains("You are signed out");
            browser.open("/me");
            assertThat(browser.path()).startsWith("/signin");
        }
    }

    @Test
    void codes_from_an_app_are_turned_on_and_asked_for() {
        server.person("codes@example.com", "Carla Codes", "auditor");
        try (var browser = Browser.desktop(server)) {
            browser.signIn("codes@example.com", TestServer.PASSWORD).open("/me").press("Turn codes on");
            var typed = browser.page().locator("code.nowrap").innerText();
            browser.looksRight().fill("code", "000000");
            browser.page().click("form[action='/me/code/confirmation'] button");
            assertThat(browser.main()).contains("This code is wrong");
            browser.page().fill("form[action='/me/code/confirmation'] [name=code]", TestCodes.now(typed));
            browser.page().click("form[action='/me/code/confirmation'] button");
            assertThat(browser.main()).contains("Keep these recovery codes");
            var recovery = browser.page().locator(".recovery code").allInnerTexts();
            assertThat(recovery).hasSize(8);
            browser.page().context().clearCookies();
            browser.signIn("codes@example.com", TestServer.PASSWORD);
            assertThat(browser.path()).isEqualTo("/signin/code");
            browser.looksRight();
            browser.open("/me");
            assertThat(browser.path()).as("halfway is not in").startsWith("/signin");
            browser.open("/signin/code").fill("code", recovery.getFirst()).press("Sign in");
            assertThat(browser.path()).isEqualTo("/");
            browser.page().context().clearCookies();
            browser.signIn("codes@example.com", TestServer.PASSWORD);
            browser.fill("code", recovery.getFirst()).press("Sign in");
            assertThat(browser.main()).contains("This code is wrong or was used before");
        }
    }

    @Test
    void a_passkey_is_made_and_used_instead_of_a_password() {
        server.person("passkey@example.com", "Paul Passkey", "auditor");
        try (var browser = Browser.desktop(server)) {
            var devices = browser.page().context().newCDPSession(browser.page());
            authenticator(devices);
            browser.signIn("passkey@example.com", TestServer.PASSWORD).open("/me");
            browser.page().fill("#passkey-label", "Blue key");
            browser.page().click("[data-passkey-add]");
            browser.page().waitForSelector("[data-said]");
            assertThat(browser.main()).contains("Blue key").contains("The passkey is added");
            browser.looksRight();
            browser.page().click("summary[aria-label='My menu']");
            browser.page().click("text=Sign out");
            browser.page().click("[data-passkey-use]");
            browser.page().waitForURL(server.url() + "/");
            browser.open("/me");
            assertThat(browser.page().locator("[name=name]").inputValue()).isEqualTo("Paul Passkey");
        }
    }

    static void authenticator(CDPSession devices) {
        devices.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var params = new JsonObject();
        params.add("options", options);
        devices.send("WebAuthn.addVirtualAuthenticator", params);
    }

    @Test
    void an_invited_person_takes_up_the_account_through_a_link_that_works_once() {
        var id = server.bean(io.kontor.people.People.class)
                .create(
                        server.administrator(),
                        io.kontor.people.Person.ofOffice("Ivy Invited", "ivy@example.com", "de", "Europe/Berlin"),
                        null);
        var account = server.bean(Access.class).account(id).orElseThrow();
        var link = server.bean(Links.class).invite(server.administrator(), account);
        try (var browser = Browser.desktop(server)) {
            browser.open(link).looksRight();
            assertThat(browser.title()).contains("Ivy Invited");
            browser.fill("password", "short").fill("again", "short");
            browser.page().click("main button.btn-primary");
            assertThat(browser.main()).contains("12");
            browser.fill("password", "four words make sense").fill("again", "four words make sense");
            browser.page().click("main button.btn-primary");
            assertThat(browser.path()).startsWith("/");
            browser.open(link);
            assertThat(browser.page().locator("main").count()).isEqualTo(1);
            assertThat(browser.title()).isNotEmpty();
        }
    }

    @Test
    void a_page_changes_its_language_and_its_light() {
        try (var browser = Browser.desktop(server)) {
            browser.open("/signin");
            browser.page().click("summary[aria-label='Theme']");
            browser.page().click("button[value=dark]");
            assertThat(browser.page().getAttribute("html", "data-bs-theme")).isEqualTo("dark");
            browser.looksRight();
            browser.page().click("summary[aria-label='Language']");
            browser.page().click("button[value=de]");
            assertThat(browser.page().getAttribute("html", "lang")).isEqualTo("de");
        }
    }

    @Test
    void every_page_before_the_door_fits_a_phone_in_the_dark() {
        try (var browser = Browser.phone(server)) {
            for (var path : List.of("/signin", "/forgot", "/no-such-page")) {
                browser.open(path).looksRight();
            }
        }
    }

    @Test
    void somebody_keeps_the_hours_and_the_zone_they_work_in() {
        server.person("hours@example.com", "Hanna Hours", "partner-manager");
        try (var browser = Browser.phone(server)) {
            browser.signIn("hours@example.com", TestServer.PASSWORD).open("/me").looksRight();
            assertThat(browser.page().locator("main [name=days]:checked").count())
                    .isEqualTo(5);
            browser.page().uncheck("main [name=days][value='2']");
            browser.fill("begin", "").fill("end", "");
            browser.choose("zone", "Europe/Lisbon").press("Save profile").looksRight();
            assertThat(browser.page().locator("main .invalid-feedback").allInnerTexts())
                    .hasSize(2);
            browser.fill("begin", "17:00").fill("end", "08:30").press("Save profile");
            assertThat(browser.main()).contains("must begin");
            browser.fill("begin", "08:30").fill("end", "17:00").press("Save profile");
            assertThat(browser.page().innerText("[data-said]")).isEqualTo("Saved.");
            assertThat(browser.page().locator("main [name=days]:checked").count())
                    .isEqualTo(4);
            assertThat(browser.page().inputValue("main [name=begin]")).isEqualTo("08:30");
            assertThat(browser.page().inputValue("main [name=zone]")).isEqualTo("Europe/Lisbon");
            for (var day : java.util.List.of("1", "3", "4", "5")) {
                browser.page().uncheck("main [name=days][value='" + day + "']");
            }
            browser.fill("begin", "").fill("end", "").press("Save profile");
            assertThat(browser.page().locator("main [name=days]:checked").count())
                    .isZero();
        }
    }

    @Test
    void an_office_with_sample_data_says_so_on_every_page() {
        try (var fresh = TestServer.open();
                var browser = Browser.phone(fresh)) {
            browser.open("/signin");
            assertThat(browser.page().locator(".sample-mark").count()).isZero();
            fresh.bean(Ledger.class).markSample(fresh.administrator());
            browser.open("/signin").looksRight();
            assertThat(browser.page().locator(".sample-mark").innerText()).isEqualTo("Sample data");
            browser.signIn("admin@example.com", TestServer.PASSWORD);
            browser.looksRight();
            assertThat(browser.page().locator(".sample-mark").isVisible()).isTrue();
        }
    }
}
