package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.audit.Verifications;
import io.kontor.governance.HouseRules.Rules;
import io.kontor.kernel.Refusal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Publishing: part by part, within its limits, and all the way back. */
@Tag("database")
class PublishingTest {
    House house;

    @BeforeEach
    void open() {
        house = new House();
    }

    @AfterEach
    void close() {
        house.close();
    }

    String content(UUID change, int minor) {
        var scope = house.change(change).items().getFirst().scope();
        var document =
                house.documents.find(house.actor, house.type.code(), scope).orElseThrow();
        return Objects.requireNonNull(house.documents
                .version(house.actor, document.id(), new DocumentVersion(1, minor))
                .content());
    }

    @Test
    void a_change_becomes_a_version_that_holds_from_then_on() {
        var before = house.office.clock().instant();
        var red = house.published(DocumentScope.ALL, Rules.of("red", 3));
        assertThat(house.change(red).life()).isEqualTo(Life.PUBLISHED);
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("red");
        assertThat(house.doors()).containsExactly("1 red", "2 red", "3 red");
        assertThat(house.documents.effective(house.actor, house.type, Where.ANYWHERE, before))
                .isEmpty();
        var blue = house.published(DocumentScope.ALL, Rules.of("blue", 1));
        assertThat(Objects.requireNonNull(house.document(DocumentScope.ALL).standing())
                        .version())
                .hasToString("v1.1");
        assertThat(house.change(red).life()).isEqualTo(Life.SUPERSEDED);
        assertThat(house.change(blue).life()).isEqualTo(Life.PUBLISHED);
        house.publisher.round();
        assertThat(house.change(blue).life()).isEqualTo(Life.WATCHED);
        house.office.clock().move(Duration.ofDays(16));
        house.publisher.round();
        assertThat(house.change(blue).life()).isEqualTo(Life.SETTLED);
    }

    @Test
    void rolling_back_restores_the_content_byte_for_byte_and_every_effect_by_new_entries() {
        var red = house.published(DocumentScope.ALL, Rules.of("red", 3));
        var blue = house.published(DocumentScope.ALL, Rules.of("blue", 5));
        assertThat(house.doors()).containsExactly("1 blue", "2 blue", "3 blue", "4 blue", "5 blue");
        var entries = house.office.column("select count(*) from ledger.entry").getFirst();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> house.publisher.rollBack(house.actor, red, null))
                .matches(refusal -> refusal.code().equals("change-not-now"));
        house.publisher.rollBack(house.actor, blue, "The doors look wrong");
        assertThat(house.change(blue).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.doors()).containsExactly("1 red", "2 red", "3 red", "4 bare", "5 bare");
        assertThat(content(red, 2)).isEqualTo(content(red, 0)).isNotEqualTo(content(red, 1));
        var standing = Objects.requireNonNull(house.document(DocumentScope.ALL).standing());
        assertThat(standing.restores()).hasToString("v1.0");
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("red");
        assertThat(Integer.parseInt(
                        house.office.column("select count(*) from ledger.entry").getFirst()))
                .isGreaterThan(Integer.parseInt(entries));
        house.office.settle();
        var verified = house.office.bean(Verifications.class).verifyNow(house.actor);
        assertThat(verified.passed()).as(verified.problem()).isTrue();
    }

    @Test
    void rolling_back_the_first_version_leaves_a_document_that_says_nothing() {
        house.published(DocumentScope.ALL, Rules.of("green", 0));
        var red = house.published(DocumentScope.programme("club"), Rules.of("red", 1));
        assertThat(house.colour(Where.programme("club"))).isEqualTo("red");
        house.publisher.rollBack(house.actor, red, null);
        assertThat(house.colour(Where.programme("club"))).isEqualTo("green");
        assertThat(house.doors()).containsExactly("1 bare");
        var again = house.published(DocumentScope.programme("club"), Rules.of("black", 0));
        assertThat(house.sheets
                        .change(house.actor, house.words, again)
                        .parts()
                        .getFirst()
                        .findings())
                .isEmpty();
        assertThat(house.sheets.change(house.actor, house.words, again).waits()).isNull();
        assertThat(house.change(again).life()).isEqualTo(Life.PUBLISHED);
        assertThat(house.change(again).items().getFirst().published()).hasToString("v1.2");
        assertThat(house.colour(Where.programme("club"))).isEqualTo("black");
    }

    @Test
    void a_batch_that_fails_its_check_leaves_no_trace_and_those_before_it_are_taken_back() {
        house.published(DocumentScope.ALL, Rules.of("red", 2));
        house.type.stuck.add(4);
        var blue = house.released(DocumentScope.ALL, Rules.of("blue", 6));
        var before = house.doors();
        house.publisher.drive(blue);
        assertThat(house.change(blue).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.doors()).containsExactlyElementsOf(before);
        assertThat(house.sheets.change(house.actor, house.words, blue).problem())
                .contains("stuck door 4");
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("red");
        assertThat(Objects.requireNonNull(house.document(DocumentScope.ALL).standing())
                        .version())
                .hasToString("v1.0");
    }

    @Test
    void of_three_publications_a_day_the_fourth_waits_for_tomorrow() {
        for (var colour : new String[] {"red", "blue", "green"}) {
            house.published(DocumentScope.ALL, Rules.of(colour, 0));
        }
        var fourth = house.released(DocumentScope.ALL, Rules.of("black", 0));
        house.publisher.round();
        assertThat(house.change(fourth).life()).isEqualTo(Life.SCHEDULED);
        assertThat(house.sheets.change(house.actor, house.words, fourth).waits())
                .contains("3 changes today");
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("green");
        house.office.clock().move(Duration.ofDays(1));
        house.publisher.round();
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("black");
    }

    @Test
    void nothing_is_published_in_the_quiet_hours_nor_before_its_day() {
        house.office
                .bean(Releasing.class)
                .change(house.actor, new ReleaseRules(3, LocalTime.of(8, 0), LocalTime.of(17, 0), 14, 6), null);
        var red = house.released(DocumentScope.ALL, Rules.of("red", 0));
        house.publisher.round();
        assertThat(house.change(red).life()).isEqualTo(Life.SCHEDULED);
        house.office.clock().move(Duration.ofHours(9));
        house.publisher.round();
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("red");
        var later = house.approved(house.draft(DocumentScope.ALL, Rules.of("blue", 0)));
        house.changes.schedule(house.actor, later, house.version(later), java.time.LocalDate.parse("2026-03-05"));
        house.publisher.round();
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("red");
        house.office.clock().move(Duration.ofDays(3));
        house.publisher.round();
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("blue");
    }

    @Test
    void what_breaks_down_is_tried_again_later_each_time_and_in_the_end_taken_back() {
        var red = house.released(DocumentScope.ALL, Rules.of("red", 4));
        house.type.breakdowns.set(2);
        house.publisher.drive(red);
        assertThat(house.change(red).life()).isEqualTo(Life.PUBLISHING);
        var publishing = Objects.requireNonNull(house.change(red).publishing());
        assertThat(publishing.tries()).isEqualTo(1);
        house.publisher.round();
        assertThat(Objects.requireNonNull(house.change(red).publishing()).tries())
                .isEqualTo(1);
        house.office.clock().move(Duration.ofMinutes(1));
        house.publisher.round();
        assertThat(Objects.requireNonNull(house.change(red).publishing()).tries())
                .isEqualTo(2);
        house.office.clock().move(Duration.ofMinutes(1));
        house.publisher.round();
        assertThat(house.doors()).containsExactly("1 red", "2 red", "3 red", "4 red");
        assertThat(house.change(red).life()).isEqualTo(Life.PUBLISHED);

        var blue = house.released(DocumentScope.ALL, Rules.of("blue", 4));
        house.type.breakdowns.set(100);
        for (int i = 0; i < 10 && house.change(blue).life() != Life.ROLLED_BACK; i++) {
            house.publisher.round();
            house.office.clock().move(Duration.ofHours(1));
        }
        assertThat(house.change(blue).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.doors()).containsExactly("1 red", "2 red", "3 red", "4 red");
        house.type.breakdowns.set(0);
    }

    @Test
    void two_publishers_at_once_do_every_part_once() throws InterruptedException {
        var red = house.released(DocumentScope.ALL, Rules.of("red", 12));
        try (var other = house.office.another()) {
            var second = new House(other);
            var ready = new CountDownLatch(2);
            var one = Thread.ofVirtual().start(() -> drive(ready, house.publisher, red));
            var two = Thread.ofVirtual().start(() -> drive(ready, second.publisher, red));
            one.join();
            two.join();
        }
        assertThat(house.change(red).life().inForce()).isTrue();
        assertThat(Objects.requireNonNull(house.change(red).publishing()).done())
                .isEqualTo(6);
        assertThat(house.office.column("select count(*) from governance.version"))
                .containsExactly("1");
        assertThat(house.office.column("select count(*) from ledger.entry where action = 'change.advanced'"))
                .containsExactly("6");
    }

    private static void drive(CountDownLatch ready, Publisher publisher, UUID change) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.drive(change);
    }

    @Test
    void publishing_goes_on_where_it_stood_when_the_house_fell_over() {
        var red = house.released(DocumentScope.ALL, Rules.of("red", 6));
        house.type.breakdowns.set(1);
        house.publisher.drive(red);
        assertThat(house.change(red).life()).isEqualTo(Life.PUBLISHING);
        try (var other = house.office.another()) {
            house.office.clock().move(Duration.ofMinutes(5));
            var restarted = new House(other);
            other.clock().set(house.office.clock().instant());
            restarted.publisher.round();
        }
        assertThat(house.change(red).life()).isEqualTo(Life.PUBLISHED);
        assertThat(house.doors()).hasSize(6).allMatch(door -> door.endsWith("red"));
    }

    @Test
    void several_documents_of_a_change_come_into_force_together_those_that_are_named_first() {
        var id = house.draft(DocumentScope.ALL, Rules.of("red", 2).needing("house-rules:programme=club"));
        var club = house.changes.add(house.actor, id, house.type.code(), DocumentScope.programme("club"));
        house.changes.edit(house.actor, id, house.version(id), club, Rules.of("blue", 4));
        house.type.stuck.add(3);
        house.approved(id);
        house.changes.schedule(house.actor, id, house.version(id), null);
        house.publisher.drive(id);
        assertThat(house.change(id).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.change(id).items().getFirst().id()).isEqualTo(club);
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("bare");
        assertThat(house.doors()).allMatch(door -> door.endsWith("bare"));
    }

    List<String> findings(UUID id) {
        return house.changes.findings(house.actor, id).stream()
                .flatMap(checked -> checked.findings().stream())
                .map(found -> found.finding().code())
                .toList();
    }

    @Test
    void the_document_that_names_most_wins_and_a_tie_is_refused() {
        house.published(DocumentScope.ALL, Rules.of("white", 0));
        house.published(DocumentScope.programme("club"), Rules.of("red", 0));
        var club = new Where("club", null, Set.of("reseller"), null);
        assertThat(house.colour(club)).isEqualTo("red");
        assertThat(house.colour(Where.programme("other"))).isEqualTo("white");
        var resellers = new DocumentScope(null, null, "reseller", null);
        var tied = house.draft(resellers, Rules.of("blue", 0));
        assertThat(findings(tied)).containsExactly("scope-tie");
        house.changes.add(house.actor, tied, house.type.code(), new DocumentScope("club", null, "reseller", null));
        assertThat(findings(tied)).isEmpty();
        house.approved(tied);
        house.changes.schedule(house.actor, tied, house.version(tied), null);
        house.publisher.drive(tied);
        assertThat(house.colour(club)).isEqualTo("red");
        assertThat(house.colour(new Where("elsewhere", null, Set.of("reseller"), null)))
                .isEqualTo("blue");
        var document =
                house.documents.find(house.actor, house.type.code(), resellers).orElseThrow();
        var wider = house.documentSheets
                .document(house.actor, house.words, document.id(), null, null)
                .wider();
        assertThat(Objects.requireNonNull(wider).compared().parts().getFirst().pairs())
                .containsExactly(new Comparison.Pair("Colour", "white", "blue"));
    }
}
