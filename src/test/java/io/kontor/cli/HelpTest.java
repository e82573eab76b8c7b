package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Language;
import io.kontor.language.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help of every command, option and argument stands in the bundles; what is called wrongly is told so. */
class HelpTest {
    @Test
    void every_command_option_and_argument_is_explained() {
        var silent = new TreeSet<String>();
        for (var command : all(Cli.commandLine())) {
            var spec = command.getCommandSpec();
            if (spec.usageMessage().hidden()) {
                continue;
            }
            if (spec.usageMessage().description().length == 0) {
                silent.add(spec.qualifiedName());
            }
            spec.args().stream()
                    .filter(argument -> !argument.hidden() && argument.description().length == 0)
                    .forEach(argument -> silent.add(spec.qualifiedName() + " " + argument.paramLabel()));
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void no_help_is_left_over_from_a_command_that_went() {
        var printed = new StringBuilder();
        for (var command : all(Cli.commandLine())) {
            printed.append(command.getUsageMessage().replaceAll("\\s+", " "));
        }
        var unused = Words.patterns(Language.EN).entrySet().stream()
                .filter(text -> text.getKey().startsWith("help."))
                .filter(text -> !printed.toString()
                        .contains(text.getValue()
                                .replace("''", "'")
                                .replace("%n", "")
                                .strip()
                                .replaceAll("\\s+", " ")))
                .map(text -> text.getKey())
                .sorted()
                .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void a_wrong_call_names_the_fault_and_where_help_stands() {
        assertThat(called("backup")).contains("This is missing: FILE").contains("./kontor backup --help");
        assertThat(called("serve", "--prot", "80")).contains("--prot 80 means nothing here");
        assertThat(called("serve", "--port", "eighty")).contains("This is not right");
        assertThat(called()).isEmpty();
    }

    private static String called(String... args) {
        var line = Cli.commandLine();
        var said = new StringWriter();
        line.setErr(new PrintWriter(said, true));
        assertThat(line.execute(args)).isEqualTo(Cli.MISUSED);
        return said.toString();
    }

    private static List<CommandLine> all(CommandLine command) {
        var all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(one -> all.addAll(all(one)));
        return all;
    }
}
