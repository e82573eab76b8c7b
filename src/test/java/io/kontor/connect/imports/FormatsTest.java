package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets, archives, and everything else that is not a plain file of rows. */
@Tag("database")
class FormatsTest {
    static final String HEAD = "id,name,country,city,parent,type,since\n";
    static final String GOODS = """
            name: Goods
            system: erp
            format: {locale: de-DE}
            objects:
              - object: product
                from: "*.xlsx*"
                key: Nr
                fields: {name: Name, currency: {value: EUR}, standardCost: {column: Kosten, since: Seit}}
            """;

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

    static byte[] book(String... sheets) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Test", null)) {
            int number = 0;
            for (var name : sheets) {
                var sheet = book.newWorksheet(name);
                var head = List.of("Nr", "Name", "Kosten", "Seit");
                for (int i = 0; i < head.size(); i++) {
                    sheet.value(0, i, head.get(i));
                }
                sheet.value(1, 0, "P" + number++);
                sheet.value(1, 1, "=HYPERLINK(\"http://example.com\")");
                sheet.value(1, 2, 12.345);
                sheet.value(1, 3, LocalDate.of(2024, 3, 1));
                sheet.style(1, 3).format("dd.mm.yyyy").set();
                sheet.value(2, 0, "P" + number++);
                sheet.formula(2, 1, "CONCATENATE(\"a\",\"b\")");
                sheet.value(2, 2, "1.234,56");
                sheet.value(2, 3, "01.05.2024");
            }
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Object... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write(
                        namesAndContents[i + 1] instanceof byte[] raw
                                ? raw
                                : ((String) namesAndContents[i + 1]).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    void refused(String code, String mapping, Path file) {
        assertThatThrownBy(() -> at.run(mapping, file))
                .as(code)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(at.one("select count(*) from connect.run")).isEqualTo("0");
    }

    @Test
    void numbers_and_days_of_a_sheet_are_what_they_are_and_texts_are_read_as_the_mapping_says() throws IOException {
        var result = at.run(GOODS, at.write("waren.xlsx", book("Artikel")));
        assertThat(result.rowsRead()).isEqualTo(2);
        assertThat(result.files().getFirst().name()).isEqualTo("waren.xlsx");
        assertThat(at.one("select amount::text from catalog.cost_v order by amount"))
                .isEqualTo("12.345");
        assertThat(at.one("select name from catalog.product where name like '=%'"))
                .isEqualTo("=HYPERLINK(\"http://example.com\")");
        assertThat(at.one("select from_day from catalog.cost_v order by 1")).isEqualTo("2024-03-01");
        assertThat(result.warnings()).containsEntry("missing_name", 1L);
        var mended = String.join("\n", at.lines(Objects.requireNonNull(result.rejectsFile())))
                .replace("P1,,", "P1,Bell,");
        assertThat(at.run(GOODS.replace("*.xlsx*", "waren.xlsx"), at.write("mended.csv", mended))
                        .created())
                .isEqualTo(1);
        assertThat(at.one("select amount::text from catalog.cost_v order by amount"))
                .isEqualTo("12.345|1234.56");
    }

    @Test
    void every_visible_sheet_is_a_file_of_its_own() throws IOException {
        var mapping = GOODS.replace("*.xlsx*", "waren.xlsx/Zwei");
        var result = at.run(mapping, at.write("waren.xlsx", book("Eins", "Zwei")));
        assertThat(result.files().stream().map(file -> file.name() + " " + file.rows()))
                .containsExactly("waren.xlsx/Eins 0", "waren.xlsx/Zwei 2");
        assertThat(result.warnings()).containsEntry("unmapped_file", 1L);
    }

    @Test
    void members_of_an_archive_are_read_as_if_they_lay_beside_each_other() throws IOException {
        var archive = zip(
                "export/firms.csv",
                HEAD + "1,Alpha,DE,,,,\n",
                "__MACOSX/export/._firms.csv",
                "junk",
                "export/firms-two.csv.gz",
                gzip((HEAD + "2,Beta,DE,,1,,\n").getBytes(StandardCharsets.UTF_8)));
        var result = at.run(ImportTest.FIRMS.replace("firms*.csv", "firms*.csv*"), at.write("all.zip", archive));
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.files().stream().map(ImportResult.File::name))
                .containsExactly("firms-two.csv.gz", "firms.csv");
    }

    @Test
    void what_grows_out_of_all_proportion_is_named_and_not_read() throws IOException {
        var zeros = new byte[64 << 20];
        Arrays.fill(zeros, (byte) 'x');
        refused("import-bomb", ImportTest.FIRMS, at.write("bomb.zip", zip("firms.csv", zeros)));
        refused("import-bomb", ImportTest.FIRMS, at.write("firms.csv.gz", gzip(zeros)));
        refused(
                "import-bomb",
                GOODS,
                at.write("bomb.xlsx", zip("xl/workbook.xml", "<a/>", "xl/worksheets/sheet1.xml", zeros)));
        refused(
                "import-archive-nested",
                ImportTest.FIRMS,
                at.write("nested.zip", zip("inner.zip", zip("firms.csv", HEAD))));
        var many = new Object[2_100 * 2];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "f" + i + ".csv";
            many[i + 1] = "a";
        }
        refused("import-too-many-members", ImportTest.FIRMS, at.write("many.zip", zip(many)));
    }

    @Test
    void bounds_hold_for_plain_files_too() throws IOException {
        var file = at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n");
        assertThatThrownBy(() -> Opened.of(List.of(file), new Bounds(1, 20, 10, 10)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("import-too-large"));
        var wide = IntStream.range(0, 5_000).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
        refused("import-columns-many", ImportTest.FIRMS, at.write("firms.csv", wide));
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void what_holds_no_rows_says_what_it_looks_like() throws IOException {
        refused("import-no-rows", ImportTest.FIRMS, at.write("firms.csv", "%PDF-1.7\n%âãÏÓ\n"));
        refused("import-no-rows", ImportTest.FIRMS, at.write("firms.csv", new byte[] {
            (byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13
        }));
        refused("import-old-workbook", GOODS, at.write("old.xlsx", new byte[] {
            (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1
        }));
        var whole = book("Artikel");
        refused("import-archive-broken", GOODS, at.write("cut.xlsx", Arrays.copyOf(whole, whole.length / 2)));
        refused(
                "import-workbook-unreadable",
                GOODS,
                at.write("odd.xlsx", zip("xl/workbook.xml", "<workbook", "[Content_Types].xml", "<a/>")));
    }

    /** The same workbook with its parts' texts changed. */
    static byte[] changed(Path book, BinaryOperator<String> change, Object... more) throws IOException {
        var parts = new ArrayList<Object>();
        try (var zip = new ZipFile(book.toFile())) {
            for (var part : zip.stream().toList()) {
                var text = new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                parts.add(part.getName());
                parts.add(change.apply(part.getName(), text));
            }
        }
        parts.addAll(List.of(more));
        return zip(parts.toArray());
    }

    /** The same workbook with a link to a workbook somewhere else. */
    static byte[] linked(Path book) throws IOException {
        return changed(
                book,
                (name, text) -> text.replace("CONCATENATE(\"a\",\"b\")", "[1]Prices!$B$2")
                        .replace("CONCATENATE(&quot;a&quot;,&quot;b&quot;)", "[1]Prices!$B$2")
                        .replace("Prices!$B$2</f>", "Prices!$B$2</f><v>Linked bell</v>"),
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                        + " Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\""
                        + " Target=\"http://127.0.0.1:9/prices.xlsx\" TargetMode=\"External\"/></Relationships>");
    }

    @Test
    void links_to_other_workbooks_are_not_followed_the_value_that_was_saved_counts() throws IOException {
        var result = at.run(GOODS, at.write("waren.xlsx", linked(at.write("plain.xlsx", book("Artikel")))));
        assertThat(result.rowsRejected()).isZero();
        assertThat(at.one("select name from catalog.product order by name"))
                .contains("Linked bell")
                .doesNotContain("[1]Prices");
    }

    @Test
    void a_packed_file_that_was_cut_in_the_middle_gives_what_it_has_and_says_that_there_was_more() throws IOException {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 4_000; i++) {
            text.append(i)
                    .append(",Firm ")
                    .append(Integer.toHexString(i * 7919))
                    .append(",DE,,,,\n");
        }
        var packed = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        var result = at.run(ImportTest.FIRMS, at.write("firms.csv.gz", Arrays.copyOf(packed, packed.length / 2)));
        assertThat(result.created()).isBetween(100L, 3_999L);
        assertThat(result.warnings()).containsEntry("unreadable_rest", 1L);
    }

    @Test
    void headers_in_the_middle_and_empty_rows_are_counted_and_columns_named_twice_told_apart() {
        var result = at.run(
                ImportTest.FIRMS, at.write("firms.csv", HEAD + "1,Alpha,DE,,,,\n" + HEAD + ",,,,,,\n2,Beta,DE,,,,\n"));
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.rowsRejected()).isZero();
        assertThat(result.warnings()).containsEntry("header_repeated", 1L).containsEntry("empty_row", 1L);

        var mapping = """
                name: Twice
                system: twice
                objects:
                  - {object: partner, from: twice.csv, key: id, fields: {name: name, city: name (2)}}
                """;
        at.run(mapping, at.write("twice.csv", "sep=;\nid;name;name\n1;Gamma;Köln\n"));
        assertThat(at.one("select city from partners.partner where name = 'Gamma'"))
                .isEqualTo("Köln");
    }

    @Test
    void amounts_are_read_with_their_currency_and_days_with_their_time_but_never_two_ways() {
        assertThat(new Numerals(null).read("EUR 1234.50"))
                .hasValueSatisfying(n -> assertThat(n).hasToString("1234.5"));
        assertThat(new Numerals(java.util.Locale.GERMANY).read("1.234,56 €"))
                .hasValueSatisfying(n -> assertThat(n).hasToString("1234.56"));
        assertThat(new Numerals(java.util.Locale.GERMANY).read("1,234.56")).isEmpty();
        assertThat(new Numerals(java.util.Locale.US).read("($1,234.56)"))
                .hasValueSatisfying(n -> assertThat(n).hasToString("-1234.56"));
        assertThat(new Numerals(java.util.Locale.US).read("1.234,56")).isEmpty();
        var days = new Days(List.of("d.M.yyyy"), null);
        assertThat(days.read("01.02.2024 13:45")).hasValue(LocalDate.of(2024, 2, 1));
        assertThat(days.read("2024-02-01T13:45:10.000+0000")).hasValue(LocalDate.of(2024, 2, 1));
        assertThat(days.read("02/01/2024")).isEmpty();
    }
}
