package io.kontor.cli;

import io.kontor.database.Build;
import io.kontor.kernel.Refusal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "kontor",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            LedgerCommand.class,
            BenchCommand.class,
            BiCommand.class,
            GenerateCommand.class,
            MetricsCommand.class,
            TokenCommand.class,
            TrainCommand.class,
        })
public final class Cli implements Callable<Integer> {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int MISUSED = 2;

    @Override
    public Integer call() {
        Terminal.say("cli.which-command");
        return MISUSED;
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Cli());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, command));
        line.setParameterExceptionHandler(Misuse::said);
        line.setUsageHelpAutoWidth(true);
        line.setResourceBundle(new HelpTexts());
        return line;
    }

    private static int failed(Exception exception, CommandLine command) {
        if (exception instanceof Refusal refusal) {
            command.getErr().println(Terminal.words().refusal(refusal));
        } else {
            LoggerFactory.getLogger(Cli.class).error("A command failed.", exception);
            command.getErr()
                    .println(
                            databaseGone(exception)
                                    ? Terminal.words().t("cli.database-gone")
                                    : Terminal.words().t("cli.failed", "why", String.valueOf(exception.getMessage())));
        }
        return REFUSED;
    }

    /** Whether the database went away under the command, and not the command that is wrong. */
    private static boolean databaseGone(Exception exception) {
        return exception instanceof TransactionException || exception instanceof DataAccessResourceFailureException;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Kontor " + Build.version()};
        }
    }
}
