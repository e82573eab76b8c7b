package io.kontor.rules;

import io.kontor.rules.DecisionTable.Hit;
import io.kontor.rules.Segments.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Looks at every combination of what the columns tell apart, column by column: the rows that are left in a part of the first
 * column divide the second, and so on, so that only combinations some row speaks of are looked at, and each but once.
 */
final class Prover {
    private static final long MOST_STEPS = 30_000_000;

    private final Compiled rules;
    private final Vocabulary vocabulary;
    private final int[] order;
    private final boolean[] unsure;
    private final boolean[] decides;
    private final List<Proof.Gap> gaps = new ArrayList<>();
    private final Map<Pair, Proof.Overlap> overlaps = new LinkedHashMap<>();
    /** Rows already followed from a column on, and whether they left a gap. */
    private final List<Map<Rows, Boolean>> seen = new ArrayList<>();

    private final Segment[] path;
    private long steps;
    private boolean moreGaps;
    private boolean moreOverlaps;

    private record Pair(int first, int second) {}

    private record Rows(int[] rows) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Rows more && Arrays.equals(rows, more.rows);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(rows);
        }
    }

    Prover(Compiled rules) {
        this.rules = rules;
        this.vocabulary = rules.vocabulary();
        int rowCount = rules.asks().length;
        this.unsure = new boolean[rowCount];
        this.decides = new boolean[rowCount];
        for (int column = 0; column < rules.table().inputs().size(); column++) {
            boolean skipped = manyTexts(column);
            for (int row = 0; row < rowCount; row++) {
                var ask = rules.asks()[row][column];
                unsure[row] |= ask instanceof Ask.Holds || (skipped && ask instanceof Ask.OneOf);
            }
        }
        this.order = IntStream.range(0, rules.table().inputs().size())
                .filter(column -> !manyTexts(column))
                .boxed()
                .sorted(Comparator.comparingLong(this::told).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        this.path = new Segment[order.length];
        for (int i = 0; i <= order.length; i++) {
            seen.add(new HashMap<>());
        }
        follow(0, IntStream.range(0, rowCount).toArray());
    }

    private boolean manyTexts(int column) {
        return term(column).kind() == Kind.TEXTS && told(column) > Segments.MOST_SEVERAL;
    }

    /** How many things the rows tell apart in a column. */
    private long told(int column) {
        return Arrays.stream(rules.asks())
                .map(row -> row[column])
                .flatMap(ask -> switch (ask) {
                    case Ask.OneOf one -> one.values().stream();
                    case Ask.Ranges ranges -> Arrays.stream(ranges.from()).boxed();
                    default -> java.util.stream.Stream.empty();
                })
                .distinct()
                .count();
    }

    private Term term(int column) {
        return vocabulary.term(rules.table().inputs().get(column));
    }

    Proof proof() {
        var unreachable = IntStream.range(0, decides.length)
                .filter(row -> !decides[row])
                .boxed()
                .toList();
        boolean complete = steps <= MOST_STEPS;
        return new Proof(
                complete,
                List.copyOf(gaps),
                moreGaps,
                overlaps.values().stream()
                        .sorted(Comparator.comparingInt(Proof.Overlap::first).thenComparingInt(Proof.Overlap::second))
                        .toList(),
                moreOverlaps,
                complete ? unreachable : List.of(),
                IntStream.range(0, unsure.length)
                        .filter(row -> unsure[row])
                        .boxed()
                        .toList());
    }

    /** Whether a gap was left. */
    private boolean follow(int depth, int[] rows) {
        steps += 1 + rows.length;
        if (steps > MOST_STEPS) {
            return true;
        }
        if (rows.length == 0) {
            return gap(depth, rows);
        }
        if (depth == order.length) {
            return decided(rows);
        }
        var key = new Rows(rows);
        var before = seen.get(depth).get(key);
        if (before != null && (!before || moreGaps)) {
            return before;
        }
        int column = order[depth];
        boolean left = false;
        var asks =
                Arrays.stream(rows).mapToObj(row -> rules.asks()[row][column]).toArray(Ask[]::new);
        for (var segment : Segments.of(term(column), rows, asks)) {
            path[depth] = segment;
            left |= follow(depth + 1, segment.rows());
        }
        seen.get(depth).put(key, left);
        return left;
    }

    /** One combination, with all rows that fit it: who decides, and whether anybody is sure to. */
    private boolean decided(int[] rows) {
        if (rules.table().hit() == Hit.COLLECT) {
            Arrays.stream(rows).forEach(row -> decides[row] = true);
        } else {
            ranked(rows);
            pairs(Arrays.stream(rows).filter(row -> !unsure[row]).toArray());
        }
        return Arrays.stream(rows).allMatch(row -> unsure[row]) && gap(order.length, rows);
    }

    private void ranked(int[] rows) {
        int best = -1;
        for (int row : rows) {
            if (!unsure[row] && (best < 0 || rules.rankOf(row) < rules.rankOf(best))) {
                best = row;
            }
        }
        for (int row : rows) {
            boolean before = best < 0
                    || rules.rankOf(row) < rules.rankOf(best)
                    || (rules.rankOf(row) == rules.rankOf(best) && row <= best);
            decides[row] |= before;
        }
    }

    private void pairs(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                var pair = new Pair(rows[i], rows[j]);
                if (overlaps.containsKey(pair)) {
                    continue;
                }
                if (overlaps.size() >= Proof.MOST) {
                    moreOverlaps = true;
                    return;
                }
                boolean same = Arrays.equals(rules.results()[pair.first()], rules.results()[pair.second()]);
                overlaps.put(pair, new Proof.Overlap(pair.first(), pair.second(), same, example(order.length)));
            }
        }
    }

    private boolean gap(int depth, int[] unless) {
        if (gaps.size() >= Proof.MOST) {
            moreGaps = true;
            return true;
        }
        var where = Arrays.stream(path, 0, depth)
                .map(Segment::part)
                .filter(part -> !(part.cell() instanceof Cell.Any) || part.others() || part.nothing())
                .toList();
        gaps.add(new Proof.Gap(
                where, example(depth), IntStream.of(unless).boxed().toList()));
        return true;
    }

    private Facts example(int depth) {
        var values = new HashMap<String, Object>();
        Set<String> inputs = new TreeSet<>(rules.table().inputs());
        for (var input : inputs) {
            var only = Segments.of(Objects.requireNonNull(vocabulary.term(input)), new int[0], new Ask[0]);
            values.put(input, only.getFirst().value());
        }
        for (int i = 0; i < depth; i++) {
            values.put(path[i].part().term(), path[i].value());
        }
        return Segments.facts(vocabulary, values);
    }
}
