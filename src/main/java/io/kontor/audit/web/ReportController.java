package io.kontor.audit.web;

import io.kontor.audit.AuditReport;
import io.kontor.audit.AuditReports;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Holding;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Seals;
import io.kontor.people.People;
import io.kontor.rules.Receipts;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.PdfPages;
import io.kontor.ui.Tabs;
import io.kontor.ui.Viewer;
import io.kontor.verify.ReportNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Reports from the ledger, to read and to send. */
@Controller
class ReportController {
    private static final String DOCUMENT = "document";
    private static final int MOST_RULES = 100;
    private static final Pattern RULE =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(\\d{1,6}\\.\\d{1,6})");

    private final AuditReports reports;
    private final Receipts receipts;
    private final Seals seals;
    private final People people;
    private final PdfPages pdf;
    private final Tabs tabs;
    private final Pages pages;
    private final Map<String, Holding> holdings = new HashMap<>();

    ReportController(
            AuditReports reports,
            Receipts receipts,
            Seals seals,
            People people,
            PdfPages pdf,
            Tabs tabs,
            Pages pages,
            List<Holding> holdings) {
        this.reports = reports;
        this.receipts = receipts;
        this.seals = seals;
        this.people = people;
        this.pdf = pdf;
        this.tabs = tabs;
        this.pages = pages;
        holdings.forEach(holding -> this.holdings.put(holding.type(), holding));
    }

    /** @param about the name of the object, or empty when it is of the whole ledger */
    record ReportFormPage(Form form, String about, List<Option> people, List<Option> rules) {}

    @GetMapping("/audit/reports/new")
    @Needs(kind = AuditReports.KIND, verb = Verb.CREATE)
    View blank(Viewer viewer, Form form) {
        return form(viewer, form, HttpStatus.OK);
    }

    private View form(Viewer viewer, Form form, HttpStatus status) {
        var subject = subject(viewer, form);
        return pages.show(
                "audit/web/report-form.jte",
                new ReportFormPage(
                        form,
                        subject == null ? "" : name(viewer, viewer.words(), subject),
                        people.ofOffice(viewer.actor()).stream()
                                .map(one -> new Option(one.id().toString(), one.name()))
                                .toList(),
                        receipts.used(viewer.actor(), MOST_RULES).stream()
                                .map(one -> new Option(
                                        one.document() + "/" + one.major() + "." + one.minor(),
                                        ruleName(
                                                        viewer,
                                                        viewer.words(),
                                                        one.document(),
                                                        one.major() + "." + one.minor())
                                                + " · "
                                                + viewer.words().t("audit.report.decisions", "count", one.decisions())))
                                .toList()),
                status);
    }

    /** What a report is to be about. Refuses: nothing the viewer may see. */
    private @Nullable Subject subject(Viewer viewer, Form form) {
        var type = form.value("type");
        if (type.isEmpty()) {
            return null;
        }
        var id = form.id("subject");
        var holding = holdings.get(type);
        if (id == null || holding == null || holding.visible(viewer.actor(), id).isEmpty()) {
            throw Refusal.notFound("page");
        }
        return new Subject(type, id);
    }

    private String ruleName(Viewer viewer, Words words, UUID document, String version) {
        return name(viewer, words, new Subject(DOCUMENT, document)) + " v" + version;
    }

    private String name(Viewer viewer, Words words, Subject subject) {
        var holding = holdings.get(subject.type());
        var name = holding == null
                ? ""
                : holding.titles(viewer.actor(), List.of(subject.id())).getOrDefault(subject.id(), "");
        return words.t("kind." + subject.type()) + " " + name;
    }

    @PostMapping("/audit/reports")
    @Needs(kind = AuditReports.KIND, verb = Verb.CREATE)
    View make(Viewer viewer, Form form) {
        return form.submit(() -> {
                    var purpose = form.required("purpose");
                    var person = form.id("person");
                    var from = form.day("from");
                    var last = form.day("last");
                    var rule = form.text("rule");
                    var parts = rule == null ? null : RULE.matcher(rule);
                    if (parts != null && !parts.matches()) {
                        form.refuse(Refusal.invalid("choice-unknown", "value", form.value("rule"))
                                .at("rule"));
                    }
                    form.check();
                    var asked = AuditReport.of(purpose)
                            .about(subject(viewer, form))
                            .by(person)
                            .decidedBy(
                                    parts == null ? null : UUID.fromString(parts.group(1)),
                                    parts == null ? null : parts.group(2))
                            .during(from, last);
                    return reports.make(viewer.actor(), viewer.words(), asked);
                })
                .map(id -> Pages.to("/audit/reports/" + id, "report-made"))
                .orElseGet(() -> form(viewer, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    /**
     * A report as it is written down.
     *
     * @param words of its language
     * @param about what it is about, as a line
     */
    record Written(Words words, String house, String about, AuditReports.Sheet sheet) {
        public String t(String key) {
            return words.t(key);
        }

        public AuditReport report() {
            return sheet.made().report();
        }
    }

    record ReportPage(Written written, Tabs.Shown tabs) {}

    @GetMapping("/audit/reports/{id}")
    @Needs(kind = AuditReports.KIND)
    View page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(name = "language", required = false) @Nullable String tag) {
        return pages.show(
                "audit/web/report.jte",
                new ReportPage(
                        written(viewer, id, tag),
                        tabs.of(viewer, AuditReports.KIND, id, List.of("overview"), "/audit/reports/" + id, tab)));
    }

    @GetMapping("/audit/reports/{id}/pdf")
    @Needs(kind = AuditReports.KIND)
    ResponseEntity<byte[]> file(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(name = "language", required = false) @Nullable String tag) {
        var written = written(viewer, id, tag);
        var name = "audit-report-" + id + "-" + written.words().language().tag() + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(pdf.of("audit/web/report-pdf.jte", written.words(), Map.of("written", written)));
    }

    /** The report as page and file with a signed note that stands for both, in one archive. */
    @GetMapping("/audit/reports/{id}/signed")
    @Needs(kind = AuditReports.KIND)
    ResponseEntity<byte[]> signed(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(name = "language", required = false) @Nullable String tag)
            throws IOException {
        var written = written(viewer, id, tag);
        var name = "audit-report-" + id + "-" + written.words().language().tag();
        var html = pdf.html("audit/web/report-pdf.jte", written.words(), Map.of("written", written));
        var files = new LinkedHashMap<String, byte[]>();
        files.put(name + ".html", ("<!doctype html>\n" + html).getBytes(StandardCharsets.UTF_8));
        files.put(name + ".pdf", pdf.of(html));
        files.put(ReportNote.NAME, seals.vouch(viewer.actor(), files).getBytes(StandardCharsets.UTF_8));
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".zip")
                                .build()
                                .toString())
                .body(archive.toByteArray());
    }

    private Written written(Viewer viewer, UUID id, @Nullable String tag) {
        var language = tag == null
                ? viewer.words().language()
                : Language.of(tag)
                        .filter(Language.SHIPPED::contains)
                        .orElse(viewer.words().language());
        var words = new Words(language, viewer.words().zone());
        var sheet = reports.sheet(viewer.actor(), words, id);
        return new Written(
                words, viewer.house(), about(viewer, words, sheet.made().report()), sheet);
    }

    private String about(Viewer viewer, Words words, AuditReport report) {
        var parts = new java.util.ArrayList<String>();
        var subject = report.subject();
        if (subject != null) {
            parts.add(name(viewer, words, subject));
        }
        if (report.person() != null) {
            parts.add(words.t(
                    "audit.report.by",
                    "person",
                    people.names(viewer.actor(), List.of(report.person())).getOrDefault(report.person(), "")));
        }
        var rule = report.rule();
        if (rule != null) {
            parts.add(words.t(
                    "audit.report.by-rule",
                    "rule",
                    ruleName(viewer, words, rule, String.valueOf(report.ruleVersion()))));
        }
        if (report.from() != null) {
            parts.add(words.t("audit.report.from", "day", report.from()));
        }
        if (report.last() != null) {
            parts.add(words.t("audit.report.until", "day", report.last()));
        }
        return parts.isEmpty() ? words.t("audit.report.all") : String.join(" · ", parts);
    }
}
