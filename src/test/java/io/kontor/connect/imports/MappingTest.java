package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingTest {
    @Test
    void the_mapping_in_the_documentation_is_one() throws IOException {
        var page = Files.readString(Path.of("docs", "imports.md"));
        var yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml") + 8));
        var mapping = MappingFile.read(yaml);
        assertThat(mapping.objects()).extracting(Mapping.Part::object).containsExactly("partner", "deal");
        assertThat(mapping.format().locale()).isEqualTo(Locale.GERMANY);
        var type = mapping.objects().getFirst().fields().get("type");
        assertThat(type.map()).isEqualTo(Map.of("Dealer", "reseller"));
        assertThat(type.since().columns()).containsExactly("start");
        assertThat(mapping.objects().getLast().lines().key()).containsExactly("article");
    }

    @Test
    void every_word_in_a_mapping_is_a_text() {
        var mapping = MappingFile.read("""
                name: 2017
                system: crm
                objects:
                  - object: partner
                    from: a.csv
                    key: no
                    fields: {country: {value: NO}, name: {value: 2017-07-01}}
                """);
        assertThat(mapping.name()).isEqualTo("2017");
        assertThat(mapping.objects().getFirst().key()).containsExactly("no");
        assertThat(mapping.objects().getFirst().fields().get("country").value()).isEqualTo("NO");
        assertThat(mapping.objects().getFirst().fields().get("name").value()).isEqualTo("2017-07-01");
    }

    @Test
    void a_pattern_means_names_of_files_whatever_their_case_and_packing() {
        assertThat(Mapping.means("orders*.csv", "Orders-2019.CSV")).isTrue();
        assertThat(Mapping.means("orders*.csv", "orders.csv.gz")).isTrue();
        assertThat(Mapping.means("orders.csv", "orders-old.csv")).isFalse();
        assertThat(Mapping.means("*", "anything.txt")).isTrue();
        assertThat(Mapping.means("a.csv", "aXcsv")).isFalse();
    }

    @Test
    void numbers_are_read_as_they_are_written_there_and_nothing_is_guessed() {
        var german = new Numerals(Locale.GERMANY);
        assertThat(german.read("1.234,56")).contains(new BigDecimal("1234.56"));
        assertThat(german.read("-1234,5")).contains(new BigDecimal("-1234.5"));
        assertThat(german.read("1.234")).contains(new BigDecimal("1234"));
        assertThat(german.read("1234")).contains(new BigDecimal("1234"));
        for (var wrong : List.of("1,234.56", "12.34", "1.2345", "1,2,3", "abc", "1e5", "1.234,56.7")) {
            assertThat(german.read(wrong)).as(wrong).isEmpty();
        }
        var french = new Numerals(Locale.FRANCE);
        for (var right : List.of("1 234,56", "1\u00a0234,56", "1\u202f234,56", "1234,56")) {
            assertThat(french.read(right)).as(right).contains(new BigDecimal("1234.56"));
        }
        var plain = new Numerals(null);
        assertThat(plain.read("1234.560")).contains(new BigDecimal("1234.56"));
        assertThat(plain.read("100")).contains(new BigDecimal("100"));
        for (var wrong : List.of("1,234.56", "1 234", ".5", "5.", "NaN", "0x10")) {
            assertThat(plain.read(wrong)).as(wrong).isEmpty();
        }
        assertThat(new Numerals(Locale.US).read("1,234.56")).contains(new BigDecimal("1234.56"));
    }

    @Test
    void days_are_read_as_they_are_written_there_and_only_those_that_exist() {
        var day = LocalDate.of(2017, 7, 1);
        var german = new Days(List.of(), Locale.GERMANY);
        for (var right : List.of("2017-07-01", "01.07.2017", "1.7.2017")) {
            assertThat(german.read(right)).as(right).contains(day);
        }
        assertThat(new Days(List.of(), Locale.US).read("7/1/2017")).contains(day);
        assertThat(new Days(List.of("dd-MMM-yyyy"), Locale.US).read("01-jul-2017"))
                .contains(day);
        assertThat(new Days(List.of("yyyy-MM-dd'T'HH:mm:ss"), null).read("2017-07-01T23:59:59"))
                .contains(day);
        for (var wrong : List.of("31.02.2017", "2017-13-01", "1.7.17", "01/07/2017", "yesterday")) {
            assertThat(german.read(wrong)).as(wrong).isEmpty();
        }
    }
}
