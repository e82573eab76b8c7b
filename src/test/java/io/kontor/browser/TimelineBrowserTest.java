package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.ledger.Ledger;
import io.kontor.support.TestServer;
import io.kontor.verify.Flaw;
import io.kontor.verify.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happened to an object, narrowed to what is asked for, and the object as it was. */
@Tag("browser")
class TimelineBrowserTest {
    final TestServer server = TestServer.shared();

    Browser admin() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    /** Adds a partner and changes it. */
    static String changed(Browser browser, String name, String later) {
        browser.open("/partners/new").fill("name", name).fill("city", "Bremen");
        browser.page().click("main form button.btn-primary");
        var path = browser.path().replaceAll("\\?.*", "");
        browser.open(path + "/edit")
                .fill("name", later)
                .fill("city", "Kiel")
                .fill("domains", "past.example")
                .fill("reason", "The firm moved house");
        browser.page().click("main form button.btn-primary");
        return path;
    }

    @Test
    void a_partner_is_shown_as_it_was_and_cannot_be_changed_there() {
        try (var browser = admin()) {
            var path = changed(browser, "Pastime Sample GmbH", "Present Sample GmbH");
            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-line");
            assertThat(browser.main()).contains("The firm moved house");
            browser.page().locator(".timeline-line").first().locator("summary").click();
            assertThat(browser.main()).contains("Bremen").contains("Kiel");
            browser.looksRight();
            browser.page()
                    .locator(".timeline-line")
                    .nth(1)
                    .locator("a:has-text('as it was then')")
                    .click();
            browser.page().waitForSelector(".alert-warning");
            assertThat(browser.main())
                    .contains("This is the past")
                    .contains("Pastime Sample GmbH")
                    .contains("Bremen")
                    .doesNotContain("Kiel")
                    .doesNotContain("past.example");
            assertThat(browser.page().locator("main form[method=post]").count()).isZero();
            browser.looksRight().press("The next change");
            assertThat(browser.main()).contains("Kiel").contains("past.example").contains("The firm moved house");
            browser.page().fill("#then-at", "2001-01-01T08:00");
            browser.press("Show");
            assertThat(browser.main()).contains("Nothing was known of it yet");
            browser.looksRight().press("Show it as it is now");
            assertThat(browser.path()).startsWith(path);
        }
        try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            var path = changed(phone, "Pastime Pocket Sample", "Present Pocket Sample");
            phone.open(path + "?tab=timeline").page().waitForSelector(".timeline-line");
            phone.looksRight()
                    .open(path.replace("/partners/", "/timeline/partner/") + "/then")
                    .looksRight();
        }
    }

    @Test
    void a_timeline_is_narrowed_to_who_did_what() {
        try (var browser = admin()) {
            var path = changed(browser, "Narrow Sample GmbH", "Narrowed Sample GmbH");
            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-line");
            assertThat(browser.page().locator(".timeline-line").count()).isEqualTo(2);
            browser.page().click(".timeline-head summary");
            browser.looksRight().page().selectOption("main select[name=act]", "created");
            browser.page().click(".timeline-head .filter-row button");
            browser.page()
                    .waitForCondition(
                            () -> browser.page().locator(".timeline-line").count() == 1);
            assertThat(browser.main()).doesNotContain("The firm moved house");
            browser.page().selectOption("main select[name=actor]", "house");
            browser.page().click(".timeline-head .filter-row button");
            browser.page().waitForSelector("text=Nothing like this has happened");
            browser.looksRight();

            browser.open("/ledger?act=changed&type=partner&from=2020-01-01");
            assertThat(browser.page().locator(".timeline-lines").innerText())
                    .contains("Narrowed Sample GmbH")
                    .doesNotContain("signed in");
            assertThat(browser.page().inputValue("select[name=act]")).isEqualTo("changed");
            browser.looksRight().open("/ledger?act=signed_in&actor=house");
            assertThat(browser.main()).contains("Nothing like this has happened");
            browser.open("/ledger?act=nonsense&from=then");
            assertThat(browser.main()).contains("Nothing like this has happened");
        }
    }

    @Test
    void each_line_and_each_entry_can_be_taken_along_as_a_file_that_proves_it() throws IOException, Flaw {
        try (var browser = admin()) {
            var path = changed(browser, "Proven Sample GmbH", "Proved Sample GmbH");
            server.bean(Ledger.class).settle();
            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-line a[download]");
            var proof = browser.page().locator(".timeline-line a[download]").first();
            var file = browser.page().request().get(server.url() + proof.getAttribute("href"));
            assertThat(file.headers().get("content-disposition"))
                    .contains("attachment")
                    .contains(".jsonl");
            assertThat(new Verification(null, null)
                            .check(new ByteArrayInputStream(file.body()))
                            .entries())
                    .isEqualTo(1);
            assertThat(file.text()).contains("Proved Sample GmbH");
            browser.page().locator(".timeline-line a[href^='/ledger/']").first().click();
            browser.page().waitForSelector("text=Prove this entry");
            browser.looksRight();
            var same = browser.page().locator("a:has-text('Prove this entry')").getAttribute("href");
            assertThat(browser.page().request().get(server.url() + same).text()).contains("Proved Sample GmbH");
            var other = path.replaceAll(".*/", "");
            assertThat(browser.page()
                            .request()
                            .get(server.url() + "/timeline/partner/" + other + "/proof/" + UUID.randomUUID())
                            .status())
                    .isEqualTo(404);
        }
    }
}
