package io.kontor.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One column of a block: which rows a case's value lets stand. */
sealed interface Column {
    long[] set(Facts facts);

    static Column of(Kind kind, int place, Ask[] asks, int words) {
        return kind.ordered() ? ordered(place, asks, words) : hashed(kind, place, asks, words);
    }

    /** Rows that ask nothing, or ask it by an expression. */
    private static long[] open(Ask[] asks, int words) {
        var open = new long[words];
        for (int i = 0; i < asks.length; i++) {
            if (!(asks[i] instanceof Ask.OneOf) && !(asks[i] instanceof Ask.Ranges)) {
                put(open, i);
            }
        }
        return open;
    }

    private static void put(long[] set, int row) {
        set[row / Long.SIZE] |= 1L << (row % Long.SIZE);
    }

    private static Column hashed(Kind kind, int place, Ask[] asks, int words) {
        var open = open(asks, words);
        var sets = new HashMap<Object, long[]>();
        for (int i = 0; i < asks.length; i++) {
            if (asks[i] instanceof Ask.OneOf one) {
                for (var value : one.values()) {
                    put(sets.computeIfAbsent(value, none -> open.clone()), i);
                }
            }
        }
        return kind == Kind.TEXTS ? new Several(place, sets, open) : new Hashed(place, sets, open);
    }

    private static Column ordered(int place, Ask[] asks, int words) {
        var open = open(asks, words);
        var starts = new TreeSet<Long>();
        starts.add(Long.MIN_VALUE);
        for (var ask : asks) {
            if (ask instanceof Ask.Ranges ranges) {
                for (int i = 0; i < ranges.from().length; i++) {
                    starts.add(ranges.from()[i]);
                    if (ranges.to()[i] != Long.MAX_VALUE) {
                        starts.add(ranges.to()[i] + 1);
                    }
                }
            }
        }
        var from = starts.stream().mapToLong(Long::longValue).toArray();
        var sets = new long[from.length][];
        Arrays.setAll(sets, i -> open.clone());
        for (int row = 0; row < asks.length; row++) {
            if (asks[row] instanceof Ask.Ranges ranges) {
                put(sets, from, ranges, row);
            }
        }
        return new Ordered(place, from, sets, open);
    }

    private static void put(long[][] sets, long[] from, Ask.Ranges ranges, int row) {
        for (int i = 0; i < ranges.from().length; i++) {
            for (int at = Arrays.binarySearch(from, ranges.from()[i]);
                    at < from.length && from[at] <= ranges.to()[i];
                    at++) {
                put(sets[at], row);
            }
        }
    }

    /** One value. */
    record Hashed(int place, Map<Object, long[]> sets, long[] open) implements Column {
        @Override
        public long[] set(Facts facts) {
            var set = sets.get(facts.at(place));
            return set == null ? open : set;
        }
    }

    /** Several values, of which any will do. */
    record Several(int place, Map<Object, long[]> sets, long[] open) implements Column {
        @Override
        public long[] set(Facts facts) {
            var all = open;
            boolean own = false;
            if (facts.at(place) instanceof List<?> values) {
                for (var value : values) {
                    var set = sets.get(value);
                    if (set != null) {
                        all = own ? all : open.clone();
                        own = true;
                        for (int word = 0; word < all.length; word++) {
                            all[word] |= set[word];
                        }
                    }
                }
            }
            return all;
        }
    }

    /** @param from where each interval begins; it ends where the next begins */
    record Ordered(int place, long[] from, long[][] sets, long[] open) implements Column {
        @Override
        public long[] set(Facts facts) {
            if (facts.at(place) instanceof Facts.None) {
                return open;
            }
            int at = Arrays.binarySearch(from, facts.key(place));
            return sets[at >= 0 ? at : -at - 2];
        }
    }
}
