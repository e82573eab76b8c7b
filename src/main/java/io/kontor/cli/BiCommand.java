package io.kontor.cli;

import io.kontor.bi.OutsideTools;
import io.kontor.database.DatabaseRole;
import io.kontor.database.OpenDatabase;
import io.kontor.database.ReadingRole;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets outside tools read the schema {@code bi}, or shuts them out. */
@Command(name = "bi", mixinStandardHelpOptions = true)
final class BiCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Where where = new Where();

    @Option(names = "--until", paramLabel = "DATE")
    @Nullable String until;

    @Option(names = "--revoke")
    boolean revoke;

    @Override
    public Integer call() throws SQLException {
        var last = last();
        try (var database = where.open();
                var office = Office.forCommand(database)) {
            var tools = office.bean(OutsideTools.class);
            if (revoke) {
                tools.shutOut(Office.administrator());
                run(database, ReadingRole.shuttingOut());
                Terminal.say("cli.bi.shut-out");
                return Cli.DONE;
            }
            var password = ReadingRole.password();
            tools.admitted(Office.administrator(), last);
            var statements = new ArrayList<>(missing(database));
            statements.addAll(ReadingRole.admitting(password, last));
            run(database, statements);
            Terminal.say("cli.bi.admitted");
            Terminal.print("postgresql://" + ReadingRole.USER + ":" + password + "@"
                    + database.endpoint().url().replace("jdbc:postgresql://", ""));
            return Cli.DONE;
        }
    }

    private @Nullable LocalDate last() {
        if (until == null) {
            return null;
        }
        try {
            var day = LocalDate.parse(until);
            if (!day.isBefore(LocalDate.now(ZoneOffset.UTC))) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for a day that is over.
        }
        throw new ParameterException(spec.commandLine(), Terminal.words().t("cli.bi.no-day", "value", until));
    }

    /** What the role lacks and an administrator has to give it; what the owner of the views can give it has then. */
    private static List<String> missing(OpenDatabase database) throws SQLException {
        var endpoint = database.endpoint();
        var missing = new ArrayList<String>();
        try (var office = endpoint.open(DatabaseRole.OFFICE)) {
            if (!ReadingRole.made(office)) {
                missing.addAll(ReadingRole.makingOutside(name(database)));
            }
        }
        if (!missing.isEmpty() || !endpoint.knows(DatabaseRole.OWNER)) {
            missing.addAll(ReadingRole.granting());
            return missing;
        }
        try (var owner = endpoint.open(DatabaseRole.OWNER);
                var statement = owner.createStatement()) {
            for (var sql : ReadingRole.granting()) {
                statement.execute(sql);
            }
        }
        return missing;
    }

    private static String name(OpenDatabase database) {
        return database.endpoint().url().replaceAll("^.*/|\\?.*$", "");
    }

    private static void run(OpenDatabase database, List<String> statements) {
        if (!database.administer(statements)) {
            Terminal.say("cli.bi.outside", "database", name(database));
            statements.forEach(sql -> Terminal.print(sql + ";"));
        }
    }
}
