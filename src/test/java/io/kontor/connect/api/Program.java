package io.kontor.connect.api;

import io.kontor.entrance.Tokens;
import io.kontor.people.PermissionTable;
import io.kontor.support.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that speaks to the API with a token. */
final class Program {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server;
    private final String token;

    private Program(TestServer server, String token) {
        this.server = server;
        this.token = token;
    }

    static Program with(TestServer server, UUID person, String... permissions) {
        var created = server.bean(Tokens.class)
                .create(server.administrator(), person, "test", Set.of(permissions), Duration.ofDays(1));
        return new Program(server, created.secret());
    }

    static Program withEverything(TestServer server, UUID person) {
        var all = PermissionTable.shipped().all().stream()
                .map(one -> one.kind() + ":" + one.verb().code())
                .collect(Collectors.toSet());
        return with(server, person, all.toArray(String[]::new));
    }

    static Program without(TestServer server) {
        return new Program(server, "");
    }

    static Program withToken(TestServer server, String token) {
        return new Program(server, token);
    }

    /** What came back. */
    record Reply(int status, java.net.http.HttpHeaders headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String path) {
            return json().at(path).asString("");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String id() {
            return text("/id");
        }

        String etag() {
            return header("ETag");
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, with(headers, "Content-Type", "application/json"));
    }

    Reply patch(String path, String etag, String body, String... headers) {
        return send(
                "PATCH",
                path,
                body,
                with(with(headers, "Content-Type", "application/merge-patch+json"), "If-Match", etag));
    }

    Reply delete(String path, String etag) {
        return send("DELETE", path, null, "If-Match", etag);
    }

    private static String[] with(String[] headers, String name, String value) {
        var more = java.util.Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }

    Reply send(String method, String path, @org.jspecify.annotations.Nullable String body, String... headers) {
        return publish(
                method,
                path,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8),
                headers);
    }

    Reply publish(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            if (!headers[i + 1].isEmpty()) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
