package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.entrance.Tokens;
import io.kontor.kernel.Ids;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.support.TestServer;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AccessTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID BOSS = SERVER.person("api-boss@example.com", "Bodo Boss", "administrator", "partner-operations");
    final Program all = Program.withEverything(SERVER, BOSS);

    private static UUID region(String code) {
        return SERVER.bean(Regions.class)
                .create(
                        SERVER.administrator(),
                        new Region(code, code, java.util.List.of(), java.util.List.of(), false),
                        null);
    }

    private static UUID regional(String email, UUID region, String... roles) {
        var ids = SERVER.bean(Ids.class);
        var assignments = java.util.Arrays.stream(roles)
                .map(role -> new Assignment(
                        ids.next(), role, Assignment.Reach.REGIONS, Set.of(region), Set.of(), Set.of(), null, null))
                .toList();
        return SERVER.bean(People.class)
                .create(
                        SERVER.administrator(),
                        Person.ofOffice("Rita Region", email, "en", "Europe/Berlin")
                                .with(assignments),
                        null);
    }

    @Test
    void only_a_token_opens_anything() {
        var nobody = Program.without(SERVER).get("/api/v1/partners");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(nobody.text("/type")).isEqualTo("/problems/api-token-needed");
        assertThat(Program.withToken(SERVER, "kontor_nonsense")
                        .get("/api/v1/partners")
                        .status())
                .isEqualTo(401);
        assertThat(Program.withToken(SERVER, "something else")
                        .get("/api/v1/partners")
                        .text("/type"))
                .isEqualTo("/problems/api-token-unknown");
        var session = SERVER.bean(io.kontor.entrance.Door.class)
                .password(
                        "admin@example.com",
                        TestServer.PASSWORD,
                        new io.kontor.entrance.Sessions.Client("test", "127.0.0.1"));
        for (var cookie : new String[] {"kontor=", "__Host-kontor=", "kontor-session=", "session="}) {
            assertThat(Program.without(SERVER)
                            .get("/api/v1/partners", "Cookie", cookie + session.secret())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_withdrawn_token_opens_nothing_any_more() {
        var tokens = SERVER.bean(Tokens.class);
        var created = tokens.create(
                SERVER.administrator(), BOSS, "gone", Set.of("partner:see"), java.time.Duration.ofDays(1));
        var program = Program.withToken(SERVER, created.secret());
        assertThat(program.get("/api/v1/partners").status()).isEqualTo(200);
        tokens.revoke(SERVER.administrator(), created.id());
        assertThat(program.get("/api/v1/partners").status()).isEqualTo(401);
    }

    @Test
    void a_token_does_what_its_permissions_say_and_no_more() {
        var reader = Program.with(SERVER, BOSS, "partner:see");
        assertThat(reader.get("/api/v1/partners").status()).isEqualTo(200);
        var write = reader.post("/api/v1/partners", "{\"name\": \"Forbidden\"}");
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.text("/type")).isEqualTo("/problems/forbidden");
        assertThat(reader.get("/api/v1/contacts").status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/entries").status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/files?subject=partner/" + BOSS).status()).isEqualTo(403);
    }

    @Test
    void who_has_one_region_never_reads_or_writes_another() {
        var here = region("api-here");
        var there = region("api-there");
        var near = all.post(
                "/api/v1/partners", "{\"name\": \"Regional Near\", \"regions\": [{\"value\": \"" + here + "\"}]}");
        var far = all.post(
                "/api/v1/partners", "{\"name\": \"Regional Far\", \"regions\": [{\"value\": \"" + there + "\"}]}");
        assertThat(far.status()).as(far.body()).isEqualTo(201);
        var contact = all.post("/api/v1/contacts", "{\"name\": \"Far Away\", \"partner\": \"" + far.id() + "\"}");
        SERVER.settle();
        var program = Program.withEverything(SERVER, regional("api-region@example.com", here, "partner-manager"));

        var list = program.get("/api/v1/partners?q=regional");
        assertThat(list.json().at("/items").size()).isEqualTo(1);
        assertThat(list.text("/items/0/id")).isEqualTo(near.id());
        assertThat(program.get("/api/v1/contacts?q=far+away")
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        for (var path : new String[] {
            "/api/v1/partners/" + far.id(),
            "/api/v1/contacts/" + contact.id(),
            "/api/v1/files?subject=partner/" + far.id(),
            "/api/v1/entries?subject=partner/" + far.id(),
            "/api/v1/entries?partner=" + far.id(),
            "/api/v1/entries/" + far.text("/entry")
        }) {
            var reply = program.get(path);
            assertThat(reply.status()).as(path + reply.body()).isEqualTo(404);
            assertThat(reply.body()).doesNotContain("Regional Far");
        }
        assertThat(program.get("/api/v1/entries").status()).isEqualTo(403);
        assertThat(program.get("/api/v1/entries?subject=partner/" + near.id()).status())
                .isEqualTo(200);
        assertThat(program.patch("/api/v1/partners/" + far.id(), far.etag(), "{\"city\": \"Ulm\"}")
                        .status())
                .isEqualTo(404);
        assertThat(program.delete("/api/v1/partners/" + far.id(), far.etag()).status())
                .isEqualTo(403);
        assertThat(program.post(
                                "/api/v1/partners",
                                "{\"name\": \"Moved In\", \"regions\": [{\"value\": \"" + there + "\"}]}")
                        .status())
                .isEqualTo(403);
        assertThat(program.patch(
                                "/api/v1/partners/" + near.id(),
                                near.etag(),
                                "{\"regions\": [{\"value\": \"" + there + "\"}]}")
                        .status())
                .isEqualTo(403);
        assertThat(program.post("/api/v1/contacts", "{\"name\": \"X\", \"partner\": \"" + far.id() + "\"}")
                        .status())
                .isIn(403, 422);
    }

    @Test
    void people_of_partners_have_no_way_in_yet() {
        var firm = UUID.fromString(
                all.post("/api/v1/partners", "{\"name\": \"Portal Firm\"}").id());
        var person = SERVER.partnerPerson(firm, "api-portal@example.com", "Petra Portal", "company-admin");
        var reply = Program.withEverything(SERVER, person).get("/api/v1/partners");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("/type")).isEqualTo("/problems/api-office-only");
    }

    @Test
    void health_is_open_and_says_no_more_than_it_must() {
        var nobody = Program.without(SERVER);
        assertThat(nobody.get("/healthz").body()).isEqualTo("{\"status\":\"alive\"}");
        SERVER.settle();
        var ready = nobody.get("/readyz");
        assertThat(ready.status()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"ready\"}");
    }
}
