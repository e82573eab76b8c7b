package io.kontor.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table says of one case.
 *
 * @param rows the rows that decided, from 0 on; none when no row fits or it cannot be known
 * @param result values by output; lists of values where rows are collected; an output without a value is left out
 * @param missing the terms that would have to be known; empty when the decision is certain
 */
public record Decision(List<Integer> rows, Map<String, Object> result, Set<String> missing) {
    /** No row fits. */
    public static final Decision NOTHING = new Decision(List.of(), Map.of(), Set.of());

    public Decision {
        rows = List.copyOf(rows);
        result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
        missing = Set.copyOf(missing);
    }

    public Decision(List<Integer> rows, Map<String, Object> result) {
        this(rows, result, Set.of());
    }

    static Decision unknown(Set<String> missing) {
        return new Decision(List.of(), Map.of(), missing);
    }

    /** Whether it cannot be said, because something the rules read is not known. */
    public boolean unknown() {
        return !missing.isEmpty();
    }
}
