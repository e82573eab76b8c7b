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
    };

    @Test
    void a_real_channel_comes_in_and_the_same_files_again_change_nothing() {
        try (var at = new Importing(folder)) {
            var mapping = MappingFile.read(Shared.mapping("reseller-channel"));
            var first = at.run(mapping, FILES);
            assertThat(first.rowsRejected()).isZero();
            assertThat(first.objects().get("partner").created()).isEqualTo(701);
            assertThat(first.objects().get("product").created()).isEqualTo(397);
            assertThat(at.one("select currency || ' ' || zone || ' ' || set_up from company.company"))
                    .isEqualTo("USD America/Los_Angeles false");
            assertThat(at.one("select count(distinct segment) from partners.partner"))
                    .isEqualTo("3");
            assertThat(at.one("select count(*) from partners.partner where joined_on = '2017-07-01'"))
                    .isEqualTo("701");
            var second = at.run(mapping, FILES);
            assertThat(second.created()).isZero();
            assertThat(second.changed()).isZero();
            assertThat(second.unchanged()).isEqualTo(first.created());
        }
    }
}
