package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ImportTest {
    static final String FIRMS = """
            name: Firms
            system: crm
            objects:
              - object: partner
                from: firms*.csv
                key: id
                fields:
                  name: name
                  country: country
                  city: city
                  parent: parent
                  type: {column: type, split: ",", since: since}
            """;
    static final String HEAD = "id,name,country,city,parent,type,since\n";

    @TempDir
    Path folder;

    Importing at;

    @BeforeEach
    void open() {
        at = new Importing(folder);
    }

    @AfterEach
    void close() {
        at.close();
    }

    String rejects(ImportResult result) {
        return String.join("\n", at.lines(java.util.Objects.requireNonNull(result.rejectsFile())));
    }

    @Test
    void the_same_file_twice_changes_nothing_and_a_changed_row_becomes_a_change_with_its_entry() {
        var file = at.write("firms.csv", HEAD + "1,Alpha,DE,Köln,,reseller,2020-01-01\n2,Beta,FR,Paris,1,,\n");
        var first = at.run(FIRMS, file);
        assertThat(first.created()).isEqualTo(2);
        assertThat(first.rowsRejected()).isZero();
        assertThat(at.one("select string_agg(distinct origin, ',') from ledger.entry where subject_type = 'partner'"))
                .isEqualTo("import");
        assertThat(at.one("select distinct origin_ref::text from ledger.entry where subject_type = 'partner'"))
                .isEqualTo(first.run().toString());

        var second = at.run(FIRMS, file);
        assertThat(second.created()).isZero();
        assertThat(second.changed()).isZero();
        assertThat(second.unchanged()).isEqualTo(2);

        var third = at.run(
                FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,Bonn,,reseller,2020-01-01\n2,Beta,FR,Paris,1,,\n"));
        assertThat(third.changed()).isEqualTo(1);
        assertThat(at.one("select action from ledger.entry where origin_ref = '" + third.run()
                        + "' and subject_type = 'partner'"))
                .isEqualTo("partner.changed");
        assertThat(at.one("select city from partners.partner where name = 'Alpha'"))
                .isEqualTo("Bonn");
        assertThat(at.one("select count(*) from connect.staged")).isEqualTo("0");
    }

    @Test
    void only_the_fields_a_mapping_speaks_of_are_changed() {
        at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,Köln,,reseller,2020-01-01\n"));
        at.run("""
                name: Cities
                system: crm
                objects:
                  - object: partner
                    from: cities.csv
                    key: id
                    fields: {city: town}
                """, at.write("cities.csv", "id,town\n1,Bonn\n"));
        assertThat(at.one("select name || city || country || types[1] from partners.partner"))
                .isEqualTo("AlphaBonnDEreseller");
    }

    @Test
    void rows_come_in_whatever_order_they_refer_to_each_other_in() {
        var result = at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,,3,,\n2,Beta,DE,,1,,\n3,Gamma,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(3);
        assertThat(at.one("""
                select p.name || ' of ' || q.name from partners.partner p join partners.partner q on q.id = p.parent_id order by 1
                """)).isEqualTo("Alpha of Gamma|Beta of Alpha");
    }

    @Test
    void those_who_belong_to_each_other_in_a_circle_stay_out_with_their_lines() {
        var result = at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,,2,,\n2,Beta,DE,,1,,\n3,Gamma,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.rowsRejected()).isEqualTo(2);
        assertThat(result.warnings()).containsEntry("circle", 2L);
    }

    @Test
    void a_circle_of_firms_that_several_rows_name_is_seen_as_one_too() {
        var mapping = FIRMS.replace("key: id", "key: id\n    repeats: true");
        var circle = "1,Alpha,DE,,2,,\n2,Beta,DE,,1,,\n";
        var result = at.run(mapping, at.write("firms.csv", HEAD + circle + circle + "3,Gamma,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).containsEntry("circle", 4L);
    }

    @Test
    void a_bad_row_is_put_aside_with_line_column_value_rule_and_suggestion_and_the_rest_comes_in() {
        var result = at.run(
                FIRMS,
                at.write(
                        "firms.csv",
                        HEAD
                                + "1,Alpha,DE,Köln,,reseller,2020-01-01\n"
                                + "2,Beta,Germny,Köln,,,\n"
                                + "3,Gamma,DE,,,reseler,\n"
                                + "4,Delta,DE,,,reseller,2020-02-30\n"
                                + ",Nameless,DE,,,,\n"
                                + "6,,DE,,,,\n"
                                + "7," + "x".repeat(201) + ",DE,,,,\n"
                                + "8,Eta,DE,,77x,,\n"
                                + "1,Again,DE,,,,\n"
                                + "10,Short,DE\n"
                                + "11,Long,DE,,,,,more\n"
                                + "12,Con\u0007trol,DE,,,,\n"
                                + "13,Good,DE,,1,,\n"));
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.rowsRead()).isEqualTo(13);
        assertThat(result.rowsRejected()).isEqualTo(11);
        assertThat(result.warnings())
                .containsEntry("unknown_country", 1L)
                .containsEntry("unknown_value", 1L)
                .containsEntry("unparsable_day", 1L)
                .containsEntry("missing_key", 1L)
                .containsEntry("missing_name", 1L)
                .containsEntry("field_too_long", 1L)
                .containsEntry("unknown_partner", 1L)
                .containsEntry("duplicate_key", 1L)
                .containsEntry("too_few_columns", 1L)
                .containsEntry("too_many_columns", 1L)
                .containsEntry("control_characters", 1L);
        assertThat(at.lines(result.rejectsFile())).hasSize(12);
        assertThat(rejects(result))
                .contains("firms.csv,3,country,Germny,unknown_country,")
                .contains(",Germany,,2,Beta,Germny,Köln,")
                .contains("firms.csv,4,type,reseler,unknown_value,")
                .contains(",reseller,,3,Gamma,")
                .contains("firms.csv,5,since,2020-02-30,unparsable_day,")
                .contains("firms.csv,10,id,1,duplicate_key,1 is already used on line 2.,");
    }

    @Test
    void letters_no_text_can_hold_reject_their_row_and_formulas_are_texts() {
        var result = at.run(
                FIRMS,
                at.write(
                        "firms.csv",
                        HEAD
                                + "1,Al\0pha,DE,,,,\n"
                                + "2\0,Beta,DE,,,,\n"
                                + "3,=1+1,DE,,,,\n"
                                + "k".repeat(201) + ",Long key,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings())
                .containsEntry("control_characters", 1L)
                .containsEntry("field_control_characters", 1L)
                .containsEntry("field_too_long", 1L);
        assertThat(at.one("select name from partners.partner")).isEqualTo("=1+1");
    }

    @Test
    void the_file_of_rejected_rows_can_be_mended_and_imported_again() {
        var result = at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,Germny,,,,\n2,Beta,FR,,,,\n"));
        assertThat(result.rowsRejected()).isEqualTo(1);
        var mended = at.write("mended.csv", rejects(result).replace("1,Alpha,Germny", "1,Alpha,Germany") + "\n");
        var again = at.run(FIRMS, mended);
        assertThat(again.created()).isEqualTo(1);
        assertThat(again.rowsRejected()).isZero();
        assertThat(at.one("select country from partners.partner where name = 'Alpha'"))
                .isEqualTo("DE");
        var strange = at.write("mended.csv", rejects(result).replace("firms.csv,2", "nobody.csv,2") + "\n");
        assertThat(at.run(FIRMS, strange).warnings()).containsEntry("unknown_file", 1L);
    }

    @Test
    void a_file_is_read_in_whatever_encoding_and_with_whatever_between_its_columns() throws IOException {
        var text = HEAD.replace(',', ';') + "1;Müller & Söhne Großhandel;DE;Köln;;;\n2;Bäckerei Jäger;DE;Lübeck;;;\n";
        var latin = at.run(FIRMS, at.write("firms.csv", text, Charset.forName("ISO-8859-1")));
        assertThat(latin.created()).isEqualTo(2);
        assertThat(latin.files().getFirst().guessed()).isTrue();
        assertThat(latin.files().getFirst().delimiter()).isEqualTo(";");
        assertThat(latin.warnings()).containsEntry("encoding_guessed", 1L);
        assertThat(at.one("select name from partners.partner order by name"))
                .isEqualTo("Bäckerei Jäger|Müller & Söhne Großhandel");

        for (var name : new String[] {"UTF-16LE", "UTF-16BE", "UTF-8"}) {
            var marked = at.run(FIRMS, at.write("firms.csv", "\uFEFF" + text, Charset.forName(name)));
            assertThat(marked.unchanged()).as(name).isEqualTo(2);
            assertThat(marked.files().getFirst().encoding()).isEqualTo(name);
            assertThat(marked.files().getFirst().guessed()).isFalse();
        }
        var plain = at.run(FIRMS, at.write("firms.csv", text.replace(';', '\t')));
        assertThat(plain.unchanged()).isEqualTo(2);
        assertThat(plain.files().getFirst().delimiter()).isEqualTo("\t");

        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(at.run(FIRMS, at.write("firms.csv.gz", packed.toByteArray())).unchanged())
                .isEqualTo(2);
    }

    @Test
    void broken_letters_in_a_file_of_utf_8_are_told_row_by_row() {
        var good = HEAD + "1,Müller Käse Köln Süd Öl Ähre,DE,,,,\n2,J";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(good.getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFC);
        bytes.writeBytes("rgen,DE,,,,\n".getBytes(StandardCharsets.UTF_8));
        var result = at.run(FIRMS, at.write("firms.csv", bytes.toByteArray()));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).containsEntry("broken_letters", 1L);
    }

    @Test
    void a_quotation_mark_that_never_ends_costs_the_rest_of_the_file_and_says_so() {
        var result = at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n2,\"Beta,DE,,,,\n3,Gamma,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.rowsRejected()).isEqualTo(1);
    }

    @Test
    void a_trial_says_what_would_happen_and_keeps_nothing() {
        var file = at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n2,Beta,XX,,,,\n");
        var tried = at.run(MappingFile.read(FIRMS), true, file);
        assertThat(tried.created()).isEqualTo(1);
        assertThat(tried.rowsRejected()).isEqualTo(1);
        assertThat(rejects(tried)).contains("unknown_country");
        assertThat(at.one("select count(*) from partners.partner")).isEqualTo("0");
        assertThat(at.one("select count(*) from connect.run")).isEqualTo("0");
        assertThat(at.run(FIRMS, file).created()).isEqualTo(1);
    }

    @Test
    void what_cannot_work_is_refused_before_anything_is_written() {
        var file = at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n");
        refused("mapping-object-unknown", FIRMS.replace("object: partner", "object: parnter"), file);
        refused("mapping-field-unknown", FIRMS.replace("city: city", "town: city"), file);
        refused("mapping-word-unknown", FIRMS.replace("key: id", "keys: id"), file);
        refused("mapping-malformed", FIRMS.replace("name: Firms", "name: [Firms"), file);
        refused("mapping-value", FIRMS.replace("country: country", "country: {value: Narnia}"), file);
        refused("mapping-not-dated", FIRMS.replace("city: city", "city: {column: city, since: since}"), file);
        refused("mapping-no-lines", FIRMS + "    lines: {fields: {name: name}}\n", file);
        refused("import-no-file", FIRMS, at.write("others.csv", HEAD));
        refused("import-column-missing", FIRMS, at.write("firms.csv", "id,nom\n1,Alpha\n"));
        refused("import-column-twice", FIRMS, at.write("firms.csv", "id,name,name,country,city,parent,type,since\n"));
        refused("import-file-empty", FIRMS, at.write("firms.csv", ""));
        refused("import-file-unreadable", FIRMS, folder.resolve("nowhere.csv"));
        assertThat(at.one("select count(*) from connect.run")).isEqualTo("0");
        assertThat(at.one("select count(*) from partners.partner")).isEqualTo("0");
    }

    void refused(String code, String mapping, Path file) {
        assertThatThrownBy(() -> at.run(mapping, file))
                .as(code)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void unknown_columns_unmapped_and_left_out_files_are_all_said() {
        var mapping = FIRMS.replace("objects:", "leave_out:\n  - {file: targets*.csv, because: Not ours.}\nobjects:");
        var result = at.run(
                mapping,
                at.write("firms.csv", HEAD.replace("\n", ",colour\n") + "1,Alpha,DE,,,,,red\n"),
                at.write("firms-again.csv", HEAD.replace("\n", ",colour\n") + "1,Alpha,DE,,,,,red\n"),
                at.write("firms-less.csv", "id,name\n2,Beta\n"),
                at.write("targets-2017.csv", "a,b\n1,2\n"),
                at.write("else.csv", "a,b\n1,2\n"));
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.warnings())
                .containsEntry("unknown_column", 1L)
                .containsEntry("unmapped_file", 1L)
                .containsEntry("file_twice", 1L)
                .containsEntry("missing_column", 5L);
        assertThat(result.files().stream().map(file -> file.name() + " " + file.notRead() + " " + file.because()))
                .contains("targets-2017.csv left_out Not ours.", "else.csv unmapped_file null");
    }

    @Test
    void numbers_and_days_are_read_as_their_locale_writes_them_and_never_guessed() {
        var result = at.run("""
                name: Products
                system: erp
                format: {locale: de-DE}
                objects:
                  - object: product
                    from: "*.csv"
                    key: nr
                    fields: {name: name, currency: {value: EUR}, standardCost: {column: cost, since: since}}
                """, at.write("waren.csv", """
                        nr;name;cost;since
                        1;Rad;1.234,56;01.07.2017
                        2;Rahmen;1,234.56;1.7.2017
                        3;Kette;12,5;2017-07-01
                        4;Klingel;12.5;31.02.2017
                        5;Sattel;;
                        """));
        assertThat(result.created()).isEqualTo(3);
        assertThat(result.warnings())
                .containsEntry("unparsable_number", 2L)
                .containsEntry("unparsable_day", 1L)
                .containsEntry("empty_standard_cost", 1L);
        assertThat(at.one("select amount::text from catalog.cost_v order by amount"))
                .isEqualTo("12.50|1234.56");
    }

    @Test
    void a_run_is_on_record_with_its_files_and_its_beginning_and_end() {
        var result = at.run(FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n"));
        assertThat(at.one("select status || created || rows_read from connect.run where id = '" + result.run() + "'"))
                .isEqualTo("done11");
        assertThat(at.one("select action from ledger.entry where subject_id = '" + result.run() + "' order by seq"))
                .isEqualTo("run.started|run.finished");
        assertThat(at.one("select name from connect.file where run_id = '" + result.run() + "'"))
                .isEqualTo("firms.csv");
        assertThat(at.one("select done || '/' || total from connect.progress where run_id = '" + result.run() + "'"))
                .isEqualTo("1/1");
    }

    @Test
    void a_newcomer_is_known_by_its_domain_unless_its_own_system_tells_it_apart_and_full_lists_report_who_is_absent() {
        var mapping = FIRMS.replace("city: city", "city: city\n      domains: {column: web, split: \",\"}")
                .replace("key: id", "key: id\n    full: true");
        var head = "id,name,country,city,parent,type,since,web\n";
        at.run(mapping, at.write("firms.csv", head + "1,Alpha,DE,,,,,alpha.example\n2,Beta,DE,,,,,beta.example\n"));
        var other = at.run(
                mapping.replace("system: crm", "system: erp"),
                at.write(
                        "firms.csv",
                        head + "A7,Alpha GmbH,DE,,,,,https://www.alpha.example/\nC1,Gamma,DE,,,,,gamma.example\n"));
        assertThat(other.warnings()).containsEntry("matched_partner", 1L);
        assertThat(other.created()).isEqualTo(1);
        assertThat(
                        at.one(
                                "select string_agg(x.system || x.external_id, ',' order by x.system) from partners.external_id x join partners.partner p on p.id = x.partner_id where p.name = 'Alpha GmbH'"))
                .isEqualTo("crm1,erpA7");
        var third = at.run(mapping, at.write("firms.csv", head + "3,Not Beta,DE,,,,,beta.example\n"));
        assertThat(third.created()).isEqualTo(1);
        assertThat(third.warnings()).containsEntry("absent_partner", 2L).doesNotContainKey("matched_partner");
        assertThat(at.one("select count(*) from partners.partner where not withdrawn"))
                .isEqualTo("4");
    }
}
