package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.governance.HouseRules.Rules;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Request;
import io.kontor.governance.spi.Act;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes and the approvals the charter asks for. */
@Tag("database")
class ReviewTest {
    static GovernedOffice people;
    static House house;
    static Approvals approvals;
    static UUID ada;
    static UUID finance;
    static UUID product;
    static UUID leader;

    @BeforeAll
    static void open() {
        people = new GovernedOffice();
        house = new House(people.office);
        house.office.bean(Releasing.class).change(house.actor, new ReleaseRules(100, null, null, 14, 6), null);
        approvals = people.office.bean(Approvals.class);
        ada = people.person("partner-operations");
        finance = people.person("finance");
        product = people.person("product");
        leader = people.person("leadership");
        house.type.governed = List.of(new Act("test-spending", new BigDecimal(20_000), Set.of()));
    }

    @AfterAll
    static void close() {
        people.close();
    }

    /** What was spent before counts no more: a series below a threshold counts together. */
    @BeforeEach
    void later() {
        house.office.clock().move(Duration.ofDays(40));
    }

    Actor ada() {
        return people.as(ada);
    }

    UUID asked(String scope, String colour) {
        var id = house.draft(DocumentScope.programme(scope), Rules.of(colour, 0));
        house.changes.check(ada(), id);
        house.simulations.run(ada(), house.words, id);
        house.changes.submit(ada(), id, house.version(id));
        return id;
    }

    void approve(UUID by, UUID id) {
        var request = house.change(id).request();
        if (request == null) {
            throw Refusal.notFound("approval");
        }
        approvals.approve(people.as(by), request, house.change(id).hash(), null);
    }

    @Test
    void a_governed_change_is_published_only_when_everybody_the_clause_names_agreed() {
        var id = asked("agreed", "red");
        assertThat(house.change(id).life()).isEqualTo(Life.IN_REVIEW);
        approve(finance, id);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> house.changes.schedule(ada(), id, house.version(id), null));
        approve(product, id);
        assertThat(house.change(id).life()).isEqualTo(Life.APPROVED);
        house.changes.schedule(ada(), id, house.version(id), null);
        house.publisher.drive(id);
        assertThat(house.colour(Where.programme("agreed"))).isEqualTo("red");
    }

    @Test
    void an_edit_after_approval_voids_the_approvals() {
        var id = asked("voided", "red");
        approve(finance, id);
        approve(product, id);
        var request = Objects.requireNonNull(house.change(id).request());
        house.changes.edit(ada(), id, house.version(id), house.item(id), Rules.of("blue", 0));
        assertThat(house.change(id).life()).isEqualTo(Life.DRAFT);
        assertThat(house.change(id).request()).isNull();
        assertThat(approvals.find(house.actor, request).state()).isEqualTo(Request.State.LAPSED);
    }

    @Test
    void an_edit_of_a_translation_voids_the_approvals_too() {
        var id = asked("translated", "red");
        approve(finance, id);
        approve(product, id);
        var approved = house.change(id).hash();
        var translations = house.office.bean(Translations.class);
        translations.add(ada(), id, house.item(id), "de");
        assertThat(house.change(id).life()).isEqualTo(Life.DRAFT);
        assertThat(house.change(id).request()).isNull();
        assertThat(house.change(id).hash()).isNotEqualTo(approved);
        house.changes.check(ada(), id);
        house.simulations.run(ada(), house.words, id);
        house.changes.submit(ada(), id, house.version(id));
        approve(finance, id);
        var again = house.change(id).hash();
        translations.translate(
                ada(),
                id,
                house.version(id),
                house.item(id),
                "de",
                List.of(new Translations.Typed("/rules/shoes/text", "Ausziehen", false)));
        assertThat(house.change(id).life()).isEqualTo(Life.DRAFT);
        assertThat(house.change(id).hash()).isNotEqualTo(again);
    }

    @Test
    void a_rejected_change_is_not_published_and_can_be_edited() {
        var id = asked("rejected", "red");
        approvals.reject(
                people.as(finance),
                Objects.requireNonNull(house.change(id).request()),
                house.change(id).hash(),
                "Too red");
        assertThat(house.change(id).life()).isEqualTo(Life.REJECTED);
        house.changes.edit(ada(), id, house.version(id), house.item(id), Rules.of("blue", 0));
        assertThat(house.change(id).life()).isEqualTo(Life.DRAFT);
    }

    @Test
    void what_is_let_through_in_an_emergency_is_published_at_once_and_taken_back_unless_it_is_ratified() {
        var id = asked("emergency", "red");
        approvals.letThrough(
                people.as(leader),
                Objects.requireNonNull(house.change(id).request()),
                house.change(id).hash(),
                "The doors are on fire");
        assertThat(house.change(id).life()).isEqualTo(Life.SCHEDULED);
        house.publisher.round();
        assertThat(house.colour(Where.programme("emergency"))).isEqualTo("red");
        house.office.clock().move(Duration.ofHours(49));
        house.office.beans(io.kontor.database.Job.class).stream()
                .filter(job -> job.name().contains("approval"))
                .forEach(job -> job.work().run());
        house.publisher.round();
        assertThat(house.change(id).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.colour(Where.programme("emergency"))).isEqualTo("bare");
    }

    /** Whatever anybody does in whatever order: what is published was agreed to by all the clause names, exactly as it is. */
    @Test
    void no_way_leads_to_publishing_without_the_approvals_the_clause_asks_for() {
        for (long seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            later();
            var id = house.draft(DocumentScope.programme("way-" + seed), Rules.of("red", 0));
            for (int i = 0; i < 25; i++) {
                try {
                    any(random, id);
                } catch (Refusal refused) {
                    // Most of these are out of order; that they are refused is what is looked at.
                }
                var change = house.change(id);
                if (change.life() == Life.PUBLISHING || change.life().inForce()) {
                    var standing = approvals
                            .standing(house.actor, new Subject(Changes.KIND, id))
                            .orElseThrow();
                    assertThat(standing.approves(change.hash()))
                            .as("seed " + seed)
                            .isTrue();
                    assertThat(standing.rungs()).as("seed " + seed).hasSize(2).allMatch(step -> step.done());
                    break;
                }
                assertThat(house.colour(Where.programme("way-" + seed))).isEqualTo("bare");
            }
        }
        assertThat(house.office.column(
                        "select count(*) from governance.change c join governance.change_item i on i.change_id = c.id"
                                + " where i.scope like 'programme=way-%' and c.life in ('published', 'watched')"))
                .as("some of these ways do lead there")
                .isNotEqualTo(List.of("0"));
    }

    private void any(Random random, UUID id) {
        switch (random.nextInt(12)) {
            case 0 ->
                house.changes.edit(
                        ada(), id, house.version(id), house.item(id), Rules.of("red" + random.nextInt(3), 0));
            case 1, 2 -> house.changes.check(ada(), id);
            case 3, 4 -> house.simulations.run(ada(), house.words, id);
            case 5, 6 -> house.changes.submit(ada(), id, house.version(id));
            case 7, 8 -> approve(finance, id);
            case 9 -> approve(product, id);
            case 10 -> {
                approve(finance, id);
                approve(product, id);
            }
            default -> {
                house.changes.schedule(ada(), id, house.version(id), null);
                house.publisher.drive(id);
            }
        }
    }
}
