package io.kontor.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which rows fit: blocks of up to 512 rows as bit sets, one set for each value or interval a column tells apart, and before
 * them, for large tables, a look-up by the column that parts the rows best.
 */
sealed interface Index permits Block, Index.Parted, Index.Blocks {
    int BLOCK = 512;
    int FEWEST_PARTS = 8;

    /** The first row that fits and whose expressions hold, or -1. */
    int first(Facts facts, Compiled rules);

    /** All such rows, in their order. */
    List<Integer> all(Facts facts, Compiled rules);

    static Index of(Vocabulary vocabulary, int[] places, Ask[][] asks) {
        return of(vocabulary, places, asks, IntStream.range(0, asks.length).toArray());
    }

    private static Index of(Vocabulary vocabulary, int[] places, Ask[][] asks, int[] rows) {
        if (rows.length <= BLOCK) {
            return new Block(vocabulary, places, asks, rows);
        }
        int best = -1;
        int parts = FEWEST_PARTS;
        for (int column = 0; column < places.length; column++) {
            int found = vocabulary.terms().get(places[column]).kind() == Kind.TEXT ? parts(asks, rows, column) : 0;
            if (found > parts) {
                best = column;
                parts = found;
            }
        }
        return best < 0 ? blocks(vocabulary, places, asks, rows) : parted(vocabulary, places, asks, rows, best);
    }

    /** Into how many parts a column parts rows, or 0 when too many rows would stand in too many parts. */
    private static int parts(Ask[][] asks, int[] rows, int column) {
        var values = new HashMap<Object, Integer>();
        long placed = 0;
        long everywhere = 0;
        for (int row : rows) {
            if (asks[row][column] instanceof Ask.OneOf one) {
                one.values().forEach(value -> values.merge(value, 1, Integer::sum));
                placed += one.values().size();
            } else {
                everywhere++;
            }
        }
        return placed + everywhere * (values.size() + 1) > 4L * rows.length ? 0 : values.size();
    }

    private static Index parted(Vocabulary vocabulary, int[] places, Ask[][] asks, int[] rows, int column) {
        var byValue = new HashMap<Object, List<Integer>>();
        for (int row : rows) {
            if (asks[row][column] instanceof Ask.OneOf one) {
                one.values().forEach(value -> byValue.put(value, new ArrayList<>()));
            }
        }
        var others = new ArrayList<Integer>();
        for (int row : rows) {
            if (asks[row][column] instanceof Ask.OneOf one) {
                one.values()
                        .forEach(value -> byValue.getOrDefault(value, others).add(row));
            } else {
                byValue.values().forEach(part -> part.add(row));
                others.add(row);
            }
        }
        var parts = new HashMap<Object, Index>();
        byValue.forEach((value, part) -> parts.put(value, of(vocabulary, places, asks, ints(part))));
        return new Parted(places[column], parts, of(vocabulary, places, asks, ints(others)));
    }

    private static Index blocks(Vocabulary vocabulary, int[] places, Ask[][] asks, int[] rows) {
        var blocks = new ArrayList<Block>();
        for (int from = 0; from < rows.length; from += BLOCK) {
            blocks.add(new Block(
                    vocabulary,
                    places,
                    asks,
                    java.util.Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK))));
        }
        return new Blocks(blocks);
    }

    private static int[] ints(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Parts by the value of one text. */
    record Parted(int place, Map<Object, Index> parts, Index others) implements Index {
        private Index part(Facts facts) {
            return parts.getOrDefault(facts.at(place), others);
        }

        @Override
        public int first(Facts facts, Compiled rules) {
            return part(facts).first(facts, rules);
        }

        @Override
        public List<Integer> all(Facts facts, Compiled rules) {
            return part(facts).all(facts, rules);
        }
    }

    /** Blocks one after the other. */
    record Blocks(List<Block> blocks) implements Index {
        @Override
        public int first(Facts facts, Compiled rules) {
            for (var block : blocks) {
                int row = block.first(facts, rules);
                if (row >= 0) {
                    return row;
                }
            }
            return -1;
        }

        @Override
        public List<Integer> all(Facts facts, Compiled rules) {
            var all = new ArrayList<Integer>();
            blocks.forEach(block -> all.addAll(block.all(facts, rules)));
            return all;
        }
    }
}
