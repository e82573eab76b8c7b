package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.SortKeys;
import io.kontor.ui.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what somebody made of a mapping out of the page's form. */
record MappingForm(MappingEdit edit) {
    /** The mapping as the form says it. Notes what cannot be read in the form. */
    Mapping read(Form form) {
        var name = Fields.at("name", () -> Fields.required(form.value("name"), "name", 200));
        var system = Fields.at("system", () -> new ExternalId(form.value("system"), "-").system());
        return read(form, name, system);
    }

    /** The mapping as far as the form says it; what cannot be read is as it was. */
    Mapping typed(Form form) {
        return read(form, edit.mapping().name(), edit.mapping().system());
    }

    private Mapping read(Form form, String name, String system) {
        var tag = form.value("locale");
        var locale = tag.isEmpty() ? null : Locale.forLanguageTag(tag);
        var old = edit.mapping().format();
        var format = new Format(locale, old.day(), old.empty(), old.delimiter(), old.encoding());
        var custom = new ArrayList<>(edit.mapping().custom());
        var made = new ArrayList<Part>();
        for (int i = 0; i < edit.mapping().objects().size(); i++) {
            int place = i;
            var view =
                    edit.parts().stream().filter(part -> part.place() == place).findFirst();
            if (view.isEmpty()) {
                made.add(edit.mapping().objects().get(i));
            } else if (form.value("p" + i + ".off").isEmpty()) {
                made.add(part(form, view.get(), system, format, custom));
            }
        }
        var leaveOut = new ArrayList<Mapping.LeftOut>();
        for (int f = 0; f < edit.files().size(); f++) {
            var pattern = Proposal.pattern(edit.files().get(f).name());
            if (form.checked("f" + f + ".leave")) {
                leaveOut.add(new Mapping.LeftOut(pattern, null));
            }
            var more = form.value("f" + f + ".add");
            if (edit.kinds().contains(more)) {
                made.add(fresh(more, pattern, edit.files().get(f), system, format));
            }
        }
        edit.mapping().leaveOut().stream()
                .filter(out -> edit.files().stream().noneMatch(file -> Mapping.means(out.file(), file.name())))
                .forEach(leaveOut::add);
        return new Mapping(
                name,
                system,
                edit.mapping().office(),
                format,
                custom,
                leaveOut,
                edit.mapping().given(),
                made,
                "");
    }

    private static Part fresh(String kind, String pattern, MappingEdit.FileView file, String system, Format format) {
        var first = file.header().stream()
                .filter(column -> !column.isBlank())
                .findFirst()
                .orElse("");
        var name = new Source(List.of(first), " ", null, Map.of(), null, null, system, false, null, null, format);
        return new Part(
                kind,
                List.of(pattern),
                system,
                List.of(first),
                true,
                false,
                kind.equals("membership") ? Map.of() : Map.of("name", name),
                null,
                List.of(),
                format);
    }

    private Part part(Form form, MappingEdit.PartView view, String system, Format format, List<Mapping.Custom> custom) {
        var old = edit.mapping().objects().get(view.place());
        var prefix = "p" + view.place() + ".";
        var key = form.values(prefix + "key").stream()
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        var fields = new LinkedHashMap<String, Source>();
        var lines = new LinkedHashMap<String, Source>();
        var ignore = new ArrayList<>(old.ignore());
        for (var column : view.columns()) {
            var field = form.value(prefix + "c" + column.place());
            ignore.remove(column.name());
            if (field.isEmpty()) {
                if (!view.repeats() && !key.contains(column.name())) {
                    ignore.add(column.name());
                }
                continue;
            }
            var code = field.equals(MappingEdit.CUSTOM) ? custom(view.object(), column.name(), custom) : field;
            var into = code.startsWith(MappingEdit.LINE) ? lines : fields;
            var bare = code.startsWith(MappingEdit.LINE) ? code.substring(MappingEdit.LINE.length()) : code;
            var before = before(old, code);
            var source = source(form, prefix, column, before, system, format);
            into.merge(bare, source, (one, other) -> joined(one, other));
        }
        for (var constant : view.constants().keySet()) {
            constant(constant, form.value(prefix + "k." + constant), fields, lines, system, format);
        }
        constant(form.value(prefix + "newfield"), form.value(prefix + "newvalue"), fields, lines, system, format);
        var own = old.lines();
        return MappingEdit.with(
                new Part(
                        old.object(),
                        old.from(),
                        system,
                        key,
                        old.repeats(),
                        old.full(),
                        fields,
                        null,
                        ignore,
                        format,
                        old.unpivot()),
                old.from(),
                key.isEmpty() ? old.key() : key,
                fields,
                lines.isEmpty() ? null : new Mapping.Lines(own == null ? List.of() : own.key(), lines),
                ignore,
                form.checked(prefix + "full"),
                format);
    }

    private static void constant(
            String field,
            String value,
            Map<String, Source> fields,
            Map<String, Source> lines,
            String system,
            Format format) {
        if (field.isEmpty() || value.isBlank()) {
            return;
        }
        var source = new Source(List.of(), " ", value.strip(), Map.of(), null, null, system, false, null, null, format);
        if (field.startsWith(MappingEdit.LINE)) {
            lines.putIfAbsent(field.substring(MappingEdit.LINE.length()), source);
        } else {
            fields.putIfAbsent(field, source);
        }
    }

    private static String custom(String object, String column, List<Mapping.Custom> custom) {
        var code = SortKeys.folded(column).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        var own = code.isEmpty() ? "field" : code.substring(0, Math.min(40, code.length()));
        if (custom.stream()
                .noneMatch(one -> one.object().equals(object) && one.code().equals(own))) {
            custom.add(new Mapping.Custom(object, own, column));
        }
        return "custom." + own;
    }

    private static @Nullable Source before(Part old, String code) {
        return code.startsWith(MappingEdit.LINE)
                ? old.lines() == null ? null : old.lines().fields().get(code.substring(MappingEdit.LINE.length()))
                : old.fields().get(code);
    }

    private static Source joined(Source one, Source other) {
        var columns = Stream.concat(one.columns().stream(), other.columns().stream())
                .distinct()
                .toList();
        return new Source(
                columns,
                one.join(),
                null,
                one.map(),
                one.otherwise(),
                one.split(),
                one.system(),
                one.leaveUnknown(),
                one.since(),
                one.until(),
                one.format());
    }

    private static Source source(
            Form form,
            String prefix,
            MappingEdit.ColumnView column,
            @Nullable Source before,
            String system,
            Format format) {
        var day = form.value(prefix + "d" + column.place());
        var own = day.isEmpty()
                ? format
                : new Format(format.locale(), List.of(day), format.empty(), format.delimiter(), format.encoding());
        var map = new LinkedHashMap<String, String>();
        for (var line : form.lines(prefix + "m" + column.place())) {
            int at = line.lastIndexOf(" =");
            var to = at < 0 ? "" : line.substring(at + 2).strip();
            if (at > 0 && !to.isEmpty()) {
                map.put(line.substring(0, at).strip(), to);
            }
        }
        boolean same = before != null && before.columns().contains(column.name());
        return new Source(
                List.of(column.name()),
                same ? Objects.requireNonNull(before).join() : " ",
                null,
                map,
                same ? Objects.requireNonNull(before).otherwise() : null,
                same ? Objects.requireNonNull(before).split() : null,
                system,
                same && Objects.requireNonNull(before).leaveUnknown(),
                same ? Objects.requireNonNull(before).since() : null,
                same ? Objects.requireNonNull(before).until() : null,
                own);
    }
}
