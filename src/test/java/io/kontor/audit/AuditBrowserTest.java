package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.browser.Browser;
import io.kontor.database.Purpose;
import io.kontor.database.Tx;
import io.kontor.ledger.Ledger;
import io.kontor.support.TestServer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class AuditBrowserTest {
    /** Of its own: whether everything holds and nothing is odd is a question about all that ever happened in an office. */
    static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.open();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static synchronized UUID auditor(TestServer server) {
        return server.bean(io.kontor.people.Access.class)
                .account("auditor@audit.example")
                .map(account -> account.person())
                .orElseGet(() -> server.person("auditor@audit.example", "Otto Auditor", "auditor"));
    }

    Browser auditor() {
        auditor(server);
        return Browser.desktop(server).signIn("auditor@audit.example", TestServer.PASSWORD);
    }

    void odd(Anomaly.Kind kind, @Nullable UUID person, int count) {
        var house = Purpose.HOUSEKEEPING.actor(Anomalies.KIND);
        server.bean(Tx.class)
                .as(
                        house,
                        () -> server.bean(Anomalies.class)
                                .found(
                                        house,
                                        new Anomaly(
                                                kind,
                                                person,
                                                Instant.parse("2026-02-03T02:00:00Z"),
                                                Instant.parse("2026-02-03T02:40:00Z"),
                                                count,
                                                UUID.randomUUID(),
                                                kind == Anomaly.Kind.OWN_MATTER ? "deal.credit_settled" : null,
                                                null,
                                                null)));
    }

    @Test
    void an_auditor_sees_how_the_ledger_stands_and_explains_what_is_odd() {
        var ada = server.bean(io.kontor.people.Access.class)
                .account("admin@example.com")
                .orElseThrow()
                .person();
        odd(Anomaly.Kind.OUT_OF_HOURS, ada, 31);
        odd(Anomaly.Kind.CLOCK_BACK, null, 7_200);
        odd(Anomaly.Kind.OWN_MATTER, auditor(server), 1);
        try (var browser = auditor()) {
            browser.open("/audit").looksRight().picture("audit");
            assertThat(browser.main())
                    .contains("Ada Admin made 31 entries within 40 minutes, outside working hours")
                    .contains("The clock went back by 2 hours")
                    .contains("Otto Auditor decided in their own matter: deal, credit settled");
            browser.press("Ada Admin made 31 entries");
            browser.looksRight().fill("note", " ").press("Explain this");
            assertThat(browser.page().locator("#e-note").innerText()).isNotEmpty();
            browser.fill("note", "The night before the fair").press("Explain this");
            assertThat(browser.main()).contains("It stands in the ledger with your name");
            browser.page().locator("summary:has-text('Explained before')").click();
            assertThat(browser.main()).contains("The night before the fair").contains("Otto Auditor");
            browser.press("Otto Auditor decided");
            assertThat(browser.main()).contains("somebody else has to explain it");
            browser.looksRight().open("/audit").press("Look now");
            assertThat(browser.main()).contains("Kontor looked through everything");
        }
        try (var phone = Browser.phone(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            phone.open("/audit").looksRight();
            for (var sentence : new String[] {"The clock went back by 2 hours", "Otto Auditor decided"}) {
                phone.open("/audit").press(sentence);
                phone.fill("note", "Sample data").press("Explain this");
            }
            assertThat(phone.main()).contains("Nothing waits for an explanation");
        }
    }

    @Test
    void a_review_is_signed_with_the_password_once_more() {
        try (var browser = auditor()) {
            browser.open("/audit").press("Sign a review");
            browser.looksRight().fill("finding", "Read every change of rights; nothing odd.");
            browser.fill("password", "not the password").press("Sign with the password");
            assertThat(browser.page().locator("#e-password").innerText()).isNotEmpty();
            assertThat(browser.page().inputValue("[name=finding]")).contains("Read every change");
            browser.fill("last", "2099-01-01")
                    .fill("password", TestServer.PASSWORD)
                    .press("Sign with the password");
            assertThat(browser.page().locator("#e-last").innerText()).contains("today at the latest");
            var today = browser.page().inputValue("[name=from]");
            browser.looksRight().fill("last", today).fill("password", TestServer.PASSWORD);
            browser.press("Sign with the password");
            assertThat(browser.main())
                    .contains("Signed. The next review counts from today")
                    .contains("Read every change of rights");
            browser.looksRight().page().locator("table a.row-link").first().click();
            browser.page().waitForSelector("text=Signed with");
            assertThat(browser.main()).contains("the password").contains("Otto Auditor");
            browser.looksRight();
        }
    }

    @Test
    void the_rules_of_the_audit_are_read_by_auditors_and_changed_by_administrators() {
        try (var browser = auditor()) {
            browser.open("/settings/audit").looksRight();
            assertThat(browser.page().locator("main button.btn-primary").count())
                    .isZero();
        }
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD)) {
            browser.open("/settings").press("Rules of the audit");
            browser.fill("burstCount", "1").press("Save the rules");
            assertThat(browser.page().locator("#e-burstCount").innerText()).contains("between 2 and 10000");
            browser.fill("burstCount", "21")
                    .fill("webhook", "http://example.com/")
                    .fill("reason", "Fairs")
                    .press("Save the rules");
            assertThat(browser.page().locator("#e-webhook").innerText()).contains("not an https address");
            browser.fill("webhook", "").press("Save the rules");
            assertThat(browser.main()).contains("Saved");
            browser.looksRight();
        }
    }

    @Test
    void the_log_is_served_to_anybody_only_when_the_rules_allow_it() {
        server.bean(Ledger.class).settle();
        try (var browser = Browser.desktop(server).signIn("admin@example.com", TestServer.PASSWORD);
                var guest = Browser.desktop(server)) {
            var outside = guest.page().request();
            publish(browser, false);
            assertThat(outside.get(server.url() + "/log/checkpoint").status()).isEqualTo(404);
            assertThat(outside.get(server.url() + "/log/tile/0/000.p/1").status())
                    .isEqualTo(404);
            publish(browser, true);
            var checkpoint = outside.get(server.url() + "/log/checkpoint");
            assertThat(checkpoint.status()).isEqualTo(200);
            assertThat(checkpoint.text()).startsWith("kontor/").contains("\n— kontor/");
            assertThat(checkpoint.headers().get("cache-control"))
                    .contains("public")
                    .contains("max-age=5");
            assertThat(checkpoint.headers()).doesNotContainKey("set-cookie");
            var tile = outside.get(server.url() + "/log/tile/0/000.p/3");
            assertThat(tile.body()).hasSize(96);
            assertThat(tile.headers().get("cache-control")).contains("immutable");
            assertThat(outside.get(server.url() + "/log/tile/entries/000.p/3").status())
                    .isEqualTo(200);
            for (var none : new String[] {"/log/tile/0/x999/999", "/log/tile/nonsense", "/log/tile/0/000.p/300"}) {
                assertThat(outside.get(server.url() + none).status()).as(none).isEqualTo(404);
            }
            browser.open("/audit").looksRight();
            assertThat(browser.main()).contains("Served to anybody").contains("Write this down on the first day");
            browser.press("Verify now");
            assertThat(browser.main())
                    .contains("Everything was checked, and everything holds")
                    .contains("Holds");
            browser.picture("audit-log");
            publish(browser, false);
        }
    }

    static void publish(Browser browser, boolean yes) {
        browser.open("/settings/audit").page().setChecked("main [name=publicLog]", yes);
        browser.press("Save the rules");
    }
}
