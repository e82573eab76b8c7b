package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Origin;
import io.kontor.people.Access;
import io.kontor.post.Letter;
import io.kontor.post.Post;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in from files happened long ago: nobody is written to and nothing begins to run because of it. */
@Tag("database")
class ImportIsHistoryTest {
    private static final String MAPPING = """
            name: Everything
            system: crm
            given:
              - {object: programme, key: gold, fields: {name: Gold}}
            objects:
              - {object: person, from: "all.csv", key: mail, repeats: true, fields: {name: manager, email: mail}}
              - {object: partner, from: "all.csv", key: firm, repeats: true, fields: {name: firm, status: {value: onboarding}, manager: mail}}
              - {object: membership, from: "all.csv", key: firm, repeats: true, fields: {partner: firm, programme: {value: gold}, joined: {value: 2019-01-01}}}
              - {object: customer, from: "all.csv", key: buyer, repeats: true, fields: {name: buyer}}
              - object: deal
                from: "all.csv"
                key: order
                fields:
                  name: order
                  stage: stage
                  closed: day
                  currency: {value: EUR}
                  amount: amount
                  owner: mail
                  sourcing: firm
                  customer: buyer
            """;
    private static final String HEAD = "order,stage,day,amount,firm,buyer,manager,mail\n";

    @TempDir
    Path folder;

    @Test
    void nobody_is_written_to_and_every_entry_says_that_it_came_from_a_file() {
        Actor actor = Access.local("tests", UUID.randomUUID());
        try (var at = new Importing(folder)) {
            var before = at.one("select count(*) from ledger.entry");
            var first = at.run(
                    MAPPING,
                    at.write(
                            "all.csv",
                            HEAD + "O1,won,2019-03-04,10,Alpha,Buyer,Ann,ann@example.com\n"
                                    + "O2,prospecting,,20,Beta,Buyer,Bo,bo@example.com\n"));
            var second =
                    at.run(MAPPING, at.write("all.csv", HEAD + "O2,won,2019-04-05,25,Beta,Buyer,Bo,bo@example.com\n"));
            at.office.bean(Undo.class).undo(actor, second.run());
            at.office.settle();

            assertThat(first.rowsRejected() + second.rowsRejected()).isZero();
            assertThat(first.created()).isEqualTo(1 + 2 + 2 + 2 + 1 + 2);
            assertThat(second.changed()).isEqualTo(1);
            assertThat(at.one(
                            "select string_agg(distinct origin, ',') from ledger.entry where subject_type <> 'run' and seq > "
                                    + before))
                    .isEqualTo("import");
            assertThat(at.one("select (occurred_at at time zone 'UTC')::date from ledger.entry"
                            + " where subject_type = 'deal' and action = 'deal.created' order by seq limit 1"))
                    .isEqualTo("2019-03-04");
            assertThat(at.one("select count(*) from post.message")).isEqualTo("0");

            var ann = UUID.fromString(at.one("select id from people.person where name = 'Ann'"));
            var letter = new Letter(ann, "invitation", Map.of(), "https://kontor.example/i", "to-ann");
            var post = at.office.bean(Post.class);
            post.send(actor.with(new Origin(Origin.Kind.IMPORT, first.run())), letter);
            assertThat(at.one("select count(*) from post.message")).isEqualTo("0");
            post.send(actor, letter);
            assertThat(at.one("select count(*) from post.message")).isEqualTo("1");
        }
    }
}
