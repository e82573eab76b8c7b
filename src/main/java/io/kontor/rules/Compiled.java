package io.kontor.rules;

import io.kontor.rules.DecisionTable.Hit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table that was checked, ready to decide, any number of times and from any number of threads. Constants, lists and intervals
 * are looked up in an index; expressions are worked out only for rows that fit in everything else.
 */
public final class Compiled {
    private final DecisionTable table;
    private final Vocabulary vocabulary;
    private final String hash;
    private final int[] places;
    private final Ask[][] asks;
    private final @Nullable Object[][] results;
    private final int[] ranks;
    private final List<@Nullable List<Expression>> tests = new ArrayList<>();
    private final @Nullable Decision[] fixed;
    private final Set<String> reads = new TreeSet<>();
    private final int[] read;
    private final Index index;

    /**
     * @param asks by row and column
     * @param results by row and output
     */
    Compiled(DecisionTable table, Vocabulary vocabulary, String hash, Ask[][] asks, @Nullable Object[][] results) {
        this.table = table;
        this.vocabulary = vocabulary;
        this.hash = hash;
        this.asks = asks;
        this.results = results;
        this.places = table.inputs().stream().mapToInt(vocabulary::place).toArray();
        this.fixed = new @Nullable Decision[asks.length];
        this.ranks = new int[asks.length];
        reads.addAll(table.inputs());
        for (int row = 0; row < asks.length; row++) {
            ranks[row] = rank(row);
            tests.add(tests(asks[row]));
            fixed[row] = fixed(row);
        }
        this.read = reads.stream().mapToInt(vocabulary::place).toArray();
        this.index = Index.of(vocabulary, places, asks);
    }

    private @Nullable List<Expression> tests(Ask[] row) {
        var found = new ArrayList<Expression>();
        for (var ask : row) {
            if (ask instanceof Ask.Holds holds) {
                found.add(holds.expression());
                reads.addAll(holds.expression().reads());
            }
        }
        return found.isEmpty() ? null : List.copyOf(found);
    }

    /** What a row says when it does not have to be worked out. */
    private @Nullable Decision fixed(int row) {
        boolean constant = true;
        for (var result : results[row]) {
            if (result instanceof Expression expression) {
                reads.addAll(expression.reads());
                constant = false;
            }
        }
        return constant && table.hit() != Hit.COLLECT ? new Decision(List.of(row), result(results[row])) : null;
    }

    private Map<String, Object> result(@Nullable Object[] values) {
        var result = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            if (value != null && !(value instanceof Facts.None)) {
                result.put(table.outputs().get(i).code(), value);
            }
        }
        return result;
    }

    private int rank(int row) {
        if (table.hit() != Hit.PRIORITY) {
            return 0;
        }
        var first = results[row][0];
        int rank = table.outputs().getFirst().choices().indexOf(String.valueOf(first));
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    public DecisionTable table() {
        return table;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** SHA-256 of table and vocabulary, in hex: what receipts call these rules by. */
    public String hash() {
        return hash;
    }

    /** The terms it reads. */
    public Set<String> reads() {
        return Set.copyOf(reads);
    }

    Ask[][] asks() {
        return asks;
    }

    @Nullable Object[][] results() {
        return results;
    }

    /** Of two rows that fit, the one with the lower rank decides; of equals the first. */
    int rankOf(int row) {
        return ranks[row];
    }

    /** What the table says of a case. */
    public Decision decide(Facts given) {
        var facts = given.in(vocabulary);
        for (int place : read) {
            if (facts.at(place) == null) {
                return new RowByRow(this).decide(facts);
            }
        }
        return switch (table.hit()) {
            case FIRST -> {
                int row = index.first(facts, this);
                yield row < 0 ? Decision.NOTHING : of(row, facts);
            }
            case PRIORITY -> priority(facts);
            case COLLECT -> collected(index.all(facts, this), facts);
        };
    }

    private Decision priority(Facts facts) {
        int best = -1;
        for (int row : index.all(facts, this)) {
            if (best < 0 || ranks[row] < ranks[best]) {
                best = row;
            }
        }
        return best < 0 ? Decision.NOTHING : of(best, facts);
    }

    /** Whether a row's expressions hold; what the index knows of it was asked before. */
    boolean holds(int row, Facts facts) {
        var asked = tests.get(row);
        if (asked != null) {
            for (var test : asked) {
                if (!test.holds(facts)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a row that fits says. */
    Decision of(int row, Facts facts) {
        var known = fixed[row];
        if (known != null) {
            return known;
        }
        var missing = new LinkedHashSet<String>();
        var result = result(worked(row, facts, missing));
        return missing.isEmpty() ? new Decision(List.of(row), result) : Decision.unknown(missing);
    }

    private @Nullable Object[] worked(int row, Facts facts, Set<String> missing) {
        var values = results[row].clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Expression expression) {
                values[i] = expression.value(facts);
                if (values[i] == null) {
                    expression.reads().stream()
                            .filter(word -> !facts.known(word))
                            .forEach(missing::add);
                }
            }
        }
        return values;
    }

    Decision collected(List<Integer> rows, Facts facts) {
        if (rows.isEmpty()) {
            return Decision.NOTHING;
        }
        var missing = new LinkedHashSet<String>();
        var all = new LinkedHashMap<String, Object>();
        var lists = new LinkedHashMap<String, List<Object>>();
        for (int row : rows) {
            result(worked(row, facts, missing))
                    .forEach((output, value) -> lists.computeIfAbsent(output, none -> new ArrayList<>())
                            .add(value));
        }
        lists.forEach((output, values) -> all.put(output, List.copyOf(values)));
        return missing.isEmpty() ? new Decision(rows, all) : Decision.unknown(missing);
    }
}
