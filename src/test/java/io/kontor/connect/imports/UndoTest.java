package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.TakesBack;
import io.kontor.ledger.Ledger;
import io.kontor.metrics.Dimension;
import io.kontor.metrics.Figures;
import io.kontor.metrics.Question;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class UndoTest {
    static final String SHOP = """
            name: Shop
            system: shop
            objects:
              - object: partner
                from: orders.csv
                key: firm
                repeats: true
                fields: {name: firm, status: {value: active}, country: country}
              - object: product
                from: orders.csv
                key: article
                repeats: true
                fields: {name: article, currency: {value: EUR}, standardCost: cost}
              - object: deal
                from: orders.csv
                key: order
                fields: {name: order, stage: {value: won}, closed: day, currency: {value: EUR}, sourcing: firm}
                lines: {key: article, fields: {product: article, quantity: {value: 1}, amount: amount}}
            """;
    static final String HEAD = "order,firm,country,article,amount,day,cost\n";

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

    String figures() {
        return figures(at, actor);
    }

    /** Every figure there is, in all and by partner and month. */
    static String figures(Importing at, Actor actor) {
        at.office.bean(Ledger.class).settle();
        var figures = at.office.bean(Figures.class);
        var all = new ArrayList<String>();
        figures.all(actor, null, null)
                .forEach(figure -> all.add(figure.metric() + "=" + figure.plain() + "/" + figure.rows()));
        for (var by : List.of(Dimension.PARTNER, Dimension.MONTH)) {
            figures.of(actor, Question.all().by(by))
                    .parts()
                    .forEach(part -> part.figures()
                            .forEach(figure -> all.add(
                                    part.name() + " " + figure.metric() + "=" + figure.plain() + "/" + figure.rows())));
        }
        all.sort(Comparator.naturalOrder());
        return String.join("\n", all);
    }

    Undo.Result undo(UUID run) {
        return at.office.bean(Undo.class).undo(actor, run);
    }

    @Test
    void what_an_import_made_goes_what_it_changed_becomes_what_it_was_and_its_keys_are_free() {
        var first = at.run(SHOP, at.write("orders.csv", HEAD + "O1,Alpha,DE,Bell,10.50,2024-01-05,3\n"));
        var before = figures();
        var second = at.run(
                SHOP,
                at.write(
                        "orders.csv",
                        HEAD + "O1,Alpha,FR,Bell,99.99,2024-02-05,4\n" + "O2,Beta,DE,Bike,500.25,2024-03-05,200\n"));
        assertThat(second.created()).isEqualTo(3);
        assertThat(second.changed()).isEqualTo(3);
        assertThat(figures()).isNotEqualTo(before);

        var preview = at.office.bean(Undo.class).preview(actor, second.run());
        assertThat(preview.gone()).isEqualTo(4);
        assertThat(preview.restored()).isEqualTo(3);
        assertThat(preview.kept()).isZero();
        assertThat(figures()).isNotEqualTo(before);
        var done = undo(second.run());
        assertThat(done.gone()).isEqualTo(preview.gone());
        assertThat(figures()).isEqualTo(before);
        assertThat(at.one("select name || country from partners.partner where not withdrawn"))
                .isEqualTo("AlphaDE");
        assertThat(at.one("select status from connect.run where id = '" + second.run() + "'"))
                .isEqualTo("undone");

        var entries = at.one("select count(*) from ledger.entry");
        var again = undo(second.run());
        assertThat(again.gone() + again.restored() + again.kept()).isZero();
        assertThat(at.one("select count(*) from ledger.entry")).isEqualTo(entries);

        var corrected = at.run(SHOP, at.write("orders.csv", HEAD + "O2,Beta,DE,Bike,500.00,2024-03-05,200\n"));
        assertThat(corrected.created()).isEqualTo(3);
        undo(corrected.run());
        undo(first.run());
        assertThat(at.one("select count(*) from deals.deal where not withdrawn"))
                .isEqualTo("0");
        assertThat(at.one("select count(*) from partners.partner where not withdrawn"))
                .isEqualTo("0");
    }

    @Test
    void what_somebody_touched_since_or_still_refers_to_stays_with_its_reason() {
        var run = at.run(
                        SHOP,
                        at.write(
                                "orders.csv",
                                HEAD
                                        + "O1,Alpha,DE,Bell,10,2024-01-05,3\n"
                                        + "O2,Beta,DE,Bike,20,2024-01-06,3\n"
                                        + "O3,Gamma,DE,Bell,30,2024-01-07,3\n"))
                .run();
        at.run(SHOP, at.write("orders.csv", HEAD + "O4,Beta,DE,Bike,40,2024-01-08,3\n"));
        var partners = at.office.bean(Partners.class);
        var gamma = UUID.fromString(at.one("select id from partners.partner where name = 'Gamma'"));
        var known = partners.find(actor, gamma);
        partners.change(
                actor,
                gamma,
                known.version(),
                partner -> partner.builder().city("Köln").build(),
                null);

        var result = undo(run);
        assertThat(result.stays()).containsEntry("changed_since", 1L).containsEntry("referred", 2L);
        assertThat(at.one("select string_agg(name, ',' order by name) from partners.partner where not withdrawn"))
                .isEqualTo("Beta,Gamma");
        assertThat(at.one("select name from deals.deal where not withdrawn")).isEqualTo("O4");
        assertThat(at.one("select name from catalog.product where not withdrawn"))
                .isEqualTo("Bike");
        assertThat(result.staying()).anySatisfy(stays -> assertThat(stays.by()).isEqualTo("deal"));
    }

    @Test
    void what_a_mapping_told_of_the_office_and_a_programme_it_stated_go_too() {
        var mapping = """
                name: Members
                system: club
                office: {currency: USD, zone: America/New_York}
                given:
                  - {object: programme, key: club, fields: {name: Club}}
                objects:
                  - {object: partner, from: "*.csv", key: id, fields: {name: name}}
                  - {object: membership, from: "*.csv", key: id, fields: {partner: id, programme: {value: club}, joined: day}}
                """;
        var before = figures();
        var file = at.write("members.csv", "id,name,day\n1,Alpha,2024-01-01\n");
        var run = at.run(mapping, file);
        assertThat(at.one("select currency from company.company")).isEqualTo("USD");
        assertThat(undo(run.run()).kept()).isZero();
        assertThat(at.one("select currency from company.company")).isEqualTo("EUR");
        assertThat(figures()).isEqualTo(before);
        assertThat(at.run(mapping, file).created()).isEqualTo(3);
    }

    @Test
    void what_only_imports_that_were_taken_back_refer_to_goes_as_well() {
        var first = at.run(SHOP, at.write("orders.csv", HEAD + "O1,Alpha,DE,Bell,10,2024-01-05,3\n"));
        var second = at.run(SHOP, at.write("orders.csv", HEAD + "O2,Alpha,DE,Bell,20,2024-01-06,3\n"));
        undo(second.run());
        assertThat(undo(first.run()).kept()).isZero();
        assertThat(at.one("select count(*) from partners.partner where not withdrawn"))
                .isEqualTo("0");
    }

    @Test
    void a_field_the_run_added_goes_and_its_code_is_free_unless_somebody_uses_it() {
        var mapping = """
                name: Colours
                system: crm
                custom_fields:
                  - {object: partner, code: colour, label: Colour}
                objects:
                  - {object: partner, from: firms.csv, key: id, fields: {name: name, custom.colour: colour}}
                """;
        var file = at.write("firms.csv", "id,name,colour\n1,Alpha,red\n");
        var run = at.run(mapping, file);
        var fields = at.office.bean(CustomFields.class);
        assertThat(fields.of(actor, "partner")).hasSize(1);
        assertThat(undo(run.run()).kept()).isZero();
        assertThat(fields.of(actor, "partner")).isEmpty();

        var again = at.run(mapping, file);
        assertThat(fields.of(actor, "partner"))
                .singleElement()
                .satisfies(field -> assertThat(field.code()).isEqualTo("colour"));
        at.office
                .bean(Partners.class)
                .create(
                        actor,
                        Partner.named("By hand")
                                .builder()
                                .custom(Map.of("colour", "blue"))
                                .build(),
                        null);
        var result = undo(again.run());
        assertThat(result.stays()).containsExactly(Map.entry("referred", 1L));
        assertThat(result.staying()).singleElement().satisfies(stays -> {
            assertThat(stays.kind()).isEqualTo("field");
            assertThat(stays.by()).isEqualTo("partner");
        });
        assertThat(fields.of(actor, "partner")).hasSize(1);
    }

    @Test
    void families_products_came_with_go_with_them() {
        var mapping = """
                name: Goods
                system: erp
                objects:
                  - {object: product, from: "*.csv", key: id, fields: {name: name, family: family}}
                """;
        at.run(mapping, at.write("goods.csv", "id,name,family\n1,Bell,Bells\n"));
        var second = at.run(mapping, at.write("goods.csv", "id,name,family\n1,Bell,Bells\n2,Bike,Bikes\n"));
        assertThat(at.one("select name from catalog.family where not withdrawn order by name"))
                .isEqualTo("Bells|Bikes");
        assertThat(undo(second.run()).kept()).isZero();
        assertThat(at.one("select name from catalog.family where not withdrawn"))
                .isEqualTo("Bells");
        assertThat(at.one("select name from catalog.product where not withdrawn"))
                .isEqualTo("Bell");
    }

    @Test
    void whoever_may_import_a_kind_may_take_it_back() {
        for (var room : at.office.beans(TakesBack.class)) {
            if (!List.of("company", "field").contains(room.kind())) {
                assertThat(actor.may(room.kind(), Verb.IMPORT)).as(room.kind()).isTrue();
            }
        }
    }

    @Test
    void nobody_takes_back_what_is_not_there() {
        assertThatThrownBy(() -> undo(UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }
}
