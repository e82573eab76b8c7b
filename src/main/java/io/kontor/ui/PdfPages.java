package io.kontor.ui;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.kontor.language.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/** Pages as files to send: a template on A4, with its letters in it, in the font {@code Brief}. */
@Component
public final class PdfPages {
    /** Comes with PDFBox: every letter of Latin, Greek and Cyrillic. */
    private static final String LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TemplateEngine templates;

    PdfPages(TemplateEngine templates) {
        this.templates = templates;
    }

    /** @param template by its path below {@code io/kontor}; its HTML is well-formed */
    public byte[] of(String template, Words words, Map<String, Object> parameters) {
        return of(html(template, words, parameters));
    }

    /** The same page as HTML. */
    public String html(String template, Words words, Map<String, Object> parameters) {
        var page = new StringOutput();
        templates.render(template, parameters, new ErasedWords(page, words));
        return page.toString();
    }

    /** A page of well-formed HTML as a file. */
    public byte[] of(String html) {
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(PdfPages::letters, "Brief")
                    .withHtmlContent(html, null)
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
