package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A mapping as YAML, such as {@link MappingFile} reads; what goes without saying is not said. */
final class MappingText {
    private MappingText() {}

    static String of(Mapping mapping) {
        var root = new LinkedHashMap<String, Object>();
        root.put("name", mapping.name());
        root.put("system", mapping.system());
        var office = mapping.office();
        if (office != null) {
            var told = new LinkedHashMap<String, Object>();
            put(told, "currency", office.currency());
            put(told, "zone", office.zone());
            put(root, "office", told);
        }
        put(root, "format", format(mapping.format(), Format.PLAIN));
        put(
                root,
                "custom_fields",
                mapping.custom().stream().map(MappingText::custom).toList());
        put(
                root,
                "leave_out",
                mapping.leaveOut().stream().map(MappingText::leftOut).toList());
        put(
                root,
                "given",
                mapping.given().stream().map(given -> given(mapping, given)).toList());
        root.put(
                "objects",
                mapping.objects().stream().map(part -> part(mapping, part)).toList());
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(160);
        return new Yaml(options).dump(root);
    }

    private static void put(Map<String, Object> into, String key, @org.jspecify.annotations.Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
        if (!nothing) {
            into.put(key, value);
        }
    }

    private static Map<String, Object> custom(Mapping.Custom field) {
        var map = new LinkedHashMap<String, Object>();
        map.put("object", field.object());
        map.put("code", field.code());
        map.put("label", field.label());
        return map;
    }

    private static Map<String, Object> leftOut(Mapping.LeftOut out) {
        var map = new LinkedHashMap<String, Object>();
        map.put("file", out.file());
        put(map, "because", out.because());
        return map;
    }

    private static Map<String, Object> given(Mapping mapping, Mapping.Given given) {
        var map = new LinkedHashMap<String, Object>();
        map.put("object", given.object());
        map.put("key", given.key());
        var fields = new LinkedHashMap<String, Object>();
        given.fields()
                .forEach((field, source) -> fields.put(field, source(source, mapping.system(), mapping.format())));
        map.put("fields", fields);
        return map;
    }

    private static Map<String, Object> part(Mapping mapping, Part part) {
        var map = new LinkedHashMap<String, Object>();
        map.put("object", part.object());
        map.put("from", one(part.from()));
        if (!part.system().equals(mapping.system())) {
            map.put("system", part.system());
        }
        map.put("key", one(part.key()));
        if (part.repeats()) {
            map.put("repeats", "true");
        }
        if (part.full()) {
            map.put("full", "true");
        }
        put(map, "format", format(part.format(), mapping.format()));
        var unpivot = part.unpivot();
        if (unpivot != null) {
            var told = new LinkedHashMap<String, Object>();
            told.put("keep", one(unpivot.keep()));
            told.put("name", unpivot.name());
            told.put("value", unpivot.value());
            map.put("unpivot", told);
        }
        put(map, "fields", sources(part.fields(), part));
        var lines = part.lines();
        if (lines != null) {
            var told = new LinkedHashMap<String, Object>();
            put(told, "key", lines.key().isEmpty() ? null : one(lines.key()));
            told.put("fields", sources(lines.fields(), part));
            map.put("lines", told);
        }
        put(map, "ignore", part.ignore());
        return map;
    }

    private static Map<String, Object> sources(Map<String, Source> fields, Part part) {
        var map = new LinkedHashMap<String, Object>();
        fields.forEach((field, source) -> map.put(field, source(source, part.system(), part.format())));
        return map;
    }

    private static Object one(List<String> all) {
        return all.size() == 1 ? all.getFirst() : all;
    }

    private static Object source(Source source, String system, Format format) {
        var map = new LinkedHashMap<String, Object>();
        if (source.value() != null) {
            map.put("value", source.value());
        } else {
            map.put(source.columns().size() == 1 ? "column" : "columns", one(source.columns()));
        }
        if (!source.join().equals(" ")) {
            map.put("join", source.join());
        }
        put(map, "map", new java.util.TreeMap<>(source.map()));
        put(map, "otherwise", source.otherwise());
        put(map, "split", source.split());
        if (!source.system().equals(system)) {
            map.put("system", source.system());
        }
        if (source.leaveUnknown()) {
            map.put("unknown", "leave");
        }
        put(map, "format", format(source.format(), format));
        if (source.since() != null) {
            map.put("since", source(source.since(), system, source.format()));
        }
        if (source.until() != null) {
            map.put("until", source(source.until(), system, source.format()));
        }
        return map.size() == 1 && map.containsKey("column") ? source.columns().getFirst() : map;
    }

    private static Map<String, Object> format(Format format, Format base) {
        var map = new LinkedHashMap<String, Object>();
        var locale = format.locale();
        if (locale != null && !locale.equals(base.locale())) {
            map.put("locale", locale.toLanguageTag());
        }
        if (!format.day().equals(base.day())) {
            put(map, "day", format.day());
        }
        if (!format.empty().equals(base.empty())) {
            put(map, "empty", format.empty());
        }
        if (format.delimiter() != null && !format.delimiter().equals(base.delimiter())) {
            map.put("delimiter", format.delimiter());
        }
        if (format.encoding() != null && !format.encoding().equals(base.encoding())) {
            map.put("encoding", format.encoding());
        }
        return map;
    }
}
