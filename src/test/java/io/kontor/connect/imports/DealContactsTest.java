package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class DealContactsTest {
    static final String MAPPING = """
            name: Worked on
            system: crm
            objects:
              - object: deal
                from: deals*.csv
                key: id
                fields:
                  name: id
                  stage: {value: proposal}
                  contact: contact
            """;
    static final String NAMED = "select d.name || ' ' || c.contact_id from deals.deal d"
            + " join deals.deal_contact c on c.deal_id = d.id order by d.name";
    static final Actor ADMIN = Access.local("tests", UUID.randomUUID());

    @TempDir
    Path folder;

    private static UUID contact(Importing at, UUID firm, String name, String email) {
        return at.office
                .bean(Contacts.class)
                .create(
                        ADMIN,
                        new Contact(firm, name, email, null, null, null, List.of(), null, Map.of(), false),
                        null);
    }

    @Test
    void rows_name_a_partners_contact_by_address_or_id_and_come_in_without_one_nobody_has() {
        try (var at = new Importing(folder)) {
            var partners = at.office.bean(Partners.class);
            var alpha = partners.create(ADMIN, Partner.named("Alpha"), null);
            var beta = partners.create(ADMIN, Partner.named("Beta"), null);
            var nora = contact(at, alpha, "Nora", "nora@alpha.example.com");
            var otto = contact(at, beta, "Otto", "otto@beta.example.com");
            contact(at, alpha, "Desk", "desk@example.com");
            contact(at, beta, "Desk too", "desk@example.com");
            var first = at.run(MAPPING, at.write("deals.csv", """
                    id,contact
                    D1,Nora@Alpha.example.com
                    D2,%s
                    D3,nobody@example.com
                    D4,desk@example.com
                    D5,
                    """.formatted(otto)));
            assertThat(first.rowsRejected()).isZero();
            assertThat(first.objects().get("deal").created()).isEqualTo(5);
            assertThat(first.warnings())
                    .containsOnly(
                            Map.entry("unknown_contact", 1L),
                            Map.entry("ambiguous_contact", 1L),
                            Map.entry("empty_contact", 1L));
            assertThat(at.one(NAMED)).isEqualTo("D1 " + nora + "|D2 " + otto);

            var second = at.run(MAPPING, at.write("deals.csv", """
                    id,contact
                    D1,nobody@example.com
                    D2,
                    D3,otto@beta.example.com
                    """));
            assertThat(second.changed()).isEqualTo(2);
            assertThat(at.one(NAMED)).isEqualTo("D1 " + nora + "|D3 " + otto);
        }
    }
}
