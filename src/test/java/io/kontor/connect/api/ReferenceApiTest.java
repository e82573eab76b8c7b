package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Families;
import io.kontor.catalog.Family;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Dated;
import io.kontor.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ReferenceApiTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON = SERVER.person("api-reference@example.com", "Resi Reference", "partner-operations");
    final Program program = Program.withEverything(SERVER, PERSON);

    private static UUID region(String code, String name, String... places) {
        var members = List.of(places).stream()
                .map(place -> new Dated<>(place, null, null))
                .toList();
        return SERVER.bean(Regions.class)
                .create(SERVER.administrator(), new Region(code, name, members, List.of(), false), null);
    }

    private List<String> codes(String path) {
        var found = new ArrayList<String>();
        for (var next = path; !next.isEmpty(); ) {
            var reply = program.get(next);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            reply.json().at("/items").forEach(one -> found.add(one.path("code").asString()));
            var link = reply.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return found;
    }

    @Test
    void regions_are_read_in_pages_and_one_by_one() {
        var malta = region("ref-malta", "Reference Malta", "MT");
        region("ref-andorra", "Reference Andorra", "AD");
        var gone = region("ref-gone", "Reference Gone");
        var regions = SERVER.bean(Regions.class);
        regions.withdraw(
                SERVER.administrator(),
                gone,
                regions.find(SERVER.administrator(), gone).version(),
                null);

        var one = program.get("/api/v1/regions/" + malta);
        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(one.text("/code")).isEqualTo("ref-malta");
        assertThat(one.text("/members/0/value")).isEqualTo("MT");
        assertThat(one.etag()).isEqualTo("\"" + one.text("/entry") + "\"");
        assertThat(program.get("/api/v1/regions/" + malta, "If-None-Match", one.etag())
                        .status())
                .isEqualTo(304);

        assertThat(codes("/api/v1/regions?limit=1"))
                .containsSubsequence("ref-andorra", "ref-malta")
                .doesNotHaveDuplicates()
                .doesNotContain("ref-gone");
        assertThat(codes("/api/v1/regions?code=ref-malta")).containsExactly("ref-malta");
        assertThat(program.get("/api/v1/regions/" + gone)
                        .json()
                        .at("/withdrawn")
                        .asBoolean())
                .isTrue();
        assertThat(program.get("/api/v1/regions/" + PERSON).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/regions?nothing=1").status()).isEqualTo(400);
    }

    @Test
    void families_say_under_which_they_stand() {
        var families = SERVER.bean(Families.class);
        var top = families.create(SERVER.administrator(), Family.of("ref-top", "Reference Top"), null);
        var below = families.create(
                SERVER.administrator(),
                Family.of("ref-below", "Reference Below").under(top),
                null);
        assertThat(program.get("/api/v1/families/" + below).text("/parent")).isEqualTo(top.toString());
        assertThat(codes("/api/v1/families?parent=" + top)).containsExactly("ref-below");
        var product = program.post(
                "/api/v1/products",
                "{\"sku\": \"REF-1\", \"name\": \"Reference Suite\", \"family\": \"" + below + "\"}");
        assertThat(product.status()).as(product.body()).isEqualTo(201);
    }

    @Test
    void roles_are_those_people_can_be_given() {
        var manager = program.get("/api/v1/roles?code=partner-manager");
        assertThat(manager.text("/items/0/name")).isEqualTo("Partner manager");
        assertThat(manager.text("/items/0/side")).isEqualTo("office");
        assertThat(manager.text("/items/0/permissions")).isEmpty();
        assertThat(manager.body()).contains("\"partner:see\"");
        assertThat(program.get("/api/v1/roles?code=partner-manager", "Accept-Language", "de")
                        .text("/items/0/name"))
                .isNotEqualTo("Partner manager");
        assertThat(codes("/api/v1/roles?side=portal&limit=2")).contains("company-admin", "seller");
        assertThat(program.get("/api/v1/roles/" + manager.text("/items/0/id")).text("/code"))
                .isEqualTo("partner-manager");
    }

    @Test
    void fields_name_the_codes_of_custom_values() {
        SERVER.bean(CustomFields.class)
                .create(
                        SERVER.administrator(),
                        new CustomField(
                                "contact",
                                "ref-size",
                                CustomField.Type.CHOICE,
                                CustomField.Audience.OFFICE,
                                Map.of("en", "Reference size", "de", "Größe"),
                                List.of(new CustomField.Choice("large", Map.of("en", "Large", "de", "Groß"))),
                                1,
                                false),
                        null);
        var found = program.get("/api/v1/fields?object=contact&code=ref-size", "Accept-Language", "de");
        assertThat(found.text("/items/0/label")).isEqualTo("Größe");
        assertThat(found.text("/items/0/type")).isEqualTo("choice");
        assertThat(found.text("/items/0/choices/0/code")).isEqualTo("large");
        assertThat(found.text("/items/0/choices/0/label")).isEqualTo("Groß");
    }

    @Test
    void each_asks_for_its_own_permission() {
        var other = Program.with(SERVER, PERSON, "partner:see", "region:see");
        assertThat(other.get("/api/v1/regions").status()).isEqualTo(200);
        for (var kind : List.of("families", "roles", "fields")) {
            assertThat(other.get("/api/v1/" + kind).status()).as(kind).isEqualTo(403);
            assertThat(other.get("/api/v1/" + kind + "/" + PERSON).status())
                    .as(kind)
                    .isEqualTo(403);
        }
        assertThat(program.post("/api/v1/regions", "{}").status()).isEqualTo(405);
    }
}
