package io.kontor.cli;

import io.kontor.database.OpenDatabase;
import io.kontor.database.Running;
import io.kontor.entrance.PublicAddress;
import io.kontor.post.PostSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An office with its web server, from its start until somebody stops it.
 *
 * @param trustedProxies a pattern of the proxies that are believed, or none
 */
record Serving(
        int port,
        String address,
        PublicAddress publicAddress,
        PostSettings post,
        @Nullable String trustedProxies) {
    static Serving local(int port, PostSettings post) {
        return new Serving(port, "127.0.0.1", PublicAddress.of("http://localhost:" + port), post, null);
    }

    /** Refuses: the port is taken. Closes the database when the office does not come up. */
    Office start(OpenDatabase database) {
        try {
            var office = Office.serving(database, properties(), publicAddress, post);
            database.data()
                    .ifPresent(directory ->
                            Running.note(directory, publicAddress.origin().toString()));
            return office;
        } catch (RuntimeException e) {
            database.closeSoon();
            throw Ports.explained(e, port);
        }
    }

    /** Says that the office is ready and what {@code more} has to say, and returns when the process is told to stop. */
    int untilStopped(Office office, Consumer<Office> more) {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop(office);
            stopped.countDown();
        }));
        Terminal.print("Kontor is ready at " + publicAddress.origin());
        more.accept(office);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Cli.DONE;
    }

    static void stop(Office office) {
        office.stop();
        office.database().data().ifPresent(Running::forget);
        office.database().closeSoon();
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
}
