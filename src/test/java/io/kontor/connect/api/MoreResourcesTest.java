package io.kontor.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.support.TestServer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class MoreResourcesTest {
    static final TestServer SERVER = TestServer.shared();
    static final UUID PERSON =
            SERVER.person("api-more@example.com", "Mona More", "administrator", "partner-operations");
    final Program program = Program.withEverything(SERVER, PERSON);

    private Program.Reply made(String kind, String body) {
        var reply = program.post("/api/v1/" + kind, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(program.get(reply.header("Location")).body()).isEqualTo(reply.body());
        return reply;
    }

    @Test
    void customers_make_their_round() {
        var partner = made("partners", "{\"name\": \"Same Firm\"}");
        var customer = made("customers", """
                {"name": "End Customer", "country": "FR", "domains": ["end.example"], "partner": "%s",
                 "external_ids": [{"system": "crm", "id": "C-1"}]}
                """.formatted(partner.id()));
        var changed = program.patch(
                "/api/v1/customers/" + customer.id(), customer.etag(), "{\"city\": \"Lyon\", \"partner\": null}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().has("partner")).isFalse();
        assertThat(program.get("/api/v1/customers?q=end+customer&country=FR").text("/items/0/id"))
                .isEqualTo(customer.id());
        assertThat(program.patch(
                                "/api/v1/customers/" + customer.id(),
                                changed.etag(),
                                "{\"parent\": \"" + customer.id() + "\"}")
                        .text("/errors/0/field"))
                .isEqualTo("parent");
        assertThat(program.delete("/api/v1/customers/" + customer.id(), changed.etag())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void products_and_their_costs_are_kept_apart() {
        var product = made("products", """
                {"sku": "API-1", "name": "API Suite", "unit": "seat",
                 "prices": [{"value": {"amount": "12.30", "currency": "EUR"}, "from": "2026-01-01"}]}
                """);
        assertThat(product.text("/prices/0/value/amount")).isEqualTo("12.30");
        var path = "/api/v1/products/" + product.id() + "/costs";
        assertThat(program.get(path).json().at("/costs").size()).isZero();
        var costs = "{\"costs\": [{\"value\": {\"amount\": \"74.00\", \"currency\": \"EUR\"}}]}";
        var set = program.send("PUT", path, costs, "Content-Type", "application/json");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.text("/costs/0/value/amount")).isEqualTo("74.00");
        assertThat(program.send("PUT", path, costs, "Content-Type", "application/json")
                        .status())
                .isEqualTo(428);
        assertThat(program.send(
                                "PUT",
                                path,
                                "{\"costs\": []}",
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                set.etag())
                        .status())
                .isEqualTo(200);
        var noCosts = Program.with(SERVER, PERSON, "product:see");
        assertThat(noCosts.get(path).status()).isEqualTo(403);
        assertThat(noCosts.get("/api/v1/products/" + product.id()).body()).doesNotContain("74.00");
        var wrong = program.patch(
                "/api/v1/products/" + product.id(),
                product.etag(),
                "{\"prices\": [{\"value\": {\"amount\": 12.3, \"currency\": \"EURO\"}}]}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("prices[0].value.amount");
    }

    @Test
    void deals_go_their_way_and_hide_what_they_cost() {
        var partner = made("partners", "{\"name\": \"Deal Partner\"}");
        var customer = made("customers", "{\"name\": \"Deal Customer\"}");
        var deal = made("deals", """
                {"name": "API Deal", "currency": "EUR", "customer": "%s", "opened_on": "2026-01-02",
                 "lines": [{"description": "Licences", "quantity": "10", "amount": {"amount": "100.00", "currency": "EUR"},
                            "cost": {"amount": "74.44", "currency": "EUR"}}],
                 "partners": [{"partner": "%s", "role": "sourcing", "day": "2026-01-02"}]}
                """.formatted(customer.id(), partner.id()));
        assertThat(deal.text("/amount/amount")).isEqualTo("100.00");
        assertThat(deal.text("/stage")).isEqualTo("prospecting");
        var path = "/api/v1/deals/" + deal.id();
        assertThat(deal.json().has("contact")).isFalse();

        var sales = Program.with(SERVER, PERSON, "deal:see", "deal:change", "entry:see");
        assertThat(sales.get(path).body()).doesNotContain("74.44");
        assertThat(sales.get("/api/v1/deals?sort=-name").body()).doesNotContain("74.44");
        SERVER.settle();
        assertThat(sales.get("/api/v1/entries?subject=deal/" + deal.id()).body())
                .contains("API Deal")
                .doesNotContain("74.44");
        var renamed = sales.patch(path, deal.etag(), "{\"name\": \"API Deal Two\"}");
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(program.get(path).text("/lines/0/cost/amount")).isEqualTo("74.44");

        var contact = made("contacts", "{\"name\": \"Deal Contact\", \"partner\": \"%s\"}".formatted(partner.id()));
        var named = program.patch(path, renamed.etag(), "{\"contact\": \"" + contact.id() + "\"}");
        assertThat(named.text("/contact")).as(named.body()).isEqualTo(contact.id());
        assertThat(program.get("/api/v1/deals?contact=" + contact.id()).text("/items/0/contact"))
                .isEqualTo(contact.id());
        assertThat(program.patch(path, named.etag(), "{\"contact\": \"" + partner.id() + "\"}")
                        .text("/errors/0/field"))
                .isEqualTo("contact");
        renamed = program.patch(path, named.etag(), "{\"contact\": null}");
        assertThat(renamed.json().has("contact")).isFalse();
        assertThat(program.get(path).text("/lines/0/cost/amount")).isEqualTo("74.44");

        var won = program.patch(path, renamed.etag(), "{\"stage\": \"won\", \"description\": \"Signed\"}");
        assertThat(won.status()).as(won.body()).isEqualTo(200);
        assertThat(won.text("/closed_on")).isNotEmpty();
        assertThat(program.patch(path, won.etag(), "{\"stage\": \"lost\"}").status())
                .isEqualTo(409);
        assertThat(program.patch(path, won.etag(), "{\"stage\": \"negotiation\"}")
                        .status())
                .isEqualTo(422);
        var open = program.patch(path + "?reason=not+signed+after+all", won.etag(), "{\"stage\": \"negotiation\"}");
        assertThat(open.status()).as(open.body()).isEqualTo(200);
        assertThat(open.json().has("closed_on")).isFalse();
        var lost = program.patch(path + "?reason=too+dear", open.etag(), "{\"stage\": \"lost\"}");
        assertThat(lost.text("/loss_reason")).isEqualTo("too dear");

        var dollars = program.post("/api/v1/deals", """
                {"name": "Mixed", "currency": "EUR", "amount": {"amount": "1", "currency": "USD"}}
                """);
        assertThat(dollars.status()).isEqualTo(422);
        assertThat(dollars.text("/errors/0/field")).isEqualTo("amount");
        assertThat(program.post(
                                "/api/v1/deals",
                                "{\"name\": \"Nobody\", \"currency\": \"EUR\", \"customer\": \"" + UUID.randomUUID()
                                        + "\"}")
                        .text("/errors/0/field"))
                .isEqualTo("customer");
    }

    @Test
    void people_are_added_without_an_invitation_and_hold_roles() {
        var person = made("people", """
                {"name": "Odalys New", "email": "odalys.new@example.com", "language": "de",
                 "assignments": [{"role": "finance", "from": "2026-01-01"}]}
                """);
        assertThat(person.text("/side")).isEqualTo("office");
        assertThat(person.text("/assignments/0/reach")).isEqualTo("all");
        var taken = program.post("/api/v1/people", "{\"name\": \"Other\", \"email\": \"odalys.new@example.com\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("/errors/0/field")).isEqualTo("email");
        var changed = program.patch(
                "/api/v1/people/" + person.id(), person.etag(), "{\"name\": \"Odalys Newer\", \"assignments\": []}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/assignments").size()).isZero();
        assertThat(program.get("/api/v1/people?q=odalys").text("/items/0/name")).isEqualTo("Odalys Newer");
        assertThat(program.delete("/api/v1/people/" + person.id(), changed.etag())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void custom_fields_stand_under_custom_in_their_own_shapes() {
        var fields = SERVER.bean(CustomFields.class);
        for (var type : List.of(CustomField.Type.MONEY, CustomField.Type.NUMBER, CustomField.Type.CHOICE)) {
            fields.create(
                    SERVER.administrator(),
                    new CustomField(
                            "partner",
                            "api-" + type.name().toLowerCase(java.util.Locale.ROOT),
                            type,
                            CustomField.Audience.OFFICE,
                            Map.of("en", "API " + type),
                            List.of(new CustomField.Choice("big", Map.of()), new CustomField.Choice("small", Map.of())),
                            1,
                            false),
                    null);
        }
        var partner = made("partners", """
                {"name": "Custom Ltd",
                 "custom": {"api-money": {"amount": "5.00", "currency": "EUR"}, "api-number": "7.50", "api-choice": "big"}}
                """);
        assertThat(partner.text("/custom/api-money/amount")).isEqualTo("5.00");
        assertThat(partner.text("/custom/api-number")).isEqualTo("7.5");
        var changed = program.patch(
                "/api/v1/partners/" + partner.id(),
                partner.etag(),
                "{\"custom\": {\"api-choice\": null, \"api-number\": \"8\"}}");
        assertThat(changed.json().at("/custom").propertyNames()).containsExactlyInAnyOrder("api-money", "api-number");
        assertThat(program.get("/api/v1/partners?q=custom+ltd&x-api-number.from=8")
                        .text("/items/0/id"))
                .isEqualTo(partner.id());
        var wrong = program.patch(
                "/api/v1/partners/" + partner.id(),
                changed.etag(),
                "{\"custom\": {\"api-choice\": \"huge\", \"api-money\": \"5 EUR\"}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("custom.api-money");
    }

    private Program.Reply upload(String subject, String name, String content, String... headers) {
        var boundary = "limit-of-parts";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\n" + subject + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        var all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/form-data; boundary=" + boundary;
        return program.publish("POST", "/api/v1/files", HttpRequest.BodyPublishers.ofString(body), all);
    }

    @Test
    void files_hang_on_objects_are_read_back_and_taken_away() {
        var partner = made("partners", "{\"name\": \"Filed Ltd\"}");
        var subject = "partner/" + partner.id();
        var key = UUID.randomUUID().toString();
        var file = upload(subject, "notes.txt", "what was said", "Idempotency-Key", key);
        assertThat(file.status()).as(file.body()).isEqualTo(201);
        assertThat(file.text("/subject/id")).isEqualTo(partner.id());
        assertThat(file.text("/sha256")).hasSize(64);
        assertThat(upload(subject, "notes.txt", "what was said", "Idempotency-Key", key)
                        .body())
                .isEqualTo(file.body());
        assertThat(upload(subject, "notes.txt", "something else", "Idempotency-Key", key)
                        .status())
                .isEqualTo(422);
        upload(subject, "more.txt", "more");
        var list = program.get("/api/v1/files?subject=" + subject + "&limit=1");
        assertThat(list.json().at("/items").size()).isEqualTo(1);
        var next = list.header("Link");
        assertThat(program.get(next.substring(1, next.indexOf('>'))).text("/items/0/id"))
                .isEqualTo(file.id());
        var content = program.get("/api/v1/files/" + file.id() + "/content");
        assertThat(content.body()).isEqualTo("what was said");
        assertThat(content.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("notes.txt");
        assertThat(upload(subject, "picture.png", "no picture at all").text("/errors/0/field"))
                .isEqualTo("file");
        assertThat(upload("partner/" + UUID.randomUUID(), "a.txt", "a").text("/errors/0/field"))
                .isEqualTo("subject");
        assertThat(upload("nonsense", "a.txt", "a").status()).isEqualTo(400);
        assertThat(program.send("DELETE", "/api/v1/files/" + file.id(), null).status())
                .isEqualTo(204);
        assertThat(program.get("/api/v1/files/" + file.id()).status()).isEqualTo(404);
    }

    @Test
    void the_ledger_is_read_in_its_order_without_gaps_and_followed_by_position() {
        var partner = made("partners", "{\"name\": \"Entered Ltd\"}");
        program.patch("/api/v1/partners/" + partner.id() + "?reason=because", partner.etag(), "{\"city\": \"Celle\"}");
        SERVER.settle();
        var entries = program.get("/api/v1/entries?subject=partner/" + partner.id());
        assertThat(entries.json().at("/items").size()).as(entries.body()).isEqualTo(2);
        assertThat(entries.text("/items/0/action")).isEqualTo("partner.created");
        assertThat(entries.text("/items/1/reason")).isEqualTo("because");
        assertThat(entries.text("/items/1/previous")).isEqualTo(entries.text("/items/0/id"));
        assertThat(entries.text("/items/1/state/city")).isEqualTo("Celle");
        var one = program.get("/api/v1/entries/" + entries.text("/items/1/id"));
        assertThat(one.json()).isEqualTo(entries.json().at("/items/1"));

        var start = entries.json().at("/items/0/position").asLong();
        var page = program.get("/api/v1/entries?limit=2&from=" + start);
        long expected = start;
        for (var item : page.json().at("/items")) {
            assertThat(item.path("position").asLong()).isEqualTo(expected++);
        }
        assertThat(program.get("/api/v1/entries?from=0&to=3")
                        .json()
                        .at("/items")
                        .size())
                .isEqualTo(3);
        assertThat(program.get("/api/v1/entries?actor=" + PERSON + "&type=partner&limit=1")
                        .text("/items/0/actor"))
                .isEqualTo(PERSON.toString());
    }
}
