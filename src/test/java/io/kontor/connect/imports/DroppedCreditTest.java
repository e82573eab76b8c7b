package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.home.NeedsYou;
import io.kontor.kernel.Actor;
import io.kontor.kernel.spi.Attention;
import io.kontor.people.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class DroppedCreditTest {
    static final String MAPPING = """
            name: Orders with names
            system: crm
            objects:
              - object: partner
                from: firms*.csv
                key: name
                fields: {name: name}
              - object: deal
                from: orders*.csv
                key: id
                fields:
                  name: id
                  stage: {value: won}
                  closed: day
                  sourcing: firm
            """;
    static final Actor ADMIN = Access.local("tests", UUID.randomUUID());

    @TempDir
    Path folder;

    private static List<String> asked(Importing at, String code) {
        return at.office.bean(NeedsYou.class).of(ADMIN, 20).stream()
                .filter(group -> group.kind().code().equals(code))
                .flatMap(group -> group.open().items().stream())
                .map(Attention.Item::name)
                .toList();
    }

    private static void orders(Importing at, String firm) {
        var day = LocalDate.ofInstant(at.office.anyClock().instant(), ZoneOffset.UTC)
                .minusDays(9);
        at.office.clock().move(Duration.ofMinutes(1));
        at.run(MAPPING, at.write("orders.csv", "id,day,firm\nO1," + day + "," + firm + "\n"));
    }

    @Test
    void a_file_that_does_not_name_the_partner_any_more_is_asked_about_until_one_names_it_again() {
        try (var at = new Importing(folder)) {
            at.run(MAPPING, at.write("firms.csv", "name\nAlpha\nBeta\n"));
            orders(at, "Alpha");
            assertThat(asked(at, "deals-credit-dropped")).isEmpty();
            orders(at, "Alfa");
            assertThat(asked(at, "rows-rejected")).containsExactly("Orders with names");
            assertThat(asked(at, "deals-credit-dropped")).isEmpty();
            orders(at, "");
            assertThat(asked(at, "rows-rejected")).isEmpty();
            assertThat(asked(at, "deals-credit-dropped")).containsExactly("O1");
            orders(at, "Beta");
            assertThat(asked(at, "deals-credit-dropped")).isEmpty();
        }
    }
}
