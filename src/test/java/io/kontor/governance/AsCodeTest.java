package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.governance.HouseRules.Rules;
import io.kontor.governance.charter.CharterType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The programme as files, and files as the programme. */
@Tag("database")
class AsCodeTest {
    private static final Path SCHEMAS = Path.of("docs/schema");

    House house;
    AsCode code;

    @BeforeEach
    void open() {
        house = new House();
        code = house.office.bean(AsCode.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<AsCode.File> files() {
        return code.files(house.actor);
    }

    private AsCode.Plan plan(List<AsCode.File> files) {
        return code.plan(house.actor, house.words, files);
    }

    private static List<AsCode.File> with(List<AsCode.File> files, String path, String text) {
        var others = new ArrayList<>(
                files.stream().filter(file -> !file.path().equals(path)).toList());
        others.add(new AsCode.File(path, text));
        return others;
    }

    private String text(String path) {
        return files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void an_office_that_has_signed_nothing_exports_the_starter_charter_and_nothing_differs() {
        assertThat(files())
                .extracting(AsCode.File::path)
                .containsExactly(
                        "charter/all.yaml",
                        "charter/de/all.yaml",
                        "charter/es/all.yaml",
                        "charter/fr/all.yaml",
                        "house-rules/all.yaml");
        assertThat(text("charter/all.yaml"))
                .startsWith("# kontor charter schema 1 language en\n")
                .contains("mission:");
        assertThat(text("charter/de/all.yaml"))
                .startsWith("# kontor charter language de\n")
                .contains("/mission:\n  of: ");
        var plan = plan(files());
        assertThat(plan.valid()).isTrue();
        assertThat(plan.differences()).isEmpty();
    }

    @Test
    void what_is_written_down_tells_no_ids_and_no_people() {
        house.published(DocumentScope.programme("club"), Rules.of("red", 3));
        assertThat(files())
                .extracting(AsCode.File::path)
                .contains("charter/all.yaml", "house-rules/all.yaml", "house-rules/programme=club.yaml");
        assertThat(files())
                .allSatisfy(file -> assertThat(file.text())
                        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-")
                        .doesNotContain("@"));
    }

    @Test
    void files_that_differ_open_one_change_and_once_it_is_published_nothing_differs() throws AsCode.Invalid {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        house.published(DocumentScope.programme("club"), Rules.of("blue", 1));
        var path = "house-rules/all.yaml";
        var changed = with(files(), path, text(path).replace("colour: red", "colour: green"));
        var plan = plan(changed);
        assertThat(plan.findings()).noneMatch(AsCode.Noted::error);
        assertThat(plan.differences()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(path);
            assertThat(one.fresh()).isFalse();
            assertThat(one.compared().parts().stream()
                            .flatMap(part -> part.pairs().stream())
                            .toList())
                    .anySatisfy(pair -> {
                        assertThat(pair.before()).contains("red");
                        assertThat(pair.after()).contains("green");
                    });
        });
        var id = code.apply(house.actor, house.words, changed, "From a folder", null)
                .orElseThrow();
        assertThat(house.change(id).items()).hasSize(1);
        house.approved(id);
        house.changes.schedule(house.actor, id, house.version(id), null);
        house.publisher.drive(id);
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("green");
        assertThat(plan(changed).differences()).isEmpty();
        assertThat(code.apply(house.actor, house.words, changed, "Again", null)).isEmpty();
        assertThat(files()).containsExactlyInAnyOrderElementsOf(changed);
    }

    @Test
    void translations_are_files_of_their_own_and_go_the_way_of_all_files() throws AsCode.Invalid {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        var path = "house-rules/de/all.yaml";
        var german = "# kontor house-rules language de\n/rules/shoes/text:\n  of: 'Off'\n  text: Ausziehen\n";
        var changed = with(files(), path, german);
        var plan = plan(changed);
        assertThat(plan.findings()).noneMatch(AsCode.Noted::error);
        assertThat(plan.differences()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(path);
            assertThat(one.compared().parts().getLast().title()).isEqualTo("Deutsch");
            assertThat(one.compared().parts().getLast().pairs())
                    .containsExactly(new Comparison.Pair("Off", null, "Ausziehen"));
        });
        var id =
                code.apply(house.actor, house.words, changed, "In German", null).orElseThrow();
        house.approved(id);
        house.changes.schedule(house.actor, id, house.version(id), null);
        house.publisher.drive(id);
        assertThat(text(path)).isEqualTo(german);
        assertThat(files()).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(plan(files()).differences()).isEmpty();

        var wrong = with(files(), path, german + "/rules/hats/text:\n  of: 'On'\n  text: Aufsetzen\n");
        assertThat(plan(wrong).findings()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(path);
            assertThat(one.line()).isEqualTo(5);
            assertThat(one.field()).isEqualTo("/rules/hats/text");
            assertThat(one.sentence()).contains("/rules/hats/text");
        });
        assertThatThrownBy(() -> code.apply(house.actor, house.words, wrong, "Wrong", null))
                .isInstanceOf(AsCode.Invalid.class);
        assertThat(plan(with(files(), path, german.replace("  text", "  txt"))).findings())
                .anySatisfy(one -> {
                    assertThat(one.line()).isEqualTo(4);
                    assertThat(one.field()).isEqualTo("/rules/shoes/text");
                });
        assertThat(plan(with(files(), "house-rules/tlh/all.yaml", german)).valid())
                .isFalse();
        assertThat(plan(with(files(), "house-rules/de/region=nowhere.yaml", german))
                        .valid())
                .isFalse();
        assertThat(plan(with(files(), path, "{}\n")).differences())
                .singleElement()
                .satisfies(one -> assertThat(one.compared().parts().getLast().pairs())
                        .containsExactly(new Comparison.Pair("Off", "Ausziehen", null)));
        assertThat(AsCode.keepingComments(
                        "# kontor house-rules schema 1 language en\n# Ours\ncolour: red\n",
                        "# kontor house-rules schema 1 language de\ncolour: red\n"))
                .isEqualTo("# kontor house-rules schema 1 language de\n# Ours\ncolour: red\n");
    }

    @Test
    void a_file_says_in_its_head_which_language_it_is_written_in() {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        var path = "house-rules/all.yaml";
        var plan = plan(with(files(), path, text(path).replace("language en", "language fr")));
        assertThat(plan.differences())
                .singleElement()
                .satisfies(one -> assertThat(one.compared().parts().getLast().pairs())
                        .containsExactly(new Comparison.Pair("Written in", "English", "Français")));
    }

    @Test
    void a_new_file_is_a_new_document() {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        var plan = plan(with(files(), "house-rules/region=nowhere.yaml", text("house-rules/all.yaml")));
        assertThat(plan.differences()).singleElement().matches(AsCode.Difference::fresh);
        assertThat(plan.findings()).anyMatch(one -> one.error() && one.path().contains("nowhere"));
    }

    @Test
    void what_is_wrong_is_named_with_file_line_and_field_and_nothing_is_opened() {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        var path = "house-rules/all.yaml";
        var wrong = with(files(), path, text(path).replace("doors: 1", "doors: many"));
        var line = wrong.getLast().text().lines().toList().indexOf("doors: many") + 1;
        assertThat(plan(wrong).findings()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo(path);
            assertThat(one.line()).isEqualTo(line);
            assertThat(one.field()).isEqualTo("/doors");
            assertThat(one.sentence()).contains("many");
        });
        assertThatThrownBy(() -> code.apply(house.actor, house.words, wrong, "Wrong", null))
                .isInstanceOf(AsCode.Invalid.class);
        assertThat(house.office.column("select count(*) from governance.change where life = 'draft'"))
                .containsExactly("0");
        var newer = with(files(), path, text(path).replace("schema 1", "schema 99"));
        assertThat(plan(newer).findings())
                .singleElement()
                .matches(one -> one.sentence().contains("99"));
        assertThat(plan(with(files(), "house-rules/nonsense.yaml", "a: b")).findings())
                .singleElement()
                .matches(one -> one.sentence().contains("house-rules"));
        assertThat(plan(with(files(), "elsewhere.yaml", "a: b")).valid()).isFalse();
        assertThat(plan(with(files(), path, "- [")).valid()).isFalse();
    }

    @Test
    void comments_of_what_did_not_change_survive() {
        house.published(DocumentScope.ALL, Rules.of("red", 1));
        var fresh = text("house-rules/all.yaml");
        var commented = fresh.replace("colour: red", "# The colour of the door, see the drawing\ncolour: red  # bright")
                .replace("rules:", "\n# As agreed in spring\nrules:");
        assertThat(AsCode.keepingComments(commented, fresh)).isEqualTo(commented);
        var other = fresh.replace("doors: 1", "doors: 2");
        assertThat(AsCode.keepingComments(commented, other)).isEqualTo(commented.replace("doors: 1", "doors: 2"));
        assertThat(AsCode.keepingComments("no object at all", fresh)).isEqualTo(fresh);
    }

    @Test
    void every_type_has_its_json_schema_in_the_docs() throws IOException {
        for (var type : house.office.bean(Types.class).all()) {
            if (type instanceof HouseRules) {
                continue;
            }
            var file = SCHEMAS.resolve(type.code() + ".json");
            if ("write".equals(System.getProperty("kontor.golden"))) {
                Files.createDirectories(SCHEMAS);
                Files.writeString(file, AsCode.schema(type));
            }
            assertThat(file)
                    .as("mvn test -Dtest=AsCodeTest -Dkontor.golden=write renews it")
                    .content()
                    .isEqualTo(AsCode.schema(type));
        }
        assertThat(SCHEMAS.resolve(CharterType.CODE + ".json")).content().contains("\"mission\"");
        var languages = SCHEMAS.resolve("language.json");
        if ("write".equals(System.getProperty("kontor.golden"))) {
            Files.writeString(languages, AsCode.languageSchema());
        }
        assertThat(languages).content().isEqualTo(AsCode.languageSchema());
    }
}
