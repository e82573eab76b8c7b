package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Lines;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Importable.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One part of a mapping with the kind that takes its objects.
 *
 * @param place its place in the mapping
 * @param part null for objects the mapping states itself
 * @param lines the readers of lines; none when each row is one object
 */
record Step(
        int place,
        Importable kind,
        String system,
        @Nullable Part part,
        List<Reader> readers,
        @Nullable List<Reader> lines) {
    Step {
        readers = List.copyOf(readers);
        lines = lines == null ? null : List.copyOf(lines);
    }

    /** Refuses: fields the kind does not have; values no field can hold. */
    static Step of(int place, Importable kind, Part part, List<Field> fields) {
        var lines = part.lines();
        if (lines != null && kind.lineFields().isEmpty()) {
            throw Refusal.invalid("mapping-no-lines", "object", kind.kind());
        }
        return new Step(
                place,
                kind,
                part.system(),
                part,
                readers(kind, part.fields(), fields),
                lines == null ? null : lines(kind, lines));
    }

    private static List<Reader> lines(Importable kind, Lines lines) {
        return readers(kind, lines.fields(), kind.lineFields());
    }

    static List<Reader> readers(Importable kind, Map<String, Source> sources, List<Field> fields) {
        var known = fields.stream().collect(Collectors.toMap(Field::code, field -> field));
        var readers = new LinkedHashMap<String, Reader>();
        sources.forEach((code, source) -> {
            var field = Optional.ofNullable(known.get(code))
                    .orElseThrow(() -> Refusal.invalid(
                            "mapping-field-unknown",
                            "object",
                            kind.kind(),
                            "field",
                            code,
                            "known",
                            String.join(", ", new TreeSet<>(known.keySet()))));
            readers.put(code, checked(new Reader(field, source), kind));
            held(field, "since", source.since())
                    .ifPresent(reader -> readers.put(code + ".since", checked(reader, kind)));
            held(field, "until", source.until())
                    .ifPresent(reader -> readers.put(code + ".until", checked(reader, kind)));
        });
        return List.copyOf(readers.values());
    }

    private static Optional<Reader> held(Field field, String which, @Nullable Source source) {
        if (source == null) {
            return Optional.empty();
        }
        if (!field.dated()) {
            throw Refusal.invalid("mapping-not-dated", "field", field.code());
        }
        return Optional.of(new Reader(Field.day(field.code() + "." + which), source));
    }

    private static Reader checked(Reader reader, Importable kind) {
        try {
            reader.checkStated();
            return reader;
        } catch (Problem.Found found) {
            throw Refusal.invalid(
                    "mapping-value",
                    "object",
                    kind.kind(),
                    "field",
                    reader.field().code(),
                    "value",
                    String.valueOf(found.problem().value()));
        }
    }

    boolean hasLines() {
        return lines != null;
    }

    List<Reader> lineReaders() {
        return lines == null ? List.of() : lines;
    }

    List<String> lineKey() {
        return part == null || part.lines() == null ? List.of() : part.lines().key();
    }

    /** The kinds its objects refer to, its own left out. */
    List<String> refersTo() {
        return references().filter(other -> !other.equals(kind.kind())).toList();
    }

    boolean refersToItsKind() {
        return references().anyMatch(kind.kind()::equals);
    }

    private Stream<String> references() {
        return Stream.concat(readers.stream(), lineReaders().stream())
                .filter(reader -> reader.field().type() == Importable.Type.REFERENCE)
                .map(reader -> Objects.requireNonNull(reader.field().refersTo()))
                .distinct();
    }

    /** The reader of the field a refusal points at. */
    Optional<Reader> reader(@Nullable String field) {
        if (field == null) {
            return Optional.empty();
        }
        var all = Stream.concat(readers.stream(), lineReaders().stream()).toList();
        return all.stream()
                .filter(reader -> reader.field().code().equals(field))
                .findFirst()
                .or(() -> all.stream()
                        .filter(reader -> field.startsWith(reader.field().code()))
                        .findFirst());
    }
}
