package io.kontor.merging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.CustomerMerging;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Verb;
import io.kontor.partners.Partner;
import io.kontor.partners.PartnerMerging;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DuplicatesTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Partners partners = office.bean(Partners.class);
    final Duplicates duplicates = office.bean(Duplicates.class);

    @BeforeEach
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID firm(String name, String country, String... domains) {
        return partners.create(
                actor,
                Partner.named(name)
                        .builder()
                        .country(country)
                        .domains(List.of(domains))
                        .build(),
                null);
    }

    List<Duplicates.Pair> likely(Actor who, String type) {
        office.settle();
        return duplicates.likely(who, type, 10, 50).pairs();
    }

    List<Duplicates.Pair> likely() {
        return likely(actor, "partner");
    }

    static Set<UUID> ids(Duplicates.Pair pair) {
        return Set.of(pair.one().id(), pair.other().id());
    }

    @Test
    void the_same_name_but_for_its_legal_form_in_the_same_country_is_likely_the_same() {
        var one = firm("Nordlicht GmbH", "DE");
        var two = firm("NORDLICHT AG", "DE");
        firm("Nordlicht Ltd", "GB");
        assertThat(likely()).singleElement().satisfies(pair -> {
            assertThat(ids(pair)).containsExactlyInAnyOrder(one, two);
            assertThat(pair.reasons()).containsExactly(new Duplicates.Reason("name", "nordlicht"));
        });
    }

    @Test
    void the_same_domain_is_likely_the_same_but_not_one_everybody_uses() {
        var one = firm("Bright", "DE", "bright.example.com");
        var two = firm("Lumen", "FR", "bright.example.com", "gmail.com");
        firm("Third", "ES", "gmail.com");
        assertThat(likely()).singleElement().satisfies(pair -> {
            assertThat(ids(pair)).containsExactlyInAnyOrder(one, two);
            assertThat(pair.reasons()).containsExactly(new Duplicates.Reason("domain", "bright.example.com"));
            assertThat(pair.one().domains()).containsExactly("bright.example.com");
        });
    }

    @Test
    void a_domain_many_share_tells_nobody_apart() {
        for (int i = 0; i < 9; i++) {
            firm("Hosted " + "ABCDEFGHI".charAt(i) + "xyzw".repeat(1 + i), "DE", "hosted.example.com");
        }
        assertThat(likely())
                .allSatisfy(pair -> assertThat(pair.reasons())
                        .extracting(Duplicates.Reason::kind)
                        .doesNotContain("domain"));
    }

    @Test
    void the_same_id_in_two_systems_is_likely_the_same() {
        var one = partners.create(
                actor,
                Partner.named("Red")
                        .builder()
                        .externalIds(List.of(new ExternalId("crm", "K-4711")))
                        .build(),
                null);
        var two = partners.create(
                actor,
                Partner.named("Blue")
                        .builder()
                        .externalIds(List.of(new ExternalId("erp", "K-4711"), new ExternalId("shop", "7")))
                        .build(),
                null);
        partners.create(
                actor,
                Partner.named("Green")
                        .builder()
                        .externalIds(List.of(new ExternalId("erp", "7")))
                        .build(),
                null);
        assertThat(likely()).singleElement().satisfies(pair -> {
            assertThat(ids(pair)).containsExactlyInAnyOrder(one, two);
            assertThat(pair.reasons()).containsExactly(new Duplicates.Reason("external", "K-4711"));
        });
    }

    @Test
    void a_name_much_alike_in_the_same_country_is_likely_the_same() {
        var one = firm("Alpenweb Solutions", "AT");
        var two = firm("Alpenwep Solutions GmbH", "AT");
        firm("Alpenwep Solutions", "CH");
        firm("Seeblick Handel", "AT");
        assertThat(likely()).singleElement().satisfies(pair -> {
            assertThat(ids(pair)).containsExactlyInAnyOrder(one, two);
            assertThat(pair.reasons()).extracting(Duplicates.Reason::kind).containsExactly("similar");
        });
    }

    @Test
    void more_reasons_make_a_pair_surer() {
        firm("Sure GmbH", "DE", "sure.example.com");
        firm("Sure", "DE", "sure.example.com");
        firm("Lonely GmbH", "DE");
        firm("Lonely", "DE");
        assertThat(likely()).extracting(pair -> pair.one().name()).containsExactly("Sure GmbH", "Lonely GmbH");
    }

    @Test
    void a_firm_and_the_one_it_belongs_to_are_no_duplicates() {
        var parent = firm("Group GmbH", "DE", "group.example.com");
        var child = partners.create(
                actor,
                Partner.named("Group AG")
                        .builder()
                        .country("DE")
                        .domains(List.of("group.example.com"))
                        .build(),
                null);
        assertThat(likely()).hasSize(1);
        partners.change(
                actor,
                child,
                partners.find(actor, child).version(),
                partner -> partner.withParent(parent, LocalDate.parse("2026-01-01")),
                null);
        assertThat(likely()).isEmpty();
    }

    @Test
    void what_changes_or_goes_is_looked_at_again() {
        var one = firm("Change GmbH", "DE");
        var two = firm("Change", "FR");
        assertThat(likely()).isEmpty();
        partners.change(
                actor,
                two,
                partners.find(actor, two).version(),
                partner -> partner.builder().country("DE").build(),
                null);
        assertThat(likely()).hasSize(1);
        partners.withdraw(actor, one, partners.find(actor, one).version(), null);
        assertThat(likely()).isEmpty();
        partners.restore(actor, one, partners.find(actor, one).version(), null);
        assertThat(likely()).hasSize(1);
    }

    @Test
    void a_merged_pair_is_settled_and_comes_back_when_taken_apart() {
        var one = firm("Settle GmbH", "DE");
        var two = firm("Settle", "DE");
        assertThat(likely()).hasSize(1);
        var merges = office.bean(Merges.class);
        var firms = office.bean(PartnerMerging.class);
        var preview = merges.preview(actor, firms, one, two, Set.of());
        var merge = merges.merge(
                actor,
                firms,
                new Merges.Order(
                        one, preview.kept().version(), two, preview.folded().version(), Set.of()),
                "Same");
        assertThat(duplicates.likely(actor, "partner", 10, 50).pairs())
                .as("at once, before the comparison caught up")
                .isEmpty();
        assertThat(likely()).isEmpty();
        merges.takeApart(actor, firms, one, merge, null);
        assertThat(likely()).hasSize(1);
    }

    @Test
    void a_pair_told_apart_does_not_come_back_until_that_is_taken_back() {
        var one = firm("Apart GmbH", "DE");
        var two = firm("Apart", "DE");
        assertThat(likely()).hasSize(1);
        duplicates.tellApart(actor, "partner", two, one, "Different owners");
        duplicates.tellApart(actor, "partner", one, two, null);
        assertThat(likely()).isEmpty();
        partners.change(
                actor,
                two,
                partners.find(actor, two).version(),
                partner -> partner.builder().city("Ulm").build(),
                null);
        assertThat(likely()).as("not even when one changes").isEmpty();
        assertThat(office.reasons("action = 'verdict.told_apart'")).containsExactly("Different owners");
        var told = duplicates.told(actor, "partner", 10).getFirst();
        assertThat(Set.of(told.one().name(), told.other().name())).containsExactlyInAnyOrder("Apart GmbH", "Apart");
        duplicates.takeBack(actor, "partner", told.id());
        assertThat(likely()).hasSize(1);
        assertThat(duplicates.told(actor, "partner", 10)).isEmpty();
        duplicates.tellApart(actor, "partner", one, two, null);
        assertThat(likely()).isEmpty();
    }

    @Test
    void a_pair_is_shown_to_those_who_may_merge_both() {
        var one = firm("Reach GmbH", "DE");
        var two = firm("Reach", "DE");
        assertThat(likely(reaching(Scope.ALL), "partner")).hasSize(1);
        assertThat(likely(reaching(Scope.partners(Set.of(one, two))), "partner"))
                .hasSize(1);
        var half = reaching(Scope.partners(Set.of(one)));
        assertThat(likely(half, "partner")).isEmpty();
        assertThat(likely(
                        actor.with(new Rights(List.of(new Rights.Right("x", "partner", Verb.SEE, Scope.ALL)))),
                        "partner"))
                .isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> duplicates.tellApart(half, "partner", one, two, null))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        duplicates.tellApart(actor, "partner", one, two, null);
        assertThat(duplicates.told(half, "partner", 10)).isEmpty();
        var told = duplicates.told(actor, "partner", 10).getFirst().id();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> duplicates.takeBack(half, "partner", told))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    Actor reaching(Scope scope) {
        return actor.with(new Rights(List.of(
                new Rights.Right("x", "partner", Verb.SEE, scope),
                new Rights.Right("x", "partner", Verb.MERGE, scope))));
    }

    @Test
    void customers_are_compared_with_customers_and_merged_like_partners() {
        var customers = office.bean(Customers.class);
        firm("Same Name", "DE");
        var one = customers.create(actor, Customer.named("Same Name").withCountry("DE"), null);
        var two = customers.create(
                actor,
                Customer.named("Same Name Ltd")
                        .withCountry("DE")
                        .builder()
                        .city("Kassel")
                        .build(),
                null);
        var child = customers.create(actor, Customer.named("Another").withParent(two), null);
        assertThat(likely(actor, "customer"))
                .singleElement()
                .satisfies(pair -> assertThat(ids(pair)).containsExactlyInAnyOrder(one, two));
        assertThat(likely()).isEmpty();
        var merges = office.bean(Merges.class);
        var mergeable = office.bean(CustomerMerging.class);
        var preview = merges.preview(actor, mergeable, one, two, Set.of());
        assertThat(preview.moves()).containsEntry("customer", 1);
        var merge = merges.merge(
                actor,
                mergeable,
                new Merges.Order(
                        one, preview.kept().version(), two, preview.folded().version(), Set.of("name")),
                "Same");
        assertThat(customers.find(actor, two).id()).isEqualTo(one);
        assertThat(customers.find(actor, one).state().name()).isEqualTo("Same Name Ltd");
        assertThat(customers.find(actor, one).state().city()).isEqualTo("Kassel");
        assertThat(customers.find(actor, child).state().parent()).isEqualTo(one);
        assertThat(likely(actor, "customer")).isEmpty();
        merges.takeApart(actor, mergeable, one, merge, null);
        assertThat(customers.find(actor, child).state().parent()).isEqualTo(two);
        assertThat(customers.find(actor, one).state().name()).isEqualTo("Same Name");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> merges.preview(actor, mergeable, two, child, Set.of()))
                .extracting(Refusal::code)
                .isEqualTo("customer-merge-family");
    }
}
