package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Region;
import io.kontor.company.Regions;
import io.kontor.governance.HouseRules.Rules;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drafts: what is kept of them, what is found in them, and what they are put on. */
@Tag("database")
class ChangesTest {
    static House house;

    @BeforeAll
    static void open() {
        house = new House();
        house.office.bean(Releasing.class).change(house.actor, new ReleaseRules(100, null, null, 14, 6), null);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    List<String> findings(java.util.UUID id) {
        return house.changes.findings(house.actor, id).stream()
                .flatMap(checked -> checked.findings().stream())
                .map(found -> found.line() + " " + found.finding().code() + " "
                        + found.finding().path())
                .toList();
    }

    @Test
    void a_draft_that_makes_no_sense_is_kept_and_says_where_it_is_wrong() {
        var id = house.draft(DocumentScope.programme("sense"), Rules.of("red", 1));
        var text = """
                colour: red
                tones: warm
                doors: many
                rules:
                - code: shoes
                  text: Off
                  fine: 2.50
                - code: noise
                  txt: None
                """;
        house.changes.edit(house.actor, id, house.version(id), house.item(id), text);
        assertThat(house.change(id).item(house.item(id)).text()).isEqualTo(text);
        assertThat(findings(id))
                .containsExactly(
                        "2 draft-word-unknown /tones", "3 draft-whole /doors", "9 draft-word-unknown /rules/1/txt");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> house.changes.check(house.actor, id))
                .matches(refusal -> refusal.code().equals("change-has-errors"));
        house.changes.edit(house.actor, id, house.version(id), house.item(id), "colour: [red");
        assertThat(findings(id)).containsExactly("1 draft-malformed /");
        house.changes.edit(house.actor, id, house.version(id), house.item(id), "colour: red\ntone: warm\ndoors: -1\n");
        assertThat(findings(id)).containsExactly("3 refusal.number-not-between /doors");
        house.changes.edit(house.actor, id, house.version(id), house.item(id), "");
        assertThat(findings(id)).containsExactly("1 draft-empty ");
    }

    @Test
    void a_content_and_its_text_say_the_same() {
        var rules = Rules.of("red", 3).needing("region:dach", "7");
        var text = Plain.write(rules);
        assertThat(text).contains("fine: 2.50").contains("doors: 3").contains("- '7'");
        assertThat(Written.read(house.type, text).content()).isEqualTo(rules);
        assertThat(Plain.write(
                        Objects.requireNonNull(Written.read(house.type, text).content())))
                .isEqualTo(text);
    }

    @Test
    void two_editors_of_one_document_are_told_of_each_other_and_of_two_documents_they_are_not() {
        var id = house.draft(DocumentScope.programme("editors"), Rules.of("red", 1));
        var other = house.changes.add(house.actor, id, house.type.code(), DocumentScope.programme("editors-too"));
        var seen = house.version(id);
        house.changes.edit(house.actor, id, seen, house.item(id), Rules.of("blue", 1));
        house.changes.edit(house.actor, id, seen, other, Rules.of("green", 1));
        assertThatExceptionOfType(Clash.class)
                .isThrownBy(() -> house.changes.edit(house.actor, id, seen, house.item(id), Rules.of("black", 1)));
        assertThat(house.change(id).items().stream().map(ProgrammeChange.Item::text))
                .anyMatch(text -> text.contains("blue"))
                .anyMatch(text -> text.contains("green"));
    }

    @Test
    void an_edit_after_approval_makes_it_a_draft_again() {
        var id = house.approved(house.draft(DocumentScope.programme("edit"), Rules.of("red", 0)));
        assertThat(house.change(id).life()).isEqualTo(Life.APPROVED);
        house.changes.edit(house.actor, id, house.version(id), house.item(id), Rules.of("blue", 0));
        assertThat(house.change(id).life()).isEqualTo(Life.DRAFT);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> house.changes.schedule(house.actor, id, house.version(id), null))
                .matches(refusal -> refusal.code().equals("change-not-now"));
    }

    @Test
    void a_draft_made_from_an_older_version_is_put_on_the_newest_and_shows_what_both_changed() {
        var scope = DocumentScope.programme("stale");
        house.published(scope, Rules.of("red", 0));
        var mine = house.draft(scope, Rules.of("red", 5));
        var both = house.draft(scope, Rules.of("pink", 0));
        house.published(scope, Rules.of("blue", 0));
        assertThat(findings(mine)).containsExactly("1 base-stale ");
        var merged = house.changes.rebasing(house.actor, mine, house.item(mine));
        assertThat(merged.both()).isEmpty();
        assertThat(merged.text()).contains("colour: blue").contains("doors: 5");
        house.changes.rebase(house.actor, mine, house.item(mine), merged.onto(), merged.text());
        assertThat(findings(mine)).isEmpty();
        assertThat(house.changes.rebasing(house.actor, both, house.item(both)).both())
                .containsExactly(new Rebasing.Both("/colour", "\"red\"", "\"blue\"", "\"pink\""));
    }

    @Test
    void an_approved_change_overtaken_before_its_day_is_a_draft_again_and_not_published() {
        var scope = DocumentScope.programme("overtaken");
        house.published(scope, Rules.of("red", 0));
        var slow = house.released(scope, Rules.of("black", 0));
        house.published(scope, Rules.of("blue", 0));
        house.publisher.drive(slow);
        assertThat(house.change(slow).life()).isEqualTo(Life.DRAFT);
        assertThat(house.colour(Where.programme("overtaken"))).isEqualTo("blue");
    }

    @Test
    void the_same_is_offered_to_other_regions_as_a_change_of_its_own() {
        house.office
                .bean(Regions.class)
                .create(house.actor, new Region("dach", "DACH", List.of(), List.of(), false), null);
        var id = house.draft(DocumentScope.programme("offer"), Rules.of("red", 0));
        var offered = house.office.bean(Offers.class).offer(house.actor, id, List.of("dach"));
        assertThat(house.change(offered).items())
                .extracting(item -> item.scope().code())
                .containsExactly("programme=offer+region=dach");
        assertThat(house.change(offered).items().getFirst().text())
                .isEqualTo(house.change(id).items().getFirst().text());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> house.office.bean(Offers.class).offer(house.actor, id, List.of("nowhere")));
    }

    @Test
    void documents_that_name_each_other_in_a_circle_are_refused() {
        var one = DocumentScope.programme("ring-one");
        var two = DocumentScope.programme("ring-two");
        var id = house.draft(one, Rules.of("red", 0).needing("house-rules:programme=ring-two"));
        var item = house.changes.add(house.actor, id, house.type.code(), two);
        house.changes.edit(
                house.actor, id, house.version(id), item, Rules.of("red", 0).needing("house-rules:programme=ring-one"));
        assertThat(findings(id)).hasSize(2).allMatch(found -> found.contains("references-circular"));
    }

    @Test
    void what_a_document_names_shows_that_it_uses_it() {
        house.published(DocumentScope.programme("uses"), Rules.of("red", 0).needing("role:finance"));
        assertThat(house.documents.usedBy(house.actor, Set.of("role:finance")))
                .extracting(known -> known.state().scope().code())
                .containsExactly("programme=uses");
    }

    @Test
    void wishes_are_noted_and_settled() {
        house.published(DocumentScope.programme("wish"), Rules.of("red", 0));
        var document = house.documents
                .find(house.actor, house.type.code(), DocumentScope.programme("wish"))
                .orElseThrow();
        house.documents.wish(house.actor, document.id(), "More blue");
        var wish = house.documents
                .find(house.actor, document.id())
                .state()
                .wishes()
                .getFirst();
        assertThat(wish.text()).isEqualTo("More blue");
        house.documents.settle(house.actor, document.id(), wish.id(), null);
        assertThat(house.documents
                        .find(house.actor, document.id())
                        .state()
                        .wishes()
                        .getFirst()
                        .done())
                .isTrue();
        assertThat(house.documents.versions(house.actor, document.id())).hasSize(1);
    }
}
