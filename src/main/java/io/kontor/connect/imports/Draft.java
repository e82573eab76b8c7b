package io.kontor.connect.imports;

import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable.Incoming;
import io.kontor.kernel.spi.Importable.Line;
import io.kontor.kernel.spi.Importable.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One object on its way in: the rows it is made of, what they say, and what is wrong with them. */
final class Draft {
    private final Plan plan;
    private final Step step;
    private final String key;
    private final List<Row> rows;
    private final Map<Row, List<Problem>> problems = new LinkedHashMap<>();
    private final Map<Row, String> places = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<Told> lines = new ArrayList<>();
    private @Nullable Row head;

    private record Told(String key, Row row, Map<String, @Nullable Object> values) {}

    private Draft(Plan plan, Step step, String key, List<Row> rows) {
        this.plan = plan;
        this.step = step;
        this.key = key;
        this.rows = rows;
    }

    /** What the rows of one key say. */
    static Draft of(Plan plan, Step step, String key, List<Row> rows) {
        var draft = new Draft(plan, step, key, rows);
        if (step.hasLines()) {
            draft.manyRows();
        } else {
            draft.oneRow();
        }
        return draft;
    }

    String key() {
        return key;
    }

    private void oneRow() {
        var first = rows.getFirst();
        head = first;
        tell(first, step.readers(), values);
        if (step.part() != null && step.part().repeats()) {
            if (rows.stream().anyMatch(other -> !sameHead(first, other))) {
                notes.add("header_differs");
            }
            return;
        }
        for (var other : rows.subList(1, rows.size())) {
            reject(
                    other,
                    Problem.of(
                            "duplicate_key",
                            keyColumns(),
                            key,
                            Refusal.invalid("import-key-twice", "key", Reader.shown(key), "line", first.line())));
        }
    }

    private List<String> keyColumns() {
        return step.part() == null ? List.of() : step.part().key();
    }

    private void manyRows() {
        var seen = new HashMap<String, Row>();
        boolean differs = false;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var cells = plan.cells(row);
            var name = lineKey(cells, row, i + 1);
            if (name.isEmpty()) {
                reject(
                        row,
                        Problem.of(
                                "missing_line_key", step.lineKey(), null, Refusal.invalid("import-line-key-missing")));
                continue;
            }
            var before = seen.putIfAbsent(name.get(), row);
            if (before != null) {
                reject(
                        row,
                        Problem.of(
                                "duplicate_line_key",
                                step.lineKey(),
                                name.get(),
                                Refusal.invalid(
                                        "import-key-twice", "key", Reader.shown(name.get()), "line", before.line())));
                continue;
            }
            var told = new LinkedHashMap<String, @Nullable Object>();
            if (head == null) {
                tell(row, step.readers(), values);
            } else {
                differs |= !sameHead(head, row);
            }
            tell(row, step.lineReaders(), told);
            if (good(row)) {
                head = head == null ? row : head;
                lines.add(new Told(name.get(), row, told));
            } else if (head == null) {
                values.clear();
            }
        }
        if (differs) {
            notes.add("header_differs");
        }
    }

    private Optional<String> lineKey(Reader.Cells cells, Row row, int place) {
        if (step.lineKey().isEmpty()) {
            var kept = cells.of(Plan.REJECTED_PLACE);
            var name = kept == null || kept.isBlank() ? String.valueOf(place) : kept.strip();
            places.put(row, name);
            return Optional.of(name);
        }
        var parts = new ArrayList<String>(step.lineKey().size());
        boolean some = false;
        for (var column : step.lineKey()) {
            var part = Reader.stripped(Objects.requireNonNullElse(cells.of(column), ""));
            parts.add(part);
            some |= !part.isEmpty();
        }
        return some ? Optional.of(String.join("/", parts)) : Optional.empty();
    }

    private boolean sameHead(Row one, Row other) {
        var cells = plan.cells(one);
        var others = plan.cells(other);
        for (var reader : step.readers()) {
            for (var column : reader.source().columns()) {
                if (!Objects.equals(cells.of(column), others.of(column))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void tell(Row row, Collection<Reader> readers, Map<String, @Nullable Object> into) {
        var cells = plan.cells(row);
        for (var reader : readers) {
            if (!reader.told(cells)) {
                continue;
            }
            try {
                var value = reader.read(cells);
                into.put(reader.field().code(), value);
                if (value == null && reader.field().required()) {
                    reject(
                            row,
                            Problem.of(
                                    "missing_" + snake(reader.field().code()),
                                    reader.source().columns(),
                                    null,
                                    Refusal.invalid(
                                            "import-value-missing",
                                            "field",
                                            reader.field().code())));
                } else if (value == null) {
                    notes.add("empty_" + snake(reader.field().code()));
                }
            } catch (Problem.Found found) {
                reject(row, found.problem());
            }
        }
    }

    /** As kinds of warnings are written. */
    static String snake(String code) {
        return code.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(java.util.Locale.ROOT);
    }

    void reject(Row row, Problem problem) {
        problems.computeIfAbsent(row, fresh -> new ArrayList<>()).add(problem);
    }

    /** The object as a whole cannot come in: none of its rows does. */
    void rejectAll(Problem problem) {
        rows.forEach(row -> reject(row, problem));
    }

    private boolean good(Row row) {
        return !problems.containsKey(row);
    }

    /** A reference somewhere in it. */
    record Wanted(
            Reader reader, Reader.Pending pending, @Nullable Row line) {}

    List<Wanted> wanted() {
        var all = new ArrayList<Wanted>();
        collect(step.readers(), values, null, all);
        lines.stream()
                .filter(line -> good(line.row()))
                .forEach(line -> collect(step.lineReaders(), line.values(), line.row(), all));
        return all;
    }

    private static void collect(
            List<Reader> readers, Map<String, @Nullable Object> from, @Nullable Row line, List<Wanted> into) {
        for (var reader : readers) {
            var value = from.get(reader.field().code());
            var several = value instanceof Collection<?> many ? many.stream() : Stream.ofNullable(value);
            several.forEach(one -> {
                if (one instanceof Reader.Pending pending) {
                    into.add(new Wanted(reader, pending, line));
                }
            });
        }
    }

    /** Says that a reference leads nowhere. */
    void unknown(Wanted wanted, Problem problem) {
        if (wanted.reader().source().leaveUnknown()) {
            notes.add(problem.rule());
        } else if (wanted.line() != null) {
            reject(wanted.line(), problem);
        } else {
            rejectAll(problem);
        }
    }

    /** Whether anything of it can come in. */
    boolean usable() {
        return step.hasLines() ? lines.stream().anyMatch(line -> good(line.row())) : head != null && good(head);
    }

    /** The object with its references found; those that are not are left out. */
    Incoming incoming(References references) {
        var told = lines.stream()
                .filter(line -> good(line.row()))
                .map(line -> new Line(line.key(), new Values(references.resolved(line.values()))))
                .toList();
        return new Incoming(
                step.system(), key, new Values(references.resolved(values)), step.hasLines(), told, problems.size());
    }

    /** What the room said no to is said of all its rows. */
    void refused(Refusal refusal) {
        var reader = step.reader(refusal.field());
        var columns = reader.map(one -> one.source().columns()).orElse(List.of());
        var value = head == null || columns.isEmpty()
                ? null
                : String.join(
                        " ",
                        columns.stream()
                                .map(column -> Optional.ofNullable(plan.cells(Objects.requireNonNull(head))
                                                .of(column))
                                        .orElse(""))
                                .toList());
        rejectAll(Problem.of(snake(refusal.code()), columns, value, refusal));
    }

    Map<Row, List<Problem>> problems() {
        return problems;
    }

    @Nullable String place(Row row) {
        return places.get(row);
    }

    /** Kinds of what is worth counting, each as often as it was met. */
    List<String> notes() {
        return notes;
    }

    /** Whether it comes in without some of its rows. */
    boolean incomplete() {
        return step.hasLines() && !problems.isEmpty();
    }
}
