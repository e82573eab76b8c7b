package io.kontor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.support.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A partner out of sight is as unknown as one there is not. */
@Tag("database")
class UnseenPartnerTest {
    private static final TestServer SERVER = TestServer.shared();
    private final String tag = UUID.randomUUID().toString().substring(24);
    private final UUID seen = partner("Insight " + tag);
    private final UUID unseen = partner("Outofsight " + tag);
    private final UUID manager = manager();
    private final Person person = Person.signedIn(SERVER, "unseen-" + tag + "@example.com");

    private static UUID partner(String name) {
        return SERVER.bean(Partners.class).create(SERVER.administrator(), Partner.named(name), null);
    }

    private UUID manager() {
        var id = SERVER.person("unseen-" + tag + "@example.com", "Scoped " + tag);
        var people = SERVER.bean(People.class);
        var admin = SERVER.administrator();
        people.change(
                admin,
                id,
                people.find(admin, id).version(),
                old -> old.with(List.of(new Assignment(
                        SERVER.bean(Ids.class).next(),
                        "partner-manager",
                        Assignment.Reach.PARTNERS,
                        Set.of(),
                        Set.of(),
                        Set.of(seen),
                        null,
                        null))),
                null);
        return id;
    }

    private Map<String, String> fields(UUID partner) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Deal " + tag);
        fields.put("currency", "EUR");
        fields.put("stage", "prospecting");
        fields.put("owner", manager.toString());
        fields.put("partner.name", "Somebody (" + partner + ")");
        fields.put("partner.role", "sourcing");
        fields.put("partner.day", "");
        fields.put("partner.evidence", "");
        return fields;
    }

    @Test
    void a_form_says_so_beside_the_field_and_keeps_what_was_typed() {
        for (var partner : List.of(unseen, UUID.randomUUID())) {
            var answer = person.post("/deals", fields(partner));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("What you chose does not exist any more", "Deal " + tag)
                    .doesNotContain("Outofsight");
        }
        assertThat(person.post("/deals", fields(seen)).statusCode()).isEqualTo(303);
    }

    @Test
    void the_facade_points_at_the_field_and_leaves_who_is_on_a_deal_already() {
        var access = SERVER.bean(Access.class);
        var actor = access.actor(access.account(manager).orElseThrow(), UUID.randomUUID());
        var deals = SERVER.bean(Deals.class);
        var deal = Deal.named("Shared " + tag, "EUR").builder();
        var outside =
                deal.partners(List.of(share(unseen, PartnerRole.SOURCING))).build();
        assertThatThrownBy(() -> deals.create(actor, outside, null)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("reference-unknown");
            assertThat(refusal.field()).isEqualTo("partners");
        });
        var both = deal.partners(List.of(share(seen, PartnerRole.SOURCING), share(unseen, PartnerRole.INFLUENCING)))
                .build();
        var id = deals.create(SERVER.administrator(), both, null);
        deals.change(
                actor,
                id,
                deals.find(actor, id).version(),
                old -> old.builder().name("Renamed " + tag).build(),
                null);
        assertThat(deals.find(actor, id).state().partners()).hasSize(2);
    }

    private static DealShare share(UUID partner, PartnerRole role) {
        return new DealShare(partner, role, null, null);
    }
}
