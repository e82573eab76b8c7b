package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.kontor.ledger.Ledger;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a newcomer does with a file nobody has seen before, and what the pages say when something does not go. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportPagesBrowserTest {
    TestServer server;

    @BeforeAll
    void open() {
        server = TestServer.open();
    }

    @AfterAll
    void close() {
        server.close();
    }

    Browser admin() {
        return Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
    }

    static FilePayload file(String name, String content) {
        return new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8));
    }

    static Browser give(Browser browser, FilePayload file) {
        browser.open("/imports").page().setInputFiles("#f-files", file);
        return browser.press("Look at the files");
    }

    /** Each look asks for days nobody has asked for before: an answer may be as old as some seconds. */
    String dashboard(Browser browser, String from) {
        server.bean(Ledger.class).settle();
        browser.open("/numbers?period=own&from=" + from + "&to=2019-12-31");
        return browser.main();
    }

    @Test
    void a_german_file_nobody_has_seen_goes_from_drop_to_the_right_figure_on_the_dashboard() {
        var orders = ImportsBrowserTest.ORDERS.replace("2024", "2019").replace("Browser", "Tafel");
        var first = new FilePayload(
                "tafelauftraege-2019.csv", "text/csv", orders.getBytes(Charset.forName("windows-1252")));
        try (var browser = admin()) {
            assertThat(dashboard(browser, "2019-01-01")).doesNotContain("€7,334");
            give(browser, first).press("Import now");
            browser.page().waitForSelector("#result");
            assertThat(dashboard(browser, "2019-01-02")).contains("€7,334");
            browser.looksRight().picture("import-dashboard");
            browser.page().locator(".kpi-value a").first().click();
            assertThat(browser.main()).contains("€1,333.50", "€6,000.00", "Rows 1 to 2 of 2");

            // On Monday: the new file and one button.
            browser.open("/imports");
            browser.page()
                    .locator("form[action^='/imports/again'] input[type=file]")
                    .first()
                    .setInputFiles(file("tafelauftraege-2019-2.csv", orders.replace("6.0x0,00", "6.000,00")));
            browser.press("Import again");
            browser.page().waitForSelector("#result");
            assertThat(dashboard(browser, "2019-01-03")).contains("€13,334");
        }
    }

    @Test
    void what_is_refused_is_said_on_the_page_it_was_asked_for_and_nothing_typed_is_lost() {
        try (var browser = admin()) {
            give(browser, file("refused-firms.csv", "Partner ID;Partner name;Country;Mood\nR-1;Refused Ltd;GB;good\n"));
            browser.fill("name", "Refused firms").fill("system", "not a code!");
            browser.page()
                    .locator("details:has(select[name='p0.c3']) > summary")
                    .first()
                    .click();
            browser.page().selectOption("select[name='p0.c3']", "city");
            browser.press("Import now");
            assertThat(browser.path()).startsWith("/imports/drafts/");
            browser.looksRight();
            assertThat(browser.page().inputValue("[name=system]")).isEqualTo("not a code!");
            assertThat(browser.page().inputValue("[name=name]")).isEqualTo("Refused firms");
            assertThat(browser.page().inputValue("select[name='p0.c3']")).isEqualTo("city");
            browser.fill("system", "refused").press("Import now");
            browser.page().waitForSelector("#result");
            var run = browser.path().replaceAll("[?#].*", "");

            browser.page().setInputFiles("#f-again", file("refused.csv", "%PDF-1.7\nnothing"));
            browser.press("Import again");
            assertThat(browser.path()).startsWith(run);
            assertThat(browser.main()).contains("refused.csv holds no rows");
            assertThat(browser.title()).contains("Refused firms");
            browser.looksRight();

            browser.open("/imports");
            browser.page()
                    .locator("form:has(input[value='Refused firms']) input[type=file]")
                    .setInputFiles(file("refused.csv", "%PDF-1.7\nnothing"));
            browser.page()
                    .locator("form:has(input[value='Refused firms']) button")
                    .click();
            assertThat(browser.page()
                            .locator("form:has(input[value='Refused firms']) .invalid-feedback")
                            .innerText())
                    .contains("refused.csv holds no rows");
            browser.looksRight();

            browser.page()
                    .locator("form:has(input[value='Refused firms']) input[type=file]")
                    .setInputFiles(file("other.csv", "Shoe;Size\nBoot;44\n"));
            browser.page()
                    .locator("form:has(input[value='Refused firms']) button")
                    .click();
            browser.page().waitForSelector("text=Look at the mapping again");
            browser.looksRight();
            browser.press("Look at the mapping again");
            assertThat(browser.main()).contains("other.csv");
        }
    }

    @Test
    void a_pair_somebody_else_decided_meanwhile_is_said_on_the_page_of_the_import() {
        try (var browser = admin()) {
            server.bean(Partners.class)
                    .create(
                            server.administrator(),
                            Partner.named("Quick Pages Ltd")
                                    .builder()
                                    .country("GB")
                                    .build(),
                            null);
            server.settle();
            give(browser, file("quick.csv", "Partner ID;Partner name;Country\nQ-1;Quick Pages Ltd;GB\n"));
            browser.fill("name", "Quick pages").press("Import now");
            browser.page().waitForSelector("#possibly");
            var run = browser.path().replaceAll("[?#].*", "");
            try (var other = admin()) {
                other.open(run).press("Not the same");
            }
            browser.press("The same");
            assertThat(browser.path()).startsWith(run);
            assertThat(browser.main()).contains("This pair is not open any more");
            assertThat(browser.title()).contains("Quick pages");
            browser.looksRight();
        }
    }

    @Test
    void a_formula_in_a_name_leaves_the_office_as_a_text() throws IOException {
        try (var browser = admin()) {
            give(browser, file("formula.csv", "Partner ID;Partner name;Country\nX-1;=HYPERLINK(A1);GB\n"));
            browser.fill("name", "Formula pages").press("Import now");
            browser.page().waitForSelector("#result");
            browser.open("/lists/partners/export");
            browser.fill("purpose", "to look at formulas").choose("format", "csv");
            var download = browser.page().waitForDownload(() -> browser.press("Export"));
            assertThat(Files.readString(download.path()))
                    .contains("'=HYPERLINK(")
                    .doesNotContain(",=HYPERLINK")
                    .doesNotContain("\"=HYPERLINK");
        }
    }
}
