package io.kontor.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.PortalDeals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Side;
import io.kontor.merging.Merges;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerMerging;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Role;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalTest {
    final TestOffice office = TestOffice.open();
    final Actor clerk = Access.local("tests", UUID.randomUUID());
    final Partners partners = office.bean(Partners.class);
    final People people = office.bean(People.class);
    final Deals deals = office.bean(Deals.class);
    final Firm firm = office.bean(Firm.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
    }

    @AfterAll
    void close() {
        office.close();
    }

    UUID firm(String name) {
        return partners.create(clerk, Partner.named(name), null);
    }

    UUID person(UUID at, String name, String role) {
        var person = Person.ofFirm(at, name, name.replace(' ', '.') + "@example.com", "en", "UTC")
                .with(List.of(Assignment.everywhere(UUID.randomUUID(), role, null)));
        return people.create(clerk, person, null);
    }

    Actor as(UUID person) {
        var access = office.bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    UUID version(UUID person) {
        return people.find(clerk, person).version();
    }

    List<String> roles(UUID person) {
        return people.find(clerk, person).person().assignments().stream()
                .map(Assignment::role)
                .toList();
    }

    void give(Actor actor, UUID person, UUID seen, String role) {
        people.assign(actor, person, seen, held -> List.of(Assignment.everywhere(UUID.randomUUID(), role, null)), null);
    }

    static String refused(Runnable work) {
        var caught = new ArrayList<Refusal>();
        assertThatExceptionOfType(Refusal.class).isThrownBy(work::run).satisfies(caught::add);
        return caught.getFirst().code();
    }

    UUID deal(UUID at, String name, String customer, Stage stage) {
        var buyer = office.bean(Customers.class).create(clerk, Customer.named(customer), null);
        return deals.create(
                clerk,
                Deal.named(name, "EUR")
                        .builder()
                        .customerId(buyer)
                        .stage(stage)
                        .partners(List.of(new DealShare(at, PartnerRole.SOURCING, null, null)))
                        .build(),
                null);
    }

    @Test
    void a_company_admin_changes_the_roles_of_colleagues_and_of_nobody_else() {
        var ours = firm("Roles Ours");
        var chief = person(ours, "Roles Chief", Roles.COMPANY_ADMIN);
        var seller = person(ours, "Roles Seller", "seller");
        var stranger = person(firm("Roles Theirs"), "Roles Stranger", "seller");
        var seen = version(seller);

        give(as(chief), seller, seen, "partner-finance");
        assertThat(roles(seller)).containsExactly("partner-finance");

        assertThat(refused(() -> give(as(chief), seller, seen, "seller"))).isEqualTo("changed-since");
        assertThat(refused(() -> give(as(chief), seller, version(seller), "administrator")))
                .isEqualTo("role-not-theirs");
        assertThat(refused(() -> give(as(chief), chief, version(chief), "seller")))
                .isEqualTo("own-roles");
        assertThat(refused(() -> give(as(chief), stranger, version(stranger), Roles.COMPANY_ADMIN)))
                .isEqualTo("not-found");
        assertThat(refused(() -> give(as(seller), chief, version(chief), "seller")))
                .isEqualTo("forbidden");
        assertThat(refused(() -> give(as(seller), seller, version(seller), Roles.COMPANY_ADMIN)))
                .isEqualTo("forbidden");
        assertThat(roles(seller)).containsExactly("partner-finance");
        assertThat(roles(chief)).containsExactly(Roles.COMPANY_ADMIN);
        assertThat(roles(stranger)).containsExactly("seller");
    }

    @Test
    void partners_read_the_names_of_their_roles_and_of_no_others() {
        office.bean(Roles.class)
                .create(
                        clerk,
                        new Role("field-tester", Side.PORTAL, false, Map.of("en", "Field tester"), List.of(), false),
                        null);
        var chief = as(person(firm("Named Ours"), "Named Chief", Roles.COMPANY_ADMIN));
        assertThat(office.bean(Roles.class).namedForPortal(chief))
                .contains(
                        new Roles.Named("field-tester", Map.of("en", "Field tester")),
                        new Roles.Named("seller", Map.of()))
                .extracting(Roles.Named::code)
                .doesNotContain("administrator");
    }

    @Test
    void a_firm_reads_who_of_its_own_people_works_on_a_deal_and_nobody_elses() {
        var ours = firm("Contact Ours");
        var theirs = firm("Contact Theirs");
        var contacts = office.bean(Contacts.class);
        var nora = contacts.create(
                clerk, new Contact(ours, "Nora Ours", null, null, null, null, List.of(), null, Map.of(), false), null);
        var shared = deal(ours, "Worked on together", "Shared Buyer", Stage.PROPOSAL);
        deals.share(
                clerk,
                shared,
                deals.find(clerk, shared).version(),
                new DealShare(theirs, PartnerRole.DELIVERING, null, null),
                null);
        deals.change(
                clerk,
                shared,
                deals.find(clerk, shared).version(),
                old -> old.builder().contactId(nora).build(),
                null);
        var portal = office.bean(PortalDeals.class);
        var mine = as(person(ours, "Contact Seller", "seller"));
        assertThat(portal.find(mine, shared).row().contact()).isEqualTo("Nora Ours");
        assertThat(portal.find(as(person(theirs, "Contact Stranger", "seller")), shared)
                        .row()
                        .contact())
                .isNull();
        contacts.withdraw(clerk, nora, contacts.find(clerk, nora).version(), "Left");
        assertThat(portal.find(mine, shared).row().contact()).isNull();
        assertThat(deals.find(clerk, shared).state().contactId()).isEqualTo(nora);
        assertThat(contacts.names(clerk, List.of(nora))).containsEntry(nora, "Nora Ours");
        assertThat(contacts.search(clerk, "nora ours", List.of(), 5)).isEmpty();
    }

    @Test
    void deals_are_found_by_stage_and_by_words_of_the_deal_or_its_customer() {
        var ours = firm("Search Ours");
        var seller = as(person(ours, "Search Seller", "seller"));
        var open = deal(ours, "Größerer Speicher", "Müller Bau", Stage.PROPOSAL);
        var won = deal(ours, "Netz", "MÜLLER Holz", Stage.QUALIFIED);
        var other = deal(ours, "100% cloud", "Schmidt", Stage.QUALIFIED);
        deal(firm("Search Theirs"), "Größerer Speicher", "Müller Bau", Stage.PROPOSAL);

        assertThat(found(seller, Set.of(), "")).containsExactlyInAnyOrder(open, won, other);
        assertThat(found(seller, Set.of(), "muller")).containsExactlyInAnyOrder(open, won);
        assertThat(found(seller, Set.of(), " bau  GRO ")).containsExactly(open);
        assertThat(found(seller, Set.of(Stage.QUALIFIED), "müller")).containsExactly(won);
        assertThat(found(seller, Set.of(Stage.WON, Stage.LOST), "")).isEmpty();
        assertThat(found(seller, Set.of(), "0% c")).containsExactly(other);
        assertThat(found(seller, Set.of(), "%")).containsExactly(other);
        assertThat(found(seller, Set.of(), "_")).isEmpty();
    }

    @Test
    void what_is_searched_goes_on_where_the_page_ended() {
        var ours = firm("Pages Ours");
        var seller = as(person(ours, "Pages Seller", "seller"));
        var wanted = Stream.iterate(0, n -> n + 1)
                .limit(7)
                .map(n -> deal(ours, n % 2 == 0 ? "Wanted " + n : "Other " + n, "Buyer " + n, Stage.QUALIFIED))
                .toList();
        var portal = office.bean(PortalDeals.class);
        var filter = new PortalDeals.Wanted(Set.of(), "wanted");
        var first = portal.page(seller, filter, null, 3);
        var second = portal.page(seller, filter, first.next(), 3);
        assertThat(Stream.concat(first.rows().stream(), second.rows().stream()).map(PortalDeals.Row::id))
                .containsExactlyInAnyOrder(wanted.get(0), wanted.get(2), wanted.get(4), wanted.get(6));
        assertThat(second.next()).isNull();
    }

    List<UUID> found(Actor actor, Set<Stage> stages, String words) {
        return office
                .bean(PortalDeals.class)
                .page(actor, new PortalDeals.Wanted(stages, words), null, 50)
                .rows()
                .stream()
                .map(PortalDeals.Row::id)
                .toList();
    }

    @Test
    void the_history_of_a_firm_that_was_folded_is_told_under_the_one_kept_while_the_merge_stands() {
        var kept = firm("Story Kept");
        var folded = firm("Story Folded");
        var older = firm("Story Older");
        var reader = as(person(kept, "Story Reader", "seller"));
        var stranger = as(person(firm("Story Elsewhere"), "Story Stranger", "seller"));
        deal(kept, "Deal of the kept", "Story A", Stage.QUALIFIED);
        deal(folded, "Deal of the folded", "Story B", Stage.QUALIFIED);
        deal(older, "Deal of the older", "Story C", Stage.QUALIFIED);
        assertThat(told(reader)).contains("Deal of the kept").doesNotContain("Deal of the folded");

        merge(folded, older);
        var last = merge(kept, folded);
        assertThat(told(reader)).contains("Deal of the kept", "Deal of the folded", "Deal of the older");
        assertThat(created(reader)).contains("Deal of the folded", "Deal of the older");
        assertThat(told(stranger)).doesNotContain("Deal of the kept", "Deal of the folded", "Deal of the older");

        office.bean(Merges.class).takeApart(clerk, office.bean(PartnerMerging.class), kept, last, null);
        assertThat(created(reader))
                .contains("Deal of the kept")
                .doesNotContain("Deal of the folded", "Deal of the older");
        assertThat(partners.find(clerk, older).id()).isEqualTo(folded);
        var other = as(person(folded, "Story Other", "seller"));
        assertThat(created(other))
                .contains("Deal of the folded", "Deal of the older")
                .doesNotContain("Deal of the kept");
    }

    UUID merge(UUID kept, UUID folded) {
        var merges = office.bean(Merges.class);
        var firms = office.bean(PartnerMerging.class);
        var preview = merges.preview(clerk, firms, kept, folded, Set.of());
        return merges.merge(
                clerk,
                firms,
                new Merges.Order(
                        kept, preview.kept().version(), folded, preview.folded().version(), Set.of()),
                "They are the same");
    }

    List<String> told(Actor actor) {
        office.settle();
        return firm.newest(actor, 50).stream().map(Firm.Happening::name).toList();
    }

    List<String> created(Actor actor) {
        office.settle();
        return firm.newest(actor, 50).stream()
                .filter(one -> one.action().equals("deal.created"))
                .map(Firm.Happening::name)
                .toList();
    }
}
