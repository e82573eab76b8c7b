package io.kontor.connect.imports;

import io.kontor.kernel.spi.Importable.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened, counted. A batch counts on its own and is added when it is committed. */
final class Tally {
    private long rowsRead;
    private long rowsRejected;
    private final Map<String, Map<Result, Long>> objects = new LinkedHashMap<>();
    private final Map<String, Long> warnings = new TreeMap<>();

    void read(long rows) {
        rowsRead += rows;
    }

    void rejected(long rows) {
        rowsRejected += rows;
    }

    void happened(String kind, Result result) {
        objects.computeIfAbsent(kind, fresh -> new TreeMap<>()).merge(result, 1L, Long::sum);
    }

    void warn(String kind) {
        warn(kind, 1);
    }

    void warn(String kind, long times) {
        if (times > 0) {
            warnings.merge(kind, times, Long::sum);
        }
    }

    void add(Tally other) {
        rowsRead += other.rowsRead;
        rowsRejected += other.rowsRejected;
        other.objects.forEach((kind, counts) -> counts.forEach((result, count) ->
                objects.computeIfAbsent(kind, fresh -> new TreeMap<>()).merge(result, count, Long::sum)));
        other.warnings.forEach(this::warn);
    }

    long rowsRead() {
        return rowsRead;
    }

    long rowsRejected() {
        return rowsRejected;
    }

    long created() {
        return sum(Result.CREATED);
    }

    long changed() {
        return sum(Result.CHANGED);
    }

    long unchanged() {
        return sum(Result.UNCHANGED);
    }

    private long sum(Result result) {
        return objects.values().stream()
                .mapToLong(counts -> counts.getOrDefault(result, 0L))
                .sum();
    }

    Map<String, Map<Result, Long>> objects() {
        return objects;
    }

    Map<String, Long> warnings() {
        return warnings;
    }
}
