package io.kontor.partners;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.lists.ListQueries;
import io.kontor.lists.Listing;
import io.kontor.lists.Lists;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgrammesTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Programmes programmes = office.bean(Programmes.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    static Programme programme(String name, String gold) {
        return new Programme(
                "club",
                name,
                null,
                Programme.Status.OPEN,
                null,
                null,
                List.of(new Programme.Tier("basic", "Basic"), new Programme.Tier("gold", gold)),
                List.of(),
                false);
    }

    @Test
    void a_programme_is_shown_as_it_was_known_on_a_day_and_its_tiers_by_name() {
        var day = LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
        var id = programmes.create(actor, programme("Club", "Gold circle"), null);
        office.clock().move(Duration.ofDays(3));
        programmes.change(
                actor, id, programmes.find(actor, id).version(), old -> programme("New club", "Golden circle"), null);
        assertThat(programmes.asOf(actor, id, day))
                .hasValueSatisfying(old -> assertThat(old.name()).isEqualTo("Club"));
        assertThat(programmes.asOf(actor, id, day.plusDays(3)))
                .hasValueSatisfying(old -> assertThat(old.name()).isEqualTo("New club"));
        assertThat(programmes.asOf(actor, id, day.minusDays(1))).isEmpty();

        var partner = office.bean(Partners.class).create(actor, Partner.named("Club member"), null);
        office.bean(Memberships.class)
                .create(
                        actor,
                        new Membership(
                                partner,
                                id,
                                day,
                                null,
                                Membership.Status.ACTIVE,
                                List.of(new Dated<>("gold", day, null)),
                                false),
                        null);
        assertThat(shown(office.bean(PartnerListing.class)))
                .contains("Golden circle")
                .doesNotContain("gold");
        assertThat(shown(office.bean(MembershipListing.class)))
                .contains("Golden circle")
                .doesNotContain("gold");
    }

    List<String> shown(Listing listing) {
        var words = new Words(Language.EN, ZoneOffset.UTC);
        var spec = listing.spec(actor);
        return office.bean(Lists.class).page(actor, words, spec, ListQueries.parse(""), 10).rows().stream()
                .flatMap(row -> row.cells().stream())
                .map(cell -> cell.text())
                .toList();
    }
}
