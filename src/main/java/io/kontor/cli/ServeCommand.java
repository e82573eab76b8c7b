package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.database.Outside;
import io.kontor.database.Running;
import io.kontor.entrance.Links;
import io.kontor.entrance.PublicAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    static final int PORT = 8080;

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
        var database = database();
        Office office;
        try {
            office = Office.serving(database, properties(), publicAddress());
        } catch (RuntimeException e) {
            database.closeSoon();
            throw Ports.explained(e, port);
        }
        return untilStopped(office);
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

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("server.address", address);
        if (trustedProxies != null) {
            properties.put("server.forward-headers-strategy", "native");
            properties.put("server.tomcat.remoteip.internal-proxies", trustedProxies);
        }
        return properties;
    }

    private int untilStopped(Office office) {
        var url = publicAddress().origin().toString();
        office.database().data().ifPresent(directory -> Running.note(directory, url));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            office.stop();
            office.database().data().ifPresent(Running::forget);
            office.database().closeSoon();
            stopped.countDown();
        }));
        Terminal.print("Kontor is ready at " + url);
        var links = office.bean(Links.class);
        if (links.officeIsEmpty()) {
            Terminal.print(Terminal.words().t("cli.set-up-link", "link", links.setUp()));
        }
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Cli.DONE;
    }
}
