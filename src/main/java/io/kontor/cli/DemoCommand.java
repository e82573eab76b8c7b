package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.entrance.Credentials;
import io.kontor.ledger.Ledger;
import io.kontor.people.Access;
import io.kontor.post.PostSettings;
import io.kontor.sample.SamplePrograms;
import io.kontor.sample.Settings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An office with a sample programme, for a look round: on this machine only, with new passwords at each start. */
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int PARTNERS = 120;
    private static final int YEARS = 3;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Option(names = "--data", paramLabel = "DIR")
    @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
    int port;

    @Override
    public Integer call() {
        var directory = new DataDirectory(data == null ? Places.demoData() : data);
        var database = OpenDatabase.own(directory, Binaries.bundled());
        try {
            fill(database);
        } catch (RuntimeException e) {
            database.closeSoon();
            throw e;
        }
        var mail = directory.home().resolve("mail");
        var serving = Serving.local(port, PostSettings.toFolder(mail));
        return serving.untilStopped(serving.start(database), office -> sayWhoSignsIn(office, mail));
    }

    /** A first start makes the programme; later ones find it. */
    private static void fill(OpenDatabase database) {
        boolean filled;
        try (var office = Office.forCommand(database)) {
            filled = office.bean(Ledger.class).sample();
        }
        if (!filled) {
            Terminal.say("cli.demo.filling", "partners", PARTNERS);
            GenerateCommand.generate(database, Settings.of(PARTNERS, YEARS, 1, GenerateCommand.yesterday()), true);
        }
    }

    private static void sayWhoSignsIn(Office office, Path mail) {
        var words = Terminal.words();
        Terminal.print(words.t("cli.demo.sign-ins"));
        var actor = Office.administrator();
        Stream.concat(SamplePrograms.OFFICE_ROLES.stream(), SamplePrograms.PORTAL_ROLES.stream())
                .forEach(role -> {
                    var address = SamplePrograms.address(role);
                    office.bean(Access.class).account(address).ifPresent(account -> {
                        var password = password();
                        office.bean(Credentials.class).setPassword(actor, account, password);
                        Terminal.print("  %-22s %-34s %s".formatted(words.t("role." + role), address, password));
                    });
                });
        Terminal.print(words.t("cli.demo.mail", "folder", mail));
    }

    private static String password() {
        var password = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
