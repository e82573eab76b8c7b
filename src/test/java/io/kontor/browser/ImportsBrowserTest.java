package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.kontor.connect.imports.ImportDesk;
import io.kontor.connect.imports.ImportDrafts;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.support.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class ImportsBrowserTest {
    private static final int SMALL = 10;

    static final String ORDERS = """
            Auftragsnr;Händler;Land;Artikel;Menge;Nettobetrag;Datum;Notiz
            B-4711;Dämmerlicht Browser GmbH;Deutschland;Browserklingel;2;1.234,50;05.01.2024;a
            B-4711;Dämmerlicht Browser GmbH;Deutschland;Browsersattel;1;99,00;05.01.2024;b
            B-4712;Höhenrad Browser AG;Österreich;Browserklingel;10;6.000,00;13.02.2024;c
            B-4713;Höhenrad Browser AG;Österreich;Browserklingel;1;6.0x0,00;14.02.2024;d
            """;

    final TestServer server = TestServer.shared();

    static FilePayload file(String name, String content) {
        return new FilePayload(name, "text/csv", content.getBytes(Charset.forName("windows-1252")));
    }

    String homeFigure(Browser browser) {
        server.bean(Ledger.class).settle();
        browser.open("/metrics");
        return browser.main();
    }

    @Test
    void an_unknown_file_goes_from_drop_to_the_figures_and_back() {
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            var before = homeFigure(browser);
            browser.open("/imports").looksRight();
            browser.press("Look at the files");
            assertThat(browser.main()).contains("Choose a file, or paste rows");
            browser.page().setInputFiles("#f-files", file("browserauftraege-2024.csv", ORDERS));
            browser.press("Look at the files");
            assertThat(browser.main()).contains("browserauftraege-2024.csv").contains("the encoding is a guess");
            assertThat(browser.page().inputValue("select[name=locale]")).isEqualTo("de-DE");
            browser.looksRight().picture("import-draft");

            browser.press("Try without keeping anything");
            browser.page().waitForSelector("#tried");
            assertThat(browser.main()).contains("with a number that cannot be read");
            browser.looksRight();
            assertThat(homeFigure(browser)).isEqualTo(before);
            browser.page().goBack();
            browser.press("Import now");
            browser.page().waitForSelector("#result");
            assertThat(browser.main()).contains("rejected rows are in a file");
            browser.looksRight().picture("import-result");
            var run = browser.path().replaceAll("[?#].*", "");
            assertThat(homeFigure(browser)).isNotEqualTo(before);
            browser.open("/partners?q=Browser");
            assertThat(browser.main()).contains("Dämmerlicht Browser GmbH").contains("Höhenrad Browser AG");

            browser.open("/imports").looksRight();
            browser.page()
                    .locator("form[action^='/imports/again'] input[type=file]")
                    .first()
                    .setInputFiles(file("browserauftraege-2025.csv", ORDERS.replace("6.0x0,00", "6.000,00")));
            browser.press("Import again");
            browser.page().waitForSelector("#result");
            assertThat(browser.main()).doesNotContain("cannot be read");
            var second = browser.path().replaceAll("[?#].*", "");
            for (var one : new String[] {second, run}) {
                browser.open(one).press("Take the import back");
                assertThat(browser.main()).contains("leaves lists and numbers");
                browser.looksRight().picture("import-undo");
                browser.page().click("main form[action$='/undo'] button");
                assertThat(browser.main()).contains("The import was taken back");
            }
            assertThat(homeFigure(browser)).isEqualTo(before);
        }
    }

    @Test
    void rows_pasted_from_a_spreadsheet_become_partners_on_a_phone() {
        try (var browser = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/imports").looksRight();
            browser.page().click("summary:has-text('Or paste rows')");
            browser.fill("rows", "Raison sociale\tPays\tVille\nVoilier Browser SARL\tFrance\tBrest\n");
            browser.press("Look at the files");
            browser.looksRight().picture("import-draft-phone");
            browser.fill("name", "Pasted browser rows").press("Import now");
            browser.page().waitForSelector("#result");
            browser.looksRight();
            browser.open("/partners?q=Voilier");
            assertThat(browser.main()).contains("Voilier Browser SARL");
        }
    }

    @Test
    void what_is_no_file_of_rows_is_refused_in_words_and_who_may_not_import_sees_no_page() {
        server.person("ida.imports@example.com", "Ida Imports", "partner-manager");
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/imports");
            browser.page().setInputFiles("#f-files", file("picture.csv", "%PDF-1.7\nnothing"));
            browser.press("Look at the files");
            assertThat(browser.main()).contains("picture.csv holds no rows");
            browser.looksRight();
        }
        try (var browser = Browser.desktop(server).signIn("ida.imports@example.com", TestServer.PASSWORD)) {
            browser.open("/imports");
            assertThat(browser.page().content()).doesNotContain("f-files");
        }
    }

    @Test
    void a_large_file_is_taken_shows_how_far_it_is_and_stops_when_it_is_cancelled(@TempDir Path folder)
            throws IOException {
        var rows = new StringBuilder("Order;Customer;Country;Product;Quantity;Amount;Date;Note\n");
        var note = "x".repeat(200);
        for (int i = 0; i < 130_000; i++) {
            rows.append(
                    "Cancelled browser %d;Large browser file;DE;Large bell;1;10,00;05.01.2024;%s\n".formatted(i, note));
        }
        var file = Files.writeString(folder.resolve("large-browser.csv"), rows);
        assertThat(Files.size(file)).isGreaterThan(31L << 20);
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/imports");
            browser.page().setInputFiles("#f-files", file);
            browser.press("Look at the files");
            assertThat(browser.main()).contains("large-browser.csv");
            browser.press("Import now");
            browser.page().waitForSelector("#progress progress");
            browser.looksRight();
            browser.press("Cancel import");
            browser.page().waitForSelector("#result");
            assertThat(browser.main()).contains("The same files again bring the rest");
            browser.looksRight();
            var run = browser.path().replaceAll("[?#].*", "");
            browser.open(run).press("Take the import back");
            browser.page().click("main form[action$='/undo'] button");
            assertThat(browser.main()).contains("The import was taken back");
        }
    }

    @Test
    void firms_that_may_be_known_are_asked_about_on_the_page_of_the_import() {
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            server.bean(Partners.class)
                    .create(
                            server.administrator(),
                            Partner.named("Twofold Browser Ltd")
                                    .builder()
                                    .country("GB")
                                    .build(),
                            null);
            browser.open("/imports");
            browser.page()
                    .setInputFiles(
                            "#f-files",
                            file("twofold.csv", "Partner ID;Partner name;Country\nT-1;Twofold Browser Ltd;GB\n"));
            browser.press("Look at the files");
            browser.fill("name", "Twofold browser").press("Import now");
            browser.page().waitForSelector("#possibly");
            assertThat(browser.main()).contains("One pair waits for you").contains("key T-1");
            browser.looksRight().picture("import-possibly");
            browser.press("The same");
            assertThat(browser.main()).contains("The two are one now").doesNotContain("One pair waits for you");
        }
    }

    private UUID begun(String firm) {
        var content = "Partner ID;Partner name;Country\n%s;%s;GB\n"
                .formatted(UUID.randomUUID(), firm)
                .getBytes(StandardCharsets.UTF_8);
        var upload = new ImportDrafts.Upload("small.csv", content.length, () -> new ByteArrayInputStream(content));
        var words = new Words(Language.EN, ZoneOffset.UTC);
        var actor = server.administrator();
        return server.bean(ImportDesk.class)
                .run(actor, server.bean(ImportDrafts.class).put(actor, List.of(upload), null, words), words);
    }

    @Test
    void the_page_of_a_run_says_how_far_it_is_or_everything_that_came_of_it() {
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            for (int i = 0; i < SMALL; i++) {
                var firm = "Small Browser %s Ltd".formatted(UUID.randomUUID());
                server.bean(Partners.class)
                        .create(
                                server.administrator(),
                                Partner.named(firm).builder().country("GB").build(),
                                null);
                var run = begun(firm);
                for (var page = shown(browser, run); page.contains("id=\"progress\""); page = shown(browser, run)) {
                    assertThat(page).doesNotContain("id=\"result\"");
                }
                assertThat(shown(browser, run)).contains("id=\"result\"", "id=\"possibly\"");
            }
        }
    }

    /** Refuses to take a page for an answer that says neither. */
    private static String shown(Browser browser, UUID run) {
        var page = browser.page().request().get("/imports/" + run).text();
        assertThat(page.contains("id=\"progress\"") || page.contains("id=\"possibly\""))
                .as(page)
                .isTrue();
        return page;
    }

    /** Only the head of a request is sent: what is too large is refused before anybody reads it. */
    private String answered(String path) throws IOException {
        var url = URI.create(server.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
                                    + " boundary=x\r\nContent-Length: 40000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void a_large_upload_of_nobody_who_may_import_or_to_another_page_is_refused_unread() throws IOException {
        assertThat(answered("/imports")).isEqualTo("HTTP/1.1 413");
        assertThat(answered("/signin")).isEqualTo("HTTP/1.1 413");
        assertThat(answered("/api/v1/files")).isEqualTo("HTTP/1.1 413");
    }
}
