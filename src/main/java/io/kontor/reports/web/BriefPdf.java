package io.kontor.reports.web;

import io.kontor.reports.BriefSheets;
import io.kontor.ui.PdfPages;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A brief as a file to send: the same body as the page, on A4. */
@Component
class BriefPdf {
    private final PdfPages pages;

    BriefPdf(PdfPages pages) {
        this.pages = pages;
    }

    byte[] of(BriefSheets.Sheet sheet) {
        return pages.of("reports/web/brief-pdf.jte", sheet.words(), Map.of("sheet", sheet));
    }
}
