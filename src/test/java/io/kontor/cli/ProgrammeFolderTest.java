package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The programme in a folder, from the command line. */
@Tag("database")
class ProgrammeFolderTest extends CommandTest {
    @Test
    void a_folder_is_exported_planned_and_applied() throws IOException {
        var data = folder.resolve("data").toString();
        var programme = folder.resolve("programme").toString();
        var charter = folder.resolve("programme/charter/all.yaml");
        assertThat(run("migrate", "--data", data)).isEqualTo(Cli.DONE);
        assertThat(run("plan", programme, "--data", data)).isEqualTo(Cli.REFUSED);
        assertThat(err).contains("There is no folder");
        assertThat(run("export", programme, "--data", data, "--json")).as(err).isEqualTo(Cli.DONE);
        assertThat(json().get("written").asInt()).isPositive();
        var exported = Files.readString(charter);
        assertThat(run("plan", programme, "--data", data)).as(out + err).isEqualTo(0);
        assertThat(out).contains("The programme says what the folder says");

        Files.writeString(charter, exported.replaceFirst("(?m)^objectives:", "# Ours\nobjectives:\n- Be on time"));
        assertThat(run("plan", programme, "--data", data)).as(out + err).isEqualTo(2);
        assertThat(out).contains("charter/all.yaml").contains("+ Be on time").contains("Has to agree: Leadership");
        assertThat(run("apply", programme, "--data", data, "--json"))
                .as(out + err)
                .isEqualTo(Cli.DONE);
        assertThat(json().get("change").asString()).hasSize(36);

        Files.writeString(charter, exported.replaceFirst("(?m)^soleAllowed:.*$", "soleAllowed: perhaps"));
        assertThat(run("plan", programme, "--data", data)).isEqualTo(1);
        assertThat(out).contains("charter/all.yaml:").contains("/soleAllowed");
        assertThat(run("apply", programme, "--data", data)).isEqualTo(Cli.REFUSED);

        Files.writeString(charter, "# Kept\n" + exported);
        assertThat(run("export", programme, "--data", data, "--json")).isEqualTo(Cli.DONE);
        assertThat(json().get("written").asInt()).isZero();
        assertThat(Files.readString(charter)).isEqualTo("# Kept\n" + exported);
    }
}
