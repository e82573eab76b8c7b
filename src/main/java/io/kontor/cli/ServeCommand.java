package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.database.Outside;
import io.kontor.entrance.Links;
import io.kontor.entrance.PublicAddress;
import io.kontor.post.PostSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR")
    @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
    int port;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1")
    String address = "127.0.0.1";

    @Option(names = "--public-url", paramLabel = "URL")
    @Nullable String publicUrl;

    @Option(names = "--trusted-proxies", paramLabel = "REGEX")
    @Nullable String trustedProxies;

    @Override
    public Integer call() {
        var serving = new Serving(port, address, publicAddress(), mail(), trustedProxies);
        return serving.untilStopped(serving.start(database()), ServeCommand::sayHowToSetUp);
    }

    private OpenDatabase database() {
        if (data == null && Outside.from(System.getenv()).isPresent()) {
            return OpenDatabase.outside(Outside.from(System.getenv()).get());
        }
        return OpenDatabase.own(new DataDirectory(data == null ? Places.usualData() : data), Binaries.bundled());
    }

    private PublicAddress publicAddress() {
        return PublicAddress.of(publicUrl == null ? "http://localhost:" + port : publicUrl);
    }

    /** The mail server and its password come from the environment, where other processes do not see them. */
    private static PostSettings mail() {
        return PostSettings.of(
                System.getenv("KONTOR_SMTP_URL"),
                System.getenv("KONTOR_SMTP_USER"),
                System.getenv("KONTOR_SMTP_PASSWORD"),
                System.getenv("KONTOR_MAIL_FROM"));
    }

    private static void sayHowToSetUp(Office office) {
        var links = office.bean(Links.class);
        if (links.officeIsEmpty()) {
            Terminal.print(Terminal.words().t("cli.set-up-link", "link", links.setUp()));
        }
    }
}
