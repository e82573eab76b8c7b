package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files nobody would wish for. Each is named in words of the reader's language, none takes more room than it may, nothing of it is
 * lost, and the mended file goes on where this one ended.
 */
@Tag("database")
class BadFilesTest {
    static final String FIRMS = """
            name: Firms
            system: crm
            objects:
              - {object: partner, from: "firms*", key: id, fields: {name: name, city: city}}
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

    /** Refused before anything is written, in four languages, each naming the file. */
    void refused(String code, String mapping, Path file) {
        var refusal = catchThrowableOfType(Refusal.class, () -> at.run(mapping, file));
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        saidInFourLanguages(refusal, String.valueOf(file.getFileName()));
        assertThat(at.one("select count(*) from connect.run")).isEqualTo("0");
        assertThat(file).exists();
    }

    static void saidInFourLanguages(Refusal refusal, String named) {
        var sentences = new HashSet<String>();
        for (var language : Language.values()) {
            var sentence = new Words(language, ZoneOffset.UTC).refusal(refusal);
            assertThat(sentence).contains(named).doesNotContain(refusal.code()).doesNotContain("{");
            sentences.add(sentence);
        }
        assertThat(sentences).hasSize(Language.values().length);
    }

    List<String> rejects(ImportResult result) {
        return at.lines(Objects.requireNonNull(result.rejectsFile()));
    }

    String names() {
        return at.one("select name from partners.partner where not withdrawn order by name");
    }

    @Test
    void an_upload_beyond_two_gigabytes_is_refused_unread_and_leaves_nothing_behind() {
        var desk = at.office.bean(ImportDrafts.class);
        var actor = Access.local("tests", UUID.randomUUID());
        var read = new boolean[1];
        var huge = new ImportDrafts.Upload("huge.csv", 3L << 30, () -> {
            read[0] = true;
            throw new IOException("nobody reads it");
        });
        var refusal = catchThrowableOfType(Refusal.class, () -> desk.put(actor, List.of(huge), null, Importing.WORDS));
        assertThat(refusal.code()).isEqualTo("import-upload-large");
        assertThat(refusal.field()).isEqualTo("files");
        saidInFourLanguages(refusal, "048");
        assertThat(read[0]).isFalse();
        assertThat(at.one("select count(*) from connect.draft")).isEqualTo("0");
    }

    @Test
    void rows_of_a_megabyte_each_go_in_a_few_at_a_time() {
        var note = "n".repeat(1 << 20);
        var rows = new StringBuilder("id,name,city,note\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i)
                    .append(",Firm ")
                    .append(i)
                    .append(",Köln,")
                    .append(note)
                    .append('\n');
        }
        var result = at.run(FIRMS, at.write("firms.csv", rows.toString()));
        assertThat(result.created()).isEqualTo(40);
        var bad = at.run(FIRMS, at.write("firms.csv", rows.toString().replace(",Köln,", ",\u0007,")));
        assertThat(bad.rowsRejected()).isEqualTo(40);
        assertThat(rejects(bad)).hasSize(41);
        assertThat(new Bounds.Rows(16_000, 100).full(3, 99)).isFalse();
        assertThat(new Bounds.Rows(16_000, 100).full(3, 100)).isTrue();
    }

    @Test
    void a_key_that_is_the_same_in_every_row_of_a_large_file_never_lies_in_memory_as_a_whole() throws IOException {
        var bins = new Bins(folder, 1);
        int count = 300_000;
        for (int i = 0; i < count; i++) {
            bins.put("DE", new Row(0, i, List.of("DE", "Some text that stands in a row " + i)));
        }
        bins.put("FR", new Row(0, count, List.of("FR", "one")));
        var rows = bins.rows(0, new Bounds.Rows(100, 1 << 20));
        assertThat(rows.get("DE")).hasSize(101);
        assertThat(rows.get("FR")).hasSize(1);
        assertThat(bins.rows(0, new Bounds.Rows(1_000_000, 1_000)).get("DE")).hasSizeLessThan(50);
        var seen = new int[1];
        bins.each(0, "DE", row -> seen[0] += row.cells().size());
        assertThat(seen[0]).isEqualTo(2 * count);
        bins.close();
    }

    @Test
    void a_bomb_in_an_archive_is_named_and_not_unpacked() throws IOException {
        var zeros = new byte[64 << 20];
        refused("import-bomb", FIRMS, at.write("firms.zip", FormatsTest.zip("firms.csv", zeros)));
        refused("import-bomb", FIRMS, at.write("firms.csv.gz", FormatsTest.gzip(zeros)));
        refused(
                "import-bomb",
                FIRMS,
                at.write("firms.xlsx", FormatsTest.zip("xl/workbook.xml", "<a/>", "xl/worksheets/sheet1.xml", zeros)));
    }

    @Test
    void a_workbook_whose_parts_name_each_other_over_and_over_or_a_file_of_this_machine_brings_none_of_it()
            throws IOException {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        laughs.append("]>");
        var outside = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l9 SYSTEM \"file:///etc/passwd\">]>";
        for (var head : List.of(laughs.toString(), outside)) {
            var book = at.write("plain.xlsx", FormatsTest.book("Artikel"));
            var poisoned = FormatsTest.changed(
                    book,
                    (name, text) -> name.equals("xl/sharedStrings.xml")
                            ? head
                                    + text.replaceFirst("<\\?xml[^>]*>", "")
                                            .replaceFirst("<t[^>]*>Nr</t>", "<t>&l9;</t>")
                            : text);
            var refusal = catchThrowableOfType(
                    Refusal.class, () -> at.run(FormatsTest.GOODS, at.write("waren.xlsx", poisoned)));
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isIn("import-workbook-unreadable", "import-column-missing");
            saidInFourLanguages(refusal, "waren.xlsx");
            assertThat(String.valueOf(refusal.args())).doesNotContain("root:").hasSizeLessThan(2_000);
        }
    }

    @Test
    void a_formula_in_a_name_is_a_text_in_the_office_and_none_in_the_file_of_rejected_rows() {
        var head = "id,name,city\n";
        var result = at.run(
                FIRMS,
                at.write("firms.csv", head + "1,=1+1,Köln\n2,@SUM(A1),=cmd|' /C calc'!A0\n3,-2+3,\n,+49 221,\n"));
        assertThat(names()).isEqualTo("-2+3|=1+1|@SUM(A1)");
        assertThat(rejects(result).getLast()).endsWith(",'+49 221,");
        var mended = String.join("\n", rejects(result)).replace(",,'+49 221,", ",4,'+49 221,");
        at.run(FIRMS, at.write("mended.csv", mended + "\n"));
        assertThat(names()).isEqualTo("+49 221|-2+3|=1+1|@SUM(A1)");
    }

    @Test
    void characters_no_text_can_hold_reject_their_row_wherever_they_stand() {
        var result = at.run(
                FIRMS,
                at.write(
                        "firms.csv",
                        "id,name,city,no\0te\n1,Al\0pha,,\n2\0,Beta,,\n3,Gamma,Kö\0ln,\n4,Delta,,a\0b\n5,Eta,,\n"));
        assertThat(names()).isEqualTo("Delta|Eta");
        assertThat(result.rowsRejected()).isEqualTo(3);
        assertThat(result.warnings()).containsEntry("unknown_column", 1L);
        var again = String.join("\n", rejects(result)).replace("\0", "").replace("\uFFFD", "") + "\n";
        assertThat(at.run(FIRMS, at.write("mended.csv", again)).created()).isEqualTo(3);
    }

    @Test
    void a_file_of_nothing_but_noughts_is_no_file_of_rows() {
        var file = at.write("firms.csv", new byte[100_000]);
        var refusal = catchThrowableOfType(Refusal.class, () -> at.run(FIRMS, file));
        assertThat(refusal).isNotNull();
        saidInFourLanguages(refusal, "firms.csv");
    }

    @Test
    void more_columns_than_anybody_needs_are_named_with_how_many_there_may_be() {
        var wide = IntStream.range(0, 5_000).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
        refused("import-columns-many", FIRMS, at.write("firms.csv", wide));
        var some = "id,name,city,"
                + IntStream.range(0, 1_900).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n"
                + "1,Alpha,Köln," + ",".repeat(1_899) + "\n";
        var result = at.run(FIRMS, at.write("firms.csv", some));
        assertThat(result.created()).isEqualTo(1);
        assertThat(result.warnings()).containsEntry("unknown_column", 1_900L);
    }

    @Test
    void a_header_that_comes_twice_and_a_column_that_is_there_twice_are_told_apart() {
        var head = "id,name,city\n";
        var result = at.run(FIRMS, at.write("firms.csv", head + "1,Alpha,\n" + head + "2,Beta,\n" + head));
        assertThat(names()).isEqualTo("Alpha|Beta");
        assertThat(result.warnings()).containsEntry("header_repeated", 2L);
        assertThat(result.rowsRejected()).isZero();
        var refusal = catchThrowableOfType(
                Refusal.class, () -> at.run(FIRMS, at.write("firms.csv", "id,name,name,city\n3,Gamma,Gammo,\n")));
        assertThat(refusal.code()).isEqualTo("import-column-twice");
        saidInFourLanguages(refusal, "firms.csv");
    }

    static byte[] joined(String one, Charset first, String other, Charset second) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one.getBytes(first));
        bytes.writeBytes(other.getBytes(second));
        return bytes.toByteArray();
    }

    @Test
    void rows_in_another_encoding_than_the_rest_are_set_aside_whichever_is_the_rest() {
        var head = "id,name,city\n";
        var many = "1,Müller & Söhne,Köln\n2,Jäger,Lübeck\n3,Käse Köhler,Würzburg\n4,Öl Größe,Fürth\n";
        var few = "9,Grün,München\n";
        var latin = Charset.forName("windows-1252");
        var mostlyNew = at.run(FIRMS, at.write("firms.csv", joined(head + many, StandardCharsets.UTF_8, few, latin)));
        assertThat(mostlyNew.warnings()).containsEntry("broken_letters", 1L);
        assertThat(names()).isEqualTo("Jäger|Käse Köhler|Müller & Söhne|Öl Größe");

        var mostlyOld = at.run(FIRMS, at.write("firms.csv", joined(head + many, latin, few, StandardCharsets.UTF_8)));
        assertThat(mostlyOld.warnings()).containsEntry("broken_letters", 1L).containsEntry("encoding_guessed", 1L);
        assertThat(mostlyOld.unchanged()).isEqualTo(4);
        assertThat(rejects(mostlyOld).getLast())
                .contains(",name,GrÃ¼n,broken_letters,")
                .contains("UTF-8");
        var mended =
                String.join("\n", rejects(mostlyOld)).replace("GrÃ¼n", "Grün").replace("MÃ¼nchen", "München");
        assertThat(at.run(FIRMS, at.write("mended.csv", mended + "\n")).created())
                .isEqualTo(1);
        assertThat(names()).contains("Grün");
    }

    static final String MONEY = """
            name: Orders
            system: shop
            format: {locale: de-DE, day: [d.M.yyyy]}
            objects:
              - object: deal
                from: "orders*"
                key: order
                fields: {name: order, stage: {value: won}, closed: day, currency: {value: EUR}, amount: amount}
            """;

    @Test
    void a_day_or_an_amount_written_otherwise_than_the_rest_is_set_aside_with_what_it_can_only_mean() {
        var head = "order;day;amount\n";
        var result = at.run(
                MONEY,
                at.write(
                        "orders.csv",
                        head
                                + "A;31.01.2024;1.234,56\n"
                                + "B;01/31/2024;1,00\n"
                                + "C;02/03/2024;2,00\n"
                                + "D;2024-02-01;3,00\n"
                                + "E;01.02.2024;1,234.56\n"
                                + "F;01.02.2024;12.5\n"));
        assertThat(at.one("select name || ' ' || closed_on || ' ' || amount from deals.deal order by 1"))
                .isEqualTo("A 2024-01-31 1234.56|D 2024-02-01 3.00");
        assertThat(result.warnings()).containsEntry("unparsable_day", 2L).containsEntry("unparsable_number", 2L);
        var rejects = String.join("\n", rejects(result));
        assertThat(rejects)
                .contains("orders.csv,3,day,01/31/2024,unparsable_day,", ",2024-01-31,,B,")
                .contains("orders.csv,4,day,02/03/2024,unparsable_day,", ",,,C,")
                .contains("orders.csv,6,amount,\"1,234.56\",unparsable_number,", ",\"1.234,56\",,E,")
                .contains(",\"12,5\",,F,");
        var mended = rejects.replace("C,02/03/2024", "C,03.02.2024")
                .replace("B,01/31/2024", "B,2024-01-31")
                .replace("E,01.02.2024,\"1,234.56\"", "E,01.02.2024,\"1.234,56\"")
                .replace("F,01.02.2024,12.5", "F,01.02.2024,\"12,5\"");
        assertThat(at.run(MONEY, at.write("mended.csv", mended + "\n")).created())
                .isEqualTo(4);
        assertThat(at.one("select sum(amount) from deals.deal")).isEqualTo("2487.62");
    }

    @Test
    void a_file_cut_in_the_middle_brings_what_is_whole_and_the_whole_file_brings_the_rest() {
        var whole =
                "id,name,city\n1,Alpha,Köln\n2,\"Beta, Bonn\",Bonn\n3,Gamma,\"Garching\nbei München\"\n4,Delta,Ulm\n";
        for (int end = whole.indexOf("\n1,"); end < whole.length(); end += 4) {
            at.run(FIRMS, at.write("firms.csv", whole.substring(0, end)));
            // What came in is a part of what the whole file says, except for a last cell whose end nobody can know.
            var known = at.one("select name from partners.partner where not withdrawn and name not in "
                    + "('Alpha', 'Beta, Bonn', 'Gamma', 'Delta')");
            assertThat(known).as("cut at " + end).isEmpty();
        }
        var result = at.run(FIRMS, at.write("firms.csv", whole.replace("\nbei", " bei")));
        assertThat(result.rowsRejected()).isZero();
        assertThat(at.one("select name || ' ' || city from partners.partner order by 1"))
                .isEqualTo("Alpha Köln|Beta, Bonn Bonn|Delta Ulm|Gamma Garching bei München");
    }

    @Test
    void a_quotation_mark_nobody_closed_does_not_swallow_the_rows_behind_it_unsaid() {
        var mapping = FIRMS.replace("city: city", "custom.note: note")
                .replace("objects:", "custom_fields:\n  - {object: partner, code: note, label: Note}\nobjects:");
        var result = at.run(
                mapping, at.write("firms.csv", "id,name,note\n1,Alpha,good\n2,Beta,\"open\n3,Gamma,x\n4,Delta,y\n"));
        assertThat(names()).isEqualTo("Alpha");
        assertThat(result.warnings()).containsEntry("open_quote", 1L);
        assertThat(rejects(result).get(1))
                .contains("firms.csv,3,")
                .contains("open_quote")
                .contains("line 3");
        assertThat(at.run(
                                mapping,
                                at.write(
                                        "firms.csv",
                                        "id,name,note\n1,Alpha,\"go\"\"od\"\n2,Beta,\"shut\"\n3,\"Ga;mma\",x"))
                        .rowsRejected())
                .isZero();
        assertThat(names()).isEqualTo("Alpha|Beta|Ga;mma");
    }

    @Test
    void titles_and_blank_rows_above_the_header_are_skipped_and_counted() {
        var table = "id;name;city\n1;Alpha;Köln\n2;Beta;Bonn\n";
        var plain = at.run(FIRMS, at.write("firms.csv", "\nOur firms;;\n;;\nMade on;2024-01-01;\n" + table + "3;;\n"));
        assertThat(plain.created()).isEqualTo(2);
        assertThat(plain.warnings()).containsEntry("rows_before_header", 2L);
        assertThat(rejects(plain).getLast()).startsWith("firms.csv,8,");
        assertThat(at.run(FIRMS, at.write("firms.csv", "sep=;\n" + table)).warnings())
                .doesNotContainKey("rows_before_header");
        var at2 = HeaderRow.of(
                List.of(List.of("Our firms"), List.of(""), Arrays.asList("a", "b", "c"), Arrays.asList("1", "2", "3")),
                List.of());
        assertThat(at2).isEqualTo(2);
    }
}
