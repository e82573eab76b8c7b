package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Whatever order files, and rows in them, are given in: the office is the same. */
@Tag("database")
class ImportOrderProperty {
    private static final String MAPPING = ImportDealsTest.ORDERS.replace(
            "fields: {name: name}\n  - object: product", "fields: {name: name, parent: parent}\n  - object: product");

    private static String expected = "";

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void files_and_rows_in_any_order_make_the_same_office(@ForAll Random random) throws IOException {
        var folder = Files.createTempDirectory("kontor-import-");
        try (var at = new Importing(folder)) {
            var orders = new ArrayList<String>();
            var more = new ArrayList<String>();
            for (int i = 0; i < 60; i++) {
                var row = "O%d,2019-05-%02d,F%d,P%d,%d,%d.%02d,"
                        .formatted(i / 3, 1 + i / 3, 1 + i / 3 % 4, i % 7, i % 5 + 1, i, i);
                (i % 4 == 0 ? more : orders).add(row);
            }
            var firms = new ArrayList<>(List.of("F1,Alpha,F3", "F2,Beta,F1", "F3,Gamma,", "F4,Delta,F2"));
            var products = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                products.add("P%d,Product %d".formatted(i, i));
            }
            for (var rows : List.of(orders, more, firms, products)) {
                Collections.shuffle(rows, random);
            }
            var files = new ArrayList<>(List.of(
                    write(at, "orders.csv", ImportDealsTest.HEAD, orders),
                    write(at, "orders-more.csv", ImportDealsTest.HEAD, more),
                    write(at, "firms.csv", "id,name,parent\n", firms),
                    write(at, "products.csv", "id,name\n", products)));
            Collections.shuffle(files, random);
            var result = at.run(MappingFile.read(MAPPING), files.toArray(new Path[0]));
            assertThat(result.rowsRejected()).isZero();
            var office = office(at);
            if (expected.isEmpty()) {
                expected = office;
            }
            assertThat(office).isEqualTo(expected);
        }
    }

    private static Path write(Importing at, String name, String head, List<String> rows) {
        return at.write(name, head + String.join("\n", rows) + "\n");
    }

    private static String office(Importing at) {
        return at.one("""
                        select p.name || ' under ' || coalesce(q.name, '-')
                        from partners.partner p left join partners.partner q on q.id = p.parent_id order by 1
                        """) + at.one("""
                        select d.name || ' ' || d.closed_on || ' ' || d.amount || ' ' || p.name || ' ' || string_agg(
                            s.sku || '*' || l.quantity || '=' || l.amount, ',' order by s.sku)
                        from deals.deal d
                        join deals.deal_partner_v x on x.deal_id = d.id join partners.partner p on p.id = x.partner_id
                        join deals.line l on l.deal_id = d.id join catalog.product s on s.id = l.product_id
                        group by d.name, d.closed_on, d.amount, p.name order by 1
                        """);
    }
}
