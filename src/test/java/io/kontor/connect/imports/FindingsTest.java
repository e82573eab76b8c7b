package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class FindingsTest {
    static final String FIRMS = """
            name: Firms
            system: crm
            objects:
              - object: partner
                from: "firms*.csv"
                key: id
                fields: {name: name, country: country, city: city, domains: {column: web, split: ","}}
            """;
    static final String HEAD = "id,name,country,city,web\n";

    @TempDir
    Path folder;

    Importing at;
    final Actor actor = Access.local("tests", UUID.randomUUID());

    @BeforeEach
    void open() {
        at = new Importing(folder);
    }

    @AfterEach
    void close() {
        at.close();
    }

    UUID partner(String name, String country) {
        return at.office
                .bean(Partners.class)
                .create(actor, Partner.named(name).builder().country(country).build(), null);
    }

    ImportResult run(String rows) {
        return at.run(FIRMS, at.write("firms.csv", HEAD + rows));
    }

    Findings findings() {
        return at.office.bean(Findings.class);
    }

    String firms() {
        return at.one("select string_agg(name, ',' order by name) from partners.partner where not withdrawn");
    }

    @Test
    void a_row_that_only_shares_name_and_country_comes_in_as_new_and_is_proposed() {
        var known = partner("Meier & Söhne GmbH", "DE");
        partner("Meier & Söhne", "AT");
        at.office.settle();
        var result = run("7,MEIER und Sohne,DE,Köln,\n8,Meier & Sohne KG,DE,Bonn,\n9,Other,DE,,\n");
        assertThat(result.created()).isEqualTo(3);
        assertThat(result.warnings()).containsEntry("possibly_partner", 1L).doesNotContainKey("ambiguous_partner");

        var open = findings().possibly(actor, result.run(), 10);
        assertThat(open.count()).isEqualTo(1);
        var one = open.first().getFirst();
        assertThat(one.key()).isEqualTo("8");
        assertThat(one.pair().one().name()).isEqualTo("Meier & Sohne KG");
        assertThat(one.pair().other().id()).isEqualTo(known);
        assertThat(one.otherLink()).isEqualTo("/partners/" + known);
    }

    @Test
    void accepted_the_key_belongs_to_the_firm_that_was_there_and_later_runs_find_it() {
        var known = partner("Alpha GmbH", "DE");
        var first = run("7,Alpha GmbH,DE,Köln,\n");
        var fresh = findings()
                .possibly(actor, first.run(), 10)
                .first()
                .getFirst()
                .pair()
                .one()
                .id();
        findings().accept(actor, first.run(), fresh, known);
        assertThat(findings().possibly(actor, first.run(), 10).count()).isZero();
        assertThat(firms()).isEqualTo("Alpha GmbH");
        assertThat(at.one("select partner_id from partners.external_id where system = 'crm' and external_id = '7'"))
                .isEqualTo(known.toString());
        assertThatThrownBy(() -> findings().accept(actor, first.run(), fresh, known))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("import-decided"));

        var again = run("7,Alpha GmbH,DE,Köln,\n");
        assertThat(again.created() + again.changed()).isZero();
        var moved = run("7,Alpha GmbH,DE,Bonn,\n");
        assertThat(moved.created()).isZero();
        assertThat(at.one("select city from partners.partner where id = '" + known + "'"))
                .isEqualTo("Bonn");
    }

    @Test
    void refused_both_stay_and_nobody_asks_again() {
        var known = partner("Beta AG", "CH");
        var first = run("7,Beta AG,CH,,\n");
        var fresh = findings()
                .possibly(actor, first.run(), 10)
                .first()
                .getFirst()
                .pair()
                .one()
                .id();
        findings().refuse(actor, first.run(), fresh, known);
        assertThat(findings().possibly(actor, first.run(), 10).count()).isZero();
        assertThat(firms()).isEqualTo("Beta AG,Beta AG");
        assertThatThrownBy(() -> findings().refuse(actor, first.run(), fresh, UUID.randomUUID()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_name_that_fits_two_firms_is_counted_and_each_is_proposed() {
        partner("Gamma", "FR");
        partner("Gamma", "FR");
        var result = run("7,Gamma,FR,,\n");
        assertThat(result.warnings()).containsEntry("ambiguous_partner", 1L).doesNotContainKey("possibly_partner");
        assertThat(findings().possibly(actor, result.run(), 10).count()).isEqualTo(2);
    }

    @Test
    void firms_their_own_system_tells_apart_are_kept_apart_and_counted() {
        var result = run("1,Delta,DE,,\n2,Delta,DE,,\n3,Delta,FR,,\n");
        assertThat(result.created()).isEqualTo(3);
        assertThat(result.warnings()).containsEntry("namesake_partner", 1L).doesNotContainKey("possibly_partner");
        assertThat(run("4,Delta,DE,,\n").warnings()).containsEntry("namesake_partner", 1L);
        assertThat(findings().possibly(actor, result.run(), 10).count()).isZero();
    }

    @Test
    void taken_back_a_run_proposes_nothing_any_more() {
        partner("Epsilon", "DE");
        var result = run("7,Epsilon,DE,,\n");
        assertThat(findings().possibly(actor, result.run(), 10).count()).isEqualTo(1);
        at.office.bean(Undo.class).undo(actor, result.run());
        assertThat(findings().possibly(actor, result.run(), 10).count()).isZero();
    }

    @Test
    void what_a_full_list_does_not_name_is_listed_with_its_name_and_stays() {
        run("1,Zeta,DE,,\n2,Eta,DE,,\n3,=Theta,DE,,\n");
        var full = at.run(
                FIRMS.replace("key: id", "key: id\n    full: true"),
                at.write("firms.csv", HEAD + "2,Eta,DE,,\n4,Iota,DE,,\n"));
        assertThat(full.warnings()).containsEntry("absent_partner", 2L);
        assertThat(firms()).isEqualTo("=Theta,Eta,Iota,Zeta");
        var absent = findings().absent(actor, full.run(), 1);
        assertThat(absent.count()).isEqualTo(2);
        assertThat(absent.first())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("Zeta"));
        assertThat(at.lines(Objects.requireNonNull(full.absentFile())))
                .hasSize(3)
                .first()
                .isEqualTo("object,system,key,name,id");
        assertThat(at.lines(full.absentFile()).get(1)).startsWith("partner,crm,1,Zeta,");
        assertThat(at.lines(full.absentFile()).get(2)).startsWith("partner,crm,3,'=Theta,");
    }
}
