package io.kontor.connect.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a step out of their bins, in parts that go in together. */
final class ReadAhead {
    static final int OBJECTS_AT_ONCE = 250;

    private final Plan plan;
    private final Step step;
    private final Bins bins;

    ReadAhead(Plan plan, Step step, Bins bins) {
        this.plan = plan;
        this.step = step;
        this.bins = bins;
    }

    /**
     * What is ready to go in.
     *
     * @param drafts as they were read ahead; none when they are to be read again, since a batch that failed has marked them
     * @param crowded whether these are rows of a key with too many
     */
    record Ready(Map<String, List<Row>> rows, @Nullable List<Draft> drafts, boolean crowded) {
        long count() {
            return rows.values().stream().mapToLong(List::size).sum();
        }

        Ready part(int from, int to) {
            var part = new LinkedHashMap<String, List<Row>>();
            List.copyOf(rows.entrySet()).subList(from, to).forEach(one -> part.put(one.getKey(), one.getValue()));
            return new Ready(part, null, false);
        }
    }

    /** Gives one part after the other to who takes them in. */
    void all(Consumer<Ready> into) {
        var rows = new LinkedHashMap<String, List<Row>>();
        long count = 0;
        long weight = 0;
        for (int place = 0; place < bins.size(); place++) {
            for (var one : bins.rows(place, Bounds.Rows.OBJECT).entrySet()) {
                if (Bounds.Rows.OBJECT.tooMany(one.getValue())) {
                    crowded(place, one.getKey(), into);
                    continue;
                }
                rows.put(one.getKey(), one.getValue());
                count += one.getValue().size();
                weight += one.getValue().stream().mapToLong(Row::weight).sum();
                if (Bounds.Rows.BATCH.full(count, weight) || rows.size() >= OBJECTS_AT_ONCE) {
                    into.accept(ready(rows));
                    rows = new LinkedHashMap<>();
                    count = 0;
                    weight = 0;
                }
            }
            bins.drop(place);
        }
        if (!rows.isEmpty()) {
            into.accept(ready(rows));
        }
    }

    private void crowded(int place, String key, Consumer<Ready> into) {
        var some = new ArrayList<Row>();
        long[] weight = {0};
        bins.each(place, key, row -> {
            some.add(row);
            weight[0] += row.weight();
            if (Bounds.Rows.BATCH.full(some.size(), weight[0])) {
                into.accept(new Ready(Map.of(key, List.copyOf(some)), null, true));
                some.clear();
                weight[0] = 0;
            }
        });
        into.accept(new Ready(Map.of(key, List.copyOf(some)), null, true));
    }

    private Ready ready(Map<String, List<Row>> rows) {
        return new Ready(rows, drafts(plan, step, rows), false);
    }

    static List<Draft> drafts(Plan plan, Step step, Map<String, List<Row>> rows) {
        var drafts = new ArrayList<Draft>(rows.size());
        rows.forEach((key, found) -> drafts.add(Draft.of(plan, step, key, found)));
        return drafts;
    }
}
