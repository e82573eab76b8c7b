package io.kontor.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.files.Audience;
import io.kontor.files.Files;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Dated;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Place;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.merging.Merges;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnerMergeTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Partners partners = office.bean(Partners.class);
    final Contacts contacts = office.bean(Contacts.class);
    final Agreements agreements = office.bean(Agreements.class);
    final Memberships memberships = office.bean(Memberships.class);
    final Merges merges = office.bean(Merges.class);
    final PartnerMerging firms = office.bean(PartnerMerging.class);

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
        return partners.create(actor, Partner.named(name), null);
    }

    UUID firm(Partner partner) {
        return partners.create(actor, partner, null);
    }

    UUID contact(UUID firm, String name) {
        return contacts.create(
                actor, new Contact(firm, name, null, null, null, null, List.of(), null, Map.of(), false), null);
    }

    UUID programme(String code) {
        return office.bean(Programmes.class)
                .create(
                        actor,
                        new Programme(
                                code,
                                "Programme " + code,
                                null,
                                Programme.Status.OPEN,
                                null,
                                null,
                                List.of(new Programme.Tier("silver", "Silver"), new Programme.Tier("gold", "Gold")),
                                List.of(),
                                false),
                        null);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    UUID merge(UUID kept, UUID folded, String... others) {
        return merge(actor, kept, folded, others);
    }

    UUID merge(Actor who, UUID kept, UUID folded, String... others) {
        var preview = merges.preview(who, firms, kept, folded, Set.of(others));
        return merges.merge(
                who,
                firms,
                new Merges.Order(
                        kept, preview.kept().version(), folded, preview.folded().version(), Set.of(others)),
                "They are the same");
    }

    void apart(UUID kept, UUID merge) {
        merges.takeApart(actor, firms, kept, merge, null);
    }

    static void refused(String code, ThrowingCallable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work)
                .extracting(Refusal::code)
                .isEqualTo(code);
    }

    @Test
    void the_kept_firm_takes_what_it_did_not_have_and_both_where_both_may_be() {
        var kept = firm(Partner.named("Nordlicht GmbH")
                .builder()
                .country("DE")
                .domains(List.of("nordlicht.example.com"))
                .externalIds(List.of(new ExternalId("crm", "n-1")))
                .build()
                .withTypes(List.of(PartnerType.RESELLER), day("2025-01-01")));
        var folded = firm(Partner.named("Nordlicht")
                .builder()
                .country("DE")
                .city("Kiel")
                .sourceChannel("Fair")
                .domains(List.of("nordlicht.example.org", "nordlicht.example.com"))
                .externalIds(List.of(new ExternalId("erp", "4711")))
                .build()
                .withTypes(List.of(PartnerType.RESELLER, PartnerType.MSP), day("2024-01-01")));
        merge(kept, folded);
        var united = partners.find(actor, kept).state();
        assertThat(united.name()).isEqualTo("Nordlicht GmbH");
        assertThat(united.city()).isEqualTo("Kiel");
        assertThat(united.sourceChannel()).isEqualTo("Fair");
        assertThat(united.domains()).containsExactly("nordlicht.example.com", "nordlicht.example.org");
        assertThat(united.externalIds()).containsExactly(new ExternalId("crm", "n-1"), new ExternalId("erp", "4711"));
        assertThat(united.types())
                .containsExactlyInAnyOrder(
                        new Dated<>(PartnerType.RESELLER, day("2024-01-01"), null),
                        new Dated<>(PartnerType.MSP, day("2024-01-01"), null));
        assertThat(partners.byExternalId(actor, "erp", "4711")).contains(kept);
    }

    @Test
    void where_both_say_something_different_the_kept_one_wins_unless_the_other_is_chosen() {
        var first = Partner.named("Bright")
                .withSegment("small", day("2025-01-01"))
                .builder()
                .country("DE")
                .city("Bonn")
                .build();
        var second = Partner.named("Bright Ltd")
                .withSegment("large", day("2024-06-01"))
                .withSegment("medium", day("2025-03-01"))
                .builder()
                .country("GB")
                .city("Leeds")
                .build();
        var kept = firm(first);
        var folded = firm(second);
        var preview = merges.preview(actor, firms, kept, folded, Set.of());
        assertThat(preview.differences())
                .extracting(Moves.Difference::key)
                .containsExactly("name", "country", "segments.2025-01-01..2025-03-01", "segments.2025-03-01..");
        assertThat(preview.united().city()).isEqualTo("Bonn");
        merge(kept, folded, "country", "segments.2025-03-01..");
        var united = partners.find(actor, kept).state();
        assertThat(united.name()).isEqualTo("Bright");
        assertThat(united.country()).isEqualTo("GB");
        assertThat(united.city()).as("the city goes with its country").isEqualTo("Leeds");
        assertThat(united.segments())
                .containsExactly(
                        new Dated<>("large", day("2024-06-01"), day("2025-01-01")),
                        new Dated<>("small", day("2025-01-01"), day("2025-03-01")),
                        new Dated<>("medium", day("2025-03-01"), null));
    }

    @Test
    void everything_of_the_folded_firm_goes_along_and_comes_back_as_it_was() {
        var kept = firm("Alpenweb AG");
        var folded = firm("Alpenweb");
        var contact = contact(folded, "Kim Sample");
        var agreement = agreements.create(
                actor, new Agreement(folded, "Reseller contract", null, null, null, null, false, false), null);
        var programme = programme("along");
        var membership = memberships.create(
                actor,
                new Membership(
                        folded,
                        programme,
                        day("2025-01-01"),
                        null,
                        Membership.Status.ACTIVE,
                        List.of(new Dated<>("gold", day("2025-01-01"), null)),
                        false),
                null);
        var child = firm(Partner.named("Alpenweb Wien").withParent(folded, day("2025-01-01")));
        var customer = office.bean(Customers.class)
                .create(actor, Customer.named("Alpenweb").withPartner(folded), null);
        var user = office.bean(People.class)
                .create(
                        actor,
                        Person.ofFirm(folded, "Uli User", "uli@example.com", "de", "Europe/Vienna")
                                .with(List.of(Assignment.everywhere(ids(), "seller", null))),
                        null);
        var manager = office.bean(People.class)
                .create(
                        actor,
                        Person.ofOffice("Mia Manager", "mia@example.com", "de", "Europe/Vienna")
                                .with(List.of(new Assignment(
                                        ids(),
                                        "partner-manager",
                                        Assignment.Reach.PARTNERS,
                                        Set.of(),
                                        Set.of(),
                                        Set.of(folded),
                                        null,
                                        null))),
                        null);
        var files = office.bean(Files.class);
        var notes = office.bean(Notes.class);
        var own = new Subject("partner", folded);
        files.attach(actor, own, "plan.txt", "The plan".getBytes(StandardCharsets.UTF_8), Audience.PARTNER);
        notes.write(actor, own, "They pay late", Audience.OFFICE);
        notes.write(actor, new Subject("contact", contact), "Speaks Danish", Audience.OFFICE);

        var preview = merges.preview(actor, firms, kept, folded, Set.of());
        assertThat(preview.moves())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "agreement",
                        1,
                        "contact",
                        1,
                        "customer",
                        1,
                        "file",
                        1,
                        "membership",
                        1,
                        "note",
                        2,
                        "partner",
                        1,
                        "person",
                        2));
        var merge = merge(kept, folded);

        assertThat(partners.find(actor, folded).id())
                .as("the folded id answers with the kept one")
                .isEqualTo(kept);
        assertThat(contacts.find(actor, contact).state().partner()).isEqualTo(kept);
        assertThat(agreements.find(actor, agreement).state().partner()).isEqualTo(kept);
        assertThat(memberships.find(actor, membership).state().partner()).isEqualTo(kept);
        assertThat(partners.find(actor, child).state().parent(day("2026-01-01")))
                .contains(kept);
        assertThat(office.bean(Customers.class).find(actor, customer).state().partner())
                .isEqualTo(kept);
        assertThat(office.bean(People.class).find(actor, user).person().firm()).isEqualTo(kept);
        assertThat(office.bean(People.class)
                        .find(actor, manager)
                        .person()
                        .assignments()
                        .getFirst()
                        .partners())
                .containsExactly(kept);
        assertThat(files.of(actor, new Subject("partner", kept))).hasSize(1);
        assertThat(notes.of(actor, new Subject("partner", kept))).hasSize(1);
        assertThat(office.column("select count(*) from files.note where partner_id = '" + kept + "'"))
                .as("what hangs on a contact of the firm is the kept firm's, too")
                .containsExactly("2");
        assertThat(office.column("select tier from partners.partner where id = '" + kept + "'"))
                .containsExactly("gold");

        var standing = merges.standing(
                        actor, "partner", kept, partners.find(actor, kept).version())
                .orElseThrow();
        assertThat(standing.id()).isEqualTo(merge);
        assertThat(standing.name()).isEqualTo("Alpenweb");
        apart(kept, merge);

        assertThat(partners.find(actor, folded).state()).isEqualTo(Partner.named("Alpenweb"));
        assertThat(partners.find(actor, kept).state()).isEqualTo(Partner.named("Alpenweb AG"));
        assertThat(contacts.find(actor, contact).state().partner()).isEqualTo(folded);
        assertThat(agreements.find(actor, agreement).state().partner()).isEqualTo(folded);
        assertThat(memberships.find(actor, membership).state().partner()).isEqualTo(folded);
        assertThat(partners.find(actor, child).state().parent(day("2026-01-01")))
                .contains(folded);
        assertThat(office.bean(Customers.class).find(actor, customer).state().partner())
                .isEqualTo(folded);
        assertThat(office.bean(People.class).find(actor, user).person().firm()).isEqualTo(folded);
        assertThat(files.of(actor, own)).hasSize(1);
        assertThat(notes.of(actor, own)).hasSize(1);
        assertThat(office.column("select count(*) from files.note where partner_id = '" + folded + "'"))
                .containsExactly("2");
        assertThat(office.column("select tier from partners.partner where id = '" + folded + "'"))
                .containsExactly("gold");
    }

    UUID ids() {
        return office.bean(Ids.class).next();
    }

    @Test
    void each_object_that_changes_gets_one_entry_and_one_correlation_ties_them() {
        var kept = firm("Tied AG");
        var folded = firm("Tied");
        contact(folded, "One Sample");
        contact(folded, "Two Sample");
        var who = Access.local("tests", UUID.randomUUID());
        merge(who, kept, folded);
        assertThat(office.column("select action from ledger.entry where correlation = '" + who.correlation()
                        + "' order by action"))
                .containsExactly("contact.moved", "contact.moved", "partner.folded", "partner.merged");
        assertThat(office.reasons("correlation = '" + who.correlation() + "'"))
                .hasSize(4)
                .containsOnly("They are the same");
    }

    @Test
    void memberships_of_the_same_programme_are_united_day_by_day() {
        var kept = firm("Joined AG");
        var folded = firm("Joined");
        var programme = programme("united");
        var mine = memberships.create(
                actor,
                new Membership(
                        kept,
                        programme,
                        day("2025-01-01"),
                        day("2026-01-01"),
                        Membership.Status.LEFT,
                        List.of(new Dated<>("silver", day("2025-01-01"), null)),
                        false),
                null);
        var theirs = memberships.create(
                actor,
                new Membership(
                        folded,
                        programme,
                        day("2024-07-01"),
                        null,
                        Membership.Status.ACTIVE,
                        List.of(
                                new Dated<>("silver", day("2024-07-01"), day("2025-06-01")),
                                new Dated<>("gold", day("2025-06-01"), null)),
                        false),
                null);
        var before = List.of(
                memberships.find(actor, mine).state(),
                memberships.find(actor, theirs).state());
        var key = "membership." + programme + ".2025-06-01..2026-01-01";
        assertThat(merges.preview(actor, firms, kept, folded, Set.of()).differences())
                .extracting(Moves.Difference::key)
                .containsExactly("name", key);
        var merge = merge(kept, folded, key);
        var united = memberships.find(actor, mine).state();
        assertThat(united)
                .isEqualTo(new Membership(
                        kept,
                        programme,
                        day("2024-07-01"),
                        null,
                        Membership.Status.ACTIVE,
                        List.of(
                                new Dated<>("silver", day("2024-07-01"), day("2025-06-01")),
                                new Dated<>("gold", day("2025-06-01"), null)),
                        false));
        assertThat(memberships.find(actor, theirs).state().withdrawn()).isTrue();
        apart(kept, merge);
        assertThat(List.of(
                        memberships.find(actor, mine).state(),
                        memberships.find(actor, theirs).state()))
                .isEqualTo(before);
    }

    @Test
    void a_merge_that_makes_no_sense_is_refused() {
        var kept = firm("Sense AG");
        var folded = firm("Sense");
        var child = firm(Partner.named("Sense North").withParent(kept, day("2025-01-01")));
        var grandchild = firm(Partner.named("Sense North East").withParent(child, day("2025-01-01")));
        refused("merge-itself", () -> merge(kept, kept));
        refused("partner-merge-family", () -> merge(kept, child));
        refused("partner-merge-family", () -> merge(child, kept));
        refused("partner-merge-family", () -> merge(kept, grandchild));
        refused("not-found", () -> merge(kept, UUID.randomUUID()));
        var versions = merges.preview(actor, firms, kept, folded, Set.of());
        var order = new Merges.Order(
                kept, versions.kept().version(), folded, versions.folded().version(), Set.of());
        refused("field-required", () -> merges.merge(actor, firms, order, " "));
        partners.change(
                actor,
                folded,
                versions.folded().version(),
                partner -> partner.builder().city("Ulm").build(),
                null);
        refused("merge-changed-meanwhile", () -> merges.merge(actor, firms, order, "Same"));
        merge(kept, folded);
        refused("merge-folded", () -> merge(kept, folded));
        refused("merge-folded", () -> merge(folded, child));
        var gone = firm("Sense Gone");
        partners.withdraw(actor, gone, partners.find(actor, gone).version(), null);
        refused("merge-withdrawn", () -> merge(gone, kept));
    }

    @Test
    void who_may_not_merge_or_does_not_see_both_is_refused() {
        var kept = firm("Scope AG");
        var folded = firm("Scope");
        var sees = rights(new Rights.Right("x", "partner", Verb.SEE, Scope.ALL));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> merge(sees, kept, folded))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        var one = Scope.partners(Set.of(kept));
        var seesOne = rights(
                new Rights.Right("x", "partner", Verb.SEE, one), new Rights.Right("x", "partner", Verb.MERGE, one));
        refused("not-found", () -> merge(seesOne, kept, folded));
        var mergesOne = rights(
                new Rights.Right("x", "partner", Verb.SEE, Scope.ALL),
                new Rights.Right("x", "partner", Verb.MERGE, one));
        refused("forbidden", () -> merge(mergesOne, kept, folded));
        assertThat(actor.may("partner", Verb.MERGE, Place.ANYWHERE)).isTrue();
    }

    Actor rights(Rights.Right... rights) {
        return actor.with(new Rights(List.of(rights)));
    }

    @Test
    void what_changed_since_keeps_a_merge_together_and_is_named() {
        var kept = firm("Since AG");
        var folded = firm("Since");
        var contact = contact(folded, "Robin Sample");
        var merge = merge(kept, folded);
        contacts.change(
                actor,
                contact,
                contacts.find(actor, contact).version(),
                one -> one.withRoles(List.of(ContactRole.SALES)),
                null);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> apart(kept, merge))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("merge-changed-since");
                    assertThat(refusal.args()).containsEntry("kind", "contact").containsEntry("names", "Robin Sample");
                });
        contacts.undo(actor, contact, contacts.find(actor, contact).version(), null);
        refused("merge-changed-since", () -> apart(kept, merge));
        assertThat(partners.find(actor, folded).id()).isEqualTo(kept);
    }

    @Test
    void two_merges_into_one_firm_are_taken_apart_the_last_one_first() {
        var kept = firm("Three AG");
        var second = firm("Three Second");
        var third = firm("Three Third");
        var contact = contact(second, "Sam Sample");
        var first = merge(kept, second);
        var later = merge(kept, third);
        refused("merge-not-last", () -> apart(kept, first));
        apart(kept, later);
        refused("merge-not-last", () -> apart(kept, later));
        apart(kept, first);
        assertThat(partners.find(actor, second).state()).isEqualTo(Partner.named("Three Second"));
        assertThat(partners.find(actor, third).state()).isEqualTo(Partner.named("Three Third"));
        assertThat(contacts.find(actor, contact).state().partner()).isEqualTo(second);
    }

    @Test
    void an_id_folded_twice_over_answers_with_the_last_one_kept() {
        var first = firm("Chain One");
        var second = firm("Chain Two");
        var third = firm("Chain Three");
        merge(second, first);
        merge(third, second);
        assertThat(partners.find(actor, first).id()).isEqualTo(third);
        assertThat(partners.withFolded(actor, third)).containsExactlyInAnyOrder(first, second, third);
        var contact = contact(first, "Late Sample");
        assertThat(contacts.find(actor, contact).state().partner())
                .as("what is added to a folded firm belongs to the kept one")
                .isEqualTo(third);
    }

    @Test
    void a_folded_firm_is_not_changed_and_no_part_of_a_merge_is_undone_alone() {
        var kept = firm("Whole AG");
        var folded = firm("Whole");
        var contact = contact(folded, "Part Sample");
        var before =
                merges.preview(actor, firms, kept, folded, Set.of()).folded().version();
        merge(kept, folded);
        refused(
                "merge-folded",
                () -> partners.change(
                        actor,
                        folded,
                        before,
                        partner -> partner.builder().city("Lost").build(),
                        null));
        refused(
                "undo-part-of-merge",
                () -> partners.undo(actor, kept, partners.find(actor, kept).version(), null));
        refused(
                "undo-part-of-merge",
                () -> contacts.undo(
                        actor, contact, contacts.find(actor, contact).version(), null));
        var now = UUID.fromString(office.column("select entry_id from partners.partner where id = '" + folded + "'")
                .getFirst());
        refused("undo-part-of-merge", () -> partners.undo(actor, folded, now, null));
        refused("merge-folded", () -> partners.restore(actor, folded, now, null));
    }

    @Test
    void the_timeline_of_the_kept_firm_holds_the_history_of_both() {
        var kept = firm("History AG");
        var folded = firm("History");
        contact(folded, "Old Sample");
        merge(kept, folded);
        var holding = office.bean(io.kontor.timeline.Timelines.class);
        var ids = new java.util.HashSet<>(partners.withFolded(actor, kept));
        ids.remove(kept);
        var page = holding.read(
                actor,
                new io.kontor.language.Words(io.kontor.language.Language.EN, java.time.ZoneOffset.UTC),
                io.kontor.ledger.TimelineQuery.newest(20).ofPartner(kept).withFolded(ids));
        assertThat(page.lines())
                .extracting(io.kontor.timeline.Line::sentence)
                .anyMatch(sentence -> sentence.contains("added the contact Old Sample"))
                .anyMatch(sentence -> sentence.contains("added the partner History AG"))
                .anyMatch(sentence -> sentence.endsWith("added the partner History"));
    }

    @Test
    void what_either_bought_from_the_other_is_no_supply_any_more() {
        var distributor = firm("Supply AG");
        var reseller = firm(Partner.named("Supply").withSuppliers(List.of(distributor), day("2025-01-01")));
        var other =
                firm(Partner.named("Supply Buyer").withSuppliers(List.of(distributor, reseller), day("2025-01-01")));
        merge(distributor, reseller);
        assertThat(partners.find(actor, distributor).state().suppliers()).isEmpty();
        assertThat(partners.find(actor, other).state().suppliers())
                .containsExactly(new Dated<>(distributor, day("2025-01-01"), null));
    }

    @Test
    void of_two_who_merge_the_same_firms_crosswise_one_is_told() throws Exception {
        for (int round = 0; round < 4; round++) {
            var one = firm("Race One " + round);
            var two = firm("Race Two " + round);
            var versions = merges.preview(actor, firms, one, two, Set.of());
            var there = new Merges.Order(
                    one, versions.kept().version(), two, versions.folded().version(), Set.of());
            var back = new Merges.Order(
                    two, versions.folded().version(), one, versions.kept().version(), Set.of());
            var outcomes = together(
                    () -> merges.merge(actor, firms, there, "Same"), () -> merges.merge(actor, firms, back, "Same"));
            assertThat(outcomes).filteredOn("done"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !outcome.equals("done"))
                    .allMatch(outcome ->
                            Set.of("merge-folded", "merge-changed-meanwhile").contains(outcome));
            assertThat(partners.find(actor, one).id())
                    .isEqualTo(partners.find(actor, two).id());
        }
    }

    @Test
    void nobody_is_left_behind_at_a_firm_that_is_just_being_folded() throws Exception {
        for (int round = 0; round < 6; round++) {
            var kept = firm("Behind AG " + round);
            var folded = firm("Behind " + round);
            var outcomes = together(() -> merge(kept, folded), () -> contact(folded, "Quick Sample"));
            assertThat(outcomes).containsOnly("done");
            assertThat(office.column("select count(*) from partners.contact where partner_id = '" + folded + "'"))
                    .containsExactly("0");
        }
    }

    List<String> together(Runnable... works) throws Exception {
        var start = new CyclicBarrier(works.length);
        try (var threads = Executors.newFixedThreadPool(works.length)) {
            var futures = new ArrayList<java.util.concurrent.Future<String>>();
            for (var work : works) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        work.run();
                        return "done";
                    } catch (Refusal refusal) {
                        return refusal.code();
                    }
                }));
            }
            var outcomes = new ArrayList<String>();
            for (var future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }
}
