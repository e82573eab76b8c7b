package io.kontor.governance;

import static io.kontor.governance.GovernanceBrowserTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.support.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class LanguagesBrowserTest {
    static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.open();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Browser ada() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    static String text(String shoes) {
        return "colour: red\ntone: warm\ndoors: 0\nrules:\n- code: shoes\n  text: " + shoes
                + "\n- code: noise\n  text: Be quiet after ten\n";
    }

    /** A change of the house rules of a programme nobody else uses. */
    static String proposed(Browser browser, String title, String shoes) {
        browser.open("/documents/new").choose("type", "house-rules").fill("title", title);
        browser.fill("programme", "translated").press("Open the change");
        var path = browser.path().replaceFirst("\\?.*", "");
        browser.press("Edit").fill("text", text(shoes)).press("Save the draft");
        return path;
    }

    static void published(Browser browser, String path) {
        browser.open(path).press("Check and simulate");
        until(browser, path, "simulated");
        browser.press("Ask for approval").press("Publish");
        until(browser, path, "published");
    }

    @Test
    void a_document_is_translated_reviewed_published_and_read_in_german() {
        try (var browser = ada()) {
            var path = proposed(browser, "Slippers", "Leave your shoes at the door");
            browser.open(path);
            browser.page().locator(".part-languages a").last().click();
            browser.page().waitForURL("**/languages");
            browser.looksRight();
            assertThat(browser.main()).contains("Nobody translated this document yet");
            browser.choose("language", "de").press("Add a language");
            browser.looksRight();
            var texts = browser.page().locator("textarea");
            assertThat(texts.count()).isEqualTo(2);
            texts.first().fill("x".repeat(10_001));
            browser.press("Save the translation");
            assertThat(browser.page().locator(".invalid-feedback").innerText()).contains("at most 10000");
            browser.looksRight();
            texts.first().fill("Schuhe bitte an der Tür ausziehen");
            browser.press("Save the translation");
            assertThat(browser.main()).contains("1 of 2 texts in German");
            browser.looksRight().picture("languages");
            browser.open(path).looksRight();
            assertThat(browser.main())
                    .contains("Schuhe bitte an der Tür ausziehen")
                    .contains("1 of 2");
            published(browser, path);
            browser.page().locator("main section h2 a").first().click();
            browser.page().waitForURL("**/documents/**");
            assertThat(browser.main()).contains("Leave your shoes at the door");
            browser.page().locator(".languages a[lang=de]").click();
            browser.page().waitForURL("**language=de**");
            assertThat(browser.main())
                    .contains("Schuhe bitte an der Tür ausziehen")
                    .doesNotContain("Leave your shoes")
                    .contains("1 of 2 texts in German");
            assertThat(browser.page().locator("[lang=de] span[lang=en]").first().innerText())
                    .isEqualTo("Be quiet after ten");
            browser.looksRight().picture("document-german");
            var document = browser.path().replaceFirst("\\?.*", "");

            var other = proposed(browser, "Slippers, again", "Leave your shoes in the hall");
            browser.open(other).looksRight();
            assertThat(browser.main()).contains("Deutsch: one text is older than what the original says now");
            published(browser, other);
            browser.open(document + "?language=de").looksRight().picture("document-stale");
            assertThat(browser.main())
                    .contains("older than the original")
                    .contains("Schuhe bitte an der Tür ausziehen")
                    .contains("Leave your shoes in the hall");

            var third = proposed(browser, "Slippers, in the hall", "Leave your shoes in the hall");
            browser.open(third);
            browser.page().locator(".part-languages .chip-link").first().click();
            browser.page().waitForURL("**/languages/de");
            assertThat(browser.main()).contains("The original said").contains("Leave your shoes at the door");
            browser.looksRight().picture("translation");
            browser.page().locator("textarea").first().fill("Schuhe bitte im Flur ausziehen");
            browser.page()
                    .waitForSelector("#translation-state:has-text('1 of 2 texts in German.'):not(:has-text('older'))");
            browser.open(third);
            assertThat(browser.main()).contains("Schuhe bitte im Flur ausziehen");
            try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
                phone.open(third);
                phone.page().locator(".part-languages .chip-link").first().click();
                phone.page().waitForURL("**/languages/de");
                phone.looksRight().picture("translation-phone");
            }
        }
    }
}
