package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
class ImportCommandTest {
    @TempDir
    Path folder;

    private String out = "";

    int run(String... args) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        try (var caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            return Cli.run(args);
        } finally {
            System.setOut(before);
            out = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    JsonNode json() {
        assertThat(out.lines()).hasSize(1);
        return JsonMapper.builder().build().readTree(out);
    }

    @Test
    void an_import_prints_one_object_and_says_by_its_exit_code_how_it_went() throws IOException {
        var mapping = Files.writeString(folder.resolve("m.yaml"), """
                name: Firms
                system: crm
                objects:
                  - object: partner
                    from: firms.csv
                    key: id
                    fields: {name: name, country: country}
                """).toString();
        var file = Files.writeString(folder.resolve("firms.csv"), "id,name,country\n1,Alpha,DE\n2,Beta,Atlantis\n")
                .toString();
        var data = folder.resolve("data").toString();

        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json", "--dry-run"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("dry_run").asBoolean()).isTrue();
        assertThat(json().get("objects_created").asInt()).isEqualTo(1);

        assertThat(run("import", file, "--mapping", mapping, "--data", data, "--json"))
                .isEqualTo(Cli.DONE);
        assertThat(json().get("run").asString()).isNotBlank();
        assertThat(json().get("files").get(0).get("rows").asInt()).isEqualTo(2);
        assertThat(json().get("rows_read").asInt()).isEqualTo(2);
        assertThat(json().get("objects_created").asInt()).isEqualTo(1);
        assertThat(json().get("objects_changed").asInt()).isZero();
        assertThat(json().get("objects_unchanged").asInt()).isZero();
        assertThat(json().get("rows_rejected").asInt()).isEqualTo(1);
        assertThat(json().get("warnings").get("unknown_country").asInt()).isEqualTo(1);
        assertThat(Path.of(json().get("rejects_file").asString())).exists();

        assertThat(run("import", file, "--mapping", mapping, "--data", data)).isEqualTo(Cli.DONE);
        assertThat(out).contains("2 rows read: 0 created, 0 changed, 1 unchanged, one row rejected.");

        assertThat(run("import", "nowhere.csv", "--mapping", mapping, "--data", data))
                .isEqualTo(Cli.REFUSED);
        assertThat(run("import", file, "--data", data)).isEqualTo(Cli.MISUSED);
        assertThat(out).isEmpty();
    }
}
