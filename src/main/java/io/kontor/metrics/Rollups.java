package io.kontor.metrics;

import io.kontor.database.Tx;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Looks after the kept sums: makes them anew from the facts, and says whether they are what the facts say. Both go month by
 * month, so that whoever reads or writes meanwhile never waits long and always sees whole months.
 */
@Component
public final class Rollups {
    private final Tx tx;
    private final CellSql cells;
    private final FactSql facts;
    private final SettingSql settings;

    Rollups(Tx tx, CellSql cells, FactSql facts, SettingSql settings) {
        this.tx = tx;
        this.cells = cells;
        this.facts = facts;
        this.settings = settings;
    }

    /**
     * Makes all sums anew. Each month is counted beside the old sums and takes their place at once.
     *
     * @return how many months
     */
    public int rebuild(Actor actor) {
        actor.role(Figures.KIND, Verb.SEE);
        var months = tx.as(actor, cells::months);
        for (var month : months) {
            tx.as(actor, () -> {
                settings.stopWriting();
                var fresh = counted(month);
                cells.clear(month);
                cells.grow(fresh);
            });
        }
        tx.as(actor, () -> settings.changed(new FactBatches.Changed(true, true)));
        return months.size();
    }

    private Map<Cells.Key, Measures> counted(LocalDate month) {
        var deltas = new ArrayList<Delta>();
        facts.each(month, month.plusMonths(1), null, null, deltas::add);
        return Cells.of(deltas);
    }

    /** How many sums are not what adding up the facts gives; 0 when all is well. */
    public long differences(Actor actor) {
        actor.role(Figures.KIND, Verb.SEE);
        long differences = 0;
        for (var month : tx.as(actor, cells::months)) {
            differences += tx.as(actor, () -> {
                settings.stopWriting();
                return differences(cells.of(month), numbers(counted(month)));
            });
        }
        return differences;
    }

    private static long differences(
            Map<Cells.Key, Map<String, BigDecimal>> kept, Map<Cells.Key, Map<String, BigDecimal>> counted) {
        var keys = new HashSet<>(kept.keySet());
        keys.addAll(counted.keySet());
        return keys.stream()
                .filter(key -> !kept.getOrDefault(key, Map.of()).equals(counted.getOrDefault(key, Map.of())))
                .count();
    }

    private static Map<Cells.Key, Map<String, BigDecimal>> numbers(Map<Cells.Key, Measures> cells) {
        var all = new HashMap<Cells.Key, Map<String, BigDecimal>>();
        cells.forEach((key, measures) -> all.put(key, measures.numbers()));
        return all;
    }
}
