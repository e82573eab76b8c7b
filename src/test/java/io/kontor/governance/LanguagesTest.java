package io.kontor.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.governance.HouseRules.Rule;
import io.kontor.governance.HouseRules.Rules;
import io.kontor.governance.HouseRules.Tone;
import io.kontor.governance.Translations.Typed;
import io.kontor.governance.charter.Charter;
import io.kontor.governance.charter.CharterType;
import io.kontor.kernel.Clash;
import io.kontor.kernel.Refusal;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents in several languages: translations belong to versions, and never decide anything. */
@Tag("database")
class LanguagesTest {
    static final Words GERMAN = new Words(Language.DE, ZoneOffset.UTC);

    House house;
    Translations translations;

    @BeforeEach
    void open() {
        house = new House();
        house.office.bean(Releasing.class).change(house.actor, new ReleaseRules(100, null, null, 14, 6), null);
        translations = house.office.bean(Translations.class);
    }

    @AfterEach
    void close() {
        house.close();
    }

    static Rules rules(String... codesAndTexts) {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < codesAndTexts.length; i += 2) {
            rules.add(new Rule(codesAndTexts[i], codesAndTexts[i + 1], null));
        }
        return new Rules("red", Tone.WARM, 0, null, rules, Set.of());
    }

    static String place(String rule) {
        return "/rules/" + rule + "/text";
    }

    int translate(UUID id, String rule, String text) {
        return translations.translate(
                house.actor, id, house.version(id), house.item(id), "de", List.of(new Typed(place(rule), text, false)));
    }

    UUID german(Rules rules, String... rulesAndTexts) {
        var id = house.draft(DocumentScope.ALL, rules);
        translations.add(house.actor, id, house.item(id), "de");
        for (int i = 0; i < rulesAndTexts.length; i += 2) {
            translate(id, rulesAndTexts[i], rulesAndTexts[i + 1]);
        }
        return id;
    }

    UUID published(UUID id) {
        house.approved(id);
        house.changes.schedule(house.actor, id, house.version(id), null);
        house.publisher.drive(id);
        assertThat(house.change(id).life()).isEqualTo(Life.PUBLISHED);
        return id;
    }

    Variant variant(UUID id) {
        return translations.of(house.actor, id, house.item(id)).variant("de");
    }

    Effective<Rules> effective() {
        return house.documents
                .effective(house.actor, house.type, Where.ANYWHERE)
                .orElseThrow();
    }

    Reading read(Words words) {
        var id = house.documents
                .find(house.actor, house.type.code(), DocumentScope.ALL)
                .orElseThrow()
                .id();
        return Objects.requireNonNull(house.documentSheets
                .document(house.actor, words, id, null, null)
                .reading());
    }

    List<String> findings(UUID id) {
        return house.changes.findings(house.actor, id).stream()
                .flatMap(checked -> checked.findings().stream())
                .map(found -> found.finding().code())
                .toList();
    }

    @Test
    void translations_are_published_with_their_document_and_come_back_byte_for_byte() {
        published(german(rules("shoes", "Off", "noise", "None"), "shoes", "Ausziehen", "noise", "Keiner"));
        var kept = house.office.column("select languages from governance.version");
        assertThat(kept).singleElement().asString().contains("Ausziehen");
        var second = house.draft(DocumentScope.ALL, rules("shoes", "Off", "noise", "Little"));
        translate(second, "shoes", "Schuhe aus");
        published(second);
        assertThat(effective().in(house.type, Language.DE).rules())
                .extracting(Rule::text)
                .containsExactly("Schuhe aus", "Little");
        house.publisher.rollBack(house.actor, second, null);
        assertThat(house.office.column("select languages from governance.version where minor in (0, 2) order by minor"))
                .hasSize(2)
                .containsOnly(kept.getFirst());
        assertThat(effective().in(house.type, Language.DE).rules())
                .extracting(Rule::text)
                .containsExactly("Ausziehen", "Keiner");
        assertThat(effective().content().rules()).extracting(Rule::text).containsExactly("Off", "None");
        assertThat(house.office.column("select content from governance.version where minor = 2"))
                .singleElement()
                .asString()
                .doesNotContain("Ausziehen");
    }

    @Test
    void a_translation_older_than_its_original_is_said_to_be_and_never_shown_alone() {
        published(german(rules("shoes", "Off", "noise", "None", "pets", "No"), "shoes", "Aus", "noise", "Keiner"));
        var id = house.draft(DocumentScope.ALL, rules("shoes", "Off, please", "noise", "None", "pets", "No"));
        assertThat(findings(id)).containsExactly("translations-stale");
        assertThat(variant(id).there()).isEqualTo(2);
        assertThat(variant(id).stale()).isEqualTo(1);
        published(id);
        var lines = read(GERMAN).parts().getLast().lines();
        assertThat(lines.get(0).text().getFirst()).isEqualTo(new Reading.Piece("Aus", null, "Off, please"));
        assertThat(lines.get(1).text().getFirst()).isEqualTo(new Reading.Piece("Keiner", null, null));
        assertThat(lines.get(2).text().getFirst()).isEqualTo(new Reading.Piece("No", Language.EN, null));
        assertThat(read(house.words).parts().getLast().lines().getFirst().text().getFirst())
                .isEqualTo(new Reading.Piece("Off, please", null, null));
        assertThat(read(new Words(Language.FR, ZoneOffset.UTC))
                        .parts()
                        .getLast()
                        .lines()
                        .getFirst()
                        .text()
                        .getFirst())
                .isEqualTo(new Reading.Piece("Off, please", Language.EN, null));
        assertThat(effective().in(house.type, Language.DE).rules())
                .extracting(Rule::text)
                .containsExactly("Off, please", "Keiner", "No");

        var fits = house.changes.open(house.actor, "It fits", null, house.type.code(), DocumentScope.ALL);
        translate(fits, "shoes", "Aus");
        assertThat(variant(fits).stale()).isEqualTo(1);
        translations.translate(
                house.actor,
                fits,
                house.version(fits),
                house.item(fits),
                "de",
                List.of(new Typed(place("shoes"), "Aus", true)));
        assertThat(variant(fits).stale()).isZero();
        assertThat(findings(fits)).isEmpty();
    }

    @Test
    void a_text_that_moves_keeps_its_translation_and_one_that_goes_takes_it_along() {
        published(german(rules("shoes", "Off", "noise", "None"), "shoes", "Aus", "noise", "Keiner"));
        var id = house.draft(DocumentScope.ALL, rules("pets", "No", "noise", "None"));
        assertThat(variant(id).texts())
                .containsExactly(
                        new Variant.Beside(place("pets"), "No", null, null),
                        new Variant.Beside(place("noise"), "None", "None", "Keiner"));
        assertThat(variant(id).gone()).containsExactly(place("shoes"));
        assertThat(findings(id)).containsExactly("translations-gone");
        assertThat(translate(id, "shoes", "Noch da")).isEqualTo(1);
        published(id);
        assertThat(effective().languages().variants().get("de")).containsOnlyKeys(place("noise"));
    }

    @Test
    void lines_without_codes_are_found_again_by_what_they_say() {
        var type = house.office.bean(CharterType.class);
        var charter = type.starter(Language.EN);
        var languages = Languages.beginning(type, charter, Language.EN);
        var duties = new ArrayList<>(charter.duties());
        var first = duties.removeFirst();
        duties.add(first);
        var moved = new Charter(
                charter.mission(),
                charter.objectives(),
                duties,
                charter.boundaries(),
                charter.rights(),
                charter.escalation(),
                charter.channels(),
                charter.budgets(),
                charter.raci(),
                charter.dataSharing(),
                charter.emergency(),
                true);
        var german = Variant.of(type, moved, Language.DE, languages.texts("de"));
        assertThat(german.stale()).isZero();
        assertThat(german.gone()).isEmpty();
        assertThat(german.there()).isEqualTo(german.texts().size());
        assertThat(german.applied(type, moved, beside -> true).duties().getLast())
                .isEqualTo(type.starter(Language.DE).duties().getFirst());
    }

    @Test
    void what_cannot_be_kept_is_refused_with_its_place_and_nothing_is_lost() {
        var id = house.draft(DocumentScope.ALL, rules("shoes", "Off"));
        var item = house.item(id);
        refused("choice-unknown", () -> translations.add(house.actor, id, item, "tlh"));
        refused("language-is-original", () -> translations.add(house.actor, id, item, "en"));
        translations.add(house.actor, id, item, "de");
        refused("language-is-original", () -> translations.writtenIn(house.actor, id, item, "de"));
        refused("field-too-long", () -> translate(id, "shoes", "x".repeat(20_000)));
        assertThat(translations.wrong(
                        house.actor, id, item, List.of(new Typed(place("shoes"), "x".repeat(20_000), false))))
                .containsOnlyKeys(place("shoes"));
        translate(id, "shoes", "Aus");
        translations.add(house.actor, id, item, "de");
        assertThat(variant(id).there()).isEqualTo(1);
        house.changes.edit(house.actor, id, house.version(id), item, "colour: [");
        assertThat(translations.of(house.actor, id, item).readable()).isFalse();
        refused("languages-draft-first", () -> translate(id, "shoes", "Weg"));
        house.changes.edit(house.actor, id, house.version(id), item, rules("shoes", "Off"));
        assertThat(variant(id).there()).isEqualTo(1);
        translations.remove(house.actor, id, item, "de");
        refused("not-found", () -> translate(id, "shoes", "Weg"));
    }

    static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work)
                .satisfies(
                        refusal -> assertThat(refusal.kind() == Refusal.Kind.NOT_FOUND ? "not-found" : refusal.code())
                                .isEqualTo(code));
    }

    @Test
    void two_who_translate_at_once_keep_both_texts_and_clash_over_the_same() {
        var id = german(rules("shoes", "Off", "noise", "None"));
        var seen = house.version(id);
        var item = house.item(id);
        translate(id, "shoes", "Aus");
        translations.translate(house.actor, id, seen, item, "de", List.of(new Typed(place("noise"), "Keiner", false)));
        assertThat(variant(id).there()).isEqualTo(2);
        assertThatExceptionOfType(Clash.class)
                .isThrownBy(() -> translations.translate(
                        house.actor, id, seen, item, "de", List.of(new Typed(place("shoes"), "Weg", false))))
                .satisfies(
                        clash -> assertThat(clash.fields().getFirst().theirs()).isEqualTo("\"Aus\""));
    }

    @Test
    void a_draft_put_on_a_newer_version_keeps_what_was_translated_there_and_here() {
        published(german(rules("shoes", "Off", "noise", "None", "pets", "No"), "pets", "Nein"));
        var mine = house.changes.open(house.actor, "Mine", null, house.type.code(), DocumentScope.ALL);
        translate(mine, "shoes", "Aus");
        var theirs = house.changes.open(house.actor, "Theirs", null, house.type.code(), DocumentScope.ALL);
        translate(theirs, "noise", "Keiner");
        translate(theirs, "pets", "");
        published(theirs);
        var rebasing = house.changes.rebasing(house.actor, mine, house.item(mine));
        house.changes.rebase(house.actor, mine, house.item(mine), rebasing.onto(), rebasing.text());
        assertThat(variant(mine).texts()).extracting(Variant.Beside::text).containsExactly("Aus", "Keiner", null);
    }

    @Test
    void the_review_shows_translations_side_by_side() {
        published(german(rules("shoes", "Off", "noise", "None"), "shoes", "Aus"));
        var id = house.changes.open(house.actor, "More", null, house.type.code(), DocumentScope.ALL);
        translate(id, "noise", "Keiner");
        translate(id, "shoes", "Weg");
        var part = house.sheets.change(house.actor, house.words, id).parts().getFirst();
        var compared = Objects.requireNonNull(part.compared()).parts().getLast();
        assertThat(compared.title()).isEqualTo("Deutsch");
        assertThat(compared.language()).isEqualTo("de");
        assertThat(compared.pairs())
                .containsExactlyInAnyOrder(
                        new Comparison.Pair("Off", "Aus", "Weg"), new Comparison.Pair("None", null, "Keiner"));
    }
}
