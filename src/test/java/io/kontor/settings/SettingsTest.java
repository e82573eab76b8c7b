package io.kontor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.partners.Contact;
import io.kontor.partners.ContactRole;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SettingsTest {
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    final TestOffice office = TestOffice.open();
    final Actor local = Access.local("tests", UUID.randomUUID());
    final Regions regions = office.bean(Regions.class);
    final Rates rates = office.bean(Rates.class);
    final Ids ids = office.bean(Ids.class);

    @BeforeEach
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
    }

    @AfterEach
    void close() {
        office.close();
    }

    static Region region(String code, Dated<?>... countries) {
        var members = java.util.Arrays.stream(countries)
                .map(country -> new Dated<>(String.valueOf(country.value()), country.from(), country.to()))
                .toList();
        return new Region(code, code, members, List.of(), false);
    }

    static Dated<String> always(String country) {
        return new Dated<>(country, null, null);
    }

    Actor inRegion(String role, UUID region) {
        var held = new Assignment(
                ids.next(), role, Assignment.Reach.REGIONS, Set.of(region), Set.of(), Set.of(), null, null);
        var id = office.bean(People.class)
                .create(
                        local,
                        Person.ofOffice(role, role + "-" + region + "@example.com", "en", "UTC")
                                .with(List.of(held)),
                        null);
        var access = office.bean(Access.class);
        return access.actor(access.account(id).orElseThrow(), UUID.randomUUID());
    }

    static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void a_regional_owner_changes_the_own_region_and_no_other() {
        var north = regions.create(local, region("north", always("DK")), null);
        var south = regions.create(local, region("south", always("IT")), null);
        var owner = inRegion("regional-owner", north);
        regions.change(owner, north, regions.find(owner, north).version(), old -> region("north", always("SE")), null);
        assertThat(regions.of(local, "SE", DAY)).contains(north);
        refused(
                "forbidden",
                () -> regions.change(
                        owner,
                        south,
                        regions.find(owner, south).version(),
                        old -> region("south", always("ES")),
                        null));
        refused(
                "forbidden",
                () -> regions.undo(owner, south, regions.find(owner, south).version(), null));
        var operations = inRegion("partner-operations", north);
        refused(
                "forbidden",
                () -> regions.withdraw(
                        operations, south, regions.find(local, south).version(), null));
        refused("forbidden", () -> regions.create(operations, region("west", always("PT")), null));
    }

    @Test
    void a_country_moves_from_one_region_to_another_on_a_day_and_is_never_in_two() {
        var north = regions.create(local, region("north", new Dated<>("DK", null, DAY)), null);
        refused("place-taken", () -> regions.create(local, region("south", always("DK")), null));
        var south = regions.create(local, region("south", new Dated<>("DK", DAY, null)), null);
        assertThat(regions.of(local, "DK", DAY.minusDays(1))).contains(north);
        assertThat(regions.of(local, "DK", DAY)).contains(south);
        regions.withdraw(local, north, regions.find(local, north).version(), null);
        assertThat(regions.of(local, "DK", DAY.minusDays(1))).isEmpty();
        regions.undo(local, north, regions.find(local, north).version(), null);
        assertThat(regions.of(local, "DK", DAY.minusDays(1))).contains(north);
        assertThat(regions.standing(local, DAY))
                .extracting(Regions.Standing::places)
                .containsExactlyInAnyOrder(List.of(), List.of("DK"));
    }

    @Test
    void a_rate_is_corrected_by_its_id_and_two_who_correct_it_clash() {
        rates.record(local, List.of(new Rate("EUR", "NOK", DAY, new BigDecimal("11.2"), "Sample bank")), null);
        var id = UUID.fromString(office.column("select id from company.rate").getFirst());
        var seen = rates.find(local, id).version();
        rates.correct(local, id, seen, new BigDecimal("11.3"), "Sample bank", "typing mistake");
        assertThat(rates.at(local, "EUR", "NOK", DAY)).hasValue(new BigDecimal("11.3"));
        assertThatThrownBy(() -> rates.correct(local, id, seen, new BigDecimal("11.4"), "Sample bank", null))
                .isInstanceOf(Clash.class);
        refused(
                "rate-impossible",
                () -> rates.correct(local, id, rates.find(local, id).version(), BigDecimal.ZERO, "Sample bank", null));
        rates.undo(local, id, rates.find(local, id).version(), null);
        assertThat(rates.at(local, "EUR", "NOK", DAY)).hasValue(new BigDecimal("11.2"));
        refused("not-found", () -> rates.find(local, ids.next()));
    }

    @Test
    void the_company_is_changed_undone_and_guarded_against_two_editors() {
        var company = office.bean(Company.class);
        var seen = company.known(local).version();
        company.change(local, seen, old -> old.withLogo(ids.next()), null);
        assertThat(company.profile(local).logo()).isNotNull();
        assertThatThrownBy(() -> company.change(local, seen, old -> old.withLogo(ids.next()), null))
                .isInstanceOf(Clash.class);
        company.undo(local, company.known(local).version(), null);
        assertThat(company.profile(local).logo()).isNull();
    }

    private UUID contact(UUID firm, String name, String email) {
        return office.bean(Contacts.class)
                .create(
                        local,
                        new Contact(
                                firm, name, email, null, null, "fr", List.of(ContactRole.SALES), null, Map.of(), false),
                        null);
    }

    private UUID partner(String name, UUID region) {
        return office.bean(Partners.class).create(local, Partner.named(name).withRegion(region, DAY), null);
    }

    @Test
    void a_contact_gets_an_account_all_or_nothing_and_only_from_who_may_invite_there() {
        var accounts = office.bean(ContactAccounts.class);
        var contacts = office.bean(Contacts.class);
        var north = regions.create(local, region("north", always("DK")), null);
        var south = regions.create(local, region("south", always("IT")), null);
        var danish = contact(partner("Danish", north), "Dora", "dora@example.org");
        var italian = contact(partner("Italian", south), "Ida", "ida@example.org");
        var manager = inRegion("partner-manager", north);
        refused("not-found", () -> accounts.invite(manager, italian, List.of("seller")));
        refused("field-required", () -> accounts.invite(manager, danish, List.of()));
        refused("role-not-theirs", () -> accounts.invite(manager, danish, List.of("administrator")));
        assertThat(office.column("select count(*) from people.person where side = 'portal'"))
                .containsExactly("0");
        assertThat(accounts.suggested(manager, contacts.find(manager, danish).state()))
                .containsExactly("company-admin", "seller");
        var invited = accounts.invite(manager, danish, List.of("seller"));
        assertThat(contacts.find(manager, danish).state().person()).isEqualTo(invited.person());
        assertThat(office.bean(People.class)
                        .find(manager, invited.person())
                        .person()
                        .language())
                .isEqualTo("fr");
        refused("contact-has-account", () -> accounts.invite(manager, danish, List.of("seller")));
        var second = contact(partner("Other", north), "Dora again", "dora@example.org");
        refused("email-taken", () -> accounts.invite(manager, second, List.of("seller")));
        assertThat(contacts.find(manager, second).state().person()).isNull();
    }
}
