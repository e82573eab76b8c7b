package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One drawing of a form makes one thing, however often and by however many clicks it is sent. */
@Tag("database")
class SentFormsTest {
    private static final TestServer SERVER = TestServer.shared();
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*method=\"post\"[^>]*>.*?</form>");
    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private final String tag = UUID.randomUUID().toString().substring(24);
    private final Person person = somebody("sends-" + tag);

    private static Person somebody(String name) {
        SERVER.person(name + "@example.com", name, "administrator", "partner-operations");
        return Person.signedIn(SERVER, name + "@example.com");
    }

    /** What a form of the page carries that no other drawing does. */
    private static String drawn(Person person, String page) {
        var found = ONCE.matcher(person.get(page).body());
        assertThat(found.find()).as("a form on " + page).isTrue();
        return found.group(1);
    }

    private static String to(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private int found(String list, String words) {
        var rows = Pattern.compile("href=\"" + list + "/[0-9a-f-]{36}\"[^>]*>" + words)
                .matcher(person.get(list + "?q=" + words.replace(' ', '+')).body());
        return (int) rows.results().count();
    }

    @Test
    void two_posts_at_the_same_moment_and_one_later_make_one_firm() throws Exception {
        var name = "Twiceclicked " + tag;
        var fields = Map.of("name", name, "once", drawn(person, "/partners/new"));
        var start = new CyclicBarrier(2);
        var answers = new ArrayList<Future<HttpResponse<String>>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return person.post("/partners", fields);
                }));
            }
        }
        var made = to(answers.getFirst().get());
        assertThat(made).startsWith("/partners/");
        assertThat(to(answers.getLast().get())).isEqualTo(made);
        assertThat(to(person.post("/partners", fields))).isEqualTo(made);
        SERVER.settle();
        assertThat(found("/partners", name)).isEqualTo(1);
    }

    @Test
    void another_drawing_another_content_and_another_person_make_their_own() {
        var name = "Meanttwice " + tag;
        var drawn = drawn(person, "/partners/new");
        var made = to(person.post("/partners", Map.of("name", name, "once", drawn)));
        assertThat(to(person.post("/partners", Map.of("name", name, "once", drawn(person, "/partners/new")))))
                .isNotEqualTo(made);
        assertThat(to(person.post("/partners", Map.of("name", name + " B", "once", drawn))))
                .isNotEqualTo(made);
        assertThat(to(somebody("other-" + tag).post("/partners", Map.of("name", name, "once", drawn))))
                .isNotEqualTo(made);
        SERVER.settle();
        assertThat(found("/partners", name)).isEqualTo(4);
    }

    @Test
    void what_was_refused_may_be_sent_again_as_it_is() {
        var fields = new HashMap<>(Map.of("name", "", "once", drawn(person, "/customers/new")));
        assertThat(person.post("/customers", fields).statusCode()).isEqualTo(422);
        assertThat(person.post("/customers", fields).statusCode()).isEqualTo(422);
        fields.put("name", "Put right " + tag);
        assertThat(to(person.post("/customers", fields))).startsWith("/customers/");
    }

    @Test
    void a_note_is_written_once_and_a_change_sent_twice_is_no_clash() {
        var partner = to(person.post("/partners", Map.of("name", "Noted " + tag)));
        partner = partner.substring(0, partner.indexOf('?'));
        var notes = "/hanging/partner/" + partner.substring("/partners/".length()) + "/notes";
        var note = Map.of("audience", "office", "text", "Once only " + tag, "once", drawn(person, partner));
        var shown = to(person.post(notes, note));
        assertThat(to(person.post(notes, note))).isEqualTo(shown);
        assertThat(person.get(notes.substring(0, notes.lastIndexOf('/'))).body().split("Once only " + tag, -1))
                .hasSize(2);
        var page = person.get(partner + "/edit").body();
        var version = Pattern.compile("name=\"version\" value=\"([^\"]+)\"").matcher(page);
        assertThat(version.find()).isTrue();
        var change = Map.of(
                "name", "Noted anew " + tag, "version", version.group(1), "once", drawn(person, partner + "/edit"));
        assertThat(to(person.post(partner, change))).isEqualTo(to(person.post(partner, change)));
    }

    @Test
    void every_form_that_is_posted_carries_its_drawing() throws IOException {
        var without = new ArrayList<String>();
        int seen = 0;
        for (var template : templates()) {
            var forms = FORM.matcher(Files.readString(template));
            while (forms.find()) {
                seen++;
                if (!forms.group().contains("template.ui.token(")
                        && !forms.group().contains("template.ui.once(")) {
                    without.add(
                            template + ": " + forms.group().lines().findFirst().orElse(""));
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(seen).isGreaterThan(150);
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/io/kontor"))) {
            return files.filter(file -> file.toString().endsWith(".jte")).toList();
        }
    }
}
