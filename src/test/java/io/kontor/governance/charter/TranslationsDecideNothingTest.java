package io.kontor.governance.charter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.DocumentVersion;
import io.kontor.governance.Effective;
import io.kontor.governance.Languages;
import io.kontor.governance.Languages.Translation;
import io.kontor.governance.spi.Act;
import io.kontor.language.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever anybody translates: who decides, and how much, stays what the original says. */
class TranslationsDecideNothingTest {
    static final CharterType TYPE = new CharterType(null, null, null, null, null, null);
    static final List<String> PLACES = List.of(
            "/mission",
            "/objectives/0",
            "/duties/0",
            "/duties/1",
            "/boundaries/0",
            "/channels/0",
            "/budgets/0/name",
            "/raci/0/what",
            "/dataSharing/0",
            "/soleAllowed",
            "/rights/a/act",
            "/rights/0/act",
            "/rights/a/code",
            "/rights/a/hours",
            "/rights/a/from",
            "/rights/a/ladder/0/role",
            "/rights/a/ladder/0/people",
            "/budgets/0/role",
            "/budgets/0/amount",
            "/raci/0/accountable",
            "/escalation/0",
            "/emergency/role",
            "/emergency/hours",
            "/",
            "");
    static final List<String> WORDS = List.of(
            "finance",
            "legal",
            "0",
            "1000000",
            "spend",
            "move",
            "true",
            "a",
            "null",
            "Wir entscheiden",
            "–",
            "{x}",
            "b");

    static Charter charter(Random random) {
        var clauses = new ArrayList<Clause>();
        for (var code : List.of("a", "b", "c").subList(0, 1 + random.nextInt(3))) {
            clauses.add(RouterTest.clause(
                    code,
                    random.nextBoolean() ? "spend" : "move",
                    random.nextBoolean() ? null : random.nextInt(100),
                    DocumentScope.ALL,
                    random.nextInt(10),
                    new Rung(RouterTest.ROLES.get(random.nextInt(5)), 1 + random.nextInt(2))));
        }
        return new Charter(
                "finance",
                List.of("1000000"),
                List.of("spend", "true"),
                List.of("legal"),
                clauses,
                List.of("finance"),
                List.of("a"),
                List.of(new Charter.Budget("legal", BigDecimal.TEN, "legal")),
                List.of(new Charter.Raci("finance", List.of("finance"), "legal", List.of(), List.of())),
                List.of("0"),
                new Charter.Emergency("finance", 24),
                random.nextBoolean());
    }

    @Property(tries = 300)
    void a_charter_in_any_translation_asks_for_the_same_people(@ForAll Random random) {
        var charter = charter(random);
        var translations = new HashMap<String, Translation>();
        for (var place : PLACES) {
            if (random.nextBoolean()) {
                var of = WORDS.get(random.nextInt(WORDS.size()));
                translations.put(place, new Translation(of, WORDS.get(random.nextInt(WORDS.size()))));
            }
        }
        var effective = new Effective<>(
                UUID.randomUUID(),
                DocumentVersion.FIRST,
                "",
                DocumentScope.ALL,
                charter,
                LocalDate.EPOCH,
                new Languages("en", Map.of("de", translations)));
        var german = effective.in(TYPE, Language.DE);
        assertThat(german)
                .usingRecursiveComparison()
                .ignoringFields(
                        "mission", "objectives", "duties", "boundaries", "channels", "dataSharing", "budgets", "raci")
                .isEqualTo(charter);
        assertThat(german.budgets())
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(charter.budgets());
        assertThat(german.raci())
                .usingRecursiveComparison()
                .ignoringFields("what")
                .isEqualTo(charter.raci());
        var acts = new Act[] {
            RouterTest.act("spend", random.nextInt(200)), RouterTest.act("move", random.nextInt(200)),
        };
        assertThat(RouterTest.route(german, acts)).isEqualTo(RouterTest.route(charter, acts));
    }
}
