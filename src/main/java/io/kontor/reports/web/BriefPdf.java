package io.kontor.reports.web;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kontor.reports.BriefSheets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/** A brief as a file to send: the same body as the page, on A4, with its letters in it. */
@Component
class BriefPdf {
    /** Comes with PDFBox: every letter of Latin, Greek and Cyrillic. */
    private static final String LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TemplateEngine templates;

    BriefPdf(TemplateEngine templates) {
        this.templates = templates;
    }

    byte[] of(BriefSheets.Sheet sheet) {
        var page = new StringOutput();
        templates.render("reports/web/brief-pdf.jte", Map.of("sheet", sheet), page);
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(BriefPdf::letters, "Brief")
                    .withHtmlContent(page.toString(), null)
                    .withProducer("Kontor")
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static InputStream letters() {
        var letters = PDDocument.class.getResourceAsStream(LETTERS);
        if (letters == null) {
            throw new IllegalStateException("no letters at " + LETTERS);
        }
        return letters;
    }
}
