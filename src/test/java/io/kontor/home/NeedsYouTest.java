package io.kontor.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.company.Rate;
import io.kontor.company.Rates;
import io.kontor.deals.Deal;
import io.kontor.deals.DealShare;
import io.kontor.deals.Deals;
import io.kontor.deals.PartnerRole;
import io.kontor.deals.Stage;
import io.kontor.entrance.Accounts;
import io.kontor.files.Audience;
import io.kontor.files.Notes;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Subject;
import io.kontor.kernel.spi.Attention;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.lists.ListQueries;
import io.kontor.lists.Listing;
import io.kontor.lists.Lists;
import io.kontor.partners.Agreement;
import io.kontor.partners.Agreements;
import io.kontor.partners.Contacts;
import io.kontor.partners.Membership;
import io.kontor.partners.Memberships;
import io.kontor.partners.Partners;
import io.kontor.partners.Programme;
import io.kontor.partners.Programmes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class NeedsYouTest {
    TwoRegions world;
    NeedsYou needsYou;
    LocalDate today;

    @BeforeEach
    void open() {
        world = new TwoRegions();
        needsYou = world.bean(NeedsYou.class);
        today = needsYou.today(world.admin);
    }

    @AfterEach
    void close() {
        world.close();
    }

    Optional<Attention.Open> open(Actor actor, String code) {
        return needsYou.of(actor, 10).stream()
                .filter(group -> group.kind().code().equals(code))
                .map(NeedsYou.Group::open)
                .findFirst();
    }

    List<String> names(Actor actor, String code) {
        return open(actor, code).stream()
                .flatMap(open -> open.items().stream())
                .map(Attention.Item::name)
                .toList();
    }

    /** The list behind the link shows as many rows as were counted. */
    void listShowsTheSame(Actor actor, String code) {
        var open = open(actor, code).orElseThrow();
        var parts = open.list().split("\\?", 2);
        var listing = List.of(
                        world.bean(io.kontor.partners.PartnerListing.class),
                        world.bean(io.kontor.partners.AgreementListing.class),
                        world.bean(io.kontor.deals.DealListing.class))
                .stream()
                .map(Listing.class::cast)
                .filter(one -> one.spec(actor).path().equals(parts[0]))
                .findFirst()
                .orElseThrow();
        assertThat(world.bean(Lists.class).count(actor, listing.spec(actor), ListQueries.parse(parts[1])))
                .isEqualTo(open.count());
    }

    UUID agreement(UUID partner, String name, LocalDate ends, boolean renews) {
        return world.bean(Agreements.class)
                .create(
                        world.admin,
                        new Agreement(partner, name, null, null, ends.minusYears(1), ends, renews, false),
                        null);
    }

    @Test
    void nothing_needs_anybody_in_an_empty_office() {
        assertThat(needsYou.of(world.admin, 3)).isEmpty();
    }

    @Test
    void agreements_that_end_within_ninety_days_need_somebody_and_those_that_ended_are_late() {
        var partner = world.partner("Fjord ApS", "DK");
        agreement(partner, "Soon", today.plusDays(90), false);
        agreement(partner, "Ended", today.minusDays(3), false);
        var other = world.partner("Etna SpA", "IT");
        agreement(other, "Later", today.plusDays(91), false);
        agreement(world.partner("Renewing", "IT"), "Renews", today.plusDays(5), true);
        // "Ended" was followed by "Soon", so only the newest counts.
        assertThat(names(world.admin, "agreements-ending")).containsExactly("Soon");
        agreement(world.partner("Gone by", "DK"), "Forgotten", today.minusDays(10), false);
        assertThat(names(world.admin, "agreements-ending")).containsExactly("Forgotten", "Soon");
        var items = open(world.admin, "agreements-ending").orElseThrow().items();
        assertThat(items)
                .extracting(Attention.Item::urgency)
                .containsExactly(Attention.Urgency.LATE, Attention.Urgency.SOON);
        assertThat(items.getFirst().action().path())
                .isEqualTo("/agreements/" + items.getFirst().id() + "/edit#f-ends");
        listShowsTheSame(world.admin, "agreements-ending");
    }

    @Test
    void a_partner_without_manager_or_contact_needs_one_until_it_has_one() {
        var partner = world.partner("Fjord ApS", "DK");
        assertThat(names(world.admin, "partners-without-manager")).containsExactly("Fjord ApS");
        assertThat(names(world.admin, "partners-without-contact")).containsExactly("Fjord ApS");
        listShowsTheSame(world.admin, "partners-without-manager");
        listShowsTheSame(world.admin, "partners-without-contact");
        var manager = world.person("Mia", "mia@example.com", "en", "Europe/Berlin", "partner-manager");
        var partners = world.bean(Partners.class);
        partners.change(
                world.admin,
                partner,
                partners.find(world.admin, partner).version(),
                one -> one.withManager(manager, today),
                null);
        var contact = world.contact(partner, "Karen Sample");
        assertThat(needsYou.of(world.admin, 3)).isEmpty();
        var contacts = world.bean(Contacts.class);
        contacts.withdraw(
                world.admin, contact, contacts.find(world.admin, contact).version(), null);
        assertThat(names(world.admin, "partners-without-contact")).containsExactly("Fjord ApS");
    }

    @Test
    void a_contact_that_moves_to_another_partner_leaves_the_first_without_one() {
        var first = world.partner("First", "DK");
        var second = world.partner("Second", "DK");
        var contact = world.contact(first, "Karen Sample");
        assertThat(names(world.admin, "partners-without-contact")).containsExactly("Second");
        var contacts = world.bean(Contacts.class);
        contacts.change(
                world.admin, contact, contacts.find(world.admin, contact).version(), one -> one.movedTo(second), null);
        assertThat(names(world.admin, "partners-without-contact")).containsExactly("First");
    }

    @Test
    void an_active_partner_is_quiet_when_nothing_was_heard_for_ninety_days() {
        var partner = world.partner("Fjord ApS", "DK");
        var programme = world.bean(Programmes.class)
                .create(
                        world.admin,
                        new Programme(
                                "p", "Programme", null, Programme.Status.OPEN, null, null, List.of(), List.of(), false),
                        null);
        world.bean(Memberships.class)
                .create(
                        world.admin,
                        new Membership(
                                partner,
                                programme,
                                today.minusDays(200),
                                null,
                                Membership.Status.ACTIVE,
                                List.of(),
                                false),
                        null);
        world.office.settle();
        assertThat(names(world.admin, "partners-quiet")).containsExactly("Fjord ApS");
        listShowsTheSame(world.admin, "partners-quiet");
        world.bean(Notes.class).write(world.admin, new Subject("partner", partner), "We talked.", Audience.OFFICE);
        world.office.settle();
        assertThat(names(world.admin, "partners-quiet")).isEmpty();
        world.office.clock().move(Duration.ofDays(89));
        assertThat(names(world.admin, "partners-quiet")).isEmpty();
        world.office.clock().move(Duration.ofDays(1));
        assertThat(names(world.admin, "partners-quiet")).containsExactly("Fjord ApS");
    }

    @Test
    void everybody_is_asked_only_for_what_is_theirs_to_see_and_to_settle() {
        var fjord = world.partner("Fjord ApS", "DK");
        var etna = world.partner("Etna SpA", "IT");
        agreement(fjord, "Northern", today.plusDays(9), false);
        agreement(etna, "Southern", today.plusDays(9), false);
        var northern = world.within(world.north);
        assertThat(names(northern, "partners-without-manager")).containsExactly("Fjord ApS");
        assertThat(names(northern, "partners-without-contact")).containsExactly("Fjord ApS");
        assertThat(names(northern, "agreements-ending")).containsExactly("Northern");
        var regional = world.actor(
                world.person("Rita", "rita@example.com", "en", "Europe/Berlin", "regional-owner", world.south));
        assertThat(names(regional, "partners-without-manager")).containsExactly("Etna SpA");
        // An auditor sees everything and settles nothing.
        var auditor = world.actor(world.person("Otto", "otto@example.com", "en", "Europe/Berlin", "auditor"));
        assertThat(needsYou.of(auditor, 3)).isEmpty();
    }

    @Test
    void what_changed_is_told_of_ones_own_partners_only() {
        world.partner("Fjord ApS", "DK");
        world.partner("Etna SpA", "IT");
        var desk = world.bean(Desk.class);
        assertThat(desk.home(TwoRegions.viewer(world.within(world.north))).changes())
                .extracting(Desk.Changed::sentence)
                .anyMatch(sentence -> sentence.contains("Fjord ApS"))
                .noneMatch(sentence -> sentence.contains("Etna SpA"));
        assertThat(desk.home(TwoRegions.viewer(world.admin)).changes())
                .extracting(Desk.Changed::sentence)
                .anyMatch(sentence -> sentence.contains("Etna SpA"));
    }

    @Test
    void beyond_fifty_nobody_counts() {
        IntStream.range(0, 53).forEach(i -> world.partner("Partner " + i, "DK"));
        var group = needsYou.of(world.admin, 3).stream()
                .filter(one -> one.kind().code().equals("partners-without-manager"))
                .findFirst()
                .orElseThrow();
        assertThat(group.open().items()).hasSize(3);
        assertThat(group.open().more()).isTrue();
        var words = new Words(Language.EN, ZoneId.of("Europe/Berlin"));
        assertThat(words.t("attention.partners-without-manager", group.counted()))
                .isEqualTo("50+ partners have no manager");
    }

    UUID deal(String name, String currency, LocalDate expected, UUID partner) {
        return world.bean(Deals.class)
                .create(
                        world.admin,
                        new Deal(
                                name,
                                null,
                                null,
                                currency,
                                Stage.QUALIFIED,
                                BigDecimal.TEN,
                                today.minusDays(60),
                                expected,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                List.of(new DealShare(partner, PartnerRole.SOURCING, today.minusDays(60), null)),
                                null,
                                null,
                                Map.of(),
                                null,
                                false),
                        null);
    }

    @Test
    void open_deals_past_their_day_are_late_and_those_nobody_touched_stand_still() {
        var fjord = world.partner("Fjord ApS", "DK");
        var etna = world.partner("Etna SpA", "IT");
        deal("Yesterday", "EUR", today.minusDays(1), fjord);
        deal("Today", "EUR", today, fjord);
        deal("Southern", "EUR", today.minusDays(9), etna);
        var won = deal("Won", "EUR", today.minusDays(5), fjord);
        var deals = world.bean(Deals.class);
        deals.moveOn(world.admin, won, deals.find(world.admin, won).version(), Stage.WON, today, null);
        assertThat(names(world.admin, "deals-past-close")).containsExactly("Southern", "Yesterday");
        assertThat(names(world.within(world.north), "deals-past-close")).containsExactly("Yesterday");
        assertThat(open(world.admin, "deals-past-close").orElseThrow().items())
                .allMatch(item -> item.urgency() == Attention.Urgency.LATE);
        assertThat(names(world.admin, "deals-stalled")).isEmpty();
        listShowsTheSame(world.admin, "deals-past-close");
        world.office.clock().move(Duration.ofDays(31));
        deal("Fresh", "EUR", today.plusDays(90), fjord);
        listShowsTheSame(world.admin, "deals-stalled");
        assertThat(names(world.admin, "deals-stalled")).containsExactlyInAnyOrder("Yesterday", "Today", "Southern");
        assertThat(names(world.within(world.south), "deals-stalled")).containsExactly("Southern");
    }

    @Test
    void a_currency_of_open_deals_without_a_rate_needs_one() {
        var fjord = world.partner("Fjord ApS", "DK");
        deal("Home", "EUR", today.plusDays(9), fjord);
        deal("Krone", "DKK", today.plusDays(9), fjord);
        assertThat(names(world.admin, "rates-missing")).containsExactly("DKK");
        world.bean(Rates.class)
                .record(world.admin, List.of(new Rate("DKK", "EUR", today, new BigDecimal("0.134"), "sample")), null);
        assertThat(names(world.admin, "rates-missing")).isEmpty();
        world.office.clock().move(Duration.ofDays(40));
        assertThat(names(world.admin, "rates-missing")).containsExactly("DKK");
    }

    @Test
    void an_invitation_nobody_answered_for_days_can_be_sent_again() {
        var anna = world.person("Anna", "anna@example.com", "en", "Europe/Berlin", "auditor");
        world.bean(Accounts.class).invite(world.admin, anna);
        assertThat(names(world.admin, "invitations-unanswered")).isEmpty();
        world.office.clock().move(Duration.ofDays(4));
        var item = open(world.admin, "invitations-unanswered")
                .orElseThrow()
                .items()
                .getFirst();
        assertThat(item.name()).isEqualTo("Anna");
        assertThat(item.action()).isEqualTo(Attention.Action.send("/people/" + anna + "/invitation"));
        assertThat(item.facts()).containsEntry("over", "no");
        world.office.clock().move(Duration.ofDays(4));
        assertThat(open(world.admin, "invitations-unanswered")
                        .orElseThrow()
                        .items()
                        .getFirst()
                        .facts())
                .containsEntry("over", "yes");
        var auditor = world.actor(world.person("Otto", "otto@example.com", "en", "Europe/Berlin", "auditor"));
        assertThat(open(auditor, "invitations-unanswered")).isEmpty();
    }
}
