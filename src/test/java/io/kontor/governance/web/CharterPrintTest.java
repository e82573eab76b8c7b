package io.kontor.governance.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.GovernedOffice;
import io.kontor.governance.Languages;
import io.kontor.governance.Reading;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ui.PdfPages;
import java.io.IOException;
import java.time.ZoneOffset;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class CharterPrintTest {
    static GovernedOffice office;

    @BeforeAll
    static void open() {
        office = new GovernedOffice();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"EN", "FR", "DE", "ES"})
    void the_starter_charter_prints_on_one_page_in_every_language(Language language) throws IOException {
        var words = new Words(language, ZoneOffset.UTC);
        var type = office.office.bean(CharterType.class);
        var charter = type.starter(language);
        var ruling = new Charters.Ruling(charter, Charters.STARTER, null, Languages.in(language));
        var reading = Reading.of(type, charter, ruling.languages(), words, null);
        var pdf = CharterController.print(office.office.bean(PdfPages.class), words, reading, "Nordlicht", ruling);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains(words.t("charter.title"))
                    .contains(words.t("governed.charter"))
                    .contains(words.t("charter.sole-allowed").replaceAll("\\s+", " "));
            for (var line : charter.duties()) {
                assertThat(text).contains(line);
            }
        }
    }
}
