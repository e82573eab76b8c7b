package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
class FuzzTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestServer SERVER = TestServer.shared();
    private static final Program PROGRAM = Program.withEverything(
            SERVER, SERVER.person("api-fuzz@example.com", "Fritz Fuzz", "administrator", "partner-operations"));
    private static final String PARTNER =
            PROGRAM.post("/api/v1/partners", "{\"name\": \"Fuzzed\"}").id();
    private static final Map<String, Class<? extends Record>> KINDS = Map.of(
            "partners", PartnerBody.class,
            "contacts", ContactBody.class,
            "customers", CustomerBody.class,
            "products", ProductBody.class,
            "programmes", ProgrammeBody.class,
            "memberships", MembershipBody.class,
            "deals", DealBody.class,
            "people", PersonBody.class);

    record Sent(String kind, Map<String, Object> body) {}

    private static Arbitrary<Object> leaf() {
        return Arbitraries.<Object>oneOf(
                Arbitraries.strings().ofMaxLength(8).map(text -> text),
                Arbitraries.<Object>of(
                        "2026-01-31",
                        "9999-12-31",
                        "0001-01-01",
                        "reseller",
                        "active",
                        "won",
                        "lost",
                        "EUR",
                        "XXX",
                        "12.30",
                        "-1",
                        "999999999999999999999999",
                        "0.000000000001",
                        "DE",
                        "example.com",
                        "a@example.com",
                        PARTNER,
                        UUID.randomUUID().toString(),
                        "sourcing",
                        true,
                        false,
                        0,
                        -1,
                        1.5,
                        Long.MAX_VALUE,
                        1e300,
                        "\u0000",
                        "\ud800",
                        ""));
    }

    private static Arbitrary<Object> value(int depth) {
        if (depth == 0) {
            return leaf();
        }
        var names = Arbitraries.of(
                "value",
                "from",
                "to",
                "system",
                "id",
                "code",
                "name",
                "amount",
                "currency",
                "quantity",
                "product",
                "partner",
                "role",
                "day",
                "description",
                "number",
                "values",
                "gold",
                "$personal",
                "reach");
        return Arbitraries.oneOf(
                leaf(),
                value(depth - 1).list().ofMaxSize(3).map(list -> (Object) new ArrayList<>(list)),
                Arbitraries.maps(names, value(depth - 1)).ofMaxSize(4).map(map -> (Object) map));
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Arbitraries.of(List.copyOf(KINDS.keySet())).flatMap(kind -> {
            var fields = Arbitraries.of(List.copyOf(Binder.known(KINDS.getOrDefault(kind, PartnerBody.class))));
            return Combinators.combine(Arbitraries.maps(fields, value(2)).ofMaxSize(8), Arbitraries.of(true, false))
                    .as((body, plausible) -> {
                        if (plausible) {
                            body.put("name", "Fuzz " + UUID.randomUUID());
                            body.put("currency", "EUR");
                            body.remove("id");
                            body.remove("entry");
                            body.remove("withdrawn");
                            body.put("partner", PARTNER);
                            if (!kind.equals("contacts") && !kind.equals("memberships")) {
                                body.remove("partner");
                            }
                            body.keySet().retainAll(Binder.known(KINDS.getOrDefault(kind, PartnerBody.class)));
                        }
                        return new Sent(kind, body);
                    });
        });
    }

    @Property(tries = 400)
    void whatever_is_sent_is_taken_or_refused_and_never_breaks_anything(@ForAll("sent") Sent sent) {
        var body = JSON.writeValueAsString(sent.body());
        var reply = PROGRAM.post("/api/v1/" + sent.kind(), body);
        assertThat(reply.status())
                .as(sent.kind() + " " + body + " " + reply.body())
                .isLessThan(500);
        if (reply.status() == 201) {
            var path = reply.header("Location");
            assertThat(PROGRAM.get(path).body()).isEqualTo(reply.body());
        } else {
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Property(tries = 150)
    void whatever_is_sent_as_a_change_is_taken_or_refused(@ForAll("sent") Sent sent) {
        var path = "/api/v1/partners/" + PARTNER;
        var body = JSON.writeValueAsString(sent.body());
        var reply = PROGRAM.patch(path + "?reason=fuzz", PROGRAM.get(path).etag(), body);
        assertThat(reply.status()).as(body + " " + reply.body()).isLessThan(500);
    }

    @Property(tries = 150)
    void whatever_stands_in_the_address_is_read_or_refused(@ForAll String text, @ForAll String more) {
        var encoded = java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
        var other = java.net.URLEncoder.encode(more, java.nio.charset.StandardCharsets.UTF_8);
        for (var path : List.of(
                "/api/v1/partners?q=" + encoded + "&after=" + other,
                "/api/v1/partners?status=" + encoded + "&manager=" + other,
                "/api/v1/partners?" + encoded + "=" + other,
                "/api/v1/entries?subject=" + encoded + "&from=" + other,
                "/api/v1/contacts?email=" + encoded + "&sort=" + other)) {
            var reply = PROGRAM.get(path);
            assertThat(reply.status()).as(path + " " + reply.body()).isLessThan(500);
        }
    }
}
