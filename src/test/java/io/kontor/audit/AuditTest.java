package io.kontor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.deals.Deal;
import io.kontor.deals.Deals;
import io.kontor.deals.Stage;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Attention;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Book;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.TimelineQuery;
import io.kontor.partners.Partner;
import io.kontor.partners.Partners;
import io.kontor.people.Access;
import io.kontor.people.Assignment;
import io.kontor.people.People;
import io.kontor.people.Person;
import io.kontor.people.Roles;
import io.kontor.support.TestOffice;
import io.kontor.timeline.Timelines;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finds what is odd in the ledger, keeps it on top until it is explained, and keeps reviews. */
@Tag("database")
class AuditTest {
    /** A Monday in working hours. */
    static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

    final TestOffice office = TestOffice.open();
    final Watch watch = office.bean(Watch.class);
    final Anomalies anomalies = office.bean(Anomalies.class);
    final LogReviews reviews = office.bean(LogReviews.class);
    final Auditing auditing = office.bean(Auditing.class);
    final Actor local = Access.local("tests", UUID.randomUUID());

    UUID ada;
    UUID bo;

    @BeforeEach
    void open() {
        office.clock().set(MONDAY);
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
        office.bean(Roles.class).ship();
        ada = person("ada@audit.example", "Ada Auditor", "auditor", "partner-operations", "administrator");
        bo = person("bo@audit.example", "Bo Auditor", "auditor");
        look();
    }

    @AfterEach
    void close() {
        office.close();
    }

    UUID person(String email, String name, String... roles) {
        var assignments = java.util.Arrays.stream(roles)
                .map(role -> Assignment.everywhere(office.bean(Ids.class).next(), role, null))
                .toList();
        return office.bean(People.class)
                .create(local, Person.ofOffice(name, email, "en", "UTC").with(assignments), null);
    }

    Actor as(UUID person) {
        var access = office.bean(Access.class);
        return access.actor(access.account(person).orElseThrow(), UUID.randomUUID());
    }

    void look() {
        office.settle();
        watch.look();
    }

    List<Anomaly> open(Anomaly.Kind kind) {
        return anomalies.open(as(ada), 100).stream()
                .map(Book.Known::state)
                .filter(anomaly -> anomaly.kind() == kind)
                .toList();
    }

    void partners(UUID who, int count, Duration apart) {
        for (int i = 0; i < count; i++) {
            office.bean(Partners.class).create(as(who), Partner.named("Sample " + UUID.randomUUID()), null);
            office.clock().move(apart);
        }
    }

    @Test
    void an_office_at_work_in_its_hours_shows_nothing_odd() {
        partners(ada, 25, Duration.ofSeconds(20));
        look();
        assertThat(anomalies.open(as(ada), 10)).isEmpty();
        assertThat(watch.ranAt(as(ada))).isPresent();
    }

    @Test
    void a_clock_that_goes_back_by_more_than_is_allowed_is_found_once() {
        partners(ada, 1, Duration.ZERO);
        office.clock().move(Duration.ofSeconds(-200));
        partners(ada, 1, Duration.ZERO);
        look();
        assertThat(open(Anomaly.Kind.CLOCK_BACK)).isEmpty();
        office.clock().move(Duration.ofMinutes(-30));
        partners(ada, 2, Duration.ofSeconds(1));
        look();
        look();
        assertThat(open(Anomaly.Kind.CLOCK_BACK))
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.count()).isBetween(1_799, 1_801));
    }

    @Test
    void a_clock_that_goes_back_between_two_looks_is_found_too() {
        partners(ada, 1, Duration.ZERO);
        look();
        office.clock().move(Duration.ofHours(-1));
        partners(ada, 1, Duration.ZERO);
        look();
        assertThat(open(Anomaly.Kind.CLOCK_BACK)).hasSize(1);
    }

    @Test
    void much_done_at_night_is_one_anomaly_that_grows_and_little_is_none() {
        office.clock().set(Instant.parse("2026-03-03T02:00:00Z"));
        partners(ada, 19, Duration.ofMinutes(1));
        partners(bo, 0, Duration.ZERO);
        look();
        assertThat(open(Anomaly.Kind.OUT_OF_HOURS)).isEmpty();
        partners(ada, 6, Duration.ofMinutes(1));
        look();
        assertThat(open(Anomaly.Kind.OUT_OF_HOURS)).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.person()).isEqualTo(ada);
            assertThat(anomaly.count()).isEqualTo(25);
            assertThat(anomaly.from())
                    .isBetween(Instant.parse("2026-03-03T02:00:00Z"), Instant.parse("2026-03-03T02:00:01Z"));
        });
        partners(ada, 5, Duration.ofMinutes(1));
        look();
        assertThat(open(Anomaly.Kind.OUT_OF_HOURS))
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.until()).isAfter(Instant.parse("2026-03-03T02:28:00Z")));
    }

    @Test
    void what_is_too_much_is_a_rule_that_can_be_changed_within_reason() {
        auditing.change(as(ada), new AuditRules(6, bo, 10, 3, 5), "Smaller office");
        assertThat(auditing.rules(as(bo)).burstCount()).isEqualTo(3);
        office.clock().set(Instant.parse("2026-03-07T12:00:00Z"));
        partners(ada, 3, Duration.ofMinutes(1));
        look();
        assertThat(open(Anomaly.Kind.OUT_OF_HOURS)).hasSize(1);
        assertThatThrownBy(() -> new AuditRules(0, null, 10, 3, 5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> auditing.change(as(bo), AuditRules.USUAL, null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void who_decides_in_their_own_matter_is_shown() {
        var people = office.bean(People.class);
        people.assign(as(ada), bo, people.find(as(ada), bo).version(), list -> with(list, "finance"), null);
        people.assign(as(ada), ada, people.find(as(ada), ada).version(), list -> with(list, "finance"), null);
        var deals = office.bean(Deals.class);
        var won = Deal.named("Own deal", "EUR")
                .builder()
                .stage(Stage.WON)
                .openedOn(LocalDate.of(2026, 3, 1))
                .closedOn(LocalDate.of(2026, 3, 2))
                .ownerId(ada)
                .build();
        var own = deals.create(as(ada), won, null);
        deals.settleCredit(as(ada), own, deals.find(as(ada), own).version(), "We found it ourselves");
        look();
        assertThat(open(Anomaly.Kind.OWN_MATTER))
                .extracting(Anomaly::act)
                .containsExactly("person.assigned", "deal.credit_settled");
    }

    List<Assignment> with(List<Assignment> assignments, String role) {
        var more = new java.util.ArrayList<>(assignments);
        more.add(Assignment.everywhere(office.bean(Ids.class).next(), role, null));
        return more;
    }

    @Test
    void an_anomaly_stays_on_top_until_somebody_else_explains_it() {
        office.clock().set(Instant.parse("2026-03-03T02:00:00Z"));
        partners(ada, 20, Duration.ofSeconds(10));
        look();
        var found = anomalies.open(as(bo), 1).getFirst();
        assertThat(attention("anomalies")
                        .open(as(bo), LocalDate.of(2026, 3, 3), 5)
                        .count())
                .isEqualTo(1);
        assertThatThrownBy(() -> anomalies.acknowledge(as(bo), found.id(), found.version(), " "))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("field-required");
        assertThatThrownBy(() -> anomalies.acknowledge(as(ada), found.id(), found.version(), "It was me"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("anomaly-own");
        assertThatThrownBy(() -> anomalies.acknowledge(local, found.id(), found.version(), "From the console"))
                .isInstanceOf(Refusal.class);
        anomalies.acknowledge(as(bo), found.id(), found.version(), "The night before the fair");
        assertThat(anomalies.open(as(bo), 5)).isEmpty();
        assertThat(anomalies.acknowledged(as(bo), 5))
                .singleElement()
                .satisfies(one -> assertThat(one.state().note()).isEqualTo("The night before the fair"));
        assertThatThrownBy(() -> anomalies.acknowledge(
                        as(bo), found.id(), anomalies.find(as(bo), found.id()).version(), "Again"))
                .isInstanceOfAny(Refusal.class, Clash.class);
        assertThat(attention("anomalies").open(as(bo), LocalDate.of(2026, 3, 3), 5))
                .isEqualTo(Attention.Open.NOTHING);
        look();
        assertThat(anomalies.open(as(bo), 5)).isEmpty();
        var said = office.bean(Timelines.class)
                .read(as(bo), new Words(Language.EN, ZoneOffset.UTC), TimelineQuery.newest(1));
        assertThat(said.lines().getFirst().sentence())
                .isEqualTo("Bo Auditor explained something odd in the ledger: The night before the fair");
    }

    Attention attention(String code) {
        return office.beans(Attention.class).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_review_is_signed_by_a_person_and_the_next_is_due_after_the_months_of_the_rules() {
        var first = reviews.due(as(bo)).orElseThrow();
        assertThat(first.from()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(first.on()).isEqualTo(LocalDate.of(2026, 6, 2));
        var review = attention("log-review");
        assertThat(review.open(as(bo), LocalDate.of(2026, 5, 1), 5)).isEqualTo(Attention.Open.NOTHING);
        assertThat(review.open(as(bo), LocalDate.of(2026, 5, 25), 5)
                        .items()
                        .getFirst()
                        .urgency())
                .isEqualTo(Attention.Urgency.SOON);
        auditing.change(as(ada), new AuditRules(3, ada, 300, 20, 60), null);
        assertThat(review.open(as(bo), LocalDate.of(2026, 5, 25), 5)).isEqualTo(Attention.Open.NOTHING);
        assertThat(review.open(as(ada), LocalDate.of(2026, 5, 25), 5).count()).isEqualTo(1);
        assertThat(review.open(as(bo), LocalDate.of(2026, 6, 3), 5)
                        .items()
                        .getFirst()
                        .urgency())
                .isEqualTo(Attention.Urgency.LATE);

        office.clock().set(Instant.parse("2026-06-10T10:00:00Z"));
        var days = LocalDate.of(2026, 6, 9);
        assertThatThrownBy(() -> sign(as(bo), LocalDate.of(2026, 6, 11))).hasMessageContaining("days-to-come");
        assertThatThrownBy(() -> sign(local, days)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sign(as(bo), LocalDate.of(2026, 3, 1))).hasMessageContaining("period-backwards");
        var id = sign(as(bo), days);
        assertThat(reviews.find(as(ada), id).review().reviewer()).isEqualTo(bo);
        assertThat(reviews.newest(as(ada), 5)).hasSize(1);
        var next = reviews.due(as(bo)).orElseThrow();
        assertThat(next.from()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(next.on()).isEqualTo(LocalDate.of(2026, 9, 10));
        office.run(
                local,
                () -> assertThat(office.bean(Ledger.class).types(List.of(id))).containsEntry(id, "review"));
    }

    UUID sign(Actor actor, LocalDate last) {
        return reviews.sign(actor, LocalDate.of(2026, 3, 2), last, "Nothing odd", LogReview.Way.PASSWORD);
    }
}
