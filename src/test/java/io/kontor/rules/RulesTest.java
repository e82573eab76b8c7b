package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.fields.CustomField;
import io.kontor.fields.CustomFields;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Subject;
import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.ledger.Change;
import io.kontor.ledger.Entry;
import io.kontor.ledger.Ledger;
import io.kontor.ledger.SubjectType;
import io.kontor.people.Access;
import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.DecisionTable.Row;
import io.kontor.rules.LargeTables.After;
import io.kontor.support.TestActors;
import io.kontor.support.TestOffice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules in an office: tables over its vocabularies, receipts, replays, rows of large tables, fields that rules read. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
    record Visit(String text) {}

    static final SubjectType<Visit> VISIT = SubjectType.of("visit", Visit.class, "made");
    static final LocalDate YEAR = LocalDate.parse("2025-01-01");

    final Shop.Words shop = new Shop.Words();
    final Shop.Past past = new Shop.Past(20_000);
    final Shop.Reader reader = new Shop.Reader();
    final TestOffice office = TestOffice.open(shop, past, reader);
    final Actor actor = Access.local("tests", UUID.randomUUID());
    final Tables tables = office.bean(Tables.class);
    final Receipts receipts = office.bean(Receipts.class);
    final Replays replays = office.bean(Replays.class);
    final LargeTables large = office.bean(LargeTables.class);

    @BeforeAll
    void found() {
        office.bean(Company.class).found(Purpose.SETTING_UP.actor(Company.KIND));
    }

    @AfterAll
    void close() {
        office.close();
    }

    static final DecisionTable DISCOUNTS = Shop.table(
            Hit.FIRST, "gold | >= 500 | 15", "gold | - | 10", "silver | >= 500 | 5", "silver | = revenue > 400 | 2");

    Entry entry(UUID subject) {
        return office.bean(Ledger.class)
                .append(actor, Change.of(VISIT, subject, "made", "tester", new Visit("sample")))
                .entry();
    }

    RuleVersion version(Compiled rules) {
        return new RuleVersion("discounts", new UUID(1, 2), 2, 3, rules.hash());
    }

    @Test
    void a_receipt_keeps_all_that_was_known_and_decides_the_same_again() {
        var rules = tables.compile(actor, DISCOUNTS);
        var about = new Subject("visit", UUID.randomUUID());
        var facts = Shop.facts("gold", "712.345");
        var decision = rules.decide(facts);
        office.run(
                actor,
                () -> receipts.leave(
                        actor,
                        List.of(new Receipts.Left(entry(about.id()), about, version(rules), rules, facts, decision))));
        var receipt = receipts.of(actor, about).getFirst();
        assertThat(receipt.facts()).isEqualTo(facts);
        assertThat(receipt.facts().value("since")).isNull();
        assertThat(receipt.facts().known("since")).isTrue();
        assertThat(receipt.decision()).isEqualTo(decision);
        assertThat(receipt.decision().result()).containsEntry("discount", new BigDecimal("15"));
        assertThat(receipts.again(actor, receipt)).isEqualTo(decision);
        assertThat(receipts.find(actor, receipt.id())).isEqualTo(receipt);
        assertThat(receipts.latest(actor, about, "discounts")).contains(receipt);
        assertThat(receipts.latest(actor, about, "other")).isEmpty();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> receipts.find(actor, UUID.randomUUID()));
    }

    @Test
    void a_receipt_is_a_sentence_in_every_language() {
        var rules = tables.compile(actor, DISCOUNTS);
        var about = new Subject("visit", UUID.randomUUID());
        for (var facts :
                List.of(Shop.facts("gold", "1234"), Shop.facts("silver", "1"), Facts.of(Shop.WORDS, Map.of()))) {
            office.run(
                    actor,
                    () -> receipts.leave(
                            actor,
                            List.of(new Receipts.Left(
                                    entry(about.id()), about, version(rules), rules, facts, rules.decide(facts)))));
        }
        var said = new ArrayList<String>();
        for (var language : Language.SHIPPED) {
            for (var receipt : receipts.of(actor, about)) {
                var sentence = CellWords.sentence(
                        receipt, receipts.rules(actor, receipt), Shop.WORDS, new Words(language, ZoneOffset.UTC));
                assertThat(sentence).doesNotContain("{", "rules.");
                said.add(sentence);
            }
        }
        assertThat(said).contains("15, by row 1 of v2.3: Tier is Gold; Revenue is 1,234, asked was ≥ 500.");
        assertThat(said).contains("No row of v2.3 fits, so nothing was decided.");
        assertThat(said)
                .anyMatch(
                        one -> one.startsWith("By v2.3 nothing can be said, because this is not known: Revenue, Tier"));
        assertThat(said).anyMatch(one -> one.startsWith("15, nach Zeile 1 von v2.3: Stufe ist Gold"));
    }

    @Test
    void receipts_of_thousands_are_left_at_once_and_the_table_is_kept_once() {
        var rules = tables.compile(actor, DISCOUNTS);
        var left = new ArrayList<Receipts.Left>();
        var id = UUID.randomUUID();
        office.run(actor, () -> {
            var entry = entry(id);
            for (int i = 0; i < 2_000; i++) {
                var facts = Shop.facts(i % 2 == 0 ? "gold" : "silver", String.valueOf(i));
                left.add(new Receipts.Left(
                        entry, new Subject("visit", id), version(rules), rules, facts, rules.decide(facts)));
            }
            assertThat(receipts.leave(actor, left)).hasSize(2_000).doesNotHaveDuplicates();
        });
        for (var receipt : receipts.of(actor, new Subject("visit", id))) {
            assertThat(receipts.again(actor, receipt)).isEqualTo(receipt.decision());
        }
        assertThat(office.column("select count(*) from rules.kept_table where hash = '" + rules.hash() + "'"))
                .containsExactly("1");
    }

    @Test
    void what_is_wrong_in_a_table_is_named_with_row_column_and_word() {
        var wrong = Shop.table(Hit.FIRST, "gold | - | 1", "gld | - | 2", "- | 400,000 | 3", "- | = revnue > 1 | x");
        var mistakes = tables.check(actor, wrong);
        assertThat(mistakes)
                .extracting(Mistake::pointer)
                .containsExactly("/rows/1/cells/0", "/rows/2/cells/1", "/rows/3/cells/1", "/rows/3/results/0");
        assertThat(mistakes)
                .extracting(Mistake::code)
                .containsExactly("rule-unknown-choice", "rule-cell-comma", "rule-unknown-word", "rule-value-number");
        assertThat(mistakes.get(2).offset()).isZero();
        assertThat(mistakes.get(2).length()).isEqualTo(6);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> tables.compile(actor, wrong))
                .satisfies(refusal -> assertThat(new Words(Language.EN, ZoneOffset.UTC).refusal(refusal))
                        .isEqualTo("Row 2, tier: There is no choice “gld”. Did you mean “gold”?"));
    }

    @Test
    void what_is_wrong_with_a_table_as_a_whole_is_named() {
        var good = Shop.table(Hit.FIRST, "gold | - | 1");
        assertThat(codes(new DecisionTable(
                        "shop", Hit.FIRST, List.of("tier", "tier", "colour"), good.outputs(), List.of())))
                .containsExactly("rule-column-twice", "rule-unknown-word");
        assertThat(codes(new DecisionTable("shop", Hit.FIRST, List.of(), List.of(), List.of())))
                .containsExactly("rule-no-output");
        assertThat(codes(Shop.table(Hit.PRIORITY, "gold | - | 1"))).containsExactly("rule-no-priorities");
        assertThat(codes(
                        Shop.table(Hit.FIRST, "gold | (5..3] | 1", "= tier | - | 1", "[a..b] | - | 1", "- | - | 1, 2")))
                .containsExactly(
                        "rule-interval-empty", "rule-wrong-result", "rule-no-interval", "rule-result-malformed");
        assertThat(codes(good.with(List.of(new Row(List.of(Cell.any(), Cell.any(), Cell.any()), List.of("1"), null)))))
                .containsExactly("rule-row-too-long");
        var priority = new DecisionTable(
                "shop",
                Hit.PRIORITY,
                List.of(),
                List.of(new DecisionTable.Output("says", Kind.TEXT, List.of("a", "b"))),
                List.of(new Row(List.of(), List.of("= \"a\""), null), new Row(List.of(), List.of("c"), null)));
        assertThat(codes(priority)).containsExactly("rule-priority-open", "rule-unknown-choice");
        assertThat(codes(new DecisionTable(
                        "shop",
                        Hit.FIRST,
                        List.of(),
                        List.of(new DecisionTable.Output("", Kind.TEXT, List.of())),
                        List.of())))
                .containsExactly("rule-output-unnamed");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        tables.check(actor, new DecisionTable("none", Hit.FIRST, List.of(), List.of(), List.of())))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("rule-no-vocabulary"));
    }

    private List<String> codes(DecisionTable table) {
        return tables.check(actor, table).stream().map(Mistake::code).toList();
    }

    Replay asked(String filter) {
        return new Replay(DISCOUNTS, "discount", YEAR, YEAR.plusYears(1), filter);
    }

    @Test
    void a_replay_counts_who_would_have_been_treated_otherwise_and_never_guesses() {
        var outcome = replays.run(actor, asked(null), done -> true);
        assertThat(outcome.cases()).isEqualTo(20_000);
        assertThat(outcome.same() + outcome.changed() + outcome.unknown()).isEqualTo(20_000);
        assertThat(outcome.unknown())
                .as("of a quarter the revenue is not known")
                .isBetween(4_800L, 5_100L);
        assertThat(outcome.missing()).extracting(Replay.Missing::word).containsExactly("revenue");
        var up = outcome.moves().stream()
                .filter(move -> move.was().equals("10") && move.would().equals("15"))
                .findFirst();
        assertThat(up).hasValueSatisfying(move -> assertThat(move.amount()).isGreaterThan(BigDecimal.valueOf(500_000)));
        assertThat(replays.run(actor, asked(null), done -> true)).isEqualTo(outcome);
        var some = replays.run(actor, asked("tier == \"gold\""), done -> true);
        assertThat(some.left()).isEqualTo(20_000 - some.cases());
        var open = replays.run(actor, asked("revenue > 10"), done -> true);
        assertThat(open.unknown()).isGreaterThanOrEqualTo(outcome.unknown());
    }

    @Test
    void a_replay_runs_in_the_background_and_names_the_cases() throws InterruptedException {
        var id = replays.start(actor, asked("tier == \"gold\""));
        var run = waited(id);
        assertThat(run.state()).isEqualTo(Replays.State.DONE);
        assertThat(run.outcome()).isEqualTo(replays.run(actor, asked("tier == \"gold\""), done -> true));
        var first = replays.otherwise(actor, id, 0, 10);
        var next = replays.otherwise(actor, id, first.getLast().place(), 10);
        assertThat(first).hasSize(10).allSatisfy(one -> assertThat(one.was()).isNotEqualTo(one.would()));
        assertThat(next.getFirst().place()).isGreaterThan(first.getLast().place());
    }

    @Test
    void a_replay_can_be_stopped() throws InterruptedException {
        var latch = new CountDownLatch(1);
        past.pause = latch;
        var id = replays.start(actor, asked(null));
        assertThat(replays.find(actor, id).state()).isEqualTo(Replays.State.RUNNING);
        replays.cancel(actor, id);
        past.pause = null;
        latch.countDown();
        var run = waited(id);
        assertThat(run.state()).isEqualTo(Replays.State.CANCELLED);
        assertThat(run.outcome()).isNull();
        assertThat(replays.otherwise(actor, id, 0, 10)).isEmpty();
    }

    private Replays.Run waited(UUID id) throws InterruptedException {
        replays.await(id);
        return replays.find(actor, id);
    }

    @Test
    void replays_that_make_no_sense_are_refused() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new Replay(DISCOUNTS, "discount", YEAR, YEAR, null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Replay(DISCOUNTS, "price", YEAR, YEAR.plusDays(1), null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> replays.run(actor, asked("revnue > 1"), done -> true));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> replays.start(TestActors.only("rule:see"), asked(null)))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> replays.find(actor, UUID.randomUUID()));
    }

    @Test
    void rows_of_a_large_table_are_kept_once_and_compared_a_page_at_a_time() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 1_500; i++) {
            rows.add(new Row(
                    List.of(Cell.of(i % 2 == 0 ? "gold" : "silver"), Cell.of(String.valueOf(i))),
                    List.of(String.valueOf(i % 40)),
                    null));
        }
        var before = large.put(actor, DISCOUNTS.with(rows));
        assertThat(large.put(actor, DISCOUNTS.with(rows))).isEqualTo(before);
        assertThat(before.rows()).isEmpty();
        assertThat(large.count(actor, before.kept())).isEqualTo(1_500);
        assertThat(tables.whole(actor, before).rows()).isEqualTo(rows);
        assertThat(tables.compile(actor, before)
                        .decide(Shop.facts("gold", "1402"))
                        .result())
                .containsEntry("discount", new BigDecimal("2"));
        var changed = new ArrayList<>(rows);
        changed.set(3, new Row(rows.get(3).cells(), List.of("99"), null));
        changed.remove(700);
        changed.add(new Row(List.of(Cell.any(), Cell.of("77777")), List.of("1"), "new"));
        var after = large.put(actor, DISCOUNTS.with(changed));
        var first = large.difference(actor, before.kept(), after.kept(), After.NOTHING, 2);
        assertThat(first).hasSize(2);
        assertThat(first.get(0).before().results()).containsExactly("3");
        assertThat(first.get(0).after().results()).containsExactly("99");
        assertThat(first.get(1).after()).isNull();
        assertThat(first.get(1).before()).isEqualTo(rows.get(700));
        var rest = large.difference(
                actor,
                before.kept(),
                after.kept(),
                new After(first.get(1).place(), first.get(1).key()),
                10);
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().before()).isNull();
        assertThat(rest.getFirst().after().note()).isEqualTo("new");
        assertThat(large.reordered(actor, before.kept(), after.kept())).isFalse();
        java.util.Collections.swap(changed, 10, 20);
        var moved = large.put(actor, DISCOUNTS.with(changed));
        assertThat(large.difference(actor, after.kept(), moved.kept(), After.NOTHING, 10))
                .isEmpty();
        assertThat(large.reordered(actor, after.kept(), moved.kept())).isTrue();
        var twice = new ArrayList<>(rows);
        twice.add(rows.get(5));
        var added = large.difference(
                actor, before.kept(), large.put(actor, DISCOUNTS.with(twice)).kept(), After.NOTHING, 10);
        assertThat(added).hasSize(1).allSatisfy(one -> assertThat(one.before()).isNull());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> large.rows(actor, "none"));
    }

    @Test
    void a_receipt_by_a_large_table_decides_the_same_again() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 700; i++) {
            rows.add(new Row(List.of(Cell.any(), Cell.of(String.valueOf(i))), List.of(String.valueOf(i)), null));
        }
        var rules = tables.compile(actor, DISCOUNTS.with(rows));
        var about = new Subject("visit", UUID.randomUUID());
        var facts = Shop.facts("gold", "612");
        office.run(
                actor,
                () -> receipts.leave(
                        actor,
                        List.of(new Receipts.Left(
                                entry(about.id()), about, version(rules), rules, facts, rules.decide(facts)))));
        try (var other = office.another(new Shop.Words())) {
            var again = other.bean(Receipts.class);
            var receipt = again.of(actor, about).getFirst();
            assertThat(again.again(actor, receipt).result()).containsEntry("discount", new BigDecimal("612"));
        }
    }

    @Test
    void custom_fields_are_words_and_one_that_rules_read_stays() {
        var fields = office.bean(CustomFields.class);
        shop.custom = office.bean(CustomTerms.class);
        var id = fields.create(
                actor,
                new CustomField(
                        "partner",
                        "fleet-size",
                        CustomField.Type.NUMBER,
                        CustomField.Audience.OFFICE,
                        Map.of("en", "Fleet"),
                        List.of(),
                        1,
                        false),
                null);
        fields.create(
                actor,
                new CustomField(
                        "partner",
                        "budget",
                        CustomField.Type.MONEY,
                        CustomField.Audience.OFFICE,
                        Map.of("en", "Budget"),
                        List.of(),
                        2,
                        false),
                null);
        assertThat(shop.vocabulary(actor).term("x_fleet_size").kind()).isEqualTo(Kind.NUMBER);
        var values = shop.custom.values(
                actor,
                "partner",
                Map.of(
                        1, Map.of("fleet-size", "12", "budget", "50.00 EUR"),
                        2, Map.of("budget", "50.00 USD")),
                money -> money.currency().equals("EUR") ? Optional.of(money.amount()) : Optional.empty());
        assertThat(values)
                .containsEntry(1, Map.of("x_fleet_size", new BigDecimal("12"), "x_budget", new BigDecimal("50.00")));
        assertThat(values.get(2))
                .as("nothing is known of a budget without a rate")
                .containsOnlyKeys("x_fleet_size");
        assertThat(values.get(2).get("x_fleet_size")).isNull();
        var version = fields.find(actor, id).version();
        reader.words = Set.of("x_fleet_size", "tier");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> fields.withdraw(actor, id, version, null))
                .satisfies(refusal -> assertThat(new Words(Language.EN, ZoneOffset.UTC).refusal(refusal))
                        .contains("fleet-size", "Discounts v1.2"));
        reader.words = Set.of("tier");
        fields.withdraw(actor, id, version, null);
        assertThat(shop.vocabulary(actor).find("x_fleet_size")).isEmpty();
        shop.custom = null;
    }

    @Test
    void a_rule_that_reads_a_field_that_is_gone_says_so() {
        var table = new DecisionTable("shop", Hit.FIRST, List.of("x_gone"), DISCOUNTS.outputs(), List.of());
        assertThat(tables.check(actor, table)).extracting(Mistake::code).containsExactly("rule-unknown-word");
        assertThat(tables.check(actor, table).getFirst().pointer()).isEqualTo("/inputs/0");
    }
}
