package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the shared data beside the project. */
@Tag("database")
class CrmOpportunitiesTest {
    @TempDir
    Path folder;

    static final Path[] FILES = {
        Shared.file("crm-opportunities", "sales_pipeline.csv"),
        Shared.file("crm-opportunities", "accounts.csv"),
        Shared.file("crm-opportunities", "products.csv"),
        Shared.file("crm-opportunities", "sales_teams.csv"),
    };

    @Test
    void a_real_pipeline_comes_in_and_the_same_files_again_change_nothing() {
        try (var at = new Importing(folder)) {
            var mapping = MappingFile.read(Shared.mapping("crm-opportunities"));
            var first = at.run(mapping, FILES);
            assertThat(first.rowsRejected()).isZero();
            assertThat(first.objects().get("deal").created()).isEqualTo(8_800);
            assertThat(first.objects().get("customer").created()).isEqualTo(85);
            assertThat(first.objects().get("person").created()).isEqualTo(35 + 6);
            assertThat(first.objects().get("team").created()).isEqualTo(6 + 3);
            assertThat(first.warnings())
                    .containsEntry("empty_customer", 1_425L)
                    .containsEntry("empty_opened", 500L)
                    .containsEntry("empty_closed", 2_089L);
            assertThat(at.one("""
                    select count(*) filter (where stage = 'won') || ' ' || count(*) filter (where stage = 'lost') || ' '
                        || count(*) filter (where stage not in ('won', 'lost')) || ' '
                        || sum(amount) filter (where stage = 'won')
                    from deals.deal
                    """)).isEqualTo("4238 2473 2089 10005534.00");
            assertThat(at.one("select count(*) from customers.customer where parent_id is not null"))
                    .isEqualTo("15");
            assertThat(at.one("select count(*) from deals.deal where owner_id is null"))
                    .isEqualTo("0");
            assertThat(at.one("select count(*) from deals.deal_partner_v")).isEqualTo("0");

            var second = at.run(mapping, FILES);
            assertThat(second.created()).isZero();
            assertThat(second.changed()).isZero();
            assertThat(second.rowsRejected()).isZero();
        }
    }

    @Test
    void a_product_called_otherwise_is_rejected_with_what_may_be_meant() throws IOException {
        try (var at = new Importing(folder)) {
            var mapping = Files.readString(Shared.mapping("crm-opportunities")).replace("map: {GTXPro: GTX Pro}", "");
            var result = at.run(MappingFile.read(mapping), FILES);
            assertThat(result.rowsRejected()).isEqualTo(1_480);
            assertThat(result.warnings()).containsEntry("unknown_product", 1_480L);
            assertThat(result.objects().get("deal").created()).isEqualTo(8_800 - 1_480);
            assertThat(at.lines(Objects.requireNonNull(result.rejectsFile())))
                    .hasSize(1_481)
                    .allMatch(line -> line.startsWith("kontor:file")
                            || line.contains(
                                    ",product,GTXPro,unknown_product,There is no product called GTXPro.,GTX Pro,"));
        }
    }
}
