package io.kontor.tiers;

import io.kontor.kernel.Refusal;
import io.kontor.rules.Cell;
import io.kontor.rules.Compiled;
import io.kontor.rules.Decision;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Facts;
import io.kontor.rules.Kind;
import io.kontor.rules.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of a rule set, ready to be asked, and what it asks for in each tier. */
final class TierTable {
    /** What counts towards a tier, as opposed to what a partner is. */
    private static final Set<String> EARNED = Set.of(Member.REVENUE, Member.DEALS, Member.ENGAGEMENT, Member.DAYS);

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final DecisionTable table;
    private final Compiled compiled;
    private final Vocabulary vocabulary;
    private final Ladder ladder;

    TierTable(Compiled compiled, Ladder ladder) {
        this.compiled = compiled;
        this.table = compiled.table();
        this.vocabulary = compiled.vocabulary();
        this.ladder = ladder;
    }

    Ladder ladder() {
        return ladder;
    }

    Compiled compiled() {
        return compiled;
    }

    /** Whether it reads a field the office made itself. */
    boolean readsOwnFields() {
        return compiled.reads().stream()
                .anyMatch(word -> vocabulary
                        .find(word)
                        .filter(term -> term.field() != null)
                        .isPresent());
    }

    Facts facts(Member member, LocalDate day) {
        var known = new HashMap<String, @Nullable Object>();
        member.facts(day).forEach((word, value) -> {
            if (vocabulary.find(word).isPresent()) {
                known.put(word, value);
            }
        });
        return Facts.of(vocabulary, known);
    }

    Decision decide(Facts facts) {
        return compiled.decide(facts);
    }

    /** The tier a decision says, or none when it says none. */
    static @Nullable String tier(Decision decision) {
        var tier = decision.result().get(TierRules.TIER);
        return decision.unknown() || tier == null ? null : tier.toString();
    }

    /**
     * What a tier asks of this member: of all ways to it the one that is nearest. Empty when no row says it with limits that can
     * be read, such as one that is an expression.
     */
    List<Need> needs(Member member, LocalDate day, String tier) {
        var ways = new ArrayList<List<Need>>();
        for (var row : table.rows()) {
            if (tier.equals(resultOf(row))) {
                way(member, day, row, tier).ifPresent(ways::add);
            }
        }
        return ways.stream().min(Comparator.comparingDouble(TierTable::missing)).orElse(List.of());
    }

    private @Nullable String resultOf(DecisionTable.Row row) {
        for (int i = 0; i < table.outputs().size(); i++) {
            if (table.outputs().get(i).code().equals(TierRules.TIER)) {
                return row.result(i).strip();
            }
        }
        return null;
    }

    /** What a row asks for beyond what the member is; empty when reaching its limits would not give the tier. */
    private Optional<List<Need>> way(Member member, LocalDate day, DecisionTable.Row row, String tier) {
        var needs = new ArrayList<Need>();
        var reached = new HashMap<>(member.facts(day));
        reached.keySet().removeIf(word -> vocabulary.find(word).isEmpty());
        for (int i = 0; i < table.inputs().size(); i++) {
            var word = table.inputs().get(i);
            if (EARNED.contains(word) && row.cell(i) instanceof Cell.Between between && between.from() != null) {
                var need = need(member, day, word, between.from(), between.fromOpen());
                needs.add(need);
                if (!need.met()) {
                    reached.put(word, need.above() ? need.threshold().add(step(word)) : need.threshold());
                }
            }
        }
        if (needs.isEmpty()) {
            return Optional.empty();
        }
        try {
            var decided = tier(compiled.decide(Facts.of(vocabulary, reached)));
            return decided != null && ladder.rank(decided) >= ladder.rank(tier) ? Optional.of(needs) : Optional.empty();
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    private Need need(Member member, LocalDate day, String word, String from, boolean open) {
        var kind = vocabulary.term(word).kind();
        var value = member.facts(day).get(word) instanceof BigDecimal number ? number : BigDecimal.ZERO;
        return new Need(word, kind == Kind.AMOUNT, value, (BigDecimal) kind.read(from), open);
    }

    private BigDecimal step(String word) {
        return vocabulary.term(word).kind() == Kind.AMOUNT ? CENT : BigDecimal.ONE;
    }

    private static double missing(List<Need> way) {
        return way.stream()
                .mapToDouble(need -> 1 - need.reached().doubleValue())
                .sum();
    }

    /** How much of a way is gone: 1 when nothing is missing. */
    static BigDecimal reached(List<Need> needs) {
        return needs.stream().map(Need::reached).min(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
    }
}
