package io.kontor.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parts into which some rows divide one column: within a part every value is answered alike. */
final class Segments {
    /** Of more texts at once the sets are too many to look at each. */
    static final int MOST_SEVERAL = 6;

    private Segments() {}

    /**
     * One part.
     *
     * @param rows those of the given rows that fit, in their order
     * @param value one value of it, {@link Facts#NONE} for none
     */
    record Segment(Proof.Part part, Object value, int[] rows) {}

    /** @param asks what each of the rows asks of the column, in the order of the rows */
    static List<Segment> of(Term term, int[] rows, Ask[] asks) {
        if (Arrays.stream(asks).noneMatch(ask -> ask instanceof Ask.OneOf || ask instanceof Ask.Ranges)) {
            return List.of(new Segment(Proof.Part.of(term.code(), Cell.any()), sample(term, Set.of()), rows));
        }
        return switch (term.kind()) {
            case NUMBER, AMOUNT, DAY -> ranges(term, rows, asks);
            case TEXTS -> several(term, rows, asks);
            case TEXT, FLAG -> values(term, rows, asks);
        };
    }

    private static List<Segment> values(Term term, int[] rows, Ask[] asks) {
        var open = open(rows, asks);
        var byValue = new TreeMap<Object, int[]>();
        naming(rows, asks).forEach((value, fit) -> byValue.put(value, merged(open, fit)));
        var segments = new ArrayList<Segment>();
        byValue.forEach((value, fit) -> segments.add(
                new Segment(Proof.Part.of(term.code(), new Cell.Is(term.kind().write(value))), value, fit)));
        var domain = domain(term);
        var left = domain.stream().filter(value -> !byValue.containsKey(value)).toList();
        boolean others = domain.isEmpty() || !left.isEmpty();
        if (others || !term.given()) {
            var value = !others ? Facts.NONE : left.isEmpty() ? sample(term, byValue.keySet()) : left.getFirst();
            var cell = left.isEmpty()
                    ? Cell.any()
                    : new Cell.In(
                            left.stream().map(one -> term.kind().write(one)).toList());
            segments.add(new Segment(
                    new Proof.Part(
                            term.code(),
                            cell,
                            others && left.isEmpty(),
                            written(term, byValue.keySet()),
                            !term.given()),
                    value,
                    open));
        }
        return segments;
    }

    private static List<String> written(Term term, Collection<Object> values) {
        return values.stream().map(value -> term.kind().write(value)).toList();
    }

    private static List<Object> domain(Term term) {
        return term.kind() == Kind.FLAG
                ? List.of(true, false)
                : term.choices().stream().<Object>map(Term.Choice::code).toList();
    }

    private static Set<Object> named(Ask[] asks) {
        var named = new TreeSet<Object>();
        for (var ask : asks) {
            if (ask instanceof Ask.OneOf one) {
                named.addAll(one.values());
            }
        }
        return named;
    }

    private static int[] open(int[] rows, Ask[] asks) {
        return IntStream.range(0, rows.length)
                .filter(i -> !(asks[i] instanceof Ask.OneOf) && !(asks[i] instanceof Ask.Ranges))
                .map(i -> rows[i])
                .toArray();
    }

    /** The rows that name a value, in their order. */
    private static Map<Object, int[]> naming(int[] rows, Ask[] asks) {
        var named = new HashMap<Object, List<Integer>>();
        for (int i = 0; i < rows.length; i++) {
            if (asks[i] instanceof Ask.OneOf one) {
                for (var value : one.values()) {
                    named.computeIfAbsent(value, none -> new ArrayList<>()).add(rows[i]);
                }
            }
        }
        var found = new HashMap<Object, int[]>();
        named.forEach((value, fit) ->
                found.put(value, fit.stream().mapToInt(Integer::intValue).toArray()));
        return found;
    }

    private static int[] merged(int[] open, int[] fit) {
        if (open.length == 0) {
            return fit;
        }
        var all = Arrays.copyOf(open, open.length + fit.length);
        System.arraycopy(fit, 0, all, open.length, fit.length);
        Arrays.sort(all);
        return all;
    }

    /** All sets of the texts that are named; what is not named changes nothing. */
    private static List<Segment> several(Term term, int[] rows, Ask[] asks) {
        var named = List.copyOf(named(asks));
        var segments = new ArrayList<Segment>();
        for (int set = 0; set < 1 << named.size(); set++) {
            int bits = set;
            var held = IntStream.range(0, named.size())
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(i -> named.get(i).toString())
                    .toList();
            var fit = IntStream.range(0, rows.length)
                    .filter(i ->
                            !(asks[i] instanceof Ask.OneOf one) || held.stream().anyMatch(one.values()::contains))
                    .map(i -> rows[i])
                    .toArray();
            boolean none = held.isEmpty();
            var cell = none ? Cell.any() : held.size() == 1 ? new Cell.Is(held.getFirst()) : new Cell.In(held);
            var rest = named.stream()
                    .map(Object::toString)
                    .filter(one -> !held.contains(one))
                    .toList();
            segments.add(new Segment(new Proof.Part(term.code(), cell, none, rest, none && !term.given()), held, fit));
        }
        return segments;
    }

    private static List<Segment> ranges(Term term, int[] rows, Ask[] asks) {
        var kind = term.kind();
        var changes = new TreeMap<Long, List<Integer>>();
        changes.put(Intervals.lowest(kind), new ArrayList<>());
        for (int i = 0; i < rows.length; i++) {
            if (asks[i] instanceof Ask.Ranges ranges) {
                for (int at = 0; at < ranges.from().length; at++) {
                    changes.computeIfAbsent(
                                    Math.max(Intervals.lowest(kind), ranges.from()[at]), none -> new ArrayList<>())
                            .add(i + 1);
                    if (ranges.to()[at] < Intervals.highest(kind)) {
                        changes.computeIfAbsent(ranges.to()[at] + 1, none -> new ArrayList<>())
                                .add(-(i + 1));
                    }
                }
            }
        }
        var segments = swept(term, rows, asks, changes);
        if (!term.given()) {
            segments.add(new Segment(
                    new Proof.Part(term.code(), Cell.any(), false, List.of(), true), Facts.NONE, open(rows, asks)));
        }
        return segments;
    }

    private static List<Segment> swept(Term term, int[] rows, Ask[] asks, NavigableMap<Long, List<Integer>> changes) {
        var inside = new TreeSet<Integer>();
        for (int i = 0; i < rows.length; i++) {
            if (!(asks[i] instanceof Ask.OneOf) && !(asks[i] instanceof Ask.Ranges)) {
                inside.add(i);
            }
        }
        var segments = new ArrayList<Segment>();
        for (var change : changes.entrySet()) {
            change.getValue().forEach(row -> {
                if (row > 0) {
                    inside.add(row - 1);
                } else {
                    inside.remove(-row - 1);
                }
            });
            var next = changes.higherKey(change.getKey());
            long to = next == null ? Intervals.highest(term.kind()) : next - 1;
            segments.add(new Segment(
                    Proof.Part.of(term.code(), Intervals.cell(term.kind(), change.getKey(), to)),
                    Intervals.sample(term.kind(), change.getKey(), to),
                    inside.stream().mapToInt(i -> rows[i]).toArray()));
        }
        return segments;
    }

    /** Some value that is none of these. */
    private static Object sample(Term term, Collection<?> not) {
        var domain = domain(term);
        if (!domain.isEmpty()) {
            return domain.getFirst();
        }
        return switch (term.kind()) {
            case TEXT, FLAG -> {
                int number = 1;
                while (not.contains("other-" + number)) {
                    number++;
                }
                yield "other-" + number;
            }
            case TEXTS -> List.of();
            case DAY -> Kind.DAY.at(0);
            case NUMBER, AMOUNT -> term.kind().of(BigDecimal.ZERO);
        };
    }

    /** Facts of one case, from one value of each part. */
    static Facts facts(Vocabulary vocabulary, Map<String, Object> values) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        vocabulary.terms().forEach(term -> all.put(term.code(), null));
        values.forEach((term, value) -> all.put(term, value instanceof Facts.None ? null : value));
        return Facts.of(vocabulary, all);
    }
}
