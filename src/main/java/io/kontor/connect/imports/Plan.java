package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.LeftOut;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A mapping bound to the files at hand: what is read from which, in which order the objects go in. Everything that can be
 * refused before the first row is, so that nothing is written then.
 */
final class Plan {
    /** The columns a rejects file has besides those of the files its rows come from. */
    static final String REJECTED_FILE = "kontor:file";

    static final String REJECTED_PLACE = "kontor:place";

    private final List<Step> given;
    private final List<Step> steps;
    private final List<Input> inputs;

    private Plan(List<Step> given, List<Step> steps, List<Input> inputs) {
        this.given = List.copyOf(given);
        this.steps = List.copyOf(steps);
        this.inputs = List.copyOf(inputs);
    }

    /**
     * One file.
     *
     * @param steps places of the steps that read it
     * @param leftOut why it is not read, or none
     * @param note another reason why it is not read: nothing in the mapping means it, or it is the same as another
     * @param unknown columns nobody reads
     * @param missing columns that are read and not there
     */
    record Input(
            SourceFile file,
            Map<String, Integer> columns,
            List<Integer> steps,
            @Nullable LeftOut leftOut,
            @Nullable String note,
            List<String> unknown,
            List<String> missing) {
        Input {
            columns = Map.copyOf(columns);
            steps = List.copyOf(steps);
            unknown = List.copyOf(unknown);
            missing = List.copyOf(missing);
        }

        /** Whether its rows come from other files, which each row names. */
        boolean rejects() {
            return columns.containsKey(REJECTED_FILE);
        }
    }

    List<Step> given() {
        return given;
    }

    /** In the order in which objects may refer to each other. */
    List<Step> steps() {
        return steps;
    }

    List<Input> inputs() {
        return inputs;
    }

    Step step(int place) {
        return steps.stream().filter(step -> step.place() == place).findFirst().orElseThrow();
    }

    /** The cells of a row by the names of its file's columns. */
    Reader.Cells cells(Row row) {
        var input = inputs.get(row.file());
        var columns = input.columns();
        return new Reader.Cells() {
            @Override
            public @Nullable String of(String column) {
                var at = columns.get(column);
                var cell = at == null
                        ? null
                        : at < row.cells().size() ? row.cells().get(at) : "";
                return cell != null && input.rejects() ? RejectsFile.unguarded(cell) : cell;
            }

            @Override
            public boolean plain() {
                return input.file().sheet() || (input.rejects() && ofSheet(of(REJECTED_FILE)));
            }
        };
    }

    /** The file a row is of; one from a file of rejected rows says it itself. */
    String fileOf(Row row) {
        var told = cells(row).of(REJECTED_FILE);
        return told == null ? inputs.get(row.file()).file().name() : told;
    }

    /** Whether a step's objects wait for no other of their kind, and nobody asks which of them are there. */
    boolean alone(Step step) {
        boolean full = step.part() == null || step.part().full();
        return !full
                && steps.stream()
                        .filter(other -> other.kind().kind().equals(step.kind().kind()))
                        .noneMatch(Step::refersToItsKind);
    }

    /**
     * Refuses: a kind, field or value that does not exist; not allowed to import a kind; a file that cannot be read, has no
     * header, lacks a column that must be there or has it twice; no file the mapping means.
     */
    static Plan of(Actor actor, Mapping mapping, Opened opened, List<Importable> kinds) {
        var known = new TreeMap<String, Importable>();
        kinds.forEach(kind -> known.put(kind.kind(), kind));
        var given = new ArrayList<Step>();
        for (var one : mapping.given()) {
            var kind = kind(actor, known, one.object());
            given.add(new Step(
                    -1 - given.size(),
                    kind,
                    mapping.system(),
                    null,
                    Step.readers(kind, one.fields(), kind.fields(actor)),
                    null));
        }
        var steps = new ArrayList<Step>();
        for (var part : mapping.objects()) {
            var kind = kind(actor, known, part.object());
            steps.add(Step.of(steps.size(), kind, part, kind.fields(actor)));
        }
        checkReferences(known, given);
        checkReferences(known, steps);
        var inputs = inputs(mapping, opened, steps);
        if (inputs.stream().allMatch(input -> input.steps().isEmpty() && input.leftOut() == null)) {
            throw Refusal.invalid("import-no-file", "mapping", mapping.name());
        }
        return new Plan(ordered(given), ordered(steps), inputs);
    }

    private static Importable kind(Actor actor, Map<String, Importable> known, String object) {
        var kind = Optional.ofNullable(known.get(object))
                .orElseThrow(() -> Refusal.invalid(
                        "mapping-object-unknown", "object", object, "known", String.join(", ", known.keySet())));
        if (!actor.may(object, Verb.IMPORT)) {
            throw Refusal.forbidden(object, Verb.IMPORT);
        }
        return kind;
    }

    private static void checkReferences(Map<String, Importable> known, List<Step> steps) {
        for (var step : steps) {
            for (var other : step.refersTo()) {
                if (!known.containsKey(other)) {
                    throw Refusal.invalid(
                            "mapping-object-unknown", "object", other, "known", String.join(", ", known.keySet()));
                }
            }
        }
    }

    /** What others refer to goes first; otherwise as the mapping has it. Refuses: kinds that refer to each other in a circle. */
    private static List<Step> ordered(List<Step> steps) {
        var left = new ArrayList<>(steps);
        var ordered = new ArrayList<Step>();
        while (!left.isEmpty()) {
            var waiting = new HashSet<String>();
            left.forEach(step -> waiting.add(step.kind().kind()));
            var next = left.stream()
                    .filter(step -> Collections.disjoint(step.refersTo(), waiting))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("mapping-circle", "objects", String.join(", ", waiting)));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private static List<Input> inputs(Mapping mapping, Opened opened, List<Step> steps) {
        var inputs = new ArrayList<Input>();
        var hashes = new HashSet<String>();
        // Whatever order files are given in, the run is the same.
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
                    .filter(step -> step.part() != null && means(step.part(), name))
                    .toList();
            var format = reading.stream()
                    .flatMap(step -> Optional.ofNullable(step.part()).stream())
                    .map(Part::format)
                    .findFirst()
                    .orElse(mapping.format());
            var wanted = new LinkedHashSet<String>();
            reading.forEach(step -> wanted.addAll(columns(step)));
            wanted.add(REJECTED_FILE);
            var file = SourceFile.open(Unpivoted.of(given, opened, reading, format), opened.bounds(), format, wanted);
            inputs.add(
                    leftOut.isPresent()
                            ? unread(file, leftOut.get(), null)
                            : !hashes.add(file.hash())
                                    ? unread(file, null, "file_twice")
                                    : input(file, reading, steps));
        }
        return inputs;
    }

    private static Input unread(SourceFile file, @Nullable LeftOut leftOut, @Nullable String note) {
        return new Input(file, Map.of(), List.of(), leftOut, note, List.of(), List.of());
    }

    private static Input input(SourceFile file, List<Step> reading, List<Step> steps) {
        var columns = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < file.header().size(); i++) {
            columns.putIfAbsent(file.header().get(i), i);
        }
        if (columns.containsKey(REJECTED_FILE)) {
            return new Input(file, columns, steps.stream().map(Step::place).toList(), null, null, List.of(), List.of());
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
        return new Input(
                file,
                columns,
                reading.stream().map(Step::place).toList(),
                null,
                null,
                List.copyOf(unknown),
                List.copyOf(missing));
    }

    private static boolean ofSheet(@Nullable String name) {
        return name != null && name.matches("(?i).*\\.xls[xm](/.*)?");
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

    static boolean means(Part part, String name) {
        return part.from().stream().anyMatch(pattern -> Mapping.means(pattern, name));
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
