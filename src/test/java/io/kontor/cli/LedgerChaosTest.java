package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node is killed while another process writes and it seals. */
@Tag("database")
class LedgerChaosTest extends CommandTest {
    private static final int DEALS = 2_500;

    private static void until(BufferedReader said, String words) throws IOException {
        var before = new StringBuilder();
        var line = said.readLine();
        while (line != null && !line.contains(words)) {
            before.append(line).append('\n');
            line = said.readLine();
        }
        assertThat(line).as("%s after %s", words, before).isNotNull();
    }

    @Test
    void a_node_killed_while_it_seals_loses_no_entry_and_seals_none_twice() throws IOException, InterruptedException {
        var mapping = Files.writeString(folder.resolve("m.yaml"), ImportCommandTest.ORDERS)
                .toString();
        var data = folder.resolve("data").toString();
        assertThat(run("migrate", "--data", data)).isEqualTo(Cli.DONE);
        var file = Files.writeString(folder.resolve("orders.csv"), ImportCommandTest.orders("K", DEALS))
                .toString();
        var node = process("-Xmx384m", "serve", "--data", data, "--port", "0");
        try (var ready = node.inputReader()) {
            until(ready, "Kontor is ready");
            var writer = process("-Xmx384m", "import", file, "--mapping", mapping, "--data", data);
            try (var said = writer.inputReader()) {
                until(said, "deals:");
                node.destroyForcibly().waitFor();
                said.lines().forEach(line -> {});
                writer.waitFor();
            } finally {
                writer.destroyForcibly();
            }
        } finally {
            node.destroyForcibly();
        }
        assertThat(run("import", file, "--mapping", mapping, "--data", data)).isEqualTo(Cli.DONE);
        assertThat(run("ledger", "verify", "--data", data, "--json"))
                .as(out + err)
                .isEqualTo(Cli.DONE);
        assertThat(json().get("ok").asBoolean()).isTrue();
        assertThat(json().get("pending").asInt()).isZero();
        assertThat(run("metrics", "--data", data, "--json")).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"deals_won\":" + DEALS);
    }
}
