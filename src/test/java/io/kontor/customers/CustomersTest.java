package io.kontor.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Verb;
import io.kontor.ledger.TimelineQuery;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomersTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Customers customers = office.bean(Customers.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    UUID added(Customer customer) {
        return customers.create(actor, customer, null);
    }

    UUID version(UUID id) {
        return customers.find(actor, id).version();
    }

    @Test
    void a_customer_keeps_all_that_was_told() {
        var parent = added(Customer.named("Whole Group"));
        var partner = office.bean(Partners.class).create(actor, Partner.named("Whole Partner"), null);
        var whole = new Customer(
                "Whole Ltd",
                "gb",
                "Leeds",
                List.of("https://www.whole.example.com/about"),
                parent,
                partner,
                List.of(new ExternalId("CRM", "W-1")),
                Map.of(),
                null,
                false);
        var id = added(whole);
        var known = customers.find(actor, id).state();
        assertThat(known).isEqualTo(whole);
        assertThat(known.country()).isEqualTo("GB");
        assertThat(known.domains()).containsExactly("whole.example.com");
        assertThat(customers.byExternalId(actor, "crm", "W-1")).contains(id);
        assertThat(customers.children(actor, parent))
                .extracting(Customers.Named::id)
                .containsExactly(id);
        assertThat(customers.ofPartner(actor, partner))
                .extracting(Customers.Named::id)
                .containsExactly(id);
        assertThat(customers.search(actor, "whole.example", 5))
                .extracting(Customers.Named::name)
                .containsExactly("Whole Ltd");
        assertThat(office.column("select country || ' ' || city from customers.customer_v where name = 'Whole Ltd'"))
                .containsExactly("GB Leeds");
        assertThat(office.column("select domain from customers.domain_v d join customers.customer_v c on c.id = "
                        + "d.customer_id where c.name = 'Whole Ltd'"))
                .containsExactly("whole.example.com");
    }

    @Test
    void a_customer_cannot_stand_above_itself() {
        var top = added(Customer.named("Circle A"));
        var middle = added(Customer.named("Circle B").withParent(top));
        var low = added(Customer.named("Circle C").withParent(middle));
        assertThatThrownBy(() -> customers.change(actor, top, version(top), old -> old.withParent(low), null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("customer-parent-circle");
                    assertThat(refusal.field()).isEqualTo("parent");
                });
        assertThatThrownBy(() -> customers.change(actor, top, version(top), old -> old.withParent(top), null))
                .hasMessageContaining("customer-parent-of-itself");
        assertThat(customers.find(actor, top).state().parent()).isNull();
        customers.change(actor, low, version(low), old -> old.withParent(top), null);
        assertThat(customers.children(actor, top)).hasSize(2);
    }

    @Test
    void what_it_refers_to_must_exist() {
        assertThatThrownBy(() -> added(Customer.named("Orphan").withParent(UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("parent"));
        assertThatThrownBy(() -> added(Customer.named("Orphan").withPartner(UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("partner"));
        assertThat(customers.search(actor, "orphan", 5)).isEmpty();
    }

    @Test
    void an_id_of_another_system_belongs_to_one_customer_until_that_is_withdrawn() {
        var ids = List.of(new ExternalId("erp", "4711"));
        var first = added(Customer.named("First").builder().externalIds(ids).build());
        var second = Customer.named("Second").builder().externalIds(ids).build();
        assertThatThrownBy(() -> added(second)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("customer-external-id-taken");
            assertThat(refusal.field()).isEqualTo("externalIds");
        });
        customers.withdraw(actor, first, version(first), null);
        var taken = added(second);
        assertThat(customers.byExternalId(actor, "erp", "4711")).contains(taken);
        assertThatThrownBy(() -> customers.restore(actor, first, version(first), null))
                .hasMessageContaining("customer-external-id-taken");
    }

    @Test
    void withdrawn_customers_leave_the_choices_and_come_back() {
        var id = added(Customer.named("Leaving Ltd"));
        customers.withdraw(actor, id, version(id), "went out of business");
        assertThat(customers.search(actor, "leaving", 5)).isEmpty();
        assertThat(customers.names(actor, List.of(id))).containsEntry(id, "Leaving Ltd");
        customers.restore(actor, id, version(id), null);
        assertThat(customers.search(actor, "leaving", 5)).hasSize(1);
    }

    @Test
    void the_last_change_is_taken_back_but_not_somebody_elses() {
        var id = added(Customer.named("Before"));
        var seen = version(id);
        customers.change(actor, id, seen, old -> old.builder().name("After").build(), null);
        assertThatThrownBy(() -> customers.undo(actor, id, seen, null)).hasMessageContaining("changed-since");
        customers.undo(actor, id, version(id), null);
        assertThat(customers.find(actor, id).state().name()).isEqualTo("Before");
    }

    @Test
    void two_editors_of_the_same_field_are_shown_to_each_other() {
        var id = added(Customer.named("Both"));
        var seen = version(id);
        customers.change(actor, id, seen, old -> old.withCountry("DE"), null);
        assertThatExceptionOfType(Clash.class)
                .isThrownBy(() -> customers.change(actor, id, seen, old -> old.withCountry("FR"), null));
        customers.change(actor, id, seen, old -> old.builder().city("Ulm").build(), null);
        var both = customers.find(actor, id).state();
        assertThat(both.country()).isEqualTo("DE");
        assertThat(both.city()).isEqualTo("Ulm");
    }

    @Test
    void many_are_changed_after_a_preview_and_each_says_why_not() {
        var fine = added(Customer.named("Many One"));
        var top = added(Customer.named("Many Two"));
        var under = added(Customer.named("Many Three").withParent(top));
        var ids = List.of(fine, top);
        var preview = customers.changeMany(actor, ids, old -> old.withParent(under), null, false);
        assertThat(preview).filteredOn(effect -> effect.id().equals(fine)).allMatch(effect -> effect.changes());
        assertThat(preview).filteredOn(effect -> effect.id().equals(top)).allMatch(effect -> effect.refusal() != null);
        assertThat(customers.find(actor, fine).state().parent()).isNull();
        customers.changeMany(actor, ids, old -> old.withParent(under), null, true);
        assertThat(customers.find(actor, fine).state().parent()).isEqualTo(under);
        assertThat(customers.find(actor, top).state().parent()).isNull();
    }

    @Test
    void many_are_added_at_once_or_none() {
        var ids = customers.createMany(
                actor,
                List.of(
                        Customer.named("Bulk One")
                                .builder()
                                .externalIds(List.of(new ExternalId("bulk", "1")))
                                .build(),
                        Customer.named("Bulk Two")
                                .builder()
                                .externalIds(List.of(new ExternalId("bulk", "2")))
                                .build()),
                null);
        assertThat(customers.byExternalIds(actor, "bulk", List.of("1", "2", "3")))
                .isEqualTo(Map.of("1", ids.get(0), "2", ids.get(1)));
        assertThatThrownBy(() -> customers.createMany(
                        actor,
                        List.of(
                                Customer.named("Bulk Three"),
                                Customer.named("Bulk Four").withParent(UUID.randomUUID())),
                        null))
                .isInstanceOf(Refusal.class);
        assertThat(customers.search(actor, "bulk three", 5)).isEmpty();
    }

    @Test
    void a_customer_is_shown_as_it_was_known_on_a_day() {
        var id = added(Customer.named("Old Name"));
        var day = LocalDate.ofInstant(office.clock().instant(), ZoneOffset.UTC);
        office.clock().move(Duration.ofDays(3));
        customers.change(
                actor, id, version(id), old -> old.builder().name("New Name").build(), null);
        assertThat(customers.asOf(actor, id, day))
                .hasValueSatisfying(old -> assertThat(old.name()).isEqualTo("Old Name"));
        assertThat(customers.asOf(actor, id, day.plusDays(3)))
                .hasValueSatisfying(old -> assertThat(old.name()).isEqualTo("New Name"));
        assertThat(customers.asOf(actor, id, day.minusDays(1))).isEmpty();
    }

    @Test
    void values_of_custom_fields_are_checked_and_kept() {
        office.bean(CustomFields.class)
                .create(
                        actor,
                        new CustomField(
                                "customer",
                                "seats",
                                CustomField.Type.NUMBER,
                                CustomField.Audience.OFFICE,
                                Map.of("en", "Seats"),
                                List.of(),
                                1,
                                false),
                        null);
        var id = added(
                Customer.named("Custom").builder().custom(Map.of("seats", "12")).build());
        assertThat(office.column("select custom_office ->> 'seats' from customers.customer where name = 'Custom'"))
                .containsExactly("12");
        assertThat(customers.find(actor, id).state().custom()).containsEntry("seats", "12");
        assertThatThrownBy(() -> added(Customer.named("Wrong")
                        .builder()
                        .custom(Map.of("seats", "many"))
                        .build()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("custom.seats"));
    }

    @Test
    void the_same_firm_among_the_partners_is_found_by_domain_and_by_name_and_country() {
        var partners = office.bean(Partners.class);
        var byDomain = partners.create(
                actor,
                Partner.named("Something Else")
                        .builder()
                        .domains(List.of("sameone.example.com"))
                        .build(),
                null);
        var byName = partners.create(
                actor, Partner.named("Same One GmbH").builder().country("DE").build(), null);
        partners.create(
                actor, Partner.named("Same One Inc.").builder().country("US").build(), null);
        partners.create(
                actor, Partner.named("Same Onesie GmbH").builder().country("DE").build(), null);
        var customer = Customer.named("Same one AG")
                .builder()
                .country("DE")
                .domains(List.of("sameone.example.com"))
                .build();
        assertThat(customers.sameFirms(actor, customer))
                .containsExactly(
                        new SameFirm(byDomain, "Something Else", "sameone.example.com"),
                        new SameFirm(byName, "Same One GmbH", null));
        assertThat(customers.sameFirms(TestActors.only("customer:see"), customer))
                .isEmpty();
        var id = added(customer);
        customers.link(actor, id, version(id), byDomain, null);
        assertThat(customers.find(actor, id).state().partner()).isEqualTo(byDomain);
        customers.unlink(actor, id, version(id), null);
        assertThat(customers.find(actor, id).state().partner()).isNull();
    }

    @Test
    void who_may_not_see_customers_finds_none() {
        var id = added(Customer.named("Hidden"));
        var stranger = TestActors.only("partner:see");
        assertThatThrownBy(() -> customers.find(stranger, id))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(customers.search(stranger, "hidden", 5)).isEmpty();
        assertThat(customers.visible(stranger, id)).isEmpty();
        var reader = TestActors.only("customer:see");
        assertThat(customers.find(reader, id).state().name()).isEqualTo("Hidden");
        assertThatThrownBy(() -> customers.change(reader, id, version(id), old -> old.withCountry("DE"), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void a_right_over_one_region_reaches_customers_because_they_belong_to_nobody() {
        var id = added(Customer.named("Common"));
        var regional = new Actor(
                Side.OFFICE,
                null,
                "test:regional",
                null,
                new Rights(List.of(new Rights.Right(
                        "regional-owner", "customer", Verb.SEE, Scope.regions(java.util.Set.of(UUID.randomUUID()))))),
                Origin.PERSON,
                UUID.randomUUID());
        assertThat(customers.find(regional, id).state().name()).isEqualTo("Common");
    }

    @Test
    void a_partner_sees_no_customer_by_itself() {
        added(Customer.named("Not yours"));
        var firm = UUID.randomUUID();
        var portal =
                new Actor(Side.PORTAL, UUID.randomUUID(), null, firm, Rights.NONE, Origin.PERSON, UUID.randomUUID());
        assertThat(office.as(
                        portal,
                        () -> office.jdbc()
                                .sql("select count(*) from customers.customer where id is not null")
                                .query(Integer.class)
                                .single()))
                .isZero();
        assertThatThrownBy(() -> office.as(
                        portal,
                        () -> office.jdbc()
                                .sql("select custom_office from customers.customer")
                                .query(String.class)
                                .list()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void every_change_is_an_entry_of_no_partner() {
        var id = added(Customer.named("Recorded"));
        customers.change(actor, id, version(id), old -> old.withCountry("DE"), "seen on the invoice");
        office.settle();
        var entries = office.as(
                actor,
                () -> office.bean(io.kontor.ledger.Ledger.class)
                        .timeline(actor, TimelineQuery.newest(10).of(new io.kontor.kernel.Subject("customer", id)))
                        .entries());
        assertThat(entries).extracting(entry -> entry.action()).containsExactly("customer.changed", "customer.created");
        assertThat(entries.getFirst().reason()).isEqualTo("seen on the invoice");
        assertThat(office.column("select count(*)::text from ledger.entry where subject_id = '" + id
                        + "' and partner_id is not null"))
                .containsExactly("0");
    }
}
