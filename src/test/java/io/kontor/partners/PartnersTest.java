package io.kontor.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.people.Access;
import io.kontor.support.TestOffice;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnersTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Partners partners = office.bean(Partners.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    UUID firm(String name) {
        return partners.create(actor, Partner.named(name), null);
    }

    UUID version(UUID id) {
        return partners.find(actor, id).version();
    }

    Partner state(UUID id) {
        return partners.find(actor, id).state();
    }

    static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void two_who_change_different_fields_both_get_what_they_wanted() {
        var id = firm("Two hands");
        var seen = version(id);
        partners.change(actor, id, seen, old -> old.builder().city("Lyon").build(), null);
        partners.change(actor, id, seen, old -> old.builder().country("FR").build(), null);
        assertThat(state(id).city()).isEqualTo("Lyon");
        assertThat(state(id).country()).isEqualTo("FR");
    }

    @Test
    void two_who_change_the_same_field_are_shown_both_values_and_nothing_is_written() {
        var id = firm("Same field");
        var seen = version(id);
        partners.change(actor, id, seen, old -> old.builder().city("Lyon").build(), null);
        var after = version(id);
        assertThatThrownBy(() -> partners.change(
                        actor, id, seen, old -> old.builder().city("Lille").build(), null))
                .isInstanceOfSatisfying(
                        Clash.class,
                        clash -> assertThat(clash.fields()).singleElement().satisfies(field -> {
                            assertThat(field.name()).isEqualTo("city");
                            assertThat(field.theirs()).contains("Lyon");
                            assertThat(field.yours()).contains("Lille");
                        }));
        assertThat(version(id)).isEqualTo(after);
        assertThat(state(id).city()).isEqualTo("Lyon");
    }

    @Test
    void nothing_belongs_to_itself_neither_directly_nor_round_a_corner() {
        var day = partners.today(actor);
        var mother = firm("Circle mother");
        var daughter = firm("Circle daughter");
        var grandchild = firm("Circle grandchild");
        partners.change(actor, daughter, version(daughter), old -> old.withParent(mother, day), null);
        partners.change(actor, grandchild, version(grandchild), old -> old.withParent(daughter, day), null);
        refused(
                "parent-of-itself",
                () -> partners.change(actor, mother, version(mother), old -> old.withParent(mother, day), null));
        refused(
                "parent-circle",
                () -> partners.change(actor, mother, version(mother), old -> old.withParent(grandchild, day), null));
        refused(
                "reference-unknown",
                () -> partners.change(
                        actor, mother, version(mother), old -> old.withParent(UUID.randomUUID(), day), null));
        assertThat(state(mother).parents()).isEmpty();
    }

    @Test
    void who_looked_after_a_firm_is_known_for_every_day() {
        var day = partners.today(actor);
        var id = firm("Segments by day");
        partners.change(actor, id, version(id), old -> old.withSegment("enterprise", day), null);
        office.clock().move(Duration.ofDays(10));
        var later = partners.today(actor);
        partners.change(actor, id, version(id), old -> old.withSegment("midmarket", later), null);
        assertThat(state(id).segment(day)).contains("enterprise");
        assertThat(state(id).segment(later.minusDays(1))).contains("enterprise");
        assertThat(state(id).segment(later)).contains("midmarket");
        assertThat(state(id).segment(day.minusDays(1))).isEmpty();
    }

    @Test
    void a_status_moves_along_its_edges_only_and_pausing_wants_a_reason() {
        var id = firm("Edges");
        refused(
                "status-not-reachable",
                () -> partners.moveOn(actor, id, version(id), PartnerStatus.PAUSED, "no such way"));
        partners.moveOn(actor, id, version(id), PartnerStatus.ACTIVE, null);
        refused("field-required", () -> partners.moveOn(actor, id, version(id), PartnerStatus.PAUSED, null));
        partners.moveOn(actor, id, version(id), PartnerStatus.PAUSED, "seasonal business");
        assertThat(state(id).status()).isEqualTo(PartnerStatus.PAUSED);
    }

    @Test
    void the_last_change_is_taken_back_once_and_only_by_whoever_saw_it() {
        var id = firm("Taken back");
        var first = version(id);
        partners.change(actor, id, first, old -> old.builder().city("Lyon").build(), null);
        refused("changed-since", () -> partners.undo(actor, id, first, null));
        partners.undo(actor, id, version(id), null);
        assertThat(state(id).city()).isNull();
    }

    @Test
    void a_change_of_many_says_beforehand_what_it_will_do_and_then_does_just_that() {
        var ids = List.of(firm("Many A"), firm("Many B"), firm("Many C"));
        var before = ids.stream().map(this::version).toList();
        var preview = partners.changeMany(
                actor, ids, old -> old.builder().country("AT").build(), null, false);
        assertThat(preview).hasSize(3).allMatch(effect -> effect.changes());
        assertThat(ids.stream().map(this::version)).isEqualTo(before);
        partners.changeMany(actor, ids, old -> old.builder().country("AT").build(), null, true);
        assertThat(ids).allSatisfy(id -> assertThat(state(id).country()).isEqualTo("AT"));
    }

    @Test
    void an_agreement_that_was_withdrawn_comes_back_and_that_is_taken_back_too() {
        var agreements = office.bean(Agreements.class);
        var partner = firm("With an agreement");
        var id = agreements.create(
                actor,
                new Agreement(partner, "Framework", null, null, LocalDate.parse("2026-01-01"), null, false, false),
                null);
        agreements.withdraw(actor, id, agreements.find(actor, id).version(), null);
        assertThat(agreements.find(actor, id).state().withdrawn()).isTrue();
        agreements.restore(actor, id, agreements.find(actor, id).version(), "it was signed after all");
        assertThat(agreements.find(actor, id).state().withdrawn()).isFalse();
        agreements.undo(actor, id, agreements.find(actor, id).version(), null);
        assertThat(agreements.find(actor, id).state().withdrawn()).isTrue();
    }
}
