package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.verify.Flaw;
import io.kontor.verify.SampleLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** No database anywhere here: the command needs the file alone. */
class LedgerCommandTest extends CommandTest {
    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @Test
    void an_export_alone_is_consistent_and_no_more() throws IOException {
        var ledger = SampleLedger.of(1, 12);
        var export = file("export", ledger.export());
        assertThat(run("ledger", "verify", "--file", export)).as(err).isEqualTo(Cli.DONE);
        assertThat(out.lines())
                .contains("12 entries checked, positions 0 to 11.")
                .endsWith("consistent in itself; nothing outside this file vouches for key "
                        + ledger.key().id());
        assertThat(run("ledger", "verify", "--file", export, "--json")).isEqualTo(Cli.DONE);
        assertThat(json().get("ok").asBoolean()).isTrue();
        assertThat(json().get("believed").asString()).isEqualTo("nobody");
        assertThat(json().get("entries").asInt()).isEqualTo(12);
        assertThat(json().get("signed_by").get(0).asString())
                .isEqualTo(ledger.key().toString());
    }

    @Test
    void a_key_or_an_earlier_checkpoint_says_whom_to_believe() throws IOException {
        var ledger = SampleLedger.of(2, 12);
        var export = file("export", ledger.export());
        var earlier = file("earlier", ledger.checkpoint(5).bytes());
        assertThat(run(
                        "ledger",
                        "verify",
                        "--file",
                        export,
                        "--vkey",
                        ledger.key().toString()))
                .isEqualTo(Cli.DONE);
        assertThat(out).contains("signed by the key you gave, " + ledger.key().id());
        assertThat(run("ledger", "verify", "--file", export, "--from", earlier)).isEqualTo(Cli.DONE);
        assertThat(out).contains("The first 5 entries are as they were").contains("continues the earlier checkpoint");
        var forged = file("forged", SampleLedger.of(3, 12).export());
        assertThat(run("ledger", "verify", "--file", forged)).isEqualTo(Cli.DONE);
        assertThat(run(
                        "ledger",
                        "verify",
                        "--file",
                        forged,
                        "--vkey",
                        ledger.key().toString()))
                .isEqualTo(Cli.REFUSED);
        assertThat(out).contains("did not sign this export");
        assertThat(run("ledger", "verify", "--file", forged, "--from", earlier)).isEqualTo(Cli.REFUSED);
        assertThat(out).contains("The first 5 entries are not those of the earlier checkpoint");
        var anew = file("anew", ledger.signedAnew().export());
        assertThat(run("ledger", "verify", "--file", anew, "--from", earlier)).isEqualTo(Cli.DONE);
        assertThat(out).contains("vouches for the first 5 entries only");
    }

    @Test
    void the_first_wrong_position_is_told_to_people_and_programs() throws IOException {
        var text = new String(SampleLedger.of(4, 12).export(), StandardCharsets.UTF_8);
        var export = file("export", text.replace("ample 9\"", "ample 8\"").getBytes(StandardCharsets.UTF_8));
        assertThat(run("ledger", "verify", "--file", export)).isEqualTo(Cli.REFUSED);
        assertThat(out).startsWith("Position 9: The content is not what the leaf commits to");
        assertThat(run("ledger", "verify", "--file", export, "--json")).isEqualTo(Cli.REFUSED);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("position").asInt()).isEqualTo(9);
        assertThat(json().get("wrong").asString()).isEqualTo("content-differs");
    }

    @Test
    void what_cannot_be_checked_is_wrong_use_and_not_a_wrong_ledger() throws IOException {
        var ledger = SampleLedger.of(5, 3);
        var export = file("export", ledger.export());
        assertThat(run("ledger")).isEqualTo(Cli.MISUSED);
        assertThat(run("ledger", "verify")).isEqualTo(Cli.MISUSED);
        assertThat(run("ledger", "verify", "--file", folder.resolve("none").toString()))
                .isEqualTo(Cli.MISUSED);
        assertThat(err).contains("cannot be read");
        assertThat(run("ledger", "verify", "--file", folder.toString())).isEqualTo(Cli.MISUSED);
        var key = ledger.key().toString();
        assertThat(run("ledger", "verify", "--file", export, "--vkey", key.replace("+A", "+B")))
                .isEqualTo(Cli.MISUSED);
        assertThat(run("ledger", "verify", "--file", export, "--from", export)).isEqualTo(Cli.MISUSED);
        assertThat(err).contains("is no checkpoint");
    }

    @Test
    void everything_that_can_be_wrong_has_its_sentence() {
        for (var kind : Flaw.Kind.values()) {
            assertThat(Words.keys(Language.EN)).contains("flaw." + kind.code());
        }
        assertThat(Words.keys(Language.EN).stream().filter(key -> key.startsWith("flaw.")))
                .hasSize(Flaw.Kind.values().length);
    }
}
