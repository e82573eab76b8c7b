package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.HouseRules.Rules;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of earlier changes when later ones are taken back. */
@Tag("database")
class InForceAgainTest {
    static final DocumentScope CLUB = DocumentScope.programme("club");

    House house;

    @BeforeEach
    void open() {
        house = new House();
        house.office.bean(Releasing.class).change(house.actor, new ReleaseRules(20, null, null, 14, 6), null);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** Red for everybody and pink for the club, in one change. */
    UUID redAndPink() {
        var both = house.draft(DocumentScope.ALL, Rules.of("red", 2));
        var club = house.changes.add(house.actor, both, house.type.code(), CLUB);
        house.changes.edit(house.actor, both, house.version(both), club, Rules.of("pink", 0));
        house.approved(both);
        house.changes.schedule(house.actor, both, house.version(both), null);
        house.publisher.drive(both);
        return both;
    }

    List<String> told(UUID change) {
        return house.office.column("select action from ledger.entry where subject_id = '" + change
                + "' order by recorded_at desc, id desc limit 1");
    }

    @Test
    void the_change_whose_content_is_in_force_again_is_settled_and_its_timeline_says_so() {
        var red = house.published(DocumentScope.ALL, Rules.of("red", 3));
        var blue = house.published(DocumentScope.ALL, Rules.of("blue", 5));
        assertThat(house.change(red).life()).isEqualTo(Life.SUPERSEDED);
        house.publisher.rollBack(house.actor, blue, null);
        assertThat(house.change(red).life()).isEqualTo(Life.SETTLED);
        assertThat(house.change(red).life().inForce()).isTrue();
        assertThat(told(red)).containsExactly("change.restored");
        assertThat(house.change(blue).life()).isEqualTo(Life.ROLLED_BACK);
    }

    @Test
    void a_change_comes_back_through_several_rollbacks_and_can_be_rolled_back_itself() {
        var white = house.published(DocumentScope.ALL, Rules.of("white", 1));
        var red = house.published(DocumentScope.ALL, Rules.of("red", 3));
        for (var colour : List.of("blue", "green")) {
            var later = house.published(DocumentScope.ALL, Rules.of(colour, 3));
            assertThat(house.change(red).life()).isEqualTo(Life.SUPERSEDED);
            house.publisher.rollBack(house.actor, later, null);
            assertThat(house.change(red).life()).isEqualTo(Life.SETTLED);
        }
        assertThat(house.change(white).life()).isEqualTo(Life.SUPERSEDED);
        house.publisher.rollBack(house.actor, red, null);
        assertThat(house.change(red).life()).isEqualTo(Life.ROLLED_BACK);
        assertThat(house.change(white).life()).isEqualTo(Life.SETTLED);
        assertThat(house.colour(Where.ANYWHERE)).isEqualTo("white");
        assertThat(house.doors()).containsExactly("1 white", "2 bare", "3 bare");
    }

    @Test
    void a_change_of_two_documents_stays_superseded_until_both_say_again_what_it_made_them_say() {
        var both = redAndPink();
        var blue = house.published(DocumentScope.ALL, Rules.of("blue", 2));
        assertThat(house.change(both).life().inForce()).isTrue();
        var black = house.published(CLUB, Rules.of("black", 0));
        assertThat(house.change(both).life()).isEqualTo(Life.SUPERSEDED);
        house.publisher.rollBack(house.actor, black, null);
        assertThat(house.colour(Where.programme("club"))).isEqualTo("pink");
        assertThat(house.change(both).life()).isEqualTo(Life.SUPERSEDED);
        house.publisher.rollBack(house.actor, blue, null);
        assertThat(house.change(both).life()).isEqualTo(Life.SETTLED);
    }

    @Test
    void what_is_in_force_again_is_not_superseded_while_one_of_its_documents_says_it() {
        var both = redAndPink();
        var blue = house.published(DocumentScope.ALL, Rules.of("blue", 2));
        house.publisher.rollBack(house.actor, blue, null);
        house.published(CLUB, Rules.of("black", 0));
        assertThat(house.change(both).life().inForce()).isTrue();
        house.published(DocumentScope.ALL, Rules.of("green", 2));
        assertThat(house.change(both).life()).isEqualTo(Life.SUPERSEDED);
    }
}
