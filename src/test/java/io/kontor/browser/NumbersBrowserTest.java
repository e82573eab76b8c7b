package io.kontor.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import de.siegmar.fastcsv.reader.CsvReader;
import io.kontor.deals.Deals;
import io.kontor.kernel.Dated;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerStatus;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import io.kontor.reports.DashboardTables;
import io.kontor.support.ParquetReads;
import io.kontor.support.SampleDeals;
import io.kontor.support.TestServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From the dashboard to a target, to Home and to the brief: the tests follow one office. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NumbersBrowserTest {
    final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    TestServer server;

    @BeforeAll
    void open() {
        server = TestServer.open();
        var admin = server.administrator();
        var programme = server.bean(Programmes.class)
                .create(
                        admin,
                        new Programme(
                                "resell",
                                "Resellers",
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(new Programme.Tier("silver", "Silver"), new Programme.Tier("gold", "Gold")),
                                List.of(),
                                false),
                        null);
        for (int i = 0; i < 6; i++) {
            var firm = server.bean(Partners.class)
                    .create(admin, Partner.named("Sample Firm " + i).withStatus(PartnerStatus.ACTIVE), null);
            var joined = today.minusDays(500);
            server.bean(Memberships.class).create(admin, member(firm, programme, joined, i), null);
            for (int j = 0; j <= i; j++) {
                won(firm, today.minusDays(20 + 41L * j), (i + 1) * 10_000);
            }
        }
        server.settle();
    }

    private static Membership member(UUID firm, UUID programme, LocalDate joined, int i) {
        return new Membership(
                firm,
                programme,
                joined,
                null,
                Membership.Status.ACTIVE,
                List.of(new Dated<>(i % 2 == 0 ? "gold" : "silver", joined, null)),
                false);
    }

    private void won(UUID firm, LocalDate day, int amount) {
        var deal = SampleDeals.won(firm, day, amount);
        server.bean(Deals.class).createMany(server.administrator(), List.of(Deals.Draft.of(deal)), null);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private Browser ada(Browser browser) {
        return browser.signIn("admin@example.com", TestServer.PASSWORD);
    }

    @Test
    @Order(1)
    void the_dashboard_says_what_the_programme_is_worth_and_why() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers");
            browser.page().locator(".chart-drawn svg").first().waitFor();
            browser.looksRight().picture("numbers");
            assertThat(browser.main())
                    .contains("Partner-sourced revenue", "€910,000", "Time to first deal", "Partner engagement")
                    .contains("with 95 % confidence", "Silver brings 61.5%", "Sample Firm 5 moved most");
            assertThat(browser.page().locator(".chart-drawn").count()).isGreaterThan(3);
            browser.page().locator(".chart-drawn").first().scrollIntoViewIfNeeded();
            browser.press("€910,000");
            assertThat(browser.path()).startsWith("/metrics/partner_sourced_revenue/rows?from=");
            browser.looksRight().picture("numbers-rows");
            assertThat(browser.main()).contains("Rows 1 to 21 of 21", "Sample Firm 5");
            browser.press("Back to the numbers");
            assertThat(browser.path()).startsWith("/numbers?from=");
            browser.open("/numbers?period=ever&tier=gold");
            assertThat(browser.page().locator(".page-header").innerText()).contains("Tier: Gold");
            assertThat(browser.main()).contains("€350,000").doesNotContain("€910,000");
            browser.open("/numbers?period=own&from=" + today + "&to=" + today.minusDays(3));
            assertThat(browser.main()).contains("The last day lies before the first");
        }
        try (var browser = Browser.phone(server)) {
            ada(browser).open("/numbers");
            browser.page().locator(".chart-drawn svg").first().waitFor();
            browser.looksRight().picture("numbers-phone");
        }
    }

    @Test
    @Order(1)
    void the_band_of_the_curve_ends_where_the_curve_ends_and_runs_around_it() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers?period=ever");
            var curve = browser.page().locator("section[aria-labelledby=chart-curve]");
            curve.locator("[data-chart] svg").waitFor();
            var boxes = (List<?>) curve.evaluate("""
                    card => ['[fill-opacity="0.7"]', '[stroke-width="2.5"]'].map(drawn => {
                        const box = card.querySelector('[data-chart] svg path' + drawn).getBBox();
                        return [box.x, box.x + box.width, box.y, box.y + box.height].map(Math.round).join(' ');
                    })
                    """);
            var band = edges(boxes.getFirst());
            var line = edges(boxes.getLast());
            assertThat(band[1]).isCloseTo(line[1], within(2));
            assertThat(band[0]).isGreaterThanOrEqualTo(line[0]);
            assertThat(band[3]).isLessThanOrEqualTo(line[3] + 2);
            assertThat(band[2]).isGreaterThanOrEqualTo(line[2] - 2);
        }
    }

    private static int[] edges(Object box) {
        return Arrays.stream(String.valueOf(box).split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private void agree(String email, String path) {
        try (var browser = Browser.desktop(server).signIn(email, TestServer.PASSWORD)) {
            browser.open(path).press("Approvals");
            browser.press("Approve");
        }
    }

    /** A field of the draft of targets. */
    private static String field(int row, String name) {
        return "targets." + row + "." + name;
    }

    @Test
    @Order(2)
    void targets_are_drafted_refused_simulated_agreed_to_published_and_stand_first() {
        server.person("finn@numbers.example", "Finn Finance", "finance");
        server.person("lea@numbers.example", "Lea Leader", "leadership");
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/targets").looksRight().picture("targets-none");
            assertThat(browser.main()).contains("No targets yet");
            browser.press("Set targets").looksRight();
            var draft = browser.path();
            assertThat(draft).matches("/targets/[0-9a-f-]{36}/[0-9a-f-]{36}.*");
            browser.page().locator("main button:has-text('Add target')").click();
            browser.page().waitForSelector("main [name='" + field(0, "metric") + "']");
            browser.choose(field(0, "metric"), "partner_sourced_revenue")
                    .choose(field(0, "period"), "days")
                    .fill(field(0, "value"), "50,000,x")
                    .fill(field(0, "begins"), today.minusDays(364).toString())
                    .fill(field(0, "ends"), today.plusDays(30).toString());
            browser.page().locator("main summary").first().click();
            browser.fill(field(0, "name"), "Two million through partners").fill(field(0, "baseline"), "100,000");
            browser.page().check("main [name='" + field(0, "outcome") + "']");
            browser.press("Save draft").looksRight();
            assertThat(browser.page()
                            .locator("[id='e-" + field(0, "value") + "']")
                            .innerText())
                    .contains("50,000,x");
            browser.fill(field(0, "value"), "2,000,000");
            browser.page().locator("main button:has-text('Add target')").click();
            browser.page().waitForSelector("main [name='" + field(1, "metric") + "']");
            browser.choose(field(1, "metric"), "win_rate")
                    .choose(field(1, "period"), "year")
                    .fill(field(1, "value"), "120")
                    .fill(field(1, "begins"), today.withDayOfYear(1).toString());
            browser.press("Save draft").looksRight().picture("targets-wrong");
            assertThat(browser.path()).startsWith(draft.replaceFirst("\\?.*", ""));
            assertThat(browser.page()
                            .locator("[id='e-" + field(1, "value") + "']")
                            .innerText())
                    .isEqualTo("Win rate is a share and at most 100 percent.");
            assertThat(browser.main())
                    .contains("One field has to be mended before this draft can be published")
                    .doesNotContain("Nothing was saved");
            browser.fill(field(1, "value"), "60")
                    .press("Save draft")
                    .looksRight()
                    .picture("targets-change");
            var change = browser.path().replaceFirst("\\?.*", "");
            assertThat(change).startsWith("/changes/");
            assertThat(browser.main()).contains("Win rate", "60%", "€2,000,000", "Outcome");
            browser.press("Check and simulate")
                    .until(change, "simulated")
                    .looksRight()
                    .picture("targets-simulated");
            assertThat(browser.main()).contains("What the targets ask for", "So far €910,000.");
            browser.press("Ask for approval").looksRight();
            assertThat(browser.main()).contains("Finn Finance", "Lea Leader", "metric-targets.1");
            agree("finn@numbers.example", change);
            agree("lea@numbers.example", change);
            browser.until(change, "approved").press("Publish").until(change, "published");
            browser.open("/targets").looksRight().picture("targets");
            assertThat(browser.main())
                    .contains("So far €910,000, 42% of the way", "Two million through partners", "60%");
            browser.open("/").looksRight().picture("home-outcome");
            assertThat(browser.page().locator(".tiles .tile").first().innerText())
                    .contains("Two million through partners", "€910,000", "42% of the way");
            assertThat(browser.page().locator(".tiles .tile").nth(1).innerText())
                    .contains("Partner-sourced revenue");
            browser.open("/numbers").looksRight();
            assertThat(browser.main()).contains("What we steer by", "Two million through partners", "Target 60%");
            browser.open("/numbers/brief");
            assertThat(browser.main()).contains("Two million through partners");
        }
        try (var browser = Browser.phone(server)) {
            ada(browser).open("/targets").looksRight().picture("targets-phone");
            browser.press("Change these targets").looksRight().picture("targets-form-phone");
            browser.page().locator("main button[value='next:1']").click();
            browser.page().waitForSelector("main [name='" + field(2, "metric") + "']");
            assertThat(browser.page().inputValue("[name='" + field(2, "begins") + "']"))
                    .isEqualTo(today.withDayOfYear(1).plusYears(1).toString());
            browser.page().locator("main button[value='remove:0']").click();
            browser.page()
                    .waitForCondition(
                            () -> browser.page().locator("main fieldset").count() == 2);
            assertThat(browser.page().inputValue("[name='" + field(0, "value") + "']"))
                    .isEqualTo("60");
        }
    }

    @Test
    @Order(3)
    void the_brief_speaks_four_languages_on_the_page_and_as_a_file() throws Exception {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers").press("Make the brief");
            browser.looksRight().picture("brief-fresh");
            assertThat(browser.page().locator(".brief-sentences li").count()).isEqualTo(3);
            browser.fill("findings", "Größere Partner öffnen früher.").fill("ask", "Decide on <two> more people.");
            browser.press("Save brief");
            assertThat(browser.path()).matches("/briefs/[0-9a-f-]{36}.*");
            browser.looksRight().picture("brief");
            assertThat(browser.main()).contains("Größere Partner", "Decide on <two> more people.");
            var page = browser.path().replaceAll("\\?.*", "");
            for (var language : Map.of(
                            "de", "Schlüsselzahlen",
                            "fr", "Chiffres clés",
                            "es", "Cifras clave",
                            "en", "Key figures")
                    .entrySet()) {
                browser.open(page + "?language=" + language.getKey());
                assertThat(browser.main()).contains(language.getValue());
                var answer = browser.page().request().get(server.url() + page + "/pdf?language=" + language.getKey());
                assertThat(answer.status()).isEqualTo(200);
                try (var file = Loader.loadPDF(answer.body())) {
                    assertThat(new PDFTextStripper().getText(file))
                            .contains(language.getValue(), "Größere Partner öffnen früher.", "<two>");
                    assertThat(file.getNumberOfPages()).isLessThanOrEqualTo(2);
                    var folder = System.getProperty("kontor.test.pictures", "");
                    if (!folder.isEmpty()) {
                        file.save(folder + "/brief-" + language.getKey() + ".pdf");
                    }
                }
            }
        }
        try (var browser = Browser.phone(server)) {
            ada(browser).open("/briefs").looksRight();
            browser.open("/numbers/brief").looksRight().picture("brief-phone");
        }
    }

    private static Path exported(Browser browser, String format) {
        browser.fill("purpose", "review with finance").choose("format", format);
        var download = browser.page().waitForDownload(() -> browser.press("Export"));
        assertThat(download.suggestedFilename()).endsWith("." + format);
        return download.path();
    }

    /** The lines of a CSV file, numbers without zeros at their end; the first holds the names. */
    private static List<List<String>> lines(Path file) throws Exception {
        try (var csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream()
                    .map(line -> line.getFields().stream()
                            .map(value -> value.matches("-?[0-9]+\\.[0-9]+") ? ParquetReads.plain(value) : value)
                            .toList())
                    .toList();
        }
    }

    private static void same(ParquetReads.Read parquet, List<List<String>> csv) {
        assertThat(parquet.rows().stream()
                        .map(row -> row.stream().map(ParquetReads::text).toList())
                        .toList())
                .isEqualTo(csv.subList(1, csv.size()));
    }

    @Test
    @Order(4)
    void all_figures_have_their_unit_and_lead_to_the_rows_of_the_same_days() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/metrics").looksRight();
            var figures = browser.page().locator("main tbody tr");
            var engagement = figures.filter(new Locator.FilterOptions().setHasText("Partner engagement"));
            assertThat(engagement.locator("td").first().innerText()).matches("\\d+(\\.\\d)?%");
            var first = figures.filter(new Locator.FilterOptions().setHasText("Time to first deal"));
            assertThat(first.locator("td").first().innerText()).matches("[\\d.]+ days?");
            var from = today.minusDays(364);
            browser.open("/metrics?from=" + from + "&to=" + today);
            assertThat(engagement.locator("a").getAttribute("href")).endsWith("/rows?from=" + from + "&to=" + today);
        }
    }

    @Test
    @Order(4)
    void every_table_behind_a_number_leaves_as_csv_xlsx_and_parquet() throws Exception {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/metrics/partner_sourced_revenue/rows?tier=gold");
            browser.press("Export").looksRight();
            browser.page().evaluate("document.querySelector('main form').noValidate = true");
            browser.press("Export");
            assertThat(browser.main()).as("a purpose is asked").contains("What for");
            assertThat(browser.path()).contains("tier=gold");
            var page = browser.path();
            var csv = lines(exported(browser, "csv"));
            var parquet = ParquetReads.file(exported(browser.open(page), "parquet"));
            assertThat(csv).hasSize(10);
            same(parquet, csv);
            assertThat(parquet.names()).contains("amount", "amount_currency", "worth", "day", "counts");
            assertThat(parquet.types()).contains("DECIMAL(38,6)", "DATE", "BOOLEAN");
            int worth = parquet.names().indexOf("worth");
            assertThat(parquet.rows().stream()
                            .map(row -> (BigDecimal) row.get(worth))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("350000");
            try (var in = Files.newInputStream(exported(browser.open(page), "xlsx"));
                    var book = new ReadableWorkbook(in)) {
                assertThat(book.getFirstSheet().read()).hasSize(csv.size());
            }
            for (var table : DashboardTables.CODES) {
                browser.open("/numbers/export/" + table + "?period=own&from=" + today.minusDays(700) + "&to=" + today)
                        .looksRight();
                var address = browser.path();
                var said = lines(exported(browser, "csv"));
                assertThat(said).as(table).hasSizeGreaterThan(1);
                var read = ParquetReads.file(exported(browser.open(address), "parquet"));
                if (!table.equals("curve")) {
                    // The moment of asking may lie a second later.
                    assertThat(read.rows()).as(table).hasSize(said.size() - 1);
                } else {
                    same(read, said);
                }
            }
            browser.open("/ledger");
            assertThat(browser.main()).contains("exported 9 rows of partner_sourced_revenue: review with finance");
            browser.open("/lists/deals/export");
            var deals = lines(exported(browser, "csv"));
            same(ParquetReads.file(exported(browser.open("/lists/deals/export"), "parquet")), deals);
        }
    }

    @Test
    @Order(5)
    void the_way_back_from_the_rows_keeps_the_day_of_knowing() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers?period=ever&tier=gold&as_of=" + today);
            browser.page().locator(".kpi-value a, .kpi-line a").first().click();
            browser.press("Back to the numbers");
            assertThat(browser.path()).contains("as_of=" + today, "tier=gold");
            assertThat(browser.page().locator(".page-header").innerText()).contains("Tier: Gold");
        }
    }

    @Test
    @Order(6)
    void without_scripts_every_chart_is_its_table() {
        try (var browser = Browser.desktop(server)) {
            ada(browser);
            browser.withoutScripts().open("/numbers");
            assertThat(browser.page().locator(".chart-drawn").count()).isZero();
            var tables = browser.page().locator(".charts table");
            assertThat(tables.count()).isGreaterThan(4);
            for (int i = 0; i < tables.count(); i++) {
                assertThat(tables.nth(i).isVisible()).as("table %s", i).isTrue();
            }
            browser.choose("period", "ever");
            browser.press("Show numbers");
            assertThat(browser.path()).contains("period=ever");
            assertThat(browser.main()).contains("€910,000");
        }
    }

    @Test
    @Order(7)
    void the_dashboard_is_gone_through_by_keyboard() {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers");
            browser.page().locator(".chart-drawn svg").first().waitFor();
            var reached = new java.util.LinkedHashSet<String>();
            for (int i = 0; i < 150; i++) {
                browser.page().keyboard().press("Tab");
                reached.add(String.valueOf(browser.run("(() => { const one = document.activeElement;"
                        + " const box = one.getBoundingClientRect();"
                        + " return one.closest('main, .page-header') ? (box.width > 0 && box.height > 0 ? '' : 'unseen ')"
                        + " + one.tagName.toLowerCase() + ' ' + (one.getAttribute('name') || one.getAttribute('href')"
                        + " || one.textContent.trim()) : ''; })()")));
            }
            assertThat(reached).noneMatch(one -> one.startsWith("unseen"));
            assertThat(reached)
                    .contains("select period", "summary The same as a table")
                    .anyMatch(one -> one.startsWith("a /metrics/partner_sourced_revenue/rows?"))
                    .anyMatch(one -> one.startsWith("a /numbers/export/figures?"));
            var summary = browser.page()
                    .locator("summary:has-text('The same as a table')")
                    .first();
            summary.focus();
            browser.page().keyboard().press("Enter");
            assertThat(browser.page().locator(".charts table").first().isVisible())
                    .isTrue();
        }
    }

    @Test
    @Order(8)
    void on_paper_stands_what_the_page_says_and_nothing_to_press() throws Exception {
        try (var browser = Browser.desktop(server)) {
            ada(browser).open("/numbers");
            browser.page().locator(".chart-drawn svg").first().waitFor();
            var paper = browser.page().pdf(new com.microsoft.playwright.Page.PdfOptions().setFormat("A4"));
            try (var file = Loader.loadPDF(paper)) {
                var folder = System.getProperty("kontor.test.pictures", "");
                if (!folder.isEmpty()) {
                    file.save(folder + "/numbers-paper.pdf");
                }
                var text = new PDFTextStripper().getText(file);
                assertThat(text)
                        .contains("Partner-sourced revenue", "€910,000", "Silver brings 61.5%")
                        .doesNotContain("Make the brief", "Show numbers", "Export");
                assertThat(file.getNumberOfPages()).isEqualTo(1);
            }
        }
    }
}
