package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the shared data beside the project. */
@Tag("database")
class ResellerChannelTest {
    @TempDir
    Path folder;

    static final Path[] FILES = {
        Shared.file("reseller-channel", "targets.csv"),
        Shared.file("reseller-channel", "products.csv"),
        Shared.file("reseller-channel", "resellers.csv"),
        Shared.file("reseller-channel", "orders.csv"),
    };

    @Test
    void a_real_channel_comes_in_and_the_same_files_again_change_nothing() {
        try (var at = new Importing(folder)) {
            var mapping = MappingFile.read(Shared.mapping("reseller-channel"));
            var first = at.run(mapping, FILES);
            assertThat(first.rowsRejected()).isZero();
            assertThat(first.objects().get("partner").created()).isEqualTo(701);
            assertThat(first.objects().get("product").created()).isEqualTo(397);
            assertThat(first.objects().get("membership").created()).isEqualTo(701);
            assertThat(first.objects().get("deal").created()).isEqualTo(3616);
            assertThat(first.rowsRead()).isEqualTo(701 + 397 + 57_851);
            assertThat(first.warnings()).containsEntry("empty_cost", 76L).doesNotContainKey("unknown_column");
            assertThat(first.files())
                    .filteredOn(file -> "left_out".equals(file.notRead()))
                    .extracting(ImportResult.File::name)
                    .containsExactly("targets.csv");
            assertThat(at.one("select currency || ' ' || zone || ' ' || set_up from company.company"))
                    .isEqualTo("USD America/Los_Angeles false");
            assertThat(at.one("select count(distinct segment) from partners.partner"))
                    .isEqualTo("3");
            assertThat(
                            at.one(
                                    "select name || ' ' || count(*) from partners.partner group by name having count(*) > 1 order by 1"))
                    .isEqualTo("Friendly Bike Shop 2|Sports Products Store 2");
            assertThat(first.warnings()).containsEntry("namesake_partner", 1L);
            assertThat(at.one("select segment from partners.partner where segment like 'Ware%' group by segment"))
                    .isEqualTo("Warehouse");
            assertThat(at.one("select count(*) from partners.partner where joined_on = '2017-07-01'"))
                    .isEqualTo("701");
            assertThat(at.one("select count(*) || ' ' || sum(amount) from deals.deal where stage = 'won'"))
                    .isEqualTo("3616 77548570.20");
            assertThat(at.one("select count(*) || ' ' || count(cost) || ' ' || sum(quantity) from deals.line"))
                    .isEqualTo("57851 57775 204114");
            assertThat(at.one("""
                    select count(distinct p.partner_id) from deals.deal_partner_v p where p.role = 'sourcing'
                    """)).isEqualTo("632");
            assertThat(at.one("""
                    select extract(year from d.closed_on) || ' ' || sum(d.amount) from deals.deal d group by extract(year from d.closed_on) order by 1
                    """)).isEqualTo("2017 8069755.58|2018 24328786.25|2019 32500005.58|2020 12650022.79");
            assertThat(at.one("""
                    select origin || ' ' || count(*) from ledger.entry where subject_type = 'deal' group by origin
                    """)).isEqualTo("import 3616");

            var entries = at.one("select count(*) from ledger.entry where subject_type <> 'run'");
            var second = at.run(mapping, FILES);
            assertThat(second.created()).isZero();
            assertThat(second.changed()).isZero();
            assertThat(second.unchanged()).isEqualTo(first.created());
            assertThat(at.one("select count(*) from ledger.entry where subject_type <> 'run'"))
                    .isEqualTo(entries);
        }
    }
}
