package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.fields.CustomField;
import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import io.kontor.kernel.spi.Importable;
import io.kontor.kernel.spi.Importable.Field;
import io.kontor.ui.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as a form beside the rows it is about: each part with the columns of its file and what each means. What the form
 * cannot say, such as days since when a value holds, stays as the mapping has it.
 */
public record MappingEdit(Mapping mapping, List<FileView> files, List<PartView> parts, List<String> kinds) {
    /** The ways days are usually written. */
    public static final List<String> DAYS = Formats.DAYS;

    static final String LINE = "line.";
    static final String CUSTOM = "+";

    /** @param shown some of its rows */
    public record FileView(
            String name,
            String encoding,
            boolean guessed,
            String delimiter,
            List<String> header,
            List<List<String>> shown,
            boolean leftOut,
            boolean read) {}

    /**
     * One column of a part.
     *
     * @param field what it means, with {@code line.} before fields of lines; empty when it is not read
     * @param day how its days are written, for days
     * @param map what its values mean, a line each
     * @param mapped whether its values are words that may have to be translated
     * @param doubt what should be looked at before it comes in
     */
    public record ColumnView(
            int place,
            String name,
            List<String> samples,
            String field,
            @Nullable String day,
            String map,
            boolean mapped,
            Doubt doubt) {}

    /** @param constants what is the same for every row */
    public record PartView(
            int place,
            int file,
            String object,
            List<String> key,
            boolean repeats,
            boolean full,
            List<ColumnView> columns,
            Map<String, String> constants,
            List<String> fields,
            boolean customFields) {
        public List<ColumnView> used() {
            return columns.stream().filter(column -> !column.field().isEmpty()).toList();
        }

        public List<ColumnView> unused() {
            return columns.stream().filter(column -> column.field().isEmpty()).toList();
        }
    }

    /** Whose numbers the files hold; empty for plain ones. */
    public String locale() {
        var locale = mapping.format().locale();
        return locale == null ? "" : locale.toLanguageTag();
    }

    static MappingEdit of(Actor actor, Mapping mapping, List<Sampled> files, List<Importable> kinds) {
        var views = new ArrayList<FileView>();
        for (var file : files) {
            var name = file.file().name();
            views.add(new FileView(
                    name,
                    file.file().encodingName(),
                    file.file().guessed(),
                    file.file().delimiter(),
                    file.file().header(),
                    file.rows(),
                    mapping.leaveOut().stream().anyMatch(out -> Mapping.means(out.file(), name)),
                    mapping.objects().stream().anyMatch(part -> Plan.means(part, name))));
        }
        var parts = new ArrayList<PartView>();
        for (int i = 0; i < mapping.objects().size(); i++) {
            var part = mapping.objects().get(i);
            var kind = kinds.stream()
                    .filter(one -> one.kind().equals(part.object()))
                    .findFirst();
            for (int f = 0; f < files.size() && kind.isPresent(); f++) {
                if (Plan.means(part, files.get(f).file().name())) {
                    parts.add(part(actor, i, f, part, files.get(f), kind.get()));
                    break;
                }
            }
        }
        return new MappingEdit(
                mapping,
                views,
                parts,
                kinds.stream()
                        .map(Importable::kind)
                        .filter(kind ->
                                actor.may(kind, Verb.IMPORT) && !kind.equals("programme") && !kind.equals("team"))
                        .sorted()
                        .toList());
    }

    private static PartView part(Actor actor, int place, int file, Part part, Sampled sampled, Importable kind) {
        var fields = new LinkedHashMap<String, Field>();
        kind.fields(actor).forEach(field -> fields.put(field.code(), field));
        kind.lineFields().forEach(field -> fields.put(LINE + field.code(), field));
        var columns = new ArrayList<ColumnView>();
        for (var column : sampled.columns()) {
            var told = meaning(part, column.name());
            var field = told.map(Map.Entry::getKey).orElse("");
            var source = told.map(Map.Entry::getValue).orElse(null);
            var type = Optional.ofNullable(fields.get(field)).map(Field::type).orElse(Importable.Type.TEXT);
            boolean words = type == Importable.Type.CHOICE
                    || type == Importable.Type.COUNTRY
                    || type == Importable.Type.TRUTH
                    || type == Importable.Type.REFERENCE;
            columns.add(new ColumnView(
                    column.place(),
                    column.name(),
                    column.some(3),
                    field,
                    type == Importable.Type.DAY && source != null
                            ? source.format().day().stream().findFirst().orElse("")
                            : null,
                    source == null ? "" : lines(source, column, type),
                    words && source != null,
                    fields.containsKey(field)
                                    && source != null
                                    && source.columns().size() == 1
                            ? Doubt.of(
                                    fields.get(field),
                                    source,
                                    column,
                                    sampled.file().sheet())
                            : Doubt.NONE));
        }
        var constants = new LinkedHashMap<String, String>();
        part.fields().forEach((code, source) -> {
            if (source.value() != null) {
                constants.put(code, source.value());
            }
        });
        if (part.lines() != null) {
            part.lines().fields().forEach((code, source) -> {
                if (source.value() != null) {
                    constants.put(LINE + code, source.value());
                }
            });
        }
        return new PartView(
                place,
                file,
                part.object(),
                part.key(),
                part.repeats(),
                part.full(),
                columns,
                constants,
                List.copyOf(fields.keySet()),
                CustomField.OBJECTS.contains(part.object()));
    }

    /** What is mapped, and of a choice also what is not yet, so that it can be. */
    private static String lines(Source source, Sampled.Column column, Importable.Type type) {
        var all = new LinkedHashMap<String, String>(new java.util.TreeMap<>(source.map()));
        if (type == Importable.Type.CHOICE && column.values().size() <= 30) {
            column.values().keySet().forEach(value -> all.putIfAbsent(value, ""));
        }
        return String.join(
                "\n",
                all.entrySet().stream()
                        .map(one -> one.getKey() + " = " + one.getValue())
                        .toList());
    }

    private static Optional<Map.Entry<String, Source>> meaning(Part part, String column) {
        var lines = part.lines();
        return Stream.concat(
                        part.fields().entrySet().stream(),
                        lines == null
                                ? Stream.of()
                                : lines.fields().entrySet().stream()
                                        .map(entry -> Map.entry(LINE + entry.getKey(), entry.getValue())))
                .filter(entry -> entry.getValue().columns().contains(column))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .findFirst();
    }

    /** The same mapping for files that are called otherwise this time. */
    static Mapping fitted(Mapping mapping, List<Sampled> files) {
        var parts = new ArrayList<Part>();
        for (var part : mapping.objects()) {
            var from = new LinkedHashSet<>(part.from());
            for (var file : files) {
                boolean has = file.file().header().containsAll(part.key());
                boolean meant = mapping.objects().stream()
                                .anyMatch(other -> Plan.means(other, file.file().name()))
                        || mapping.leaveOut().stream()
                                .anyMatch(out ->
                                        Mapping.means(out.file(), file.file().name()));
                if (has && !meant) {
                    from.add(Proposal.pattern(file.file().name()));
                }
            }
            parts.add(with(
                    part,
                    List.copyOf(from),
                    part.key(),
                    part.fields(),
                    part.lines(),
                    part.ignore(),
                    part.full(),
                    part.format()));
        }
        return new Mapping(
                mapping.name(),
                mapping.system(),
                mapping.office(),
                mapping.format(),
                mapping.custom(),
                mapping.leaveOut(),
                mapping.given(),
                parts,
                "");
    }

    static Part with(
            Part part,
            List<String> from,
            List<String> key,
            Map<String, Source> fields,
            Mapping.@Nullable Lines lines,
            List<String> ignore,
            boolean full,
            Format format) {
        return new Part(
                part.object(),
                from,
                part.system(),
                key,
                part.repeats(),
                full,
                fields,
                lines,
                ignore,
                format,
                part.unpivot());
    }

    /** The mapping as the form says it. Notes what cannot be read in the form. */
    public Mapping read(Form form) {
        return new MappingForm(this).read(form);
    }

    /** The same as far as it can be read; what cannot is as it was. */
    Mapping typed(Form form) {
        return new MappingForm(this).typed(form);
    }
}
