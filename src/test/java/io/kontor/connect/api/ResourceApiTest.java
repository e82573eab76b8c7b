package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ResourceApiTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID OPERATOR =
            SERVER.person("api-resources@example.com", "Olga Operator", "administrator", "partner-operations");
    final Program program = Program.withEverything(SERVER, OPERATOR);

    private Program.Reply partner(String name) {
        var reply = program.post("/api/v1/partners", "{\"name\": \"" + name + "\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    @Test
    void a_partner_is_added_read_changed_and_withdrawn() {
        var added = program.post("/api/v1/partners?reason=from+the+CRM", """
                {"name": "Round Trip Ltd", "status": "active", "country": "DE", "city": "Hamburg",
                 "types": [{"value": "reseller", "from": "2026-01-01"}],
                 "segments": [{"value": "gold", "from": "2025-01-01", "to": "2026-01-01"}, {"value": "silver", "from": "2026-01-01"}],
                 "external_ids": [{"system": "crm", "id": "RT-1"}], "domains": ["round-trip.example"]}
                """);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo("/api/v1/partners/" + added.id());
        assertThat(added.etag()).isEqualTo("\"" + added.text("/entry") + "\"");

        var read = program.get(added.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(added.body());
        assertThat(read.etag()).isEqualTo(added.etag());
        assertThat(read.text("/segments/1/value")).isEqualTo("silver");
        assertThat(read.text("/types/0/value")).isEqualTo("reseller");
        assertThat(read.text("/external_ids/0/id")).isEqualTo("RT-1");
        assertThat(program.get(added.header("Location"), "If-None-Match", read.etag())
                        .status())
                .isEqualTo(304);

        var changed = program.patch(
                "/api/v1/partners/" + added.id(), read.etag(), "{\"city\": null, \"name\": \"Round Trip AG\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("Round Trip AG");
        assertThat(changed.json().has("city")).isFalse();
        assertThat(changed.text("/country")).isEqualTo("DE");
        assertThat(changed.text("/segments/0/value")).isEqualTo("gold");
        assertThat(changed.etag()).isNotEqualTo(read.etag());

        var gone = program.delete("/api/v1/partners/" + added.id(), changed.etag());
        assertThat(gone.status()).isEqualTo(204);
        assertThat(program.get("/api/v1/partners/" + added.id())
                        .json()
                        .at("/withdrawn")
                        .asBoolean())
                .isTrue();
        assertThat(program.get("/api/v1/partners?q=round+trip")
                        .json()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void a_status_moves_along_its_ways_and_asks_for_its_reason() {
        var partner = partner("Status Ltd");
        var path = "/api/v1/partners/" + partner.id();
        var refused = program.patch(path, partner.etag(), "{\"status\": \"paused\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("/problems/status-not-reachable");
        var active = program.patch(path, partner.etag(), "{\"status\": \"active\", \"city\": \"Kiel\"}");
        assertThat(active.status()).as(active.body()).isEqualTo(200);
        var without = program.patch(path, active.etag(), "{\"status\": \"paused\"}");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text("/errors/0/field")).isEqualTo("reason");
        assertThat(program.patch(path + "?reason=on+leave", active.etag(), "{\"status\": \"paused\"}")
                        .text("/status"))
                .isEqualTo("paused");
    }

    @Test
    void a_contact_a_programme_and_a_membership_make_their_round() {
        var partner = partner("Members Ltd");
        var contact = program.post("/api/v1/contacts", """
                {"partner": "%s", "name": "Robin Sample", "email": "Robin@Example.com", "roles": ["main", "sales"]}
                """.formatted(partner.id()));
        assertThat(contact.status()).as(contact.body()).isEqualTo(201);
        assertThat(contact.text("/email")).isEqualTo("robin@example.com");
        var moved = program.patch(
                "/api/v1/contacts/" + contact.id(), contact.etag(), "{\"partner\": \"" + OPERATOR + "\"}");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.text("/errors/0/field")).isEqualTo("partner");
        assertThat(program.patch("/api/v1/contacts/" + contact.id(), contact.etag(), "{\"roles\": []}")
                        .json()
                        .at("/roles")
                        .size())
                .isZero();

        var programme = program.post("/api/v1/programmes", """
                {"code": "api-club", "name": "API Club", "status": "open",
                 "tiers": [{"code": "silver", "name": "Silver"}, {"code": "gold", "name": "Gold"}],
                 "benefits": [{"name": "Discount", "values": {"gold": "10 %"}}]}
                """);
        assertThat(programme.status()).as(programme.body()).isEqualTo(201);
        assertThat(program.get("/api/v1/programmes/" + programme.id()).body()).isEqualTo(programme.body());

        var membership = program.post("/api/v1/memberships", """
                {"partner": "%s", "programme": "%s", "joined": "2026-01-01",
                 "tiers": [{"value": "silver", "from": "2026-01-01"}]}
                """.formatted(partner.id(), programme.id()));
        assertThat(membership.status()).as(membership.body()).isEqualTo(201);
        assertThat(membership.text("/status")).isEqualTo("active");
        var platinum = program.patch(
                "/api/v1/memberships/" + membership.id(),
                membership.etag(),
                "{\"tiers\": [{\"value\": \"platinum\"}]}");
        assertThat(platinum.status()).isEqualTo(422);
        assertThat(platinum.text("/errors/0/field")).isEqualTo("tiers");
        var twice = program.post("/api/v1/memberships", """
                {"partner": "%s", "programme": "%s", "joined": "2026-02-01"}
                """.formatted(partner.id(), programme.id()));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text("/type")).isEqualTo("/problems/membership-overlaps");
        var left = program.patch(
                "/api/v1/memberships/" + membership.id() + "?reason=moved+on",
                membership.etag(),
                "{\"status\": \"left\", \"left\": \"2026-06-01\"}");
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(program.delete("/api/v1/memberships/" + membership.id(), left.etag())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_list_is_read_to_its_end_while_others_add_to_it() {
        var wanted = new HashSet<String>();
        for (int i = 0; i < 7; i++) {
            wanted.add(partner("Paging %02d".formatted(i)).id());
        }
        var seen = new HashSet<String>();
        var next = "/api/v1/partners?q=paging&limit=2";
        for (int page = 0; next != null; page++) {
            var reply = program.get(next);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.json().at("/items").size()).isLessThanOrEqualTo(2);
            reply.json()
                    .at("/items")
                    .forEach(one ->
                            assertThat(seen.add(one.path("id").asString())).isTrue());
            partner("Paging 00 added before " + page);
            var link = reply.header("Link");
            next = link.isEmpty() ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).isEqualTo(wanted);
    }

    @Test
    void lists_are_filtered_and_sorted_by_their_columns() {
        partner("Filter One");
        program.post("/api/v1/partners", "{\"name\": \"Filter Two\", \"country\": \"FR\", \"status\": \"active\"}");
        var french = program.get("/api/v1/partners?q=filter&country=FR&status=active");
        assertThat(french.json().at("/items").size()).isEqualTo(1);
        assertThat(french.text("/items/0/name")).isEqualTo("Filter Two");
        assertThat(program.get("/api/v1/partners?q=filter&sort=-name").text("/items/0/name"))
                .isEqualTo("Filter Two");
    }

    @Test
    void the_version_seen_must_be_the_one_there_is() {
        var partner = partner("Versions Ltd");
        var path = "/api/v1/partners/" + partner.id();
        assertThat(program.patch(path, "", "{\"city\": \"Bonn\"}").status()).isEqualTo(428);
        assertThat(program.patch(path, partner.etag(), "{\"city\": \"Bonn\"}").status())
                .isEqualTo(200);
        var stale = program.patch(path, partner.etag(), "{\"name\": \"Other\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/type")).isEqualTo("/problems/api-stale");
        assertThat(stale.text("/errors/0/field")).isEqualTo("city");
        assertThat(program.get(path).text("/name")).isEqualTo("Versions Ltd");
        assertThat(program.patch(path, "W/" + program.get(path).etag(), "{\"name\": \"Weak\"}")
                        .status())
                .isEqualTo(412);
        assertThat(program.patch(path, "no tag", "{\"name\": \"Malformed\"}").status())
                .isEqualTo(400);
        assertThat(program.patch(path, "*", "{\"name\": \"Any version\"}").status())
                .isEqualTo(200);
        assertThat(program.delete(path, partner.etag()).status()).isEqualTo(412);
        assertThat(program.send("DELETE", path, null).status()).isEqualTo(428);
    }
}
