package io.kontor.cli;

import io.kontor.database.Binaries;
import io.kontor.database.DataDirectory;
import io.kontor.database.OpenDatabase;
import io.kontor.entrance.Links;
import io.kontor.post.PostSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One short life of an office on scratch data: start, set up, a look at the pages, stop. The launcher's build runs it so that
 * the JVM learns which classes a start needs.
 */
@Command(name = "train", hidden = true, mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final List<String> PAGES = List.of(
            "/",
            "/partners",
            "/partners/new",
            "/contacts",
            "/programmes",
            "/people",
            "/customers",
            "/products",
            "/deals",
            "/search?q=a",
            "/me",
            "/ledger",
            "/settings",
            "/assets/kontor.css");

    @Option(names = "--data", paramLabel = "DIR", required = true)
    @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var database = OpenDatabase.own(new DataDirectory(Objects.requireNonNull(data)), Binaries.bundled());
        var office = Serving.local(Ports.free(), PostSettings.waiting()).start(database);
        try {
            look(office.bean(Links.class).setUp());
        } finally {
            Serving.stop(office);
        }
        return Cli.DONE;
    }

    private static void look(String link) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var page = get(client, URI.create(link));
            var token = TOKEN.matcher(page);
            var form = Map.of(
                    "_csrf", token.find() ? token.group(1) : "",
                    "company", "Kontor",
                    "currency", "EUR",
                    "zone", "Europe/Berlin",
                    "language", "en",
                    "name", "Administrator",
                    "email", "administrator@kontor.example",
                    "password", "a password for one start",
                    "again", "a password for one start");
            post(client, URI.create(link), form);
            for (var path : PAGES) {
                get(client, URI.create(link).resolve(path));
            }
        }
    }

    private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void post(HttpClient client, URI uri, Map<String, String> form)
            throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }
}
