package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.connect.imports.ImportDrafts.Upload;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import io.kontor.ui.Form;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ImportDeskTest {
    private static final String FIRMS =
            "Partner ID;Partner name;Country;Colour;Nonsense\n1;Alpha;DE;red;x\n2;Beta;FR;blue;y\n";

    @TempDir
    Path folder;

    Importing at;
    ImportDrafts drafts;
    ImportDesk desk;
    final Actor actor = Access.local("tests", UUID.randomUUID());

    @BeforeEach
    void open() {
        at = new Importing(folder);
        drafts = at.office.bean(ImportDrafts.class);
        desk = at.office.bean(ImportDesk.class);
    }

    @AfterEach
    void close() {
        at.close();
    }

    static Upload file(String name, String content) {
        return Upload.of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    UUID put(Upload... files) {
        return drafts.put(actor, List.of(files), null, Importing.WORDS);
    }

    /** The page's form as it stands there when nobody has touched it. */
    static Form form(MappingEdit edit) {
        var form = Form.fresh(Importing.WORDS)
                .set("name", edit.mapping().name())
                .set("system", edit.mapping().system())
                .set("locale", edit.locale());
        for (var part : edit.parts()) {
            var prefix = "p" + part.place() + ".";
            form.setAll(prefix + "key", part.key());
            for (var column : part.columns()) {
                form.set(prefix + "c" + column.place(), column.field());
                form.set(prefix + "d" + column.place(), column.day());
                form.set(prefix + "m" + column.place(), column.map());
            }
            part.constants().forEach((field, value) -> form.set(prefix + "k." + field, value));
        }
        return form;
    }

    static MappingEdit.ColumnView column(MappingEdit edit, String name) {
        return edit.parts().getFirst().columns().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ImportResult ran(UUID draft) {
        var work = desk.work(actor, desk.run(actor, draft, Importing.WORDS)).orElseThrow();
        while (!work.over()) {
            Thread.onSpinWait();
        }
        assertThat(work.failure()).isNull();
        return Objects.requireNonNull(work.result());
    }

    @Test
    void a_column_no_field_fits_becomes_a_field_of_the_office_and_files_left_out_are_named_in_the_result() {
        var draft = put(file("firms.csv", FIRMS), file("targets.csv", "Year;Target\n2024;100\n"));
        var edit = drafts.draft(actor, draft).mapping();
        var form = form(edit).set("name", "Our firms").set("f1.leave", "yes");
        form.set("p0.c" + column(edit, "Colour").place(), MappingEdit.CUSTOM);
        drafts.change(actor, draft, edit.read(form));
        var result = ran(draft);
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.warnings()).doesNotContainKey("unknown_column");
        assertThat(result.files().stream().map(file -> file.name() + " " + file.notRead()))
                .containsExactly("firms.csv null", "targets.csv left_out");
        assertThat(at.office.bean(CustomFields.class).of(actor, "partner"))
                .singleElement()
                .satisfies(field -> assertThat(field.labels()).containsValue("Colour"));
        assertThat(at.one("select custom_office->>'colour' from partners.partner order by name"))
                .isEqualTo("red|blue");
    }

    @Test
    void a_mapping_is_kept_under_its_name_with_its_versions_and_runs_at_once_on_the_next_file() {
        var first = put(file("firms-2023.csv", FIRMS));
        drafts.change(
                actor,
                first,
                drafts.draft(actor, first)
                        .mapping()
                        .read(form(drafts.draft(actor, first).mapping()).set("name", "Our firms")));
        ran(first);
        assertThat(desk.mappings(actor)).singleElement().satisfies(known -> {
            assertThat(known.name()).isEqualTo("Our firms");
            assertThat(known.version()).isEqualTo(1);
        });

        // On Monday: the file, and the button.
        var monday = drafts.put(
                actor, List.of(file("export (7).csv", FIRMS + "3;Gamma;ES;green;z\n")), "Our firms", Importing.WORDS);
        var again = ran(monday);
        assertThat(again.created()).isEqualTo(1);
        assertThat(again.unchanged()).isEqualTo(2);

        var known = put(file("firms-2024.csv", FIRMS));
        assertThat(drafts.draft(actor, known).known()).isEqualTo("Our firms");
        var edit = drafts.draft(actor, known).mapping();
        var changed = form(edit).set("p0.c" + column(edit, "Country").place(), "");
        drafts.change(actor, known, edit.read(changed));
        ran(known);
        assertThat(desk.mappings(actor))
                .singleElement()
                .satisfies(one -> assertThat(one.version()).isGreaterThan(1));
        assertThat(at.one("select count(distinct version) from connect.mapping where name = 'Our firms'"))
                .isEqualTo(String.valueOf(desk.mappings(actor).getFirst().version()));
    }

    @Test
    void what_cannot_be_read_or_could_be_read_in_two_ways_is_said_beside_its_column() {
        var mixed = new StringBuilder("Order no;Partner;Net amount;Order date\n");
        IntStream.range(0, 9).forEach(i -> mixed.append("A%d;Nord;1.%d34,56;1%d.02.2024\n".formatted(i, i, i)));
        mixed.append("B1;Nord;1,234.56;02/14/2024\n");
        var edit =
                drafts.draft(actor, put(file("orders.csv", mixed.toString()))).mapping();
        var deals = edit.parts().stream()
                .filter(part -> part.object().equals("deal"))
                .findFirst()
                .orElseThrow();
        assertThat(deals.columns().get(2).doubt()).isEqualTo(new Doubt(1, "1,234.56", false));
        assertThat(deals.columns().get(3).doubt()).isEqualTo(new Doubt(1, "02/14/2024", false));

        var both = drafts.draft(
                        actor,
                        put(
                                file(
                                        "sales.csv",
                                        "Order no,Partner,Net amount,Order date\nA,Nord,12.50,03/04/2024\nB,Nord,7.10,05/06/2024\n")))
                .mapping();
        var sales = both.parts().getLast();
        assertThat(sales.columns().get(2).doubt()).isEqualTo(Doubt.NONE);
        assertThat(sales.columns().get(3).doubt()).isEqualTo(new Doubt(0, "", true));

        var thousands = drafts.draft(
                        actor,
                        put(
                                file(
                                        "umsatz.csv",
                                        "Auftragsnr;Händler;Nettobetrag;Datum\nA;Nord;1.250;01.02.2024\nB;Nord;12.500;02.02.2024\n")))
                .mapping();
        assertThat(thousands.locale()).isEqualTo("de-DE");
        assertThat(thousands.parts().getLast().columns().get(2).doubt().twoWays())
                .isTrue();
    }

    @Test
    void nothing_typed_is_lost_when_the_form_is_refused() {
        var draft = put(file("firms.csv", FIRMS));
        var edit = drafts.draft(actor, draft).mapping();
        var form = form(edit)
                .set("system", "not a code!")
                .set("p0.c" + column(edit, "Nonsense").place(), "city");
        assertThatThrownBy(() -> edit.read(form)).isInstanceOf(Refusal.class);
        var typed = drafts.typed(actor, draft, form).mapping();
        assertThat(column(typed, "Nonsense").field()).isEqualTo("city");
        assertThat(column(drafts.draft(actor, draft).mapping(), "Nonsense").field())
                .isEmpty();

        var off = form(edit).set("p0.off", "yes");
        for (var part : edit.parts()) {
            off.set("p" + part.place() + ".off", "yes");
        }
        var refusal = catchThrowableOfType(Refusal.class, () -> drafts.change(actor, draft, edit.read(off)));
        assertThat(refusal.code()).isEqualTo("import-nothing-wanted");
    }

    @Test
    void files_that_cannot_begin_now_wait_and_nobody_else_sees_them() {
        var draft = put(file("firms.csv", FIRMS));
        var rows = new StringBuilder("Order no;Partner;Net amount;Order date\n");
        IntStream.range(0, 60_000).forEach(i -> rows.append("A%d;Nord;1,50;01.02.2024\n".formatted(i)));
        var large = put(file("orders.csv", rows.toString()));
        desk.attempt(actor, large, Importing.WORDS);
        var second = put(file("orders.csv", rows.toString()));
        desk.attempt(actor, second, Importing.WORDS);
        var refusal = catchThrowableOfType(Refusal.class, () -> desk.run(actor, draft, Importing.WORDS));
        assertThat(refusal.code()).isEqualTo("import-busy");
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        for (var id : List.of(large, second)) {
            desk.cancel(actor, id);
            var work = desk.work(actor, id).orElseThrow();
            while (!work.over()) {
                Thread.onSpinWait();
            }
        }
        assertThat(at.one("select count(*) from deals.deal")).isEqualTo("0");
        assertThat(ran(draft).created()).isEqualTo(2);

        var other = Access.local("somebody", UUID.randomUUID());
        assertThatThrownBy(() -> drafts.draft(other, draft))
                .isInstanceOfSatisfying(
                        Refusal.class, gone -> assertThat(gone.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void pasted_rows_are_a_file() {
        var pasted = ImportDrafts.pasted("Razón social\tPaís\r\nVelero SL\tEspaña\r\n")
                .orElseThrow();
        assertThat(ran(put(pasted)).created()).isEqualTo(1);
        assertThat(at.one("select name || country from partners.partner")).isEqualTo("Velero SLES");
        assertThat(ImportDrafts.pasted(" \n")).isEmpty();
    }
}
