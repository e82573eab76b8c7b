package io.kontor.access;

import io.kontor.support.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the door of a server, with cookies of their own and without a browser. */
final class Person {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String token = "";

    private Person(String url) {
        this.url = url;
    }

    static Person guest(TestServer server) {
        var guest = new Person(server.url());
        guest.token = guest.tokenOf("/signin");
        return guest;
    }

    static Person signedIn(TestServer server, String email) {
        var person = guest(server);
        var answer = person.post("/signin", Map.of("email", email, "password", TestServer.PASSWORD));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException(email + " could not sign in: " + answer.statusCode());
        }
        person.token = person.tokenOf("/me");
        return person;
    }

    private String tokenOf(String page) {
        var matcher = TOKEN.matcher(get(page).body());
        if (!matcher.find()) {
            throw new IllegalStateException(page + " has no form");
        }
        return matcher.group(1);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    /** With the token against forgery. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return form(path, fields, token);
    }

    HttpResponse<String> postWithoutToken(String path) {
        return form(path, Map.of(), "");
    }

    private HttpResponse<String> form(String path, Map<String, String> fields, String csrf) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        if (!csrf.isEmpty()) {
            body += (body.isEmpty() ? "" : "&") + "_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8);
        }
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A program's request, with its token and no cookie's help. */
    static int program(TestServer server, String method, String path, String secret) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        return new Person(server.url()).send(request).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
