package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.people.Access;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every command, and as whom it acts. A command that is not here fails until somebody says which it is. */
class CommandAccessTest {
    private enum As {
        /** The local administrator, named after the operating system's user, with the rights of the permission table. */
        LOCAL_ADMINISTRATOR,
        /** The owner of the database: only migration, backup and restore. */
        OWNER,
        /** Whoever asks over the web, each as themselves; the command itself does nothing in the office. */
        WHOEVER_ASKS,
        /** Touches no office. */
        NOBODY
    }

    private static final Map<String, As> COMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("apply", As.LOCAL_ADMINISTRATOR),
            Map.entry("backup", As.OWNER),
            Map.entry("bench", As.LOCAL_ADMINISTRATOR),
            Map.entry("bi", As.LOCAL_ADMINISTRATOR),
            Map.entry("demo", As.WHOEVER_ASKS),
            Map.entry("doctor", As.LOCAL_ADMINISTRATOR),
            Map.entry("export", As.LOCAL_ADMINISTRATOR),
            Map.entry("generate", As.LOCAL_ADMINISTRATOR),
            Map.entry("import", As.LOCAL_ADMINISTRATOR),
            Map.entry("ledger", As.LOCAL_ADMINISTRATOR),
            Map.entry("metrics", As.LOCAL_ADMINISTRATOR),
            Map.entry("migrate", As.OWNER),
            Map.entry("plan", As.LOCAL_ADMINISTRATOR),
            Map.entry("restore", As.OWNER),
            Map.entry("serve", As.WHOEVER_ASKS),
            Map.entry("test", As.NOBODY),
            Map.entry("token", As.LOCAL_ADMINISTRATOR),
            Map.entry("train", As.NOBODY)));

    @Test
    void every_command_says_as_whom_it_acts() {
        assertThat(COMMANDS.keySet())
                .containsAll(Cli.commandLine().getSubcommands().keySet());
    }

    @Test
    void every_command_has_help() {
        Cli.commandLine()
                .getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("--help"));
    }

    @Test
    void whoever_runs_commands_is_named_after_the_operating_system_s_user() {
        var actor = Office.administrator();
        assertThat(actor.label()).isEqualTo("local:" + System.getProperty("user.name"));
        assertThat(actor.rights().permissions())
                .isEqualTo(Access.local("x", UUID.randomUUID()).rights().permissions());
    }
}
