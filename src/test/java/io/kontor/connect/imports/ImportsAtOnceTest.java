package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.people.Access;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people who import the same at the same moment. */
@Tag("database")
class ImportsAtOnceTest {
    private static final String CLUB = """
            name: Club
            system: club
            office: {currency: USD, zone: America/New_York}
            custom_fields:
              - {object: partner, code: colour, label: Colour}
            given:
              - {object: programme, key: club, fields: {name: Club}}
            objects:
              - object: partner
                from: orders.csv
                key: firm
                repeats: true
                fields: {name: firm, custom.colour: colour, parent: mother}
              - object: membership
                from: orders.csv
                key: firm
                repeats: true
                fields: {partner: firm, programme: {value: club}, joined: day}
              - object: product
                from: orders.csv
                key: article
                repeats: true
                fields: {name: article}
              - object: deal
                from: orders.csv
                key: order
                fields: {name: order, stage: {value: won}, closed: day, currency: {value: EUR}, sourcing: firm}
                lines: {key: article, fields: {product: article, quantity: {value: 1}, amount: amount}}
            """;
    private static final int ORDERS = 2_500;

    @TempDir
    Path folder;

    Importing at;

    @BeforeEach
    void open() {
        at = new Importing(folder);
    }

    @AfterEach
    void close() {
        at.close();
    }

    List<ImportResult> bothAtOnce(String mapping, Path file) throws Exception {
        var start = new CyclicBarrier(2);
        Callable<ImportResult> one = () -> {
            start.await();
            return at.office
                    .bean(Imports.class)
                    .run(
                            Access.local("tests", UUID.randomUUID()),
                            MappingFile.read(mapping),
                            List.of(file),
                            folder,
                            false,
                            Importing.WORDS,
                            progress -> {});
        };
        try (var people = Executors.newFixedThreadPool(2)) {
            var results = new ArrayList<ImportResult>();
            for (var done : people.invokeAll(List.of(one, one))) {
                results.add(done.get());
            }
            return results;
        }
    }

    @Test
    void the_same_files_brought_by_two_people_at_once_come_in_once_and_nothing_is_rejected() throws Exception {
        var rows = new StringBuilder("order,firm,mother,colour,article,amount,day\n");
        for (int i = 0; i < ORDERS; i++) {
            rows.append("O%d,F%d,%s,red,A%d,%d.25,2024-01-%02d\n"
                    .formatted(i, i % 40, i % 40 == 0 ? "" : "F" + (i % 40 - 1), i % 7, i, 1 + i % 28));
        }
        var results = bothAtOnce(CLUB, at.write("orders.csv", rows.toString()));

        assertThat(results).allSatisfy(result -> {
            assertThat(result.rowsRejected()).as(result.warnings().toString()).isZero();
            assertThat(result.rowsRead()).isEqualTo(ORDERS);
        });
        for (var kind : List.of("partner", "membership", "product", "deal")) {
            assertThat(results.stream()
                            .mapToLong(result -> result.objects().get(kind).created())
                            .sum())
                    .as(kind)
                    .isEqualTo(
                            switch (kind) {
                                case "deal" -> ORDERS;
                                case "product" -> 7;
                                default -> 40;
                            });
        }
        assertThat(at.one("select count(*) || ' ' || sum(amount) from deals.deal"))
                .isEqualTo("2500 " + (ORDERS * (ORDERS - 1) / 2 + ORDERS / 4) + ".00");
        assertThat(at.one("select count(*) from partners.programme")).isEqualTo("1");
        assertThat(at.one("select count(*) from connect.run where status = 'done'"))
                .isEqualTo("2");
        assertThat(at.one("select count(*) from connect.mapping")).isEqualTo("1");
        assertThat(at.one("select count(*) from connect.staged")).isEqualTo("0");

        var third = at.run(CLUB, folder.resolve("orders.csv"));
        assertThat(third.created() + third.changed()).isZero();
    }

    @Test
    void a_file_of_one_row_brought_twice_at_once_comes_in_once() throws Exception {
        for (int i = 0; i < 10; i++) {
            var file = at.write("firms.csv", FindingsTest.HEAD + i + ",Twin " + i + ",DE,,\n");
            assertThat(bothAtOnce(FindingsTest.FIRMS, file))
                    .allSatisfy(result -> assertThat(result.rowsRejected())
                            .as(result.warnings().toString())
                            .isZero());
        }
        assertThat(at.one("select count(*) from partners.partner")).isEqualTo("10");
    }
}
