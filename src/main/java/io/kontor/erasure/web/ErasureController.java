package io.kontor.erasure.web;

import io.kontor.erasure.Erasures;
import io.kontor.erasure.ZipParcel;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.language.Words;
import io.kontor.ui.Form;
import io.kontor.ui.NavEntry;
import io.kontor.ui.Needs;
import io.kontor.ui.Pages;
import io.kontor.ui.PdfPages;
import io.kontor.ui.Viewer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** What is held of a person, and how it goes. */
@Controller
class ErasureController {
    private static final int SHOWN = 200;

    private final Erasures erasures;
    private final Pages pages;
    private final PdfPages pdf;

    ErasureController(Erasures erasures, Pages pages, PdfPages pdf) {
        this.erasures = erasures;
        this.pages = pages;
        this.pdf = pdf;
    }

    record ErasurePage(
            Erasures.Preview preview,
            Form form,
            boolean mayErase,
            boolean mayExport,
            boolean mayHold,
            boolean mayLift) {
        String path() {
            return "/erasure/" + preview.subject().type() + "/"
                    + preview.subject().id();
        }
    }

    record CertificatePage(Erasures.Certificate certificate) {}

    record ErasuresPage(List<Erasures.Certificate> all) {}

    @GetMapping("/erasure/{type}/{id}")
    @Needs(kind = "erasure")
    View preview(Viewer viewer, @PathVariable String type, @PathVariable UUID id) {
        return page(viewer, new Subject(type, id), Form.fresh(viewer.words()), HttpStatus.OK);
    }

    private View page(Viewer viewer, Subject subject, Form form, HttpStatus status) {
        return pages.show(
                "erasure/web/erasure.jte",
                new ErasurePage(
                        erasures.preview(viewer.actor(), subject),
                        form,
                        viewer.may("erasure", Verb.CREATE),
                        viewer.may("erasure", Verb.EXPORT),
                        viewer.may("hold", Verb.CREATE),
                        viewer.may("hold", Verb.WITHDRAW)),
                status);
    }

    @PostMapping("/erasure/{type}/{id}")
    @Needs(kind = "erasure", verb = Verb.CREATE)
    View erase(Viewer viewer, Form form, @PathVariable String type, @PathVariable UUID id) {
        var subject = new Subject(type, id);
        return form.submit(() -> erasures.erase(viewer.actor(), subject, form.reason()))
                .map(done -> Pages.to("/erasures/" + done, "person-erased"))
                .orElseGet(() -> page(viewer, subject, form, form.refused()));
    }

    @PostMapping("/erasure/{type}/{id}/hold")
    @Needs(kind = "hold", verb = Verb.CREATE)
    View hold(Viewer viewer, Form form, @PathVariable String type, @PathVariable UUID id) {
        var subject = new Subject(type, id);
        return form.submitted(() -> erasures.hold(viewer.actor(), subject, form.reason()))
                ? Pages.to("/erasure/" + type + "/" + id, "hold-set")
                : page(viewer, subject, form, form.refused());
    }

    @PostMapping("/erasure/{type}/{id}/hold/removal")
    @Needs(kind = "hold", verb = Verb.WITHDRAW)
    View lift(Viewer viewer, Form form, @PathVariable String type, @PathVariable UUID id) {
        var subject = new Subject(type, id);
        return form.submitted(() -> {
                    var hold = form.id("hold");
                    form.check();
                    erasures.lift(viewer.actor(), hold == null ? new UUID(0, 0) : hold, form.reason());
                })
                ? Pages.to("/erasure/" + type + "/" + id, "hold-lifted")
                : page(viewer, subject, form, form.refused());
    }

    @PostMapping("/erasure/{type}/{id}/export")
    @Needs(kind = "erasure", verb = Verb.EXPORT)
    ResponseEntity<byte[]> export(Viewer viewer, @PathVariable String type, @PathVariable UUID id) {
        var parcel = new ZipParcel();
        erasures.export(viewer.actor(), new Subject(type, id), parcel);
        return file(parcel.bytes(), "application/zip", type + "-" + id + ".zip");
    }

    @GetMapping("/erasures")
    @Needs(kind = "erasure")
    View list(Viewer viewer) {
        return pages.show("erasure/web/erasures.jte", new ErasuresPage(erasures.newest(viewer.actor(), SHOWN)));
    }

    @GetMapping("/erasures/{id}")
    @Needs(kind = "erasure")
    View certificate(Viewer viewer, @PathVariable UUID id) {
        return pages.show("erasure/web/certificate.jte", new CertificatePage(erasures.certificate(viewer.actor(), id)));
    }

    /** A certificate with the words and the house its sheet is written in. */
    record Sheet(Erasures.Certificate certificate, Words words, String house) {
        String t(String key) {
            return words.t(key);
        }
    }

    @GetMapping("/erasures/{id}/certificate.pdf")
    @Needs(kind = "erasure")
    ResponseEntity<byte[]> certificatePdf(Viewer viewer, @PathVariable UUID id) {
        var sheet = new Sheet(erasures.certificate(viewer.actor(), id), viewer.words(), viewer.house());
        return file(
                pdf.of("erasure/web/certificate-pdf.jte", viewer.words(), Map.of("sheet", sheet)),
                MediaType.APPLICATION_PDF_VALUE,
                "erasure-" + id + ".pdf");
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String media, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(media))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavEntry erasuresEntry() {
            return NavEntry.office(930, "nav.settings", "nav.erasures", "/erasures", "shield-lock", "erasure:see");
        }
    }
}
