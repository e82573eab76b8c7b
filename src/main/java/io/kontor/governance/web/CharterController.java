package io.kontor.governance.web;

import io.kontor.governance.Languages;
import io.kontor.governance.Reading;
import io.kontor.governance.charter.Adoption;
import io.kontor.governance.charter.Charter;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.CharterWords;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.GovernedActs;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ui.Form;
import io.kontor.ui.Needs;
import io.kontor.ui.Option;
import io.kontor.ui.Pages;
import io.kontor.ui.PdfPages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** The charter in force, its print on one page, and its adoption by the founder of an office. */
@Controller
class CharterController {
    private final Charters charters;
    private final CharterType type;
    private final Adoption adoption;
    private final PdfPages pdf;
    private final Pages pages;

    CharterController(Charters charters, CharterType type, Adoption adoption, PdfPages pdf, Pages pages) {
        this.charters = charters;
        this.type = type;
        this.adoption = adoption;
        this.pdf = pdf;
        this.pages = pages;
    }

    /** An act no clause speaks of, and what a clause could say. */
    record GapShown(String code, String name, List<String> proposed) {}

    record CharterPage(
            boolean adopted,
            String version,
            @Nullable UUID document,
            Reading reading,
            List<GapShown> gaps,
            boolean mayAdopt,
            List<Option> languages,
            Form form) {}

    @GetMapping("/charter")
    @Needs(kind = "approval")
    View page(Viewer viewer, @RequestParam(required = false) @Nullable String language) {
        return page(viewer, Form.fresh(viewer.words()).set("sole", "yes"), language, HttpStatus.OK);
    }

    private View page(Viewer viewer, Form form, @Nullable String language, HttpStatus status) {
        var ruling = charters.now(viewer.actor());
        var reading = reading(viewer, ruling, language);
        var words = type.words(new Words(reading.language(), viewer.words().zone()));
        form.set("language", reading.language().tag());
        return pages.show(
                "governance/web/charter.jte",
                new CharterPage(
                        ruling.adopted(),
                        ruling.version().toString(),
                        ruling.document(),
                        reading,
                        gaps(ruling.charter(), words),
                        !ruling.adopted() && viewer.may("document", Verb.CREATE),
                        Language.SHIPPED.stream()
                                .map(one -> new Option(one.tag(), one.ownName()))
                                .toList(),
                        form),
                status);
    }

    /** The charter in force in a language it is there in; the starter is there in all. */
    private Reading reading(Viewer viewer, Charters.Ruling ruling, @Nullable String tag) {
        var wanted = tag == null ? null : Language.of(tag).orElse(null);
        if (ruling.adopted()) {
            return Reading.of(type, ruling.charter(), ruling.languages(), viewer.words(), wanted);
        }
        var spoken = language(viewer, tag);
        var starter = type.starter(spoken);
        var languages = Languages.beginning(type, starter, Language.SHIPPED.contains(spoken) ? spoken : Language.EN);
        return Reading.of(type, starter, languages, viewer.words(), wanted);
    }

    private List<GapShown> gaps(Charter charter, CharterWords words) {
        return charters.gaps(charter).stream()
                .map(gap -> new GapShown(
                        gap.act().code(),
                        GovernedActs.name(words.words(), gap.act().code()),
                        gap.proposed().stream()
                                .map(clause -> words.heading(clause) + ": " + words.ladder(clause))
                                .toList()))
                .toList();
    }

    private static Language language(Viewer viewer, @Nullable String tag) {
        return tag == null
                ? viewer.words().language()
                : Language.of(tag)
                        .filter(Language.SHIPPED::contains)
                        .orElse(viewer.words().language());
    }

    @PostMapping("/charter/adoption")
    @Needs(kind = "document", verb = Verb.CREATE)
    View adopt(Viewer viewer, Form form) {
        return form.submit(() -> adoption.adopt(
                        viewer.actor(),
                        viewer.words(),
                        language(viewer, form.text("language")),
                        form.checked("sole"),
                        form.reason()))
                .map(id -> Pages.to(
                        "/charter?language="
                                + language(viewer, form.text("language")).tag(),
                        "charter-adopted"))
                .orElseGet(() -> page(viewer, form, form.text("language"), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @PostMapping("/charter/gaps/{act}")
    @Needs(kind = "change", verb = Verb.CREATE)
    View close(Viewer viewer, @PathVariable String act) {
        return Pages.to("/changes/" + adoption.close(viewer.actor(), viewer.words(), act), "charter-gap-proposed");
    }

    /** What the one page is printed from. */
    record Printed(String house, String title, String version, String older, String now, Reading reading) {}

    @GetMapping("/charter.pdf")
    @Needs(kind = "approval")
    ResponseEntity<byte[]> print(Viewer viewer, @RequestParam(required = false) @Nullable String language) {
        var ruling = charters.now(viewer.actor());
        var reading = reading(viewer, ruling, language);
        var words = new Words(reading.language(), viewer.words().zone());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("charter-" + reading.language().tag() + ".pdf")
                                .build()
                                .toString())
                .body(print(pdf, words, reading, viewer.house(), ruling));
    }

    static byte[] print(PdfPages pdf, Words words, Reading reading, String house, Charters.Ruling ruling) {
        var printed = new Printed(
                house,
                words.t("charter.title"),
                ruling.adopted() ? ruling.version().toString() : words.t("charter.is-starter"),
                words.t("languages.older"),
                words.t("languages.now"),
                reading);
        return pdf.of("governance/web/charter-pdf.jte", words, Map.of("printed", printed));
    }
}
