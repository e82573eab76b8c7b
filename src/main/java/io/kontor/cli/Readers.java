package io.kontor.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Eight people who read pages one after the other, as quickly as they come. */
final class Readers implements AutoCloseable {
    private static final int PEOPLE = 8;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern TOOK = Pattern.compile("dur=([0-9.]+)");

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Readers(String url) {
        this.url = URI.create(url);
    }

    /** One page that was read, and how long the server took for it. */
    record Page(String path, double millis) {}

    /** How long the server took for pages, in milliseconds, the quickest first. */
    record Read(List<Page> pages, double seconds) {
        Read(List<Page> pages, double seconds) {
            this.pages = pages.stream()
                    .sorted(Comparator.comparingDouble(Page::millis))
                    .toList();
            this.seconds = seconds;
        }

        double percentile(double share) {
            return pages.isEmpty()
                    ? Double.NaN
                    : pages.get((int) Math.min(pages.size() - 1, pages.size() * share))
                            .millis();
        }

        double perSecond() {
            return pages.size() / seconds;
        }

        /** One page of several. */
        Read of(String path) {
            return new Read(
                    pages.stream().filter(page -> page.path().equals(path)).toList(), seconds);
        }
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        var token = TOKEN.matcher(get("/signin").body());
        if (!token.find()) {
            throw new IOException("the sign-in page has no form");
        }
        var body = "_csrf=" + encoded(token.group(1)) + "&email=" + encoded(email) + "&password=" + encoded(password);
        var answer = client.send(
                HttpRequest.newBuilder(url.resolve("/signin"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.uri().getPath().startsWith("/signin")) {
            throw new IOException("could not sign in as " + email);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The pages that are measured, by name. */
    Map<String, String> pages() throws IOException, InterruptedException {
        var pages = new LinkedHashMap<String, String>();
        pages.put("home", "/");
        pages.put("partner-list", "/partners");
        pages.put(
                "partner-page",
                "/partners/" + PagesBench.firstId(get("/partners").body(), "/partners"));
        pages.put("deal-list", "/deals");
        pages.put("search", "/search?q=systems");
        return pages;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Reads these pages in turn, everybody at once, for as long as told. */
    Read read(List<String> pages, Duration howLong) throws InterruptedException {
        var all = Collections.synchronizedList(new ArrayList<Page>());
        long end = System.nanoTime() + howLong.toNanos();
        long began = System.nanoTime();
        var people = new ArrayList<Thread>();
        for (int i = 0; i < PEOPLE; i++) {
            int first = i;
            people.add(Thread.ofVirtual().start(() -> {
                for (int n = first; System.nanoTime() < end; n++) {
                    var path = pages.get(n % pages.size());
                    all.add(new Page(path, serverMillis(path)));
                }
            }));
        }
        for (var person : people) {
            person.join();
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        return new Read(List.copyOf(all), seconds);
    }

    private double serverMillis(String path) {
        try {
            var answer = get(path);
            var took = TOOK.matcher(answer.headers().firstValue("Server-Timing").orElse(""));
            if (answer.statusCode() != 200 || !took.find()) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return Double.parseDouble(took.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
