package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A contact is looked at, kept for the law, erased, and certified; a text of an entry is taken out. */
@Tag("browser")
class ErasureBrowserTest {
    final TestServer server = TestServer.shared();

    Browser admin() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    static String contact(Browser browser, String name) {
        browser.open("/partners/new").fill("name", name + " Aviary");
        browser.page().click("main form button.btn-primary");
        var partner = browser.path().replaceAll("\\?.*", "");
        browser.open("/contacts/new?partner=" + partner.replace("/partners/", ""))
                .fill("name", name)
                .fill("email", "bird@erasure-sample.example");
        browser.page().click("main form button.btn-primary");
        return partner;
    }

    @Test
    void a_contact_is_held_handed_over_erased_and_certified() {
        try (var browser = admin()) {
            var partner = contact(browser, "Quentin Erasuresample");
            browser.open(partner + "?tab=people").page().click("main a[href^='/contacts/']:not([href*='new'])");
            var page = browser.page();
            browser.looksRight();
            page.click("summary[aria-label='More']");
            browser.press("Erase or hand over data");
            assertThat(browser.main()).contains("1 contact").contains("Nobody can take this back");
            var path = browser.path();
            browser.looksRight();
            page.fill("#hold-reason", "A dispute goes on");
            browser.press("Set a hold");
            assertThat(browser.main())
                    .contains("The hold stands.")
                    .contains("A dispute goes on")
                    .doesNotContain("Erase for good");
            browser.looksRight();
            page.fill("#hold-reason", "Settled");
            browser.press("Lift the hold");
            assertThat(browser.main()).contains("The hold is lifted.").doesNotContain("A dispute goes on");
            var download = page.waitForDownload(() -> page.click("main form[action$='/export'] button"));
            assertThat(download.suggestedFilename()).startsWith("contact-").endsWith(".zip");
            browser.fill("reason", "They asked for it");
            browser.press("Erase for good");
            assertThat(browser.path()).startsWith("/erasures/");
            assertThat(browser.main()).contains("1 contact").contains("The person is erased.");
            browser.looksRight();
            var pdf = page.waitForDownload(() -> page.click("text=As PDF"));
            assertThat(pdf.suggestedFilename()).endsWith(".pdf");
            browser.open(path).looksRight();
            assertThat(browser.main()).contains("Nothing is held about this person");
            browser.open("/erasures").looksRight();
            browser.open(path.replace("/erasure/contact/", "/contacts/"));
            assertThat(browser.title()).isEqualTo("[erased]");
        }
        try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            var partner = contact(phone, "Pia Erasuresample");
            phone.open(partner + "?tab=people").page().click("main a[href^='/contacts/']:not([href*='new'])");
            phone.open(phone.path().replaceAll("\\?.*", "").replace("/contacts/", "/erasure/contact/"))
                    .looksRight();
        }
    }

    @Test
    void a_reason_is_taken_out_of_an_entry() {
        try (var browser = admin()) {
            var path = TimelineBrowserTest.changed(browser, "Redacted Sample GmbH", "Redacted Later GmbH");
            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-line");
            var page = browser.page();
            var entry = page.locator(".timeline-line")
                    .first()
                    .locator("a[href^='/ledger/']")
                    .first()
                    .getAttribute("href");
            browser.open(entry).looksRight();
            assertThat(browser.main()).contains("The firm moved house");
            page.check("main input[name=pointer][value='/reason']");
            browser.fill("reason", "Names somebody");
            browser.press("Take out for good");
            assertThat(browser.main())
                    .contains("The text is gone.")
                    .contains("[erased]")
                    .doesNotContain("moved house");
            browser.looksRight();
        }
    }

    @Test
    void a_person_of_the_office_is_erased_and_found_and_let_in_no_more() {
        var person = server.person("leaving@example.com", "Lea Leaving", "auditor");
        try (var browser = admin()) {
            browser.open("/people/" + person);
            browser.page().click("summary[aria-label='More']");
            browser.press("Erase or hand over data");
            assertThat(browser.page().content()).contains("Lea Leaving");
            assertThat(browser.main()).contains("1 account");
            browser.looksRight().fill("reason", "Asked for on 20 November").press("Erase for good");
            assertThat(browser.page().content()).doesNotContain("Lea Leaving");
            for (var path : new String[] {"/people?q=leaving", "/search?q=Leaving", "/people/" + person, "/erasures"}) {
                browser.open(path).looksRight();
                assertThat(browser.main()).as(path).doesNotContain("Lea Leaving");
            }
        }
        try (var browser = Browser.desktop(server).signIn("leaving@example.com", TestServer.PASSWORD)) {
            assertThat(browser.path()).startsWith("/signin");
        }
    }
}
