package io.kontor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.company.CompanyProfile;
import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.database.Purpose;
import io.kontor.entrance.Accounts;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Dated;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.lists.ListQuery;
import io.kontor.lists.Lists;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.people.Team;
import io.kontor.people.Teams;
import io.kontor.support.TestOffice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PeopleTest {
    final TestOffice office = TestOffice.open();
    final Actor local = Access.local("tests", UUID.randomUUID());
    final People people = office.bean(People.class);
    final Roles roles = office.bean(Roles.class);
    final Teams teams = office.bean(Teams.class);
    final Ids ids = office.bean(Ids.class);
    UUID north = ids.next();
    UUID south = ids.next();

    @BeforeEach
    void open() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        roles.ship();
        north = region("north", "DK");
        south = region("south", "IT");
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID region(String code, String country) {
        return office.bean(Regions.class)
                .create(
                        local,
                        new Region(code, code, List.of(new Dated<>(country, null, null)), List.of(), false),
                        null);
    }

    UUID partner(String name, UUID region) {
        var partners = office.bean(Partners.class);
        return partners.create(local, Partner.named(name).withRegion(region, partners.today(local)), null);
    }

    UUID person(String name, Assignment... held) {
        return people.create(
                local, Person.ofOffice(name, name + "@example.com", "en", "UTC").with(List.of(held)), null);
    }

    UUID atPartner(UUID firm, String name, String role) {
        return people.create(
                local,
                Person.ofFirm(firm, name, name + "@example.org", "en", "UTC").with(List.of(everywhere(role))),
                null);
    }

    Assignment everywhere(String role) {
        return Assignment.everywhere(ids.next(), role, null);
    }

    Assignment inRegion(String role, UUID region) {
        return new Assignment(
                ids.next(), role, Assignment.Reach.REGIONS, Set.of(region), Set.of(), Set.of(), null, null);
    }

    Actor as(UUID person) {
        var access = office.bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    UUID version(UUID person) {
        return people.find(local, person).version();
    }

    List<String> listed(Actor actor) {
        var listing = office.bean(PersonListing.class);
        return office
                .bean(Lists.class)
                .page(actor, new Words(Language.EN, ZoneOffset.UTC), listing.spec(actor), ListQuery.of(Map.of()))
                .rows()
                .stream()
                .map(row -> row.cells().getFirst().text())
                .toList();
    }

    static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void a_role_of_today_counts_from_midnight_of_the_company() {
        var company = office.bean(Company.class);
        company.change(
                local,
                company.known(local).version(),
                old -> new CompanyProfile(
                        "Nordlicht", "EUR", "Pacific/Auckland", 1, "en", List.of("en"), null, null, true),
                null);
        office.clock().set(Instant.parse("2026-03-01T11:30:00Z"));
        var early = person("early", Assignment.everywhere(ids.next(), "partner-manager", LocalDate.of(2026, 3, 2)));
        assertThat(as(early).may("partner", Verb.SEE)).isTrue();
        office.clock().set(Instant.parse("2026-03-01T10:30:00Z"));
        assertThat(as(early).may("partner", Verb.SEE)).isFalse();
    }

    @Test
    void a_right_in_one_region_reaches_the_people_of_its_partners_and_nobody_elses() {
        var danish = atPartner(partner("Danish", north), "dagmar", "seller");
        var italian = atPartner(partner("Italian", south), "ilaria", "seller");
        var keeper = as(person("nora", inRegion("partner-operations", north)));
        assertThat(people.find(keeper, danish).person().name()).isEqualTo("dagmar");
        refused("not-found", () -> people.find(keeper, italian));
        assertThat(listed(keeper)).contains("dagmar", "nora").doesNotContain("ilaria");
        people.change(keeper, danish, version(danish), one -> named(one, "Dagmar D."), null);
        assertThat(people.find(local, danish).person().name()).isEqualTo("Dagmar D.");
        refused("not-found", () -> people.change(keeper, italian, version(italian), one -> named(one, "taken"), null));
        refused("not-found", () -> people.withdraw(keeper, italian, version(italian), null));
        refused("not-found", () -> people.undo(keeper, italian, version(italian), null));
        assertThat(people.changeMany(keeper, List.of(danish, italian), one -> named(one, "both"), null, true))
                .extracting(effect -> effect.id())
                .containsExactly(danish);
        assertThat(people.find(local, italian).person().name()).isEqualTo("ilaria");
        refused(
                "forbidden",
                () -> people.create(
                        keeper, Person.ofFirm(partner("Other", south), "x", "x@example.org", "en", "UTC"), null));
    }

    private static Person named(Person person, String name) {
        return person.withProfile(name, person.email(), person.language(), person.zone(), person.partnerFacing());
    }

    @Test
    void nobody_gives_away_more_than_they_may_do() {
        var regional = as(person("rita", inRegion("administrator", north)));
        var somebody = person("sam");
        people.assign(regional, somebody, version(somebody), held -> List.of(inRegion("partner-manager", north)), null);
        refused(
                "beyond-your-rights",
                () -> people.assign(
                        regional,
                        somebody,
                        version(somebody),
                        held -> List.of(inRegion("partner-manager", south)),
                        null));
        refused(
                "beyond-your-rights",
                () -> people.assign(
                        regional, somebody, version(somebody), held -> List.of(everywhere("administrator")), null));
        var operations = as(person("otto", everywhere("partner-operations")));
        refused(
                "forbidden",
                () -> people.assign(
                        operations, somebody, version(somebody), held -> List.of(everywhere("sales")), null));
    }

    @Test
    void the_address_of_somebody_who_may_do_more_is_not_for_changing() {
        var administrator = person("adam", everywhere("administrator"));
        var operations = as(person("olga", everywhere("partner-operations")));
        refused(
                "beyond-your-rights",
                () -> people.change(
                        operations,
                        administrator,
                        version(administrator),
                        one -> one.withProfile(one.name(), "mine@example.com", "en", "UTC", false),
                        null));
        people.change(operations, administrator, version(administrator), one -> named(one, "Adam A."), null);
        refused("beyond-your-rights", () -> people.withdraw(operations, administrator, version(administrator), null));
        assertThat(people.within(operations, administrator)).isFalse();
        assertThat(people.within(local, administrator)).isTrue();
    }

    @Test
    void the_last_administrator_stays() {
        var only = person("anna", everywhere("administrator"));
        refused("last-administrator", () -> people.withdraw(local, only, version(only), null));
        refused("last-administrator", () -> people.assign(local, only, version(only), held -> List.of(), null));
        person(
                "leaving",
                new Assignment(
                        ids.next(),
                        "administrator",
                        Assignment.Reach.ALL,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        null,
                        java.time.LocalDate.of(2027, 1, 1)));
        refused("last-administrator", () -> people.withdraw(local, only, version(only), null));
        person("second", everywhere("administrator"));
        people.withdraw(local, only, version(only), null);
        assertThat(people.find(local, only).person().withdrawn()).isTrue();
        people.undo(local, only, version(only), null);
        assertThat(people.find(local, only).person().withdrawn()).isFalse();
    }

    @Test
    void roles_fit_the_side_of_their_holder() {
        var firm = partner("Firm", north);
        var seller = atPartner(firm, "selma", "seller");
        refused(
                "role-not-theirs",
                () -> people.assign(
                        local, seller, version(seller), held -> List.of(everywhere("administrator")), null));
        var office = person("oskar");
        refused(
                "role-not-theirs",
                () -> people.assign(local, office, version(office), held -> List.of(everywhere("seller")), null));
        refused(
                "role-not-theirs",
                () -> people.assign(local, office, version(office), held -> List.of(everywhere("no-such")), null));
    }

    @Test
    void who_may_invite_at_a_partner_admits_its_people_there_only() {
        var danish = partner("Danish", north);
        var manager = as(person("mia", inRegion("partner-manager", north)));
        var id = people.admit(
                manager,
                Person.ofFirm(danish, "Dora", "dora@example.org", "en", "UTC").with(List.of(everywhere("seller"))),
                null);
        assertThat(people.find(manager, id).person().firm()).isEqualTo(danish);
        refused(
                "forbidden",
                () -> people.admit(
                        manager,
                        Person.ofFirm(partner("Italian", south), "Ida", "ida@example.org", "en", "UTC"),
                        null));
        refused(
                "forbidden",
                () -> people.create(manager, Person.ofFirm(danish, "Dina", "dina@example.org", "en", "UTC"), null));
    }

    @Test
    void two_editors_of_one_field_clash_and_of_two_fields_do_not() {
        var id = person("clara");
        var seen = version(id);
        people.change(local, id, seen, one -> named(one, "Clara One"), null);
        people.change(local, id, seen, one -> one.withProfile(one.name(), one.email(), "de", one.zone(), false), null);
        var now = people.find(local, id).person();
        assertThat(now.name()).isEqualTo("Clara One");
        assertThat(now.language()).isEqualTo("de");
        assertThatThrownBy(() -> people.change(local, id, seen, one -> named(one, "Clara Two"), null))
                .isInstanceOf(Clash.class);
    }

    @Test
    void an_office_makes_its_own_roles_and_takes_them_out_of_use_when_nobody_holds_them() {
        var analyst = new Role(
                "channel-analyst",
                Side.OFFICE,
                false,
                Map.of("en", "Channel analyst", "de", "Kanalanalyse"),
                List.of(new Role.Permission("partner", Verb.SEE, false)),
                false);
        var id = roles.create(local, analyst, null);
        var holder = person("hanna", everywhere("channel-analyst"));
        assertThat(as(holder).rights().permissions()).containsExactly("partner:see");
        assertThat(roles.ownNames(local, Language.DE)).containsEntry("channel-analyst", "Kanalanalyse");
        refused(
                "role-in-use",
                () -> roles.withdraw(local, id, roles.find(local, id).version(), null));
        people.assign(local, holder, version(holder), held -> List.of(), null);
        roles.withdraw(local, id, roles.find(local, id).version(), null);
        refused(
                "role-not-theirs",
                () -> people.assign(
                        local, holder, version(holder), held -> List.of(everywhere("channel-analyst")), null));
        roles.undo(local, id, roles.find(local, id).version(), null);
        assertThat(roles.find(local, id).role().withdrawn()).isFalse();
        var regional = as(person("rosa", inRegion("administrator", north)));
        refused(
                "forbidden",
                () -> roles.change(
                        regional, id, roles.find(local, id).version(), one -> one.with(one.names(), List.of()), null));
        var administrator = roles.all(local, Side.OFFICE).stream()
                .filter(known -> known.role().code().equals(Roles.ADMINISTRATOR))
                .findFirst()
                .orElseThrow();
        refused(
                "last-administrator",
                () -> roles.change(
                        local,
                        administrator.id(),
                        administrator.version(),
                        one -> one.with(Map.of(), List.of()),
                        null));
        refused("role-shipped", () -> roles.withdraw(local, administrator.id(), administrator.version(), null));
    }

    @Test
    void a_team_holds_people_of_the_office_only() {
        var member = person("tom");
        var id = teams.create(local, new Team("North", member, List.of(member), false), null);
        assertThat(teams.of(local, member)).extracting(Teams.Known::id).containsExactly(id);
        var stranger = atPartner(partner("Firm", north), "selma", "seller");
        refused("team-of-office", () -> teams.create(local, new Team("Mixed", null, List.of(stranger), false), null));
        teams.withdraw(local, id, teams.find(local, id).version(), null);
        assertThat(teams.all(local)).isEmpty();
        teams.undo(local, id, teams.find(local, id).version(), null);
        assertThat(teams.all(local)).hasSize(1);
    }

    @Test
    void a_company_admin_keeps_the_people_of_the_own_firm_and_of_no_other() {
        var own = partner("Own", north);
        var other = atPartner(partner("Other", north), "olaf", "seller");
        var admin = as(atPartner(own, "cora", "company-admin"));
        var colleague = people.create(
                admin,
                Person.ofFirm(own, "Karl", "karl@example.org", "en", "UTC").with(List.of(everywhere("seller"))),
                null);
        var given = office.bean(Accounts.class).invite(admin, colleague);
        assertThat(given.link()).contains("/welcome/");
        people.assign(admin, colleague, version(colleague), held -> List.of(everywhere("technical")), null);
        refused(
                "role-not-theirs",
                () -> people.assign(
                        admin, colleague, version(colleague), held -> List.of(everywhere("auditor")), null));
        people.withdraw(admin, colleague, version(colleague), null);
        assertThat(people.find(local, colleague).person().withdrawn()).isTrue();
        refused("not-found", () -> people.find(admin, other));
        refused("not-found", () -> people.withdraw(admin, other, version(other), null));
        refused("not-found", () -> office.bean(Accounts.class).invite(admin, other));
        refused(
                "forbidden",
                () -> people.create(admin, Person.ofOffice("Mole", "mole@example.org", "en", "UTC"), null));
        refused("not-found", () -> people.find(admin, person("staff")));
    }
}
