package io.kontor.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to somebody who called a command wrongly: the fault and where help stands, not the whole help. */
final class Misuse {
    private Misuse() {}

    static int said(ParameterException fault, String... args) {
        var command = fault.getCommandLine();
        var words = Terminal.words();
        command.getErr().println(sentence(fault));
        command.getErr()
                .println(words.t(
                        "cli.more-help",
                        "command",
                        "./" + command.getCommandSpec().qualifiedName()));
        return Cli.MISUSED;
    }

    private static String sentence(ParameterException fault) {
        var words = Terminal.words();
        return switch (fault) {
            case MissingParameterException missing ->
                words.t(
                        "cli.missing-argument",
                        "count",
                        missing.getMissing().size(),
                        "what",
                        missing.getMissing().stream()
                                .map(argument -> argument.isOption()
                                        ? ((CommandLine.Model.OptionSpec) argument).longestName()
                                        : argument.paramLabel())
                                .collect(Collectors.joining(", ")));
            case UnmatchedArgumentException unmatched ->
                words.t("cli.unknown-argument", "what", String.join(" ", unmatched.getUnmatched()));
            default -> words.t("cli.misused", "why", String.valueOf(fault.getMessage()));
        };
    }
}
