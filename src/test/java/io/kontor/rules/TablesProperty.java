package io.kontor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.rules.DecisionTable.Hit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the index finds is what reading the rows finds, and what a proof says is what trying all cases says. */
class TablesProperty {
    @Property(tries = 300)
    void the_index_decides_as_reading_row_by_row_does(@ForAll long seed) {
        var random = new RandomTables(seed, true);
        var rules = Tables.compile(RandomTables.WORDS, random.table(80, 4));
        for (int i = 0; i < 60; i++) {
            var facts = random.facts(false);
            assertThat(rules.decide(facts)).as("%s", facts).isEqualTo(new RowByRow(rules).decide(facts));
        }
    }

    @Property(tries = 6)
    void so_does_the_index_of_a_large_table(@ForAll long seed) {
        var random = new RandomTables(seed, true);
        var letters = new ArrayList<DecisionTable.Row>();
        var small = random.table(1, 4);
        for (int i = 0; i < 3_000; i++) {
            var row = random.table(1, 4).rows().getFirst();
            letters.add(new DecisionTable.Row(
                    List.of(Cell.of(i % 7 == 0 ? "-" : "key-" + i % 500), Cell.of(i % 3 == 0 ? ">= " + i : "-")),
                    row.results(),
                    null));
        }
        var table = new DecisionTable("random", Hit.FIRST, List.of("letter", "revenue"), small.outputs(), letters);
        var rules = Tables.compile(RandomTables.WORDS, table);
        for (int i = 0; i < 300; i++) {
            var facts = Segments.facts(
                    RandomTables.WORDS,
                    java.util.Map.of("letter", "key-" + i * 2, "revenue", new java.math.BigDecimal(i * 11)));
            assertThat(rules.decide(facts)).isEqualTo(new RowByRow(rules).decide(facts));
        }
    }

    /** Any way to fill the holes gives the decision, or there is no decision. */
    @Property(tries = 200)
    void with_holes_there_is_a_decision_only_when_no_filling_changes_it(@ForAll long seed) {
        var random = new RandomTables(seed, false);
        var table = random.table(8, 2);
        var rules = Tables.compile(RandomTables.WORDS, table);
        var facts = random.facts(true);
        var decision = rules.decide(facts);
        if (decision.unknown()) {
            assertThat(facts.unknown()).containsAll(decision.missing());
            return;
        }
        for (var full : RandomTables.cases(table.inputs())) {
            if (table.inputs().stream()
                    .allMatch(input ->
                            !facts.known(input) || java.util.Objects.equals(facts.value(input), full.value(input)))) {
                assertThat(rules.decide(full)).isEqualTo(decision);
            }
        }
    }

    @Property(tries = 250)
    void a_proof_says_what_trying_every_case_says(@ForAll long seed) {
        var random = new RandomTables(seed, false);
        var table = random.table(8, 3);
        var rules = Tables.compile(RandomTables.WORDS, table);
        var proof = Tables.prove(rules);
        assertThat(proof.complete()).isTrue();
        assertThat(proof.unchecked()).isEmpty();
        var deciding = new TreeSet<Integer>();
        var pairs = new HashSet<List<Integer>>();
        boolean gap = false;
        for (var facts : RandomTables.cases(table.inputs())) {
            var fit = fit(rules, facts);
            gap |= fit.isEmpty();
            deciding.addAll(rules.decide(facts).rows());
            for (int i : fit) {
                fit.stream().filter(j -> i < j).forEach(j -> pairs.add(List.of(i, j)));
            }
        }
        assertThat(proof.unreachable())
                .isEqualTo(java.util.stream.IntStream.range(0, table.rows().size())
                        .filter(row -> !deciding.contains(row))
                        .boxed()
                        .toList());
        assertThat(!proof.gaps().isEmpty()).isEqualTo(gap);
        proof.gaps()
                .forEach(one ->
                        assertThat(rules.decide(one.example())).as("%s", one).isEqualTo(Decision.NOTHING));
        assertThat(overlaps(proof)).isEqualTo(table.hit() == Hit.COLLECT ? Set.of() : pairs);
        proof.overlaps().forEach(one -> assertThat(fit(rules, one.example())).contains(one.first(), one.second()));
    }

    /** Every case without a row lies in one of the gaps. */
    @Property(tries = 100)
    void the_gaps_hold_every_case_nothing_is_said_of(@ForAll long seed) {
        var random = new RandomTables(seed, false);
        var table = random.table(6, 2);
        var rules = Tables.compile(RandomTables.WORDS, table);
        var proof = Tables.prove(rules);
        for (var facts : RandomTables.cases(table.inputs())) {
            boolean inGap = proof.gaps().stream().anyMatch(gap -> lies(facts, gap));
            assertThat(inGap)
                    .as("%s in %s", facts, proof.gaps())
                    .isEqualTo(fit(rules, facts).isEmpty());
        }
    }

    private static boolean lies(Facts facts, Proof.Gap gap) {
        return gap.where().stream().allMatch(part -> {
            var term = RandomTables.WORDS.term(part.term());
            var value = facts.value(part.term());
            if (value == null) {
                return part.nothing();
            }
            if (term.kind() == Kind.TEXTS) {
                var held = (List<?>) value;
                return held.containsAll(texts(part.cell()))
                        && part.except().stream().noneMatch(held::contains);
            }
            if (part.others()) {
                return !part.except().contains(term.kind().write(value));
            }
            var ask = new Typing(new Expressions(RandomTables.WORDS)).ask(term, part.cell());
            return Boolean.TRUE.equals(Ask.answer(ask, facts, RandomTables.WORDS.place(part.term())))
                    && !(part.cell() instanceof Cell.Any && part.nothing());
        });
    }

    private static List<String> texts(Cell cell) {
        return switch (cell) {
            case Cell.In in -> in.values();
            case Cell.Is is -> List.of(is.value());
            default -> List.of();
        };
    }

    private static Set<List<Integer>> overlaps(Proof proof) {
        return proof.overlaps().stream()
                .map(one -> List.of(one.first(), one.second()))
                .collect(Collectors.toSet());
    }

    private static List<Integer> fit(Compiled rules, Facts facts) {
        var fit = new ArrayList<Integer>();
        for (int row = 0; row < rules.asks().length; row++) {
            boolean all = true;
            for (int column = 0; column < rules.asks()[row].length; column++) {
                int place = rules.vocabulary().place(rules.table().inputs().get(column));
                all &= Boolean.TRUE.equals(Ask.answer(rules.asks()[row][column], facts, place));
            }
            if (all) {
                fit.add(row);
            }
        }
        return fit;
    }

    @Property(tries = 100)
    void facts_and_tables_read_back_equal(@ForAll long seed) {
        var random = new RandomTables(seed, true);
        var facts = random.facts(true);
        assertThat(Facts.fromJson(RandomTables.WORDS, facts.toJson())).isEqualTo(facts);
        var table = random.table(10, 4);
        var kept = KeptTable.read(KeptTable.json(RandomTables.WORDS, table));
        assertThat(kept.table()).isEqualTo(table);
        assertThat(kept.vocabulary().alike(RandomTables.WORDS)).isTrue();
        var rules = Tables.compile(RandomTables.WORDS, table);
        var decision = rules.decide(facts);
        assertThat(DecisionText.read(DecisionText.write(table, decision))).isEqualTo(decision);
        var again = Tables.compile(kept.vocabulary(), kept.table());
        assertThat(again.hash()).isEqualTo(rules.hash());
        assertThat(again.decide(Facts.fromJson(kept.vocabulary(), facts.toJson())))
                .isEqualTo(decision);
    }
}
