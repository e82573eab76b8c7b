package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RestoreApiTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON =
            SERVER.person("api-restore@example.com", "Rosa Restore", "administrator", "partner-operations");
    final Program program = Program.withEverything(SERVER, PERSON);

    private Program.Reply made(String kind, String body) {
        var reply = program.post("/api/v1/" + kind, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    private Program.Reply act(String path, String act, String etag, String... headers) {
        var all = List.of(headers).toArray(new String[headers.length + 2]);
        all[headers.length] = "If-Match";
        all[headers.length + 1] = etag;
        return program.send("POST", path + "/" + act, null, all);
    }

    private Map<String, Program.Reply> oneOfEach(String name) {
        var all = new LinkedHashMap<String, Program.Reply>();
        var partner = made("partners", "{\"name\": \"" + name + " Ltd\"}");
        var code = name.toLowerCase(java.util.Locale.ROOT);
        var programme = made("programmes", "{\"code\": \"" + code + "\", \"name\": \"" + name + "\"}");
        all.put("deals", made("deals", """
                {"name": "%s deal", "currency": "EUR", "opened_on": "2026-01-02"}
                """.formatted(name)));
        all.put("memberships", made("memberships", """
                {"partner": "%s", "programme": "%s", "joined": "2026-01-01"}
                """.formatted(partner.id(), programme.id())));
        all.put("contacts", made("contacts", """
                {"partner": "%s", "name": "%s Contact"}
                """.formatted(partner.id(), name)));
        all.put("customers", made("customers", "{\"name\": \"" + name + " Customer\"}"));
        all.put("products", made("products", "{\"sku\": \"" + name + "\", \"name\": \"" + name + "\"}"));
        all.put("people", made("people", """
                {"name": "%s Person", "email": "%s@example.com"}
                """.formatted(name, code)));
        all.put("programmes", programme);
        all.put("partners", partner);
        return all;
    }

    @Test
    void whatever_was_withdrawn_comes_back_as_it_was() {
        oneOfEach("Restored").forEach((kind, added) -> {
            var path = "/api/v1/" + kind + "/" + added.id();
            assertThat(program.delete(path, added.etag()).status()).as(kind).isEqualTo(204);
            var gone = program.get(path);
            assertThat(gone.json().at("/withdrawn").asBoolean()).as(kind).isTrue();

            assertThat(act(path, "restore", "").status()).as(kind).isEqualTo(428);
            assertThat(act(path, "restore", added.etag()).status()).as(kind).isEqualTo(412);
            var back = act(path, "restore", gone.etag());
            assertThat(back.status()).as(kind + back.body()).isEqualTo(200);
            assertThat(back.body().replace(back.text("/entry"), "E"))
                    .as(kind)
                    .isEqualTo(added.body().replace(added.text("/entry"), "E"));
            assertThat(program.get(path).etag()).as(kind).isEqualTo(back.etag());

            var again = act(path, "restore", back.etag());
            assertThat(again.status()).as(kind).isEqualTo(200);
            assertThat(again.etag()).as(kind).isEqualTo(back.etag());
        });
    }

    @Test
    void the_last_change_is_taken_back_and_where_there_is_none_that_is_said() {
        oneOfEach("Undone").forEach((kind, added) -> {
            var path = "/api/v1/" + kind + "/" + added.id();
            var nothing = act(path, "undo", added.etag(), "Accept-Language", "de");
            assertThat(nothing.status()).as(kind + nothing.body()).isEqualTo(409);
            assertThat(nothing.text("/type")).isEqualTo("/problems/nothing-to-undo");
            assertThat(nothing.text("/detail")).startsWith("Es gibt nichts rückgängig zu machen");

            assertThat(program.delete(path, added.etag()).status()).as(kind).isEqualTo(204);
            var back = act(path + "", "undo", program.get(path).etag());
            assertThat(back.status()).as(kind + back.body()).isEqualTo(200);
            assertThat(back.json().at("/withdrawn").asBoolean()).as(kind).isFalse();
            assertThat(act(path, "undo", added.etag()).status()).as(kind).isEqualTo(412);
        });
    }

    @Test
    void a_change_is_taken_back_once_however_often_it_is_asked_with_one_key() {
        var added = made("partners", "{\"name\": \"Undo Once\", \"city\": \"Ulm\"}");
        var path = "/api/v1/partners/" + added.id();
        var changed = program.patch(path, added.etag(), "{\"city\": \"Kiel\"}");
        var first = act(path, "undo?reason=wrong+firm", changed.etag(), "Idempotency-Key", "undo-once");
        assertThat(first.text("/city")).as(first.body()).isEqualTo("Ulm");
        var second = act(path, "undo?reason=wrong+firm", changed.etag(), "Idempotency-Key", "undo-once");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(program.get(path).etag()).isEqualTo(first.etag());
        SERVER.settle();
        assertThat(program.get("/api/v1/entries?subject=partner/" + added.id()).body())
                .contains("wrong firm");
    }

    @Test
    void a_membership_that_would_overlap_another_does_not_come_back() {
        var partner = made("partners", "{\"name\": \"Twice In\"}");
        var programme = made("programmes", "{\"code\": \"twice-in\", \"name\": \"Twice In\"}");
        var body = """
                {"partner": "%s", "programme": "%s", "joined": "2026-01-01"}
                """.formatted(partner.id(), programme.id());
        var first = made("memberships", body);
        var path = "/api/v1/memberships/" + first.id();
        assertThat(program.delete(path, first.etag()).status()).isEqualTo(204);
        made("memberships", body);
        var refused = act(path, "restore", program.get(path).etag());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("/problems/membership-overlaps");
    }

    @Test
    void bringing_back_takes_the_right_to_withdraw_and_undo_the_right_to_change() {
        var added = made("partners", "{\"name\": \"Rights Ltd\"}");
        var path = "/api/v1/partners/" + added.id();
        var reader = Program.with(SERVER, PERSON, "partner:see", "partner:change");
        assertThat(reader.send("POST", path + "/restore", null, "If-Match", added.etag())
                        .status())
                .isEqualTo(403);
        assertThat(reader.send("POST", path + "/undo", null, "If-Match", added.etag())
                        .status())
                .isEqualTo(409);
    }
}
