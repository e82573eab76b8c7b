package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BadInputTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON = SERVER.person("api-bad@example.com", "Bea Bad", "administrator", "partner-operations");
    final Program program = Program.withEverything(SERVER, PERSON);

    private Program.Reply refused(int status, String body, String... fields) {
        var reply = program.post("/api/v1/partners", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.text("/type")).startsWith("/problems/");
        assertThat(reply.text("/title")).isNotEmpty();
        assertThat(reply.text("/detail"))
                .isNotEmpty()
                .doesNotContain("Exception")
                .doesNotContain("io.kontor");
        assertThat(reply.json()
                        .at("/errors")
                        .valueStream()
                        .map(one -> one.path("field").asString()))
                .containsExactlyInAnyOrder(fields);
        return reply;
    }

    @Test
    void what_is_no_json_is_refused_with_its_place() {
        var reply = refused(400, "{\"name\": \"A\",\n  \"city\": }");
        assertThat(reply.text("/detail")).contains("line 2").contains("column");
        refused(400, "");
        refused(400, "{\"name\": \"A\"} more");
        refused(400, "{\"name\": \"A\", \"name\": \"B\"}");
        refused(400, "[]");
        refused(400, "\"text\"");
        refused(400, "{\"name\": \"" + "[".repeat(10) + "\"");
        refused(400, "{\"custom\":" + "[".repeat(5_000));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_its_field() {
        var reply = refused(
                422,
                """
                {"nam": "A", "status": "great", "types": [{"value": "reseller", "form": "2026-01-01"}],
                 "segments": "gold", "regions": [{"value": "not-an-id"}], "parents": [{"value": 7}],
                 "domains": [1], "custom": [], "city": true}
                """,
                "nam",
                "name",
                "status",
                "types[0].form",
                "segments",
                "regions[0].value",
                "parents[0].value",
                "domains[0]",
                "custom",
                "city");
        assertThat(reply.text("/type")).isEqualTo("/problems/invalid");
        assertThat(reply.text("/detail")).contains("10 fields");
    }

    @Test
    void days_and_histories_must_be_possible() {
        refused(
                422,
                "{\"name\": \"A\", \"types\": [{\"value\": \"reseller\", \"from\": \"2026-02-30\"}]}",
                "types[0].from");
        refused(
                422,
                "{\"name\": \"A\", \"types\": [{\"value\": \"reseller\", \"from\": \"+999999-01-01\"}]}",
                "types[0].from");
        refused(
                422,
                "{\"name\": \"A\", \"segments\": [{\"value\": \"x\", \"from\": \"2026-02-01\", \"to\": \"2026-01-01\"}]}",
                "segments[0]");
        refused(422, """
                {"name": "A", "segments": [{"value": "x", "from": "2026-01-01"}, {"value": "y", "from": "2026-02-01"}]}
                """, "segments");
    }

    @Test
    void values_the_trade_does_not_know_are_refused_with_the_field_of_the_body() {
        refused(422, "{\"name\": \"" + "x".repeat(201) + "\"}", "name");
        refused(422, "{\"name\": \"A\", \"country\": \"XX\"}", "country");
        refused(422, "{\"name\": \"A\", \"domains\": [\"not a domain\"]}", "domains");
        refused(422, "{\"name\": \"A\", \"external_ids\": [{\"system\": \"a b\", \"id\": \"1\"}]}", "external_ids[0]");
        refused(422, "{\"name\": \"A\", \"regions\": [{\"value\": \"" + UUID.randomUUID() + "\"}]}", "regions");
        refused(422, "{\"name\": \"A\", \"custom\": {\"nope\": \"1\"}}", "custom.nope");
        refused(422, "{\"name\": \"A\", \"id\": \"" + UUID.randomUUID() + "\"}", "id");
        refused(422, "{\"name\": \"zero \\u0000 sign\"}", "name");
        refused(422, "{\"name\": \"half \\ud800 pair\"}", "name");
        var contact = program.post("/api/v1/contacts", "{\"name\": \"A\", \"partner\": \"" + UUID.randomUUID() + "\"}");
        assertThat(contact.status()).isEqualTo(422);
        assertThat(contact.text("/errors/0/field")).isEqualTo("partner");
    }

    @Test
    void a_second_firm_with_the_same_id_elsewhere_is_refused() {
        var body = "{\"name\": \"Taken\", \"external_ids\": [{\"system\": \"bad\", \"id\": \"T-1\"}]}";
        assertThat(program.post("/api/v1/partners", body).status()).isEqualTo(201);
        assertThat(refused(409, body, "external_ids").text("/type")).isEqualTo("/problems/external-id-taken");
    }

    @Test
    void a_firm_never_belongs_to_itself_or_in_a_circle() {
        var one = program.post("/api/v1/partners", "{\"name\": \"Circle One\"}");
        var two = program.post(
                "/api/v1/partners", "{\"name\": \"Circle Two\", \"parents\": [{\"value\": \"" + one.id() + "\"}]}");
        assertThat(two.status()).as(two.body()).isEqualTo(201);
        var itself = program.patch(
                "/api/v1/partners/" + one.id(), one.etag(), "{\"parents\": [{\"value\": \"" + one.id() + "\"}]}");
        assertThat(itself.text("/errors/0/field")).isEqualTo("parents");
        var circle = program.patch(
                "/api/v1/partners/" + one.id(), one.etag(), "{\"parents\": [{\"value\": \"" + two.id() + "\"}]}");
        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.text("/type")).isEqualTo("/problems/parent-circle");
    }

    @Test
    void a_patch_knows_the_fields_and_leaves_alone_what_kontor_sets() {
        var partner = program.post("/api/v1/partners", "{\"name\": \"Patched\"}");
        var path = "/api/v1/partners/" + partner.id();
        assertThat(program.patch(path, partner.etag(), "{\"nam\": null}").text("/errors/0/field"))
                .isEqualTo("nam");
        assertThat(program.patch(path, partner.etag(), "{\"name\": null}").text("/errors/0/field"))
                .isEqualTo("name");
        assertThat(program.patch(path, partner.etag(), "{\"entry\": \"" + UUID.randomUUID() + "\"}")
                        .text("/errors/0/code"))
                .isEqualTo("api-field-read-only");
        assertThat(program.patch(path, partner.etag(), program.get(path).body()).etag())
                .isEqualTo(partner.etag());
    }

    @Test
    void addresses_methods_and_media_types_are_answered_as_problems() {
        assertThat(program.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(program.get("/api/v1/nothing").text("/type")).isEqualTo("/problems/api-no-such-path");
        assertThat(program.get("/api/v1/partners/no-id").status()).isEqualTo(404);
        assertThat(program.get("/api/v1/partners/" + UUID.randomUUID()).text("/type"))
                .isEqualTo("/problems/not-found");
        var method = program.send("PUT", "/api/v1/partners", "{}", "Content-Type", "application/json");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("POST");
        assertThat(program.send("OPTIONS", "/api/v1/partners", null).status()).isEqualTo(405);
        assertThat(program.send(
                                "POST",
                                "/api/v1/partners",
                                "name=A",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(program.send("POST", "/api/v1/partners", "{}", "Content-Type", "nonsense")
                        .status())
                .isEqualTo(415);
        assertThat(program.send("POST", "/api/v1/files", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_read() {
        var large = "{\"name\": \"" + "x".repeat(Call.LARGEST_BODY) + "\"}";
        var reply = program.post("/api/v1/partners", large);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text("/type")).isEqualTo("/problems/api-body-too-large");
        var unknown = program.publish(
                "POST",
                "/api/v1/partners",
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large)),
                "Content-Type",
                "application/json");
        assertThat(unknown.status()).isEqualTo(413);
    }

    @Test
    void parameters_are_read_strictly() {
        for (var query : new String[] {
            "unknown=1",
            "limit=0",
            "limit=201",
            "limit=ten",
            "after=nonsense",
            "sort=nonsense",
            "active.from=yesterday",
            "manager=somebody",
            "q=%00"
        }) {
            var reply = program.get("/api/v1/partners?" + query);
            assertThat(reply.status()).as(query + reply.body()).isEqualTo(400);
            assertThat(reply.text("/errors/0/field")).isEqualTo(query.substring(0, query.indexOf('=')));
        }
        assertThat(program.get("/api/v1/partners/" + UUID.randomUUID() + "?x=1").status())
                .isEqualTo(400);
    }

    @Test
    void addresses_that_try_tricks_are_refused_without_a_word_about_us() {
        for (var path : new String[] {
            "/api/v1/partners;x=1",
            "/api//v1/partners",
            "/api/v1/%2e%2e/partners",
            "/api/v1/partners/%00",
            "/api/v1/partners?%20=1"
        }) {
            var reply = program.get(path);
            assertThat(reply.status()).as(path + " " + reply.body()).isBetween(400, 404);
            assertThat(reply.body())
                    .doesNotContain("io.kontor")
                    .doesNotContain("Exception")
                    .doesNotContain("Tomcat");
        }
    }

    @Test
    void an_address_no_page_sees_is_answered_by_us_all_the_same() throws Exception {
        for (var path : new String[] {"/api/v1/partners/%00", "/api/v1/partners/a%00b"}) {
            var reply = program.get(path, "Accept-Language", "de");
            assertThat(reply.status()).as(path).isEqualTo(400);
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.text("/type")).isEqualTo("/problems/address-unreadable");
            assertThat(reply.text("/detail")).contains("Zeichen, die in keiner Adresse");
        }
        for (var path : new String[] {"/partners/%00", "/%00", "/signin/a%00b", "/a%5Cb", "/%zz"}) {
            var page = raw(
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n");
            assertThat(page).as(path).startsWith("HTTP/1.1 400").contains("lang=\"fr\"", "Vérifiez qu’elle");
            assertThat(page).contains("Content-Security-Policy").doesNotContain("Tomcat", "HTTP Status", "Exception");
        }
    }

    private static String raw(String request) throws java.io.IOException {
        var to = java.net.URI.create(SERVER.url());
        try (var socket = new java.net.Socket(to.getHost(), to.getPort())) {
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void problems_come_in_the_language_the_caller_accepts() {
        assertThat(program.get("/api/v1/nothing", "Accept-Language", "en").text("/title"))
                .isEqualTo("Not found");
        assertThat(program.get("/api/v1/nothing", "Accept-Language", "xx, en;q=0.5")
                        .text("/title"))
                .isEqualTo("Not found");
        assertThat(program.get("/api/v1/nothing", "Accept-Language", ";;;").status())
                .isEqualTo(404);
    }
}
