package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class SearchBrowserTest {
    final TestServer server = TestServer.shared();

    private Browser signedIn(Browser browser) {
        return browser.signIn("admin@example.com", TestServer.PASSWORD);
    }

    @Test
    void everything_on_ctrl_k_goes_by_keyboard_alone() {
        server.bean(Partners.class).create(server.administrator(), Partner.named("Palette Fjord ApS"), null);
        try (var browser = Browser.desktop(server)) {
            signedIn(browser).open("/me");
            var keys = browser.page().keyboard();
            var options = browser.page().locator("[data-palette-list] [role=option]");
            keys.press("Control+k");
            PlaywrightAssertions.assertThat(options.first()).isVisible();
            browser.looksRight();
            keys.type("palette fj");
            PlaywrightAssertions.assertThat(options.first()).containsText("Palette Fjord ApS");
            PlaywrightAssertions.assertThat(options.first()).hasAttribute("aria-selected", "true");
            browser.looksRight().picture("palette");
            keys.press("Enter");
            PlaywrightAssertions.assertThat(browser.page()).hasURL(Pattern.compile("/partners/[0-9a-f-]{36}$"));
            keys.press("Control+k");
            keys.type("add partner");
            keys.press("Enter");
            PlaywrightAssertions.assertThat(browser.page()).hasURL(Pattern.compile("/partners/new$"));
            keys.press("Control+k");
            keys.type("theme: dark");
            PlaywrightAssertions.assertThat(options.first()).containsText("Dark");
            keys.press("Enter");
            PlaywrightAssertions.assertThat(browser.page().locator("html")).hasAttribute("data-bs-theme", "dark");
            keys.press("Control+k");
            PlaywrightAssertions.assertThat(options.nth(1)).isVisible();
            keys.press("ArrowDown");
            PlaywrightAssertions.assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
            keys.press("Escape");
            PlaywrightAssertions.assertThat(browser.page().locator("[data-palette]"))
                    .isHidden();
            keys.press("Control+k");
            keys.type("no such thing anywhere");
            PlaywrightAssertions.assertThat(options).hasCount(1);
            PlaywrightAssertions.assertThat(options.first()).containsText("Everything found");
            keys.press("Enter");
            assertThat(browser.main()).contains("Nothing holds");
            keys.press("Control+k");
            keys.type("theme: light");
            PlaywrightAssertions.assertThat(options.first()).containsText("Light");
            keys.press("Enter");
            PlaywrightAssertions.assertThat(browser.page().locator("html")).hasAttribute("data-bs-theme", "light");
        }
    }

    @Test
    void an_address_somebody_forged_is_answered_with_a_sentence() {
        try (var browser = Browser.desktop(server)) {
            signedIn(browser);
            for (var address :
                    List.of("/deals?q=%00", "/partners?status=%00", "/numbers?tier=%00", "/ledger?type=%00")) {
                browser.open(address);
                assertThat(browser.main()).as(address).contains("invisible control characters");
            }
            browser.open("/deals?open=yes&changed.to=2026-10-22&closes.from=whenever");
            assertThat(browser.page().locator(".chips").innerText())
                    .contains("Last change: to 22 Oct 2026", "Closes: from whenever");
            browser.open("/partners?said=no.such-sentence").looksRight();
            assertThat(browser.page().locator("[data-said]").count()).isZero();
            browser.open("/partners?said=refused.version-unknown");
            assertThat(browser.page().locator("[data-said]").innerText()).contains("too old to be saved from");
        }
    }

    @Test
    void the_page_of_search_answers_while_typing_and_leads_on_by_arrows() {
        server.bean(Partners.class).create(server.administrator(), Partner.named("Arrow Works"), null);
        try (var browser = Browser.phone(server)) {
            signedIn(browser).open("/search").looksRight();
            assertThat(browser.main()).contains("Find anything by a part of its name");
            browser.page().locator("#search-words").pressSequentially("arrow wor");
            PlaywrightAssertions.assertThat(browser.page().locator("#found")).containsText("Arrow Works");
            browser.looksRight().picture("search-phone");
            browser.page().keyboard().press("ArrowDown");
            browser.page().keyboard().press("Enter");
            PlaywrightAssertions.assertThat(browser.page()).hasURL(Pattern.compile("/partners/[0-9a-f-]{36}$"));
            browser.open("/search?q=arrow+works");
            assertThat(browser.main()).contains("Arrow Works");
        }
    }
}
