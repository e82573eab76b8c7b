package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Actor;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class RejectedRowsTest {
    @TempDir
    Path folder;

    @Test
    void rejected_rows_wait_for_somebody_until_the_mended_file_was_dropped_in_again() {
        try (var at = new Importing(folder)) {
            var attention = at.office.bean(RejectedRows.class);
            Actor actor = Access.local("tests", UUID.randomUUID());
            var today = LocalDate.ofInstant(at.office.anyClock().instant(), java.time.ZoneOffset.UTC);
            assertThat(attention.open(actor, today, 10).items()).isEmpty();

            var run = at.run(
                    FindingsTest.FIRMS,
                    at.write("firms.csv", FindingsTest.HEAD + "1,Alpha,Germny,,\n2,Beta,FR,,\n3,Gamma,Atlantis,,\n"));
            assertThat(attention.open(actor, today, 10).items()).singleElement().satisfies(item -> {
                assertThat(item.link()).isEqualTo("/imports/" + run.run());
                assertThat(item.facts()).isEqualTo(Map.of("count", 2L));
            });

            at.office.clock().move(java.time.Duration.ofMinutes(1));
            var mended = String.join("\n", at.lines(Objects.requireNonNull(run.rejectsFile())))
                    .replace("1,Alpha,Germny", "1,Alpha,Germany")
                    .replace("3,Gamma,Atlantis", "3,Gamma,GB");
            var again = at.run(FindingsTest.FIRMS, at.write("mended.csv", mended));
            assertThat(again.created()).isEqualTo(2);
            assertThat(attention.open(actor, today, 10).items()).isEmpty();

            at.office.clock().move(java.time.Duration.ofMinutes(1));
            at.run(FindingsTest.FIRMS, at.write("firms.csv", FindingsTest.HEAD + "4,Delta,Nowhere,,\n"));
            assertThat(attention.open(actor, today.plusDays(40), 10).items()).isEmpty();
            assertThat(attention.open(actor, today, 10).items()).hasSize(1);
        }
    }
}
