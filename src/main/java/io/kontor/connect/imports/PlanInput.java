package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.LeftOut;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of an import, with what is read of it.
 *
 * @param steps places of the steps that read it
 * @param leftOut why it is not read, or none
 * @param note another reason why it is not read: nothing in the mapping means it, or it is the same as another
 * @param unknown columns nobody reads
 * @param missing columns that are read and not there
 */
record PlanInput(
        SourceFile file,
        Map<String, Integer> columns,
        List<Integer> steps,
        @Nullable LeftOut leftOut,
        @Nullable String note,
        List<String> unknown,
        List<String> missing) {
    PlanInput {
        columns = Map.copyOf(columns);
        steps = List.copyOf(steps);
        unknown = List.copyOf(unknown);
        missing = List.copyOf(missing);
    }

    /** Whether its rows come from other files, which each row names. */
    boolean rejects() {
        return columns.containsKey(Plan.REJECTED_FILE);
    }

    /**
     * The files at hand, in the order of their names: whatever order they are given in, the run is the same. Refuses: a file that
     * cannot be read, has no header, lacks a column that must be there or has it twice.
     */
    static List<PlanInput> all(Mapping mapping, Opened opened, List<Step> steps) {
        var inputs = new ArrayList<PlanInput>();
        var hashes = new HashSet<String>();
        var sorted = opened.files().stream()
                .sorted(Comparator.comparing(Opened.Given::name)
                        .thenComparing(given -> given.path().toString()))
                .toList();
        for (var given : sorted) {
            var name = given.name();
            var leftOut = mapping.leaveOut().stream()
                    .filter(out -> Mapping.means(out.file(), name))
                    .findFirst();
            var reading = steps.stream()
                    .filter(step -> step.part() != null && Plan.means(step.part(), name))
                    .toList();
            var format = reading.stream()
                    .flatMap(step -> Optional.ofNullable(step.part()).stream())
                    .map(Part::format)
                    .findFirst()
                    .orElse(mapping.format());
            var wanted = new LinkedHashSet<String>();
            reading.forEach(step -> wanted.addAll(columns(step)));
            wanted.add(Plan.REJECTED_FILE);
            var file = SourceFile.open(Unpivoted.of(given, opened, reading, format), opened.bounds(), format, wanted);
            inputs.add(
                    leftOut.isPresent()
                            ? unread(file, leftOut.get(), null)
                            : !hashes.add(file.hash()) ? unread(file, null, "file_twice") : read(file, reading, steps));
        }
        return inputs;
    }

    private static PlanInput unread(SourceFile file, @Nullable LeftOut leftOut, @Nullable String note) {
        return new PlanInput(file, Map.of(), List.of(), leftOut, note, List.of(), List.of());
    }

    private static PlanInput read(SourceFile file, List<Step> reading, List<Step> steps) {
        var columns = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < file.header().size(); i++) {
            columns.putIfAbsent(file.header().get(i), i);
        }
        if (columns.containsKey(Plan.REJECTED_FILE)) {
            return new PlanInput(
                    file, columns, steps.stream().map(Step::place).toList(), null, null, List.of(), List.of());
        }
        if (reading.isEmpty()) {
            return unread(file, null, "unmapped_file");
        }
        if (file.header().isEmpty()) {
            throw Refusal.invalid("import-file-empty", "file", file.name());
        }
        var unknown = new LinkedHashSet<>(columns.keySet());
        var missing = new LinkedHashSet<String>();
        for (var step : reading) {
            var part = java.util.Objects.requireNonNull(step.part());
            unknown.removeAll(columns(step));
            part.ignore().forEach(unknown::remove);
            for (var column : columns(step)) {
                if (twice(file, column, reading)) {
                    throw Refusal.invalid("import-column-twice", "file", file.name(), "column", column);
                }
                if (!columns.containsKey(column)) {
                    if (needed(step).contains(column)) {
                        throw Refusal.invalid(
                                "import-column-missing",
                                "file",
                                file.name(),
                                "column",
                                column,
                                "found",
                                Reader.shown(String.join(", ", file.header())));
                    }
                    missing.add(column);
                }
            }
        }
        unknown.removeIf(String::isBlank);
        return new PlanInput(
                file,
                columns,
                reading.stream().map(Step::place).toList(),
                null,
                null,
                List.copyOf(unknown),
                List.copyOf(missing));
    }

    /** Whether a column's name stands for another one too that the mapping says nothing of. */
    private static boolean twice(SourceFile file, String column, List<Step> reading) {
        var second = column + " (2)";
        return file.header().contains(second)
                && reading.stream()
                        .map(step -> java.util.Objects.requireNonNull(step.part()))
                        .noneMatch(part ->
                                part.columns().contains(second) || part.ignore().contains(second));
    }

    private static List<String> columns(Step step) {
        return step.part() == null ? List.of() : step.part().columns();
    }

    /** Keys, and what every object must have. */
    private static List<String> needed(Step step) {
        var needed = new ArrayList<String>();
        if (step.part() != null) {
            needed.addAll(step.part().key());
        }
        needed.addAll(step.lineKey());
        step.readers().stream()
                .filter(reader -> reader.field().required())
                .forEach(reader -> needed.addAll(reader.source().columns()));
        step.lineReaders().stream()
                .filter(reader -> reader.field().required())
                .forEach(reader -> needed.addAll(reader.source().columns()));
        return needed;
    }
}
