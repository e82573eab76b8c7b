package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.kontor.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class SettingsBrowserTest {
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC");

    final TestServer server = TestServer.shared();

    Browser admin() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    @Test
    void the_company_is_changed_and_changed_back() {
        try (var browser = admin()) {
            browser.open("/settings").looksRight().press("Company");
            browser.looksRight().press("Edit");
            browser.looksRight()
                    .fill("name", "Nordlicht AG")
                    .choose("fiscalMonth", "4")
                    .fill("fileNames", "[a-z");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("[a-z");
            assertThat(browser.page().inputValue("main [name=name]")).isEqualTo("Nordlicht AG");
            browser.fill("fileNames", "").page().click("main form button.btn-primary");
            assertThat(browser.title()).isEqualTo("Nordlicht AG");
            assertThat(browser.main()).contains("April");
            browser.page().click("summary[aria-label=More]");
            browser.press("Undo the last change");
            assertThat(browser.title()).isEqualTo("Nordlicht");
        }
    }

    @Test
    void a_logo_stands_on_every_page_and_nothing_else_passes_for_one() {
        try (var browser = admin()) {
            browser.open("/settings/company");
            browser.page()
                    .setInputFiles(
                            "#logo-file",
                            new FilePayload(
                                    "logo.png",
                                    "image/png",
                                    "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)));
            browser.press("Use this logo");
            assertThat(browser.page().locator("#e-file").innerText()).isNotEmpty();
            browser.looksRight();
            browser.page().setInputFiles("#logo-file", new FilePayload("logo.png", "image/png", PICTURE));
            browser.press("Use this logo");
            assertThat(browser.main()).contains("The logo is saved");
            var address = browser.page().getAttribute(".navbar-brand img", "src");
            assertThat(address).startsWith("/logo/");
            browser.looksRight();
            try (var guest = Browser.desktop(server)) {
                guest.open("/signin").looksRight();
                assertThat(guest.page().getAttribute(".bare-brand img", "src")).isEqualTo(address);
                assertThat(guest.page().request().get(server.url() + address).status())
                        .isEqualTo(200);
            }
            browser.press("Remove the logo");
            assertThat(browser.page().request().get(server.url() + address).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_region_is_drawn_and_no_country_is_in_two() {
        try (var browser = admin()) {
            browser.open("/settings/regions").looksRight().press("Add region");
            browser.fill("name", "Iberia").fill("code", "iberia").fill("members.place", "XX");
            browser.page()
                    .selectOption(
                            "[name='owners.person'] >> nth=0",
                            new com.microsoft.playwright.options.SelectOption().setLabel("Ada Admin"));
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("There is no country with the code XX");
            browser.looksRight().fill("members.place", "PT").page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("Portugal").contains("Ada Admin");
            browser.looksRight()
                    .open("/settings/regions/new")
                    .fill("name", "Lusitania")
                    .fill("code", "lusitania");
            browser.fill("members.place", "PT").page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("PT is in the region Iberia on those days");
            browser.fill("members.place", "CV").fill("code", "iberia");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("The code iberia is already used");
            browser.open("/settings/regions").press("Iberia");
            browser.page().click("summary[aria-label=More]");
            browser.press("Withdraw this region");
            browser.page().click("summary[aria-label=More]");
            browser.press("Undo the last change");
            assertThat(browser.main()).contains("Portugal");
            browser.open(browser.path().replaceAll("\\?.*", "") + "?tab=timeline");
            browser.page().waitForSelector(".timeline-line");
            assertThat(browser.main()).contains("withdrew the region Iberia");
        }
    }

    @Test
    void rates_are_recorded_corrected_and_refused_clearly() {
        try (var browser = admin()) {
            browser.open("/settings/rates").looksRight().press("Record rates");
            browser.fill("source", "Sample bank").fill("day", "2026-03-02");
            browser.page().selectOption("[name='rates.quote']", "EUR");
            browser.page().fill("[name='rates.rate']", "1.5");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("A currency has no rate with itself");
            browser.looksRight();
            browser.page().selectOption("[name='rates.quote']", "NOK");
            browser.page().fill("[name='rates.rate']", "eleven");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("eleven is not a number");
            browser.page().fill("[name='rates.rate']", "-11");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("is not a possible rate");
            browser.page().fill("[name='rates.rate']", "11.25");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.main()).contains("The rates are recorded").contains("11.25");
            browser.looksRight().press("2 Mar 2026");
            browser.looksRight();
            browser.page().click("main summary");
            browser.fill("rate", "11.3").fill("reason", "typing mistake");
            browser.page().click("main form button.btn-primary");
            assertThat(browser.title()).contains("11.3");
            browser.press("Undo the last change");
            assertThat(browser.title()).contains("11.25");
        }
    }

    @Test
    void the_settings_fit_a_phone_in_the_dark() {
        var paths = List.of(
                "/settings",
                "/settings/company",
                "/settings/company/edit",
                "/settings/regions/new",
                "/settings/rates",
                "/settings/rates/new",
                "/settings/roles",
                "/settings/tokens",
                "/people",
                "/people/new");
        try (var browser = Browser.phone(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD);
            paths.forEach(path -> browser.open(path).looksRight());
        }
    }

    @Test
    void who_may_not_change_settings_is_told_so() {
        server.person("reader@example.com", "Rita Reader", "support");
        try (var browser = Browser.desktop(server)) {
            browser.signIn("reader@example.com", TestServer.PASSWORD);
            for (var path : List.of(
                    "/settings/company/edit",
                    "/settings/regions/new",
                    "/settings/roles/new",
                    "/people/new",
                    "/settings/rates")) {
                browser.open(path);
                assertThat(browser.title()).as(path).isEqualTo("Not allowed");
            }
            browser.open("/settings/tokens");
            assertThat(browser.path()).isEqualTo("/me/tokens");
            browser.open("/settings").looksRight();
            assertThat(browser.main()).doesNotContain("Messages").doesNotContain("Exchange rates");
        }
    }
}
