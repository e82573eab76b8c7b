package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Actor;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ImportDealsTest {
    static final String ORDERS = """
            name: Orders
            system: erp
            office: {currency: USD}
            objects:
              - object: deal
                from: orders*.csv
                key: order
                fields:
                  name: order
                  stage: {value: won}
                  closed: day
                  sourcing: firm
                lines:
                  key: product
                  fields: {product: product, quantity: pieces, amount: amount, cost: cost}
              - object: partner
                from: firms.csv
                key: id
                fields: {name: name}
              - object: product
                from: products.csv
                key: id
                fields: {name: name}
            """;
    static final String BY_PLACE = ORDERS.replace("      key: product\n", "");
    static final String FIRMS = "id,name\nF1,Alpha\nF2,Beta\n";
    static final String PRODUCTS = "id,name\nGTX Pro,Pro\nGTX Basic,Basic\n";
    static final String HEAD = "order,day,firm,product,pieces,amount,cost\n";
    static final Actor ADMIN = Access.local("tests", UUID.randomUUID());

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

    ImportResult run(String mapping, String orders) {
        return at.run(
                mapping,
                at.write("orders.csv", HEAD + orders),
                at.write("firms.csv", FIRMS),
                at.write("products.csv", PRODUCTS));
    }

    String rejects(ImportResult result) {
        return String.join("\n", at.lines(Objects.requireNonNull(result.rejectsFile()))) + "\n";
    }

    @Test
    void rows_with_the_same_key_are_lines_of_one_deal_with_one_entry_dated_when_it_was_won() {
        var result = run(ORDERS, """
                O1,2019-05-31,F1,GTX Pro,2,20.5,
                O2,2019-06-01,F2,GTX Pro,1,10,7
                O1,2019-05-31,F1,GTX Basic,1,3.25,1
                """);
        assertThat(result.objects().get("deal").created()).isEqualTo(2);
        assertThat(result.warnings()).containsOnly(java.util.Map.entry("empty_cost", 1L));
        assertThat(at.one("select name || ' ' || amount || ' ' || currency || ' ' || stage from deals.deal order by 1"))
                .isEqualTo("O1 23.75 USD won|O2 10.00 USD won");
        assertThat(at.one("select action || ' ' || (occurred_at at time zone 'UTC')::date from ledger.entry"
                        + " where subject_type = 'deal' order by seq"))
                .isEqualTo("deal.created 2019-05-31|deal.created 2019-06-01");
    }

    @Test
    void a_bad_line_stays_out_and_its_deal_comes_in_marked_incomplete_until_the_line_is_mended() {
        var orders = """
                O1,2019-05-31,F1,GTX Pro,2,20.5,
                O1,2019-05-31,F1,GTXBasic,1,3.25,1
                O2,2019-05-31,F1,GTX Pro,1,ten,
                O3,2019-05-31,F9,GTX Pro,1,10,
                O4,2019-05-31,F1,GTX Pro,1,10,
                O4,2019-05-31,F1,GTX Pro,1,11,
                """;
        var result = run(ORDERS, orders);
        assertThat(result.objects().get("deal").created()).isEqualTo(2);
        assertThat(result.rowsRejected()).isEqualTo(4);
        assertThat(result.warnings())
                .containsEntry("unknown_product", 1L)
                .containsEntry("unparsable_number", 1L)
                .containsEntry("unknown_partner", 1L)
                .containsEntry("duplicate_line_key", 1L)
                .containsEntry("incomplete_deal", 2L);
        assertThat(rejects(result))
                .contains(
                        "orders.csv,3,product,GTXBasic,unknown_product,There is no product called GTXBasic.,GTX Basic,")
                .contains("orders.csv,4,amount,ten,unparsable_number,")
                .contains("orders.csv,5,firm,F9,unknown_partner,");
        assertThat(at.one("select state->'incomplete'->>'linesLeftOut' from ledger.entry where subject_type = 'deal'"))
                .isEqualTo("1|1");

        var again = run(ORDERS, orders);
        assertThat(again.created() + again.changed()).isZero();
        assertThat(again.rowsRejected()).isEqualTo(4);

        var mended = rejects(result)
                .replace(",F1,GTXBasic,", ",F1,GTX Basic,")
                .replace(",ten,", ",10,")
                .replace(",F9,GTX", ",F2,GTX");
        var after = at.run(
                ORDERS,
                at.write(
                        "mended.csv",
                        mended.lines().filter(line -> !line.contains("duplicate")).toList().stream()
                                .reduce("", (one, other) -> one + other + "\n")));
        assertThat(after.rowsRejected()).isZero();
        assertThat(after.objects().get("deal")).isEqualTo(new ImportResult.Counts(2, 1, 0));
        assertThat(at.one("select name || ' ' || amount from deals.deal order by 1"))
                .isEqualTo("O1 23.75|O2 10.00|O3 10.00|O4 10.00");
        assertThat(at.one("select coalesce(state->'incomplete'->>'linesLeftOut', 'whole') from ledger.entry e"
                        + " join deals.deal d on d.entry_id = e.id where d.name = 'O1'"))
                .isEqualTo("whole");
    }

    @Test
    void a_line_without_a_key_is_known_by_its_place_in_its_order_also_when_it_comes_back_mended() {
        var result = run(BY_PLACE, """
                O1,2019-05-31,F1,GTX Pro,1,10,
                O1,2019-05-31,F1,GTX Pro,1,eleven,
                O1,2019-05-31,F1,GTX Pro,1,12,
                """);
        assertThat(result.rowsRejected()).isEqualTo(1);
        var mended = at.write("mended.csv", rejects(result).replace(",eleven,\n", ",11,\n"));
        assertThat(at.run(BY_PLACE, mended).changed()).isEqualTo(1);
        assertThat(at.one("select sum(amount) || ' ' || count(*) from deals.line"))
                .isEqualTo("33.00 3");
        var whole = run(BY_PLACE, """
                O1,2019-05-31,F1,GTX Pro,1,10,
                O1,2019-05-31,F1,GTX Pro,1,11,
                O1,2019-05-31,F1,GTX Pro,1,12,
                """);
        assertThat(whole.changed() + whole.created()).isZero();
    }

    @Test
    void a_changed_line_becomes_one_change_of_its_deal_and_what_people_added_stays() {
        run(ORDERS, "O1,2019-05-31,F1,GTX Pro,2,20.5,\nO1,2019-05-31,F1,GTX Basic,1,3.25,1\n");
        var deals = at.office.bean(io.kontor.deals.Deals.class);
        var id = deals.byExternalId(ADMIN, "erp", "O1").orElseThrow();
        deals.change(
                ADMIN,
                id,
                deals.find(ADMIN, id).version(),
                deal -> deal.builder().description("Asked for a second bell.").build(),
                null);
        var result = run(ORDERS, "O1,2019-05-31,F1,GTX Pro,2,21,\nO1,2019-05-31,F1,GTX Basic,1,3.25,1\n");
        assertThat(result.changed()).isEqualTo(1);
        var deal = deals.find(ADMIN, id).state();
        assertThat(deal.amount()).isEqualByComparingTo("24.25");
        assertThat(deal.description()).isEqualTo("Asked for a second bell.");
        assertThat(at.one("select action || ' ' || origin from ledger.entry where subject_id = '" + id
                        + "' order by seq"))
                .isEqualTo("deal.created import|deal.changed person|deal.changed import");
    }

    @Test
    void rows_of_one_order_that_disagree_about_it_are_counted() {
        var result = run(ORDERS, "O1,2019-05-31,F1,GTX Pro,2,20.5,\nO1,2019-06-30,F1,GTX Basic,1,3.25,1\n");
        assertThat(result.warnings()).containsEntry("header_differs", 1L);
        assertThat(at.one("select closed_on::text from deals.deal")).isEqualTo("2019-05-31");
    }

    @Test
    void a_key_with_too_many_rows_is_put_aside_row_by_row_and_the_others_come_in() {
        var rows = new StringBuilder("O1,2019-05-31,F1,GTX Pro,2,20.5,\n");
        for (int i = 0; i <= 10_000; i++) {
            rows.append("same,2019-05-31,F1,GTX Pro,1,1.00,\n");
        }
        var result =
                run(ORDERS, rows.append("O2,2019-05-31,F1,GTX Pro,2,20.5,\n").toString());
        assertThat(result.objects().get("deal").created()).isEqualTo(2);
        assertThat(result.rowsRejected()).isEqualTo(10_001);
        assertThat(result.warnings()).containsEntry("too_many_lines", 10_001L);
        assertThat(at.lines(Objects.requireNonNull(result.rejectsFile()))).hasSize(10_002);
    }

    @Test
    void what_is_killed_between_two_batches_is_whole_after_the_same_files_are_imported_again() {
        var orders = new StringBuilder();
        for (int i = 1; i <= 4_500; i++) {
            orders.append(
                    "O%05d,2019-05-31,F1,GTX Pro,2,%d.5,\nO%05d,2019-05-31,F1,GTX Basic,1,3,\n".formatted(i, i, i));
        }
        var files = List.of(
                at.write("orders.csv", HEAD + orders),
                at.write("firms.csv", FIRMS),
                at.write("products.csv", PRODUCTS));
        assertThatThrownBy(() -> at.office
                        .bean(Imports.class)
                        .run(ADMIN, MappingFile.read(ORDERS), files, folder, false, Importing.WORDS, progress -> {
                            if (progress.step().equals("deal") && progress.done() >= 4_000) {
                                throw new Killed();
                            }
                        }))
                .isInstanceOf(Killed.class);
        assertThat(at.one("select count(*) from deals.deal")).isEqualTo("2000");
        assertThat(at.one("select status from connect.run")).isEqualTo("running");

        var again = at.run(MappingFile.read(ORDERS), files.toArray(new Path[0]));
        assertThat(again.objects().get("deal")).isEqualTo(new ImportResult.Counts(2_500, 0, 2_000));
        assertThat(at.one("select count(*) || ' ' || sum(amount) from deals.deal"))
                .isEqualTo("4500 10143000.00");
        assertThat(at.one("select count(*) from ledger.entry where subject_type = 'deal'"))
                .isEqualTo("4500");

        at.office.clock().move(Duration.ofHours(1));
        at.office.bean(RunRecords.class).tidy();
        assertThat(at.one("select status from connect.run order by started_at")).isEqualTo("stopped|done");
        assertThat(at.one("select count(*) from connect.staged")).isEqualTo("0");
    }

    /** Like a process that ends: nobody catches it. */
    static final class Killed extends Error {}
}
