package io.kontor.rules;

import io.kontor.rules.spi.Cases.Case;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how a draft decides cases. */
final class ReplayTally {
    /** So many changed cases are kept by name; all are counted. */
    static final int MOST_NAMED = 10_000;

    private final Compiled rules;
    private final @Nullable Expression filter;
    private final DecisionTable.Output output;
    private final Map<Pair, Sum> moves = new HashMap<>();
    private final Map<String, Long> missing = new TreeMap<>();
    private final List<Named> named = new ArrayList<>();
    private long cases;
    private long changed;
    private long unknown;
    private long left;

    private record Pair(String was, String would) {}

    /** A case that would have been decided otherwise. */
    record Named(long place, Case one, String was, String would) {}

    private static final class Sum {
        private long count;
        private BigDecimal amount = BigDecimal.ZERO;
    }

    ReplayTally(Compiled rules, @Nullable Expression filter, String output) {
        this.rules = rules;
        this.filter = filter;
        this.output = rules.table().outputs().stream()
                .filter(one -> one.code().equals(output))
                .findFirst()
                .orElseThrow();
    }

    long seen() {
        return cases + left;
    }

    void take(Case one) {
        var fits = filter == null ? Optional.of(true) : filter.test(one.facts());
        if (fits.isPresent() && !fits.get()) {
            left++;
            return;
        }
        cases++;
        var decision = rules.decide(one.facts());
        if (fits.isEmpty() || decision.unknown()) {
            unknown++;
            (fits.isEmpty() && filter != null ? unknownOf(filter, one.facts()) : decision.missing())
                    .forEach(word -> missing.merge(word, 1L, Long::sum));
            return;
        }
        var value = decision.result().get(output.code());
        var would = value == null ? "" : written(value);
        var was = one.was() == null ? "" : one.was();
        var sum = moves.computeIfAbsent(new Pair(was, would), none -> new Sum());
        sum.count++;
        if (one.amount() != null) {
            sum.amount = sum.amount.add(one.amount());
        }
        if (!was.equals(would)) {
            changed++;
            if (named.size() < MOST_NAMED) {
                named.add(new Named(seen(), one, was, would));
            }
        }
    }

    private static List<String> unknownOf(Expression filter, Facts facts) {
        return filter.reads().stream().filter(word -> !facts.known(word)).toList();
    }

    private String written(Object value) {
        return rules.table().hit() == DecisionTable.Hit.COLLECT
                ? String.join(
                        "; ",
                        ((List<?>) value).stream().map(output.kind()::write).toList())
                : output.kind().write(value);
    }

    List<Named> named() {
        return named;
    }

    Replay.Outcome outcome() {
        var all = moves.entrySet().stream()
                .map(one -> new Replay.Move(
                        one.getKey().was(), one.getKey().would(), one.getValue().count, one.getValue().amount))
                .sorted(Comparator.comparingLong(Replay.Move::count)
                        .reversed()
                        .thenComparing(Replay.Move::was)
                        .thenComparing(Replay.Move::would))
                .toList();
        var amount = all.stream()
                .filter(move -> !move.was().equals(move.would()))
                .map(Replay.Move::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Replay.Outcome(
                cases,
                cases - changed - unknown,
                changed,
                unknown,
                left,
                missing.entrySet().stream()
                        .map(one -> new Replay.Missing(one.getKey(), one.getValue()))
                        .toList(),
                all,
                amount);
    }
}
