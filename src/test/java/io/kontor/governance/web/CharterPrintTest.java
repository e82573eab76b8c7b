package io.kontor.governance.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.GovernedOffice;
import io.kontor.governance.Languages;
import io.kontor.governance.Reading;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Clause;
import io.kontor.governance.charter.Rung;
import io.kontor.kernel.Side;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.ui.PdfPages;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_role_the_office_made_itself_goes_by_its_name() {
        office.office
                .bean(Roles.class)
                .create(
                        office.house(),
                        new Role(
                                "desk-emea",
                                Side.OFFICE,
                                false,
                                Map.of("en", "Deal desk EMEA", "de", "Auftragsprüfung EMEA"),
                                List.of(),
                                false),
                        null);
        var ladder = List.of(new Rung("desk-emea", 2), new Rung("finance", 1));
        var clause = new Clause("desk.1", "charter", null, DocumentScope.ALL, ladder, false, 24, 0);
        var type = office.office.bean(CharterType.class);
        assertThat(type.words(new Words(Language.DE, ZoneOffset.UTC)).ladder(clause))
                .contains("Auftragsprüfung EMEA", "Finanzen")
                .doesNotContain("desk-emea");
        assertThat(type.words(new Words(Language.ES, ZoneOffset.UTC)).ladder(clause))
                .contains("Deal desk EMEA");
    }
}
