package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class MergeBrowserTest {
    final TestServer server = TestServer.shared();

    UUID firm(String name, String city, String domain) {
        return server.bean(Partners.class)
                .create(
                        server.administrator(),
                        Partner.named(name)
                                .builder()
                                .country("DE")
                                .city(city)
                                .domains(List.of(domain))
                                .build(),
                        null);
    }

    @Test
    void likely_duplicates_are_compared_merged_and_taken_apart_again_on_a_phone() {
        var kept = firm("Zwiefach Systeme GmbH", "Ulm", "zwiefach.example.com");
        var folded = firm("Zwiefach Systeme AG", "Bonn", "zwiefach-systeme.example.com");
        try (var browser = Browser.phone(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD)
                    .open("/duplicates")
                    .looksRight();
            assertThat(browser.main()).contains("Zwiefach Systeme GmbH", "Zwiefach Systeme AG");

            browser.open("/partners/" + kept + "/merge?with=" + folded).looksRight();
            assertThat(browser.main()).contains("Ulm", "Bonn");
            browser.page().click("main form[action$='/merge'] button.btn-primary");
            assertThat(browser.path()).contains("/merge");
            browser.fill("reason", "the same firm twice");
            browser.page().click("main form[action$='/merge'] button.btn-primary");
            assertThat(browser.main()).contains("The two are one");
            browser.looksRight();
            browser.open("/partners/" + folded);
            assertThat(browser.path()).startsWith("/partners/" + kept);
            browser.open("/partners/" + kept + "?tab=timeline");
            browser.page().waitForSelector("main .timeline-line");
            browser.looksRight();

            browser.open("/partners/" + kept).press("Take apart").looksRight();
            assertThat(browser.main()).contains("The merge is taken apart");
            browser.open("/partners/" + folded).looksRight();
            assertThat(browser.title()).isEqualTo("Zwiefach Systeme AG");
        }
    }

    @Test
    void two_that_are_told_apart_are_not_asked_about_again() {
        firm("Zweierlei Handel GmbH", "Ulm", "zweierlei.example.com");
        firm("Zweierlei Handel KG", "Ulm", "zweierlei-handel.example.com");
        try (var browser = Browser.desktop(server)) {
            browser.signIn("admin@example.com", TestServer.PASSWORD).open("/duplicates");
            var pair = browser.page()
                    .locator(
                            ".pair",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("Zweierlei Handel KG"));
            assertThat(pair.count()).isEqualTo(1);
            pair.locator("form button").click();
            assertThat(browser.main()).contains("the two are not the same");
            browser.looksRight();
            assertThat(pair.locator("a.btn-primary").count()).isZero();
        }
    }
}
