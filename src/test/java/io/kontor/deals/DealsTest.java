package io.kontor.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kontor.catalog.Product;
import io.kontor.catalog.Products;
import io.kontor.company.Company;
import io.kontor.customers.Customer;
import io.kontor.customers.Customers;
import io.kontor.database.Purpose;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Origin;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Rights;
import io.kontor.kernel.Scope;
import io.kontor.kernel.Side;
import io.kontor.kernel.Subject;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Moves;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import io.kontor.lists.ListQueries;
import io.kontor.lists.ListRow;
import io.kontor.lists.Lists;
import io.kontor.partners.Contact;
import io.kontor.partners.Contacts;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealsTest {
    final TestOffice office = TestOffice.open();
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Deals deals = office.bean(Deals.class);
    final Partners partners = office.bean(Partners.class);
    final LocalDate today = LocalDate.parse("2026-03-02");

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    UUID partner(String name) {
        return partners.create(actor, Partner.named(name), null);
    }

    UUID customer(String name) {
        return office.bean(Customers.class).create(actor, Customer.named(name), null);
    }

    UUID product(String name) {
        return office.bean(Products.class).create(actor, Product.of(name, name), null);
    }

    UUID person(String name) {
        return office.bean(People.class).create(actor, Person.ofOffice(name, null, "en", "UTC"), null);
    }

    static DealBuilder deal(String name) {
        return Deal.named(name, "EUR").builder();
    }

    UUID added(DealBuilder deal) {
        return deals.create(actor, deal.build(), null);
    }

    UUID version(UUID id) {
        return deals.find(actor, id).version();
    }

    Deal state(UUID id) {
        return deals.find(actor, id).state();
    }

    static DealShare share(UUID partner, PartnerRole role) {
        return new DealShare(partner, role, null, null);
    }

    static DealLine line(String what, String amount, @Nullable String cost) {
        return new DealLine(
                0, null, what, BigDecimal.ONE, new BigDecimal(amount), cost == null ? null : new BigDecimal(cost));
    }

    static Actor reaching(Scope scope, String... permissions) {
        var rights = Arrays.stream(permissions)
                .map(permission -> permission.split(":", 2))
                .map(parts -> new Rights.Right("tester", parts[0], Verb.of(parts[1]), scope))
                .toList();
        return new Actor(
                Side.OFFICE,
                scope.own(),
                scope.own() == null ? "test:scoped" : null,
                null,
                new Rights(rights),
                Origin.PERSON,
                UUID.randomUUID());
    }

    static Actor portal(UUID firm) {
        var right = new Rights.Right("seller", "deal", Verb.SEE, Scope.partners(Set.of(firm)));
        return new Actor(
                Side.PORTAL, null, "test:seller", firm, new Rights(List.of(right)), Origin.PERSON, UUID.randomUUID());
    }

    static Refusal refused(Runnable work) {
        var caught = new ArrayList<Refusal>();
        assertThatExceptionOfType(Refusal.class).isThrownBy(work::run).satisfies(caught::add);
        return caught.getFirst();
    }

    /** The sums kept for a holder, added up again from the deals themselves. */
    void sumsAreRight(String holder, UUID id) {
        var kept = deals.sums(actor, holder, id);
        var everything = reaching(new Scope(false, Set.of(), Set.of(), everyPartner(), null, true), "deal:see");
        assertThat(kept).containsExactlyInAnyOrderElementsOf(deals.sums(everything, holder, id));
    }

    Set<UUID> everyPartner() {
        return Set.copyOf(office.column("select id from partners.partner").stream()
                .map(UUID::fromString)
                .toList());
    }

    @Test
    void a_deal_keeps_all_that_was_told() {
        var customer = customer("Kept Customer");
        var owner = person("Kept Owner");
        var partner = partner("Kept Partner");
        var product = product("KEPT-1");
        var contact = office.bean(Contacts.class)
                .create(
                        actor,
                        new Contact(partner, "Kept", null, null, null, null, List.of(), null, Map.of(), false),
                        null);
        var whole = new Deal(
                "Kept deal",
                customer,
                owner,
                "chf",
                Stage.WON,
                null,
                today.minusDays(30),
                today.minusDays(5),
                today.minusDays(1),
                null,
                "erp",
                "What we know",
                List.of(new ExternalId("erp", "SO-1")),
                List.of(new DealLine(
                        0, product, null, new BigDecimal("3"), new BigDecimal("30.60"), new BigDecimal("21"))),
                List.of(new DealShare(partner, PartnerRole.SOURCING, today.minusDays(30), "They called")),
                contact,
                null,
                Map.of(),
                new Deal.Incomplete(1, "Line 7 had no product"),
                false);
        var id = deals.create(actor, whole, "From paper");
        assertThat(state(id)).isEqualTo(whole);
        assertThat(deals.byExternalId(actor, "erp", "SO-1")).contains(id);
        assertThat(deals.search(actor, "so-1", 5)).containsExactly(new Deals.Named(id, "Kept deal"));
        assertThat(deals.names(actor, List.of(id))).containsEntry(id, "Kept deal");
        assertThat(deals.currencies(actor)).contains("CHF");
        assertThat(office.column(
                        "select lines || ' ' || amount || ' ' || cost || ' ' || closes_on || ' ' || lines_left_out"
                                + " from deals.deal where id = '" + id + "'"))
                .containsExactly("1 30.60 21 2026-03-01 1");
        assertThat(office.column("select partner_id from ledger.entry where subject_id = '" + id + "'"))
                .containsExactly(partner.toString());
        assertThat(refused(() -> deals.create(
                                actor,
                                deal("Second")
                                        .externalIds(List.of(new ExternalId("erp", "SO-1")))
                                        .build(),
                                null))
                        .code())
                .isEqualTo("deal-external-id-taken");
    }

    @Test
    void what_a_deal_refers_to_must_be_there() {
        var nobody = UUID.randomUUID();
        assertThat(refused(() -> added(deal("No customer").customerId(nobody))).field())
                .isEqualTo("customer");
        assertThat(refused(() -> added(deal("No owner").ownerId(nobody))).field())
                .isEqualTo("owner");
        assertThat(refused(() -> added(deal("No partner").partners(List.of(share(nobody, PartnerRole.INFLUENCING)))))
                        .field())
                .isEqualTo("partners");
        assertThat(refused(() -> added(deal("No contact").contactId(nobody))).field())
                .isEqualTo("contact");
        assertThat(refused(() -> added(deal("No product")
                                .lines(List.of(new DealLine(0, nobody, null, BigDecimal.ONE, BigDecimal.ONE, null)))))
                        .field())
                .isEqualTo("lines");
        assertThat(office.column("select count(*) from deals.deal where name like 'No %'"))
                .containsExactly("0");
    }

    @Test
    void a_deal_walks_its_stages_and_back() {
        var id = added(deal("Walking").openedOn(today.minusDays(9)));
        deals.moveOn(actor, id, version(id), Stage.PROPOSAL, null, null);
        assertThat(refused(() -> deals.moveOn(actor, id, version(id), Stage.LOST, today, " "))
                        .code())
                .isEqualTo("loss-without-reason");
        assertThat(refused(() -> deals.moveOn(actor, id, version(id), Stage.WON, today.minusDays(10), null))
                        .code())
                .isEqualTo("closed-before-opened");
        assertThat(refused(() -> deals.moveOn(actor, id, version(id), Stage.WON, today.plusDays(1), null))
                        .code())
                .isEqualTo("closed-in-the-future");
        deals.moveOn(actor, id, version(id), Stage.WON, today.minusDays(2), null);
        assertThat(state(id).closedOn()).isEqualTo(today.minusDays(2));
        assertThat(refused(() -> deals.moveOn(actor, id, version(id), Stage.LOST, today, "Changed their mind"))
                        .code())
                .isEqualTo("stage-not-reachable");
        assertThat(refused(() -> deals.moveOn(actor, id, version(id), Stage.NEGOTIATION, null, null))
                        .code())
                .isEqualTo("reopening-without-reason");
        deals.moveOn(actor, id, version(id), Stage.NEGOTIATION, null, "They want it cheaper");
        deals.moveOn(actor, id, version(id), Stage.LOST, null, "Too dear");
        assertThat(state(id).lossReason()).isEqualTo("Too dear");
        assertThat(state(id).closedOn()).isEqualTo(today);
        deals.undo(actor, id, version(id), "They called again");
        assertThat(state(id).stage()).isEqualTo(Stage.NEGOTIATION);
        assertThat(office.column("select action from ledger.entry where subject_id = '" + id + "' order by seq"))
                .containsExactly(
                        "deal.created", "deal.moved_on", "deal.won", "deal.reopened", "deal.lost", "deal.undone");
        assertThat(refused(() -> deals.change(
                                actor,
                                id,
                                version(id),
                                old -> old.builder()
                                        .stage(Stage.LOST)
                                        .closedOn(today)
                                        .build(),
                                "x"))
                        .code())
                .isEqualTo("loss-without-reason");
    }

    @Test
    void a_second_sourcing_partner_is_refused_and_the_first_can_be_taken_off() {
        var one = partner("Sourcing One");
        var two = partner("Sourcing Two");
        var id = added(deal("Shared"));
        deals.share(actor, id, version(id), new DealShare(one, PartnerRole.SOURCING, today, "Brought it"), null);
        deals.share(actor, id, version(id), share(two, PartnerRole.DELIVERING), null);
        assertThat(refused(() -> deals.share(actor, id, version(id), share(two, PartnerRole.SOURCING), null))
                        .code())
                .isEqualTo("one-sourcing-partner");
        deals.unshare(actor, id, version(id), one, PartnerRole.SOURCING, "Was somebody else");
        deals.share(actor, id, version(id), share(two, PartnerRole.SOURCING), null);
        assertThat(state(id).sourcing()).isEqualTo(two);
        assertThat(office.column("select role from deals.deal_partner where deal_id = '" + id + "' order by role"))
                .containsExactly("delivering", "sourcing");
        assertThat(office.column("select partner_id from ledger.entry where subject_id = '" + id
                        + "' order by seq desc limit 1"))
                .containsExactly(two.toString());
    }

    @Test
    void two_editors_of_the_same_field_clash_and_of_different_fields_do_not() {
        var id = added(deal("Clashing"));
        var seen = version(id);
        deals.change(actor, id, seen, old -> old.builder().name("Theirs").build(), null);
        deals.change(
                actor, id, seen, old -> old.builder().expectedCloseOn(today).build(), null);
        assertThat(state(id).name()).isEqualTo("Theirs");
        assertThat(state(id).expectedCloseOn()).isEqualTo(today);
        assertThatExceptionOfType(Clash.class)
                .isThrownBy(() -> deals.change(
                        actor, id, seen, old -> old.builder().name("Mine").build(), null));
    }

    @Test
    void two_changes_that_do_not_fit_together_are_refused_in_words() {
        var id = added(
                deal("Unfit").openedOn(today.minusDays(20)).stage(Stage.WON).closedOn(today.minusDays(1)));
        var seen = version(id);
        deals.change(
                actor,
                id,
                seen,
                old -> old.builder().closedOn(today.minusDays(15)).build(),
                null);
        assertThat(refused(() -> deals.change(
                                actor,
                                id,
                                seen,
                                old -> old.builder()
                                        .openedOn(today.minusDays(5))
                                        .build(),
                                null))
                        .code())
                .isEqualTo("closed-before-opened");
    }

    @Test
    void costs_are_for_those_who_may_see_them_and_stay_when_others_save() {
        var id = added(deal("Costly").lines(List.of(line("Pump", "100", "60"), line("Hose", "20", "11.50"))));
        var seller = reaching(Scope.ALL, "deal:see", "deal:change", "deal:create");
        var seen = deals.find(seller, id);
        assertThat(seen.state().lines()).extracting(DealLine::cost).containsOnlyNulls();
        assertThat(deals.asOf(seller, id, today).orElseThrow().cost()).isNull();
        deals.change(
                seller,
                id,
                seen.version(),
                old -> {
                    var lines = new ArrayList<>(old.lines());
                    lines.removeFirst();
                    lines.add(line("Valve", "7", null));
                    return old.builder().lines(lines).build();
                },
                null);
        assertThat(state(id).lines())
                .extracting(DealLine::description, DealLine::cost)
                .containsExactly(tuple("Hose", new BigDecimal("11.50")), tuple("Valve", null));
        assertThat(refused(() -> deals.change(
                                seller,
                                id,
                                version(id),
                                old -> old.builder()
                                        .lines(List.of(line("Sneaked", "1", "0.01")))
                                        .build(),
                                null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refused(() -> deals.create(
                                seller,
                                deal("With cost")
                                        .lines(List.of(line("X", "1", "1")))
                                        .build(),
                                null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        var query = TimelineQuery.newest(10).of(new Subject("deal", id));
        var hidden = office.as(
                seller, () -> office.bean(Ledger.class).timeline(seller, query).entries());
        assertThat(hidden)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.after() + String.valueOf(entry.before()))
                        .doesNotContain("cost"));
        var shown = office.as(
                actor, () -> office.bean(Ledger.class).timeline(actor, query).entries());
        assertThat(shown.getLast().after().toString()).contains("\"cost\":\"60\"");
    }

    @Test
    void somebody_of_a_region_segment_partner_or_own_care_finds_only_their_deals() {
        var manager = person("Scoped Manager");
        var owner = person("Scoped Owner");
        var north = partners.create(
                actor, Partner.named("Scoped North").withSegment("gold", today).withManager(manager, today), null);
        var south = partner("Scoped South");
        var ours = added(deal("Scoped ours").partners(List.of(share(north, PartnerRole.SOURCING))));
        var mixed = added(deal("Scoped mixed")
                .ownerId(owner)
                .partners(List.of(share(north, PartnerRole.DELIVERING), share(south, PartnerRole.SOURCING))));
        var direct = added(deal("Scoped direct").ownerId(owner));
        var gold = reaching(Scope.segments(Set.of("gold")), "deal:see", "deal:change");
        var named = reaching(Scope.partners(Set.of(south)), "deal:see", "deal:change");
        var managing = reaching(Scope.ownPartners(manager), "deal:see", "deal:change");
        var owning = reaching(Scope.onlyOwn(owner), "deal:see", "deal:change");
        var nothing = reaching(Scope.NOTHING, "deal:see");
        sees(gold, Set.of(ours), Set.of(mixed, direct));
        sees(named, Set.of(mixed), Set.of(ours, direct));
        sees(managing, Set.of(ours), Set.of(mixed, direct));
        sees(owning, Set.of(mixed, direct), Set.of(ours));
        sees(nothing, Set.of(), Set.of(ours, mixed, direct));
        assertThat(deals.of(gold, "partner", north, 10))
                .extracting(Deals.Listed::id)
                .containsExactly(ours);
        assertThat(deals.of(actor, "partner", north, 10))
                .extracting(Deals.Listed::id)
                .containsExactlyInAnyOrder(ours, mixed);
        assertThat(deals.sums(gold, "partner", north))
                .extracting(Deals.Sum::deals)
                .containsExactly(1L);
        assertThat(deals.sums(actor, "partner", north))
                .extracting(Deals.Sum::deals)
                .containsExactly(2L);
        var effects = deals.changeMany(
                gold,
                List.of(ours, mixed, direct),
                old -> old.builder().expectedCloseOn(today).build(),
                null,
                true);
        assertThat(effects.stream().filter(effect -> effect.changes()).map(effect -> effect.id()))
                .containsExactly(ours);
        // Nobody moves a deal out of their own sight.
        assertThat(refused(() -> deals.change(
                                gold,
                                ours,
                                version(ours),
                                old -> old.builder().partners(List.of()).build(),
                                null))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
    }

    void sees(Actor who, Set<UUID> theirs, Set<UUID> others) {
        assertThat(deals.search(who, "scoped", 50))
                .extracting(Deals.Named::id)
                .containsExactlyInAnyOrderElementsOf(theirs);
        theirs.forEach(id -> assertThat(deals.find(who, id).id()).isEqualTo(id));
        others.forEach(id ->
                assertThat(refused(() -> deals.find(who, id)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void what_is_shown_before_a_change_of_many_is_what_happens() {
        var open = added(deal("Bulk open").openedOn(today.minusDays(40)));
        var won = added(deal("Bulk won").stage(Stage.WON).closedOn(today.minusDays(3)));
        var young = added(deal("Bulk young").openedOn(today));
        var all = List.of(open, won, young);
        var preview = deals.moveManyOn(actor, all, Stage.LOST, today.minusDays(1), "Season is over", false);
        assertThat(state(open).stage()).isEqualTo(Stage.PROSPECTING);
        var done = deals.moveManyOn(actor, all, Stage.LOST, today.minusDays(1), "Season is over", true);
        assertThat(done.stream().map(DealsTest::told))
                .isEqualTo(preview.stream().map(DealsTest::told).toList());
        assertThat(done.stream().map(DealsTest::told))
                .containsExactlyInAnyOrder(
                        open + " changes", won + " stage-not-reachable", young + " closed-before-opened");
        assertThat(state(open).lossReason()).isEqualTo("Season is over");
        assertThat(state(won).stage()).isEqualTo(Stage.WON);
        assertThat(office.column("select action from ledger.entry where subject_id = '" + open + "' order by seq"))
                .containsExactly("deal.created", "deal.lost");
    }

    static String told(Book.Effect<Deal> effect) {
        var refusal = effect.refusal();
        return effect.id() + " " + (refusal == null ? effect.changes() ? "changes" : "same" : refusal.code());
    }

    @Test
    void many_come_at_once_with_their_lines_and_one_that_is_wrong_stops_all() {
        var partner = partner("Many Partner");
        var product = product("MANY-1");
        var drafts = IntStream.range(0, 2_500)
                .mapToObj(i -> Deals.Draft.of(deal("Many " + i)
                        .stage(Stage.WON)
                        .closedOn(today.minusDays(i % 700))
                        .externalIds(List.of(new ExternalId("many", "M-" + i)))
                        .lines(List.of(
                                new DealLine(0, product, null, BigDecimal.ONE, new BigDecimal("10"), null),
                                line("Service", "2.50", null)))
                        .partners(List.of(share(partner, PartnerRole.SOURCING)))
                        .build()))
                .toList();
        var wrong = new ArrayList<>(drafts);
        wrong.add(Deals.Draft.of(deal("Wrong").customerId(UUID.randomUUID()).build()));
        var importing = actor.with(new Origin(Origin.Kind.IMPORT, UUID.randomUUID()));
        assertThat(refused(() -> deals.createMany(importing, wrong, null)).field())
                .isEqualTo("customer");
        assertThat(deals.byExternalIds(actor, "many", List.of("M-0", "M-2499"))).isEmpty();
        var ids = deals.createMany(importing, drafts, "Import");
        assertThat(deals.byExternalIds(actor, "many", List.of("M-7", "M-2499", "M-none")))
                .isEqualTo(Map.of("M-7", ids.get(7), "M-2499", ids.get(2_499)));
        assertThat(deals.sums(actor, "partner", partner)).singleElement().satisfies(sum -> {
            assertThat(sum.deals()).isEqualTo(2_500);
            assertThat(sum.amount()).isEqualByComparingTo("31250.00");
        });
        sumsAreRight("partner", partner);
        assertThat(office.column("select count(*) from deals.line l join deals.deal d on d.id = l.deal_id"
                        + " where d.partner_id = '" + partner + "'"))
                .containsExactly("5000");
        assertThat(office.column("select count(*) from ledger.entry where origin_ref = '"
                        + importing.origin().ref() + "'"))
                .containsExactly("2500");
        assertThat(refused(() -> deals.createMany(importing, drafts.subList(0, 1), null))
                        .code())
                .isEqualTo("deal-external-id-taken");
        var changed = deals.replaceMany(
                importing,
                Map.of(
                        ids.get(0),
                        drafts.get(0).deal(),
                        ids.get(1),
                        deal("Renamed").build()),
                (old, wanted) -> old.builder().name(wanted.name()).build(),
                null);
        assertThat(changed).containsExactly(ids.get(1));
    }

    @Test
    void the_sums_of_partner_and_customer_follow_every_change() {
        var one = partner("Sums One");
        var two = partner("Sums Two");
        var customer = customer("Sums Customer");
        var id = added(deal("Sums")
                .customerId(customer)
                .amount(new BigDecimal("100"))
                .partners(List.of(share(one, PartnerRole.SOURCING), share(one, PartnerRole.DELIVERING))));
        added(deal("Sums more").customerId(customer).amount(new BigDecimal("5")).currency("USD"));
        check(one, two, customer);
        assertThat(deals.sums(actor, "partner", one))
                .containsExactly(new Deals.Sum(Stage.PROSPECTING, "EUR", 1, new BigDecimal("100")));
        deals.moveOn(actor, id, version(id), Stage.WON, null, null);
        check(one, two, customer);
        deals.share(actor, id, version(id), share(two, PartnerRole.INFLUENCING), null);
        deals.change(
                actor,
                id,
                version(id),
                old -> old.builder()
                        .lines(List.of(line("Only", "70.25", null)))
                        .currency("CHF")
                        .build(),
                null);
        check(one, two, customer);
        assertThat(deals.sums(actor, "partner", two))
                .containsExactly(new Deals.Sum(Stage.WON, "CHF", 1, new BigDecimal("70.25")));
        deals.withdraw(actor, id, version(id), null);
        check(one, two, customer);
        assertThat(deals.sums(actor, "partner", one)).isEmpty();
        deals.restore(actor, id, version(id), null);
        check(one, two, customer);
        assertThat(deals.sums(actor, "customer", customer)).hasSize(2);
    }

    void check(UUID one, UUID two, UUID customer) {
        for (var holder : Stream.of(one, two).toList()) {
            sumsAreRight("partner", holder);
        }
        var owned =
                office.column("select coalesce(sum(deals), 0) from deals.tally_v where holder_id = '" + customer + "'");
        assertThat(owned)
                .isEqualTo(office.column(
                        "select count(*) from deals.deal_v where not withdrawn and customer_id = '" + customer + "'"));
    }

    @Test
    void a_partner_sees_its_own_deals_its_own_part_and_no_other_customer() {
        var one = partner("Portal One");
        var two = partner("Portal Two");
        var customer = office.bean(Customers.class)
                .create(
                        actor,
                        Customer.named("Portal Customer")
                                .builder()
                                .country("AT")
                                .build(),
                        null);
        var strange = customer("Portal Stranger");
        var product = product("PORTAL-1");
        var shared = added(deal("Portal shared")
                .customerId(customer)
                .openedOn(today.minusDays(3))
                .expectedCloseOn(today.plusDays(9))
                .lines(List.of(new DealLine(
                        0, product, null, new BigDecimal("2"), new BigDecimal("50"), new BigDecimal("31"))))
                .partners(List.of(share(one, PartnerRole.SOURCING), share(two, PartnerRole.DELIVERING))));
        var theirs =
                added(deal("Portal theirs").customerId(strange).partners(List.of(share(two, PartnerRole.SOURCING))));
        var gone = added(deal("Portal gone").partners(List.of(share(one, PartnerRole.SOURCING))));
        deals.withdraw(actor, gone, version(gone), null);
        var portal = office.bean(PortalDeals.class);
        var seller = portal(one);
        assertThat(portal.page(seller, PortalDeals.Wanted.ALL, null, 10).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.id()).isEqualTo(shared);
                    assertThat(row.customer()).isEqualTo("Portal Customer");
                    assertThat(row.country()).isEqualTo("AT");
                    assertThat(row.roles()).containsExactly(PartnerRole.SOURCING);
                    assertThat(row.amount()).isEqualByComparingTo("50");
                });
        assertThat(portal.find(seller, shared).lines())
                .containsExactly(new PortalDeals.Line("PORTAL-1", new BigDecimal("2"), new BigDecimal("50")));
        assertThat(portal.sums(seller)).extracting(Deals.Sum::deals).containsExactly(1L);
        assertThat(portal.page(portal(two), PortalDeals.Wanted.ALL, null, 10).rows())
                .extracting(PortalDeals.Row::id)
                .containsExactly(theirs, shared);
        for (var other : List.of(theirs, gone)) {
            assertThat(refused(() -> portal.find(seller, other)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        }
        assertThat(refused(() -> portal.page(actor, PortalDeals.Wanted.ALL, null, 10))
                        .kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(rows(seller, "select count(*) from deals.deal")).isEqualTo(1);
        assertThat(rows(seller, "select count(*) from deals.deal_partner")).isEqualTo(1);
        assertThat(rows(seller, "select count(*) from deals.line")).isEqualTo(1);
        assertThat(rows(seller, "select count(*) from customers.portal_v")).isEqualTo(1);
        for (var forbidden : List.of(
                "select cost from deals.deal",
                "select cost from deals.line",
                "select description from deals.deal",
                "select loss_reason from deals.deal",
                "select evidence from deals.deal_partner",
                "select custom_office from deals.deal",
                "select external_id from deals.external_id",
                "delete from deals.line")) {
            assertThatThrownBy(() -> rows(seller, forbidden)).isInstanceOf(DataAccessException.class);
        }
    }

    long rows(Actor who, String sql) {
        return office.as(who, () -> office.jdbc().sql(sql).query(Long.class).single());
    }

    @Test
    void a_partner_reads_its_deals_page_by_page() {
        var firm = partner("Paging Firm");
        var expected = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            expected.add(added(deal("Page " + i)
                    .expectedCloseOn(i < 2 ? null : today.plusDays(5).minusDays(i / 2))
                    .partners(List.of(share(firm, PartnerRole.SOURCING), share(firm, PartnerRole.DELIVERING)))));
        }
        var seen = new ArrayList<UUID>();
        PortalDeals.After after = null;
        int pages = 0;
        do {
            var page = office.bean(PortalDeals.class).page(portal(firm), PortalDeals.Wanted.ALL, after, 3);
            page.rows().forEach(row -> seen.add(row.id()));
            after = page.next() == null
                    ? null
                    : PortalDeals.After.of(page.next().toString());
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(3);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(PortalDeals.After.of("nonsense")).isNull();
        assertThat(PortalDeals.After.of("2026-01-01_nonsense")).isNull();
    }

    @Test
    void deals_go_along_when_partners_or_customers_merge_and_come_back() {
        var from = partner("Merge From");
        var to = partner("Merge To");
        var id = added(deal("Merging")
                .partners(List.of(share(from, PartnerRole.SOURCING), share(to, PartnerRole.DELIVERING))));
        var contacts = office.bean(Contacts.class);
        var nora = contacts.create(
                actor, new Contact(from, "Nora", null, null, null, null, List.of(), null, Map.of(), false), null);
        deals.change(
                actor, id, version(id), old -> old.builder().contactId(nora).build(), null);
        var gone = added(deal("Merging gone").partners(List.of(share(from, PartnerRole.INFLUENCING))));
        deals.withdraw(actor, gone, version(gone), null);
        var moves = new DealHolding.Going().dealMoves(office.bean(DealBooks.class), office.bean(DealFinder.class));
        var subject = new Subject("partner", from);
        assertThat(office.as(actor, () -> moves.count(actor, subject, to))).isEqualTo(2);
        var moved = office.as(
                actor,
                () -> moves.move(actor, new Moves.Merge(subject, to, "partner-operations", "Same firm", Set.of())));
        assertThat(moved).hasSize(2);
        assertThat(state(id).partners())
                .containsExactly(share(to, PartnerRole.SOURCING), share(to, PartnerRole.DELIVERING));
        assertThat(state(id).contactId()).isEqualTo(nora);
        assertThat(deals.of(actor, "contact", nora, 5))
                .extracting(Deals.Listed::name, Deals.Listed::withId)
                .containsExactly(org.assertj.core.api.Assertions.tuple("Merging", to));
        assertThat(deals.sums(actor, "contact", nora))
                .singleElement()
                .satisfies(sum -> assertThat(sum.deals()).isEqualTo(1));
        assertThat(deals.sums(actor, "partner", from)).isEmpty();
        sumsAreRight("partner", to);
        office.run(actor, () -> moves.moveBack(actor, moved, "partner-operations", null));
        assertThat(state(id).sourcing()).isEqualTo(from);
        assertThat(deals.sums(actor, "partner", from))
                .extracting(Deals.Sum::deals)
                .containsExactly(1L);
    }

    @Test
    void a_list_is_searched_page_by_page_however_deep_its_rows_lie() {
        var drafts = new ArrayList<Deals.Draft>();
        for (int i = 0; i < 2_300; i++) {
            drafts.add(Deals.Draft.of(deal("Haystraw " + i)
                    .stage(Stage.WON)
                    .closedOn(today.minusDays(i % 30))
                    .build()));
        }
        for (int i = 0; i < 120; i++) {
            drafts.add(Deals.Draft.of(deal("Needle " + i)
                    .stage(Stage.WON)
                    .closedOn(today.minusDays(100 + i / 3))
                    .build()));
        }
        var ids = deals.createMany(actor, drafts, null);
        var newestFirst = IntStream.range(2_300, 2_420)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> drafts.get(i).deal().closedOn())
                        .thenComparing(i -> ids.get(i).toString())
                        .reversed())
                .map(ids::get)
                .toList();
        assertThat(walked("q=needle", 50)).isEqualTo(newestFirst);
        assertThat(walked("q=needle&sort=closes", 50)).isEqualTo(newestFirst.reversed());
        assertThat(walked("q=haystraw+12&stage=won", 40)).hasSize((int) IntStream.range(0, 2_300)
                .filter(i -> " ".concat(i + "").contains(" 12"))
                .count());
        assertThat(walked("q=nothinglikeit", 50)).isEmpty();
    }

    /** All rows a query finds, walked forward page by page; each page is what walking back from the next one shows. */
    List<UUID> walked(String query, int size) {
        var lists = office.bean(Lists.class);
        var spec = office.bean(DealListing.class).spec(actor);
        var words = new Words(Language.EN, ZoneOffset.UTC);
        var asked = ListQueries.parse(query);
        var all = new ArrayList<UUID>();
        var page = lists.page(actor, words, spec, asked, size);
        page.rows().forEach(row -> all.add(row.id()));
        while (page.next() != null) {
            var next = lists.page(actor, words, spec, asked.following(page.next()), size);
            assertThat(lists.page(actor, words, spec, asked.preceding(next.previous()), size)
                            .rows())
                    .extracting(ListRow::id)
                    .containsExactlyElementsOf(
                            page.rows().stream().map(ListRow::id).toList());
            page = next;
            page.rows().forEach(row -> all.add(row.id()));
        }
        return all;
    }

    @Test
    void a_list_holds_only_what_its_reader_may_see_and_costs_only_for_those_who_may() {
        var mine = partner("Listed mine");
        var theirs = partner("Listed theirs");
        var seen = added(deal("Listed seen")
                .lines(List.of(line("X", "10", "4")))
                .partners(List.of(share(mine, PartnerRole.SOURCING), share(theirs, PartnerRole.DELIVERING))));
        added(deal("Listed hidden").partners(List.of(share(theirs, PartnerRole.SOURCING))));
        var who = reaching(Scope.partners(Set.of(mine)), "deal:see", "partner:see");
        var lists = office.bean(Lists.class);
        var listing = office.bean(DealListing.class);
        var words = new Words(Language.EN, ZoneOffset.UTC);
        for (var query : List.of("q=listed", "q=listed&sort=amount", "partner=" + theirs, "partner=Listed+theirs")) {
            var asked = ListQueries.parse(query);
            assertThat(lists.page(who, words, listing.spec(who), asked).rows())
                    .as(query)
                    .extracting(ListRow::id)
                    .isSubsetOf(seen);
            assertThat(lists.count(who, listing.spec(who), asked)).as(query).isLessThanOrEqualTo(1);
        }
        assertThat(lists.count(who, listing.spec(who), ListQueries.parse("partner=" + theirs)))
                .isEqualTo(1);
        assertThat(lists.count(actor, listing.spec(actor), ListQueries.parse("partner=" + theirs)))
                .isEqualTo(2);
        var withCost = ListQueries.parse("q=listed&cols=name,cost");
        assertThat(lists.columns(who, listing.spec(who), withCost)).hasSize(1);
        assertThat(lists.columns(actor, listing.spec(actor), withCost)).hasSize(2);
    }
}
