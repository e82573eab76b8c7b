package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands as the command line does and keeps what they said. */
abstract class CommandTest {
    @TempDir
    Path folder;

    /** What the last command printed. */
    String out = "";

    /** What it said beside that. */
    String err = "";

    /** Its exit code. */
    int run(String... args) {
        var before = System.out;
        var errors = System.err;
        var told = new ByteArrayOutputStream();
        var wrong = new ByteArrayOutputStream();
        try (var caught = new PrintStream(told, true, StandardCharsets.UTF_8);
                var faults = new PrintStream(wrong, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(faults);
            return Cli.run(args);
        } finally {
            System.setOut(before);
            System.setErr(errors);
            out = told.toString(StandardCharsets.UTF_8);
            err = wrong.toString(StandardCharsets.UTF_8);
        }
    }

    /** The one object it printed. */
    JsonNode json() {
        assertThat(out.lines()).hasSize(1);
        return JsonMapper.builder().build().readTree(out);
    }

    /** Kontor as people start it, in a process of its own. */
    static Process process(String heap, String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
