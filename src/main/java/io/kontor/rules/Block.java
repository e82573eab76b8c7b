package io.kontor.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as bits: a case picks one set of each column, and the rows in all of them fit. */
final class Block implements Index {
    private static final int BITS = 64;

    private final int[] rows;
    private final int words;
    private final long[] all;
    private final Column[] columns;

    Block(Vocabulary vocabulary, int[] places, Ask[][] asks, int[] rows) {
        this.rows = rows;
        this.words = Math.max(1, (rows.length + BITS - 1) / BITS);
        this.all = new long[words];
        for (int i = 0; i < rows.length; i++) {
            all[i / BITS] |= 1L << (i % BITS);
        }
        var built = new ArrayList<Column>();
        for (int column = 0; column < places.length; column++) {
            var own = new Ask[rows.length];
            for (int i = 0; i < rows.length; i++) {
                own[i] = asks[rows[i]][column];
            }
            if (Arrays.stream(own).anyMatch(ask -> ask instanceof Ask.OneOf || ask instanceof Ask.Ranges)) {
                built.add(Column.of(vocabulary.terms().get(places[column]).kind(), places[column], own, words));
            }
        }
        this.columns = built.toArray(Column[]::new);
    }

    @Override
    public int first(Facts facts, Compiled rules) {
        if (words > 1) {
            return firstOfMany(facts, rules);
        }
        long fits = all[0];
        for (var column : columns) {
            fits &= column.set(facts)[0];
        }
        while (fits != 0) {
            int row = rows[Long.numberOfTrailingZeros(fits)];
            if (rules.holds(row, facts)) {
                return row;
            }
            fits &= fits - 1;
        }
        return -1;
    }

    private int firstOfMany(Facts facts, Compiled rules) {
        var fits = fits(facts);
        for (int word = 0; word < words; word++) {
            for (long bits = fits[word]; bits != 0; bits &= bits - 1) {
                int row = rows[word * BITS + Long.numberOfTrailingZeros(bits)];
                if (rules.holds(row, facts)) {
                    return row;
                }
            }
        }
        return -1;
    }

    @Override
    public List<Integer> all(Facts facts, Compiled rules) {
        var found = new ArrayList<Integer>();
        var fits = fits(facts);
        for (int word = 0; word < words; word++) {
            for (long bits = fits[word]; bits != 0; bits &= bits - 1) {
                int row = rows[word * BITS + Long.numberOfTrailingZeros(bits)];
                if (rules.holds(row, facts)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private long[] fits(Facts facts) {
        var fits = all.clone();
        for (var column : columns) {
            var set = column.set(facts);
            for (int word = 0; word < words; word++) {
                fits[word] &= set[word];
            }
        }
        return fits;
    }
}
