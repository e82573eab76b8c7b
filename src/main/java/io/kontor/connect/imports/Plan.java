package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Part;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
    private final List<PlanInput> inputs;

    private Plan(List<Step> given, List<Step> steps, List<PlanInput> inputs) {
        this.given = List.copyOf(given);
        this.steps = List.copyOf(steps);
        this.inputs = List.copyOf(inputs);
    }

    List<Step> given() {
        return given;
    }

    /** In the order in which objects may refer to each other. */
    List<Step> steps() {
        return steps;
    }

    List<PlanInput> inputs() {
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
        var inputs = PlanInput.all(mapping, opened, steps);
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

    private static boolean ofSheet(@Nullable String name) {
        return name != null && name.matches("(?i).*\\.xls[xm](/.*)?");
    }

    static boolean means(Part part, String name) {
        return part.from().stream().anyMatch(pattern -> Mapping.means(pattern, name));
    }
}
