package io.kontor.connect.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.support.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every problem of the API has its page: the addresses in {@code type} lead somewhere, in every language. */
@Tag("database")
class ProblemPagesTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path SOURCES = Path.of("src/main/java/io/kontor");
    private static final List<Pattern> CODES = List.of(
            Pattern.compile("Refusal\\s*\\.(?:invalid|conflict|unavailable|tooMany)\\(\\s*\"([a-z0-9-]+)\""),
            Pattern.compile("Refused\\s*\\.of\\(\\s*HttpStatus\\.\\w+,\\s*\"([a-z0-9-]+)\""),
            Pattern.compile("Refused\\s*\\.at\\(\\s*HttpStatus\\.\\w+,[^,;]+,\\s*\"([a-z0-9-]+)\""),
            Pattern.compile("\"(api-(?!forget)[a-z0-9-]+)\""));

    private static HttpResponse<String> get(String path, String language) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(SERVER.url() + path))
                            .header("Accept-Language", language)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The codes the sources refuse with, those there are sentences of, and those that stand for more than one refusal. */
    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<>(Set.of("invalid", "incident", "not-found", "forbidden"));
        Words.keys(Language.EN).stream()
                .filter(key -> key.startsWith("refusal."))
                .forEach(key -> codes.add(key.substring("refusal.".length())));
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                CODES.forEach(code -> code.matcher(source).results().forEach(found -> codes.add(found.group(1))));
            }
        }
        return codes;
    }

    @Test
    void every_code_has_a_page_in_every_language() throws IOException {
        var codes = codes();
        assertThat(codes)
                .hasSizeGreaterThan(200)
                .contains("api-stale", "api-expects-day", "nothing-to-undo", "external-id-taken", "field-required");
        var faults = new ArrayList<String>();
        for (var code : codes) {
            for (var language : List.of(Language.EN, Language.DE, Language.FR, Language.ES)) {
                var page = get("/problems/" + code, language.tag());
                var main = page.body().substring(page.body().indexOf("<main"));
                if (page.statusCode() != 200) {
                    faults.add(code + " answers " + page.statusCode());
                } else if (!page.body().contains("<html lang=\"" + language.tag() + "\"")
                        || !main.contains(code)
                        || main.contains("{")
                        || main.contains("refusal.")
                        || main.contains("problem.")) {
                    faults.add(code + " in " + language);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_page_says_what_the_answer_says_in_general() {
        var page = get("/problems/api-method", "en").body();
        assertThat(page).contains("This address takes ….").contains("What the status asks for");
        assertThat(get("/problems/invalid", "en").body()).contains("2 fields are wrong.");
        assertThat(get("/problems/not-found", "de").body()).contains("Objekt");
    }

    @Test
    void the_type_of_a_problem_leads_to_its_page() throws Exception {
        var refused = get("/api/v1/partners", "fr");
        var type = Pattern.compile("\"type\":\"([^\"]+)\"").matcher(refused.body());
        assertThat(type.find()).as(refused.body()).isTrue();
        var page = get(type.group(1), "fr");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(new Words(Language.FR, java.time.ZoneOffset.UTC).t("problem.status.token"));
    }

    @Test
    void a_code_nobody_sends_has_no_page() {
        assertThat(get("/problems/no-such-code", "en").statusCode()).isEqualTo(404);
        assertThat(get("/problems/..%2Frefusal", "en").statusCode()).isNotEqualTo(200);
    }
}
