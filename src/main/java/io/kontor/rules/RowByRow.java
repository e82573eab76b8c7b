package io.kontor.rules;

import io.kontor.rules.DecisionTable.Hit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table asked row by row, for cases of which not everything is known: a decision is given only when it is the same whatever
 * the unknown is.
 */
final class RowByRow {
    private final Compiled rules;

    RowByRow(Compiled rules) {
        this.rules = rules;
    }

    Decision decide(Facts facts) {
        var sure = new ArrayList<Integer>();
        var open = new ArrayList<Integer>();
        boolean first = rules.table().hit() == Hit.FIRST;
        for (int row = 0; row < rules.asks().length && !(first && !sure.isEmpty()); row++) {
            var fits = fits(row, facts);
            if (fits == null) {
                open.add(row);
            } else if (fits) {
                sure.add(row);
            }
        }
        if (rules.table().hit() == Hit.PRIORITY) {
            return priority(facts, sure, open);
        }
        if (!open.isEmpty()) {
            return Decision.unknown(missing(facts, open));
        }
        return first && !sure.isEmpty() ? rules.of(sure.getFirst(), facts) : rules.collected(sure, facts);
    }

    private Decision priority(Facts facts, List<Integer> sure, List<Integer> open) {
        int best = -1;
        for (int row : sure) {
            best = best < 0 || rules.rankOf(row) < rules.rankOf(best) ? row : best;
        }
        int found = best;
        open.removeIf(row -> found >= 0
                && (rules.rankOf(row) > rules.rankOf(found)
                        || (rules.rankOf(row) == rules.rankOf(found) && row > found)));
        if (!open.isEmpty()) {
            return Decision.unknown(missing(facts, open));
        }
        return best < 0 ? Decision.NOTHING : rules.of(best, facts);
    }

    /** Whether a row fits: yes, no, or null when that hangs on what is not known. */
    private @Nullable Boolean fits(int row, Facts facts) {
        boolean open = false;
        var asks = rules.asks()[row];
        for (int column = 0; column < asks.length; column++) {
            var answer = Ask.answer(asks[column], facts, place(column));
            if (answer == null) {
                open = true;
            } else if (!answer) {
                return false;
            }
        }
        return open ? null : Boolean.TRUE;
    }

    private int place(int column) {
        return rules.vocabulary().place(rules.table().inputs().get(column));
    }

    private Set<String> missing(Facts facts, Iterable<Integer> rows) {
        var missing = new LinkedHashSet<String>();
        for (int row : rows) {
            var asks = rules.asks()[row];
            for (int column = 0; column < asks.length; column++) {
                if (asks[column] instanceof Ask.Holds holds) {
                    holds.expression().reads().stream()
                            .filter(word -> !facts.known(word))
                            .forEach(missing::add);
                } else if (!(asks[column] instanceof Ask.Anything) && facts.at(place(column)) == null) {
                    missing.add(rules.table().inputs().get(column));
                }
            }
        }
        return missing;
    }
}
