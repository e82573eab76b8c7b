package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Rates;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the form of the European Central Bank's; the figures in them are made up for the test. */
@Tag("database")
class RatesTest {
    private static final String MADE_UP = """
            Date,USD,JPY,CYP,GBP,
            2026-01-05,1.1111,160.5,N/A,0.85,
            2026-01-02,1.1000,160.25,N/A,,
            2007-12-31,1.4000,160.00,0.585274,0.70,
            """;

    @TempDir
    Path folder;

    Importing at;
    String mapping;

    @BeforeEach
    void open() throws IOException {
        at = new Importing(folder);
        mapping = Files.readString(Path.of("examples/ecb-rates/mapping.yaml"));
    }

    @AfterEach
    void close() {
        at.close();
    }

    private BigDecimal rate(String from, String to, String day) {
        return at.office
                .bean(Rates.class)
                .at(Access.local("tests", UUID.randomUUID()), from, to, LocalDate.parse(day))
                .orElse(null);
    }

    @Test
    void a_column_for_each_currency_becomes_a_rate_for_each_cell() throws IOException {
        var first = at.run(mapping, at.write("eurofxref-hist.csv", MADE_UP));
        assertThat(first.rowsRead()).isEqualTo(9);
        assertThat(first.created()).isEqualTo(9);
        assertThat(first.rowsRejected()).isZero();
        assertThat(first.warnings()).isEmpty();
        assertThat(rate("EUR", "USD", "2026-01-05")).isEqualByComparingTo("1.1111");
        assertThat(rate("EUR", "GBP", "2026-01-03"))
                .as("nothing is told of that day")
                .isNull();
        assertThat(rate("EUR", "CYP", "2008-01-02")).isEqualByComparingTo("0.585274");

        var again = at.run(mapping, at.write("eurofxref-hist.csv", MADE_UP.replace("160.25", "160.26")));
        assertThat(again.created()).isZero();
        assertThat(again.changed()).isEqualTo(1);
        assertThat(again.unchanged()).isEqualTo(8);
        assertThat(rate("EUR", "JPY", "2026-01-02")).isEqualByComparingTo("160.26");
    }

    @Test
    void the_zip_and_the_file_of_the_day_are_read_as_well() throws IOException {
        var zip = Files.write(folder.resolve("eurofxref-hist.zip"), FormatsTest.zip("eurofxref-hist.csv", MADE_UP));
        assertThat(at.run(mapping, zip).created()).isEqualTo(9);
        var day = at.write("eurofxref.csv", "Date, USD, JPY, \n06 January 2026, 1.1200, 161.10, \n");
        assertThat(at.run(mapping, day).created()).isEqualTo(2);
        assertThat(rate("EUR", "USD", "2026-01-06")).isEqualByComparingTo("1.12");
    }

    @Test
    void what_is_no_rate_is_rejected_and_the_rest_comes_in() throws IOException {
        var result = at.run(
                mapping,
                at.write("eurofxref-hist.csv", "Date,USD,XXQ,GBP,\n2026-02-30,1.1,1.1,,\n2026-02-27,-1,2,0.85,\n"));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.rowsRejected()).isEqualTo(4);
        assertThat(rate("EUR", "GBP", "2026-02-27")).isEqualByComparingTo("0.85");
    }

    @Test
    void a_file_without_the_column_that_stays_is_refused() throws IOException {
        var file = at.write("eurofxref-hist.csv", "Day,USD\n2026-01-05,1.1\n");
        assertThatThrownBy(() -> at.run(mapping, file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("import-column-missing"));
    }

    @Test
    void a_mapping_written_out_again_still_unpivots() {
        var read = MappingFile.read(mapping);
        assertThat(MappingFile.read(MappingText.of(read)).objects().getFirst().unpivot())
                .isEqualTo(read.objects().getFirst().unpivot())
                .isNotNull();
    }
}
