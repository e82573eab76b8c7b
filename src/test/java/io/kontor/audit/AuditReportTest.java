package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.browser.Browser;
import io.kontor.cli.Cli;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.Seals;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.rules.DecidedSample;
import io.kontor.support.TestActors;
import io.kontor.support.TestServer;
import io.kontor.timeline.Line;
import io.kontor.verify.NoteKey;
import io.kontor.verify.NoteSigner;
import io.kontor.verify.ReportNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports from the ledger: what they tell, what they leave out, and as files. */
@Tag("browser")
class AuditReportTest {
    final TestServer server = TestServer.shared();
    final AuditReports reports = server.bean(AuditReports.class);
    final Words words = new Words(Language.EN, ZoneId.of("Europe/Berlin"));

    Actor auditor() {
        AuditBrowserTest.auditor(server);
        var access = server.bean(Access.class);
        return access.actor(access.account("auditor@audit.example").orElseThrow(), UUID.randomUUID());
    }

    Subject partner(String name) {
        var partners = server.bean(Partners.class);
        var admin = server.administrator();
        var id = partners.create(admin, Partner.named(name), null);
        partners.change(
                admin, id, partners.find(admin, id).version(), old -> Partner.named(name + " AG"), "Went public");
        server.bean(Ledger.class).settle();
        return new Subject("partner", id);
    }

    @Test
    void a_report_tells_what_was_sealed_when_it_was_made_and_nothing_that_came_later() throws NoSuchAlgorithmException {
        var subject = partner("Report Sample");
        var id = reports.make(auditor(), words, AuditReport.of("Yearly audit").about(subject));
        server.bean(Partners.class)
                .withdraw(
                        server.administrator(),
                        subject.id(),
                        server.bean(Partners.class)
                                .find(server.administrator(), subject.id())
                                .version(),
                        "Later");
        server.bean(Ledger.class).settle();
        var sheet = reports.sheet(auditor(), words, id);
        assertThat(sheet.told().stream().map(AuditReports.Told::line).map(Line::reason))
                .containsExactly(null, "Went public");
        assertThat(sheet.told()).allSatisfy(told -> assertThat(told.hash()).hasSize(64));
        assertThat(sheet.checkpoint()).contains("\n" + sheet.made().report().size() + "\n");
        assertThat(sheet.position())
                .isGreaterThanOrEqualTo(sheet.made().report().size());
        var digest = MessageDigest.getInstance("SHA-256");
        sheet.told().forEach(told -> digest.update(HexFormat.of().parseHex(String.valueOf(told.hash()))));
        assertThat(sheet.made().report().digest()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
        assertThat(sheet.made().report().entries()).isEqualTo(2);
    }

    @Test
    void a_report_of_a_person_and_of_days_tells_only_of_those() {
        var subject = partner("Report Days Sample");
        var nobody = auditor().person();
        var none = reports.make(
                auditor(),
                words,
                AuditReport.of("By the auditor").about(subject).by(nobody));
        assertThat(reports.sheet(auditor(), words, none).told()).isEmpty();
        var past = reports.make(
                auditor(), words, AuditReport.of("Past").about(subject).during(null, LocalDate.of(2001, 1, 1)));
        assertThat(reports.sheet(auditor(), words, past).told()).isEmpty();
        assertThatThrownBy(() ->
                        AuditReport.of("Wrong way round").during(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_report_of_a_version_of_rules_tells_what_it_decided_and_nothing_else() {
        var document = UUID.randomUUID();
        var seen = DecidedSample.by(server, document, 2, 3);
        DecidedSample.by(server, document, 2, 4);
        server.bean(Ledger.class).settle();
        var id = reports.make(auditor(), words, AuditReport.of("Rules").decidedBy(document, "2.3"));
        var sheet = reports.sheet(auditor(), words, id);
        assertThat(sheet.told().stream().map(told -> told.line().id())).containsExactly(seen);
        assertThat(sheet.made().report().rule()).isEqualTo(document);
        var none = reports.make(auditor(), words, AuditReport.of("Rules").decidedBy(document, "9.0"));
        assertThat(reports.sheet(auditor(), words, none).told()).isEmpty();
        assertThatThrownBy(() -> AuditReport.of("Rules").decidedBy(document, "latest"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void the_signed_file_holds_for_the_key_on_the_auditors_page_and_for_no_change() throws Exception {
        var subject = partner("Report Signed Sample");
        var id = reports.make(auditor(), words, AuditReport.of("Signed").about(subject));
        try (var browser = Browser.desktop(server).signIn("auditor@audit.example", TestServer.PASSWORD)) {
            browser.open("/audit/reports/" + id);
            assertThat(browser.main()).isNotEmpty();
            var archive = browser.page()
                    .request()
                    .get(server.url() + "/audit/reports/" + id + "/signed?language=de")
                    .body();
            var key = server.bean(Seals.class).state().key().orElseThrow().key();
            var held = ReportNote.check(new ByteArrayInputStream(archive), List.of(key));
            assertThat(held.files())
                    .containsExactly("audit-report-" + id + "-de.html", "audit-report-" + id + "-de.pdf");
            var file = Files.createTempFile("report", ".zip");
            Files.write(file, archive);
            assertThat(verified(file, key.toString())).isZero();
            var stranger = NoteSigner.generate(key.name(), NoteKey.Type.ED25519, new SecureRandom());
            assertThat(verified(file, stranger.key().toString())).isEqualTo(1);
            assertThat(Cli.run("ledger", "verify", "--report", file.toString())).isEqualTo(2);
            Files.delete(file);
        }
    }

    private static int verified(Path file, String key) {
        return Cli.run("ledger", "verify", "--report", file.toString(), "--vkey", key);
    }

    @Test
    void who_may_not_read_the_whole_ledger_makes_no_report() {
        assertThatThrownBy(() -> reports.make(TestActors.only("report:create"), words, AuditReport.of("Curious")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_report_is_made_from_a_timeline_read_in_another_language_and_taken_along_as_a_file() throws IOException {
        var subject = partner("Report Page Sample");
        AuditBrowserTest.auditor(server);
        try (var browser = Browser.desktop(server).signIn("auditor@audit.example", TestServer.PASSWORD)) {
            browser.open("/partners/" + subject.id() + "?tab=timeline").page().waitForSelector(".timeline-line");
            browser.press("Report for auditors");
            assertThat(browser.main()).contains("Report Page Sample AG");
            browser.looksRight().press("Make the report");
            browser.fill("purpose", "The yearly audit").press("Make the report");
            assertThat(browser.main())
                    .contains("Went public")
                    .contains("Report Page Sample → Report Page Sample AG")
                    .contains("The yearly audit")
                    .contains("— kontor/");
            browser.looksRight().picture("report").press("Deutsch");
            assertThat(browser.main()).contains("Was geschah").contains("Went public");
            browser.looksRight();
            var path = browser.path().replaceAll("\\?.*", "");
            var file = browser.page()
                    .request()
                    .get(server.url() + path + "/pdf?language=fr")
                    .body();
            try (var pdf = Loader.loadPDF(file)) {
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("Rapport d’audit")
                        .contains("Went public")
                        .contains("Report Page Sample AG")
                        .contains("kontor/");
            }
            browser.open(path + "?tab=timeline").page().waitForSelector(".timeline-line");
            assertThat(browser.main()).contains("made an audit report of 2 entries: The yearly audit");
            browser.open("/audit").looksRight();
            assertThat(browser.main()).contains("The yearly audit");
        }
        try (var phone = Browser.phone(server).signIn("auditor@audit.example", TestServer.PASSWORD)) {
            phone.open("/audit").page().locator("text=The yearly audit").first().waitFor();
            phone.page()
                    .locator("table a.row-link[href*='/audit/reports/']")
                    .first()
                    .click();
            phone.page().waitForSelector(".audit-report");
            phone.looksRight();
        }
    }
}
