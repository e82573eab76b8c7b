package io.kontor.connect.imports;

import io.kontor.connect.imports.Mapping.Format;
import io.kontor.connect.imports.Mapping.Given;
import io.kontor.connect.imports.Mapping.LeftOut;
import io.kontor.connect.imports.Mapping.Lines;
import io.kontor.connect.imports.Mapping.Office;
import io.kontor.connect.imports.Mapping.Part;
import io.kontor.connect.imports.Mapping.Source;
import io.kontor.kernel.ExternalId;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Mappings as YAML. Every scalar is a text: no {@code NO} becomes false and no {@code 2017-07-01} a moment. */
public final class MappingFile {
    private static final int LARGEST = 1_000_000;

    private MappingFile() {}

    /** Refuses: no such file; not a mapping, with the place and the reason. */
    public static Mapping read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Refusal.invalid("mapping-malformed", "where", file.getFileName(), "why", "more than 1 MB");
            }
            return read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.invalid("import-file-unreadable", "file", file);
        }
    }

    static Mapping read(String text) {
        try {
            return mapping(YamlNode.of(yaml().load(text)), text);
        } catch (YAMLException e) {
            throw Refusal.invalid("mapping-malformed", "where", "YAML", "why", String.valueOf(e.getMessage()));
        }
    }

    private static Yaml yaml() {
        var loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setMaxAliasesForCollections(50);
        var dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        });
    }

    private static Mapping mapping(YamlNode node, String text) {
        node.only("name", "system", "office", "format", "custom_fields", "leave_out", "given", "objects");
        var system = new ExternalId(node.needed("system").text(), "-").system();
        var format = format(node.at("format"), Format.PLAIN);
        var objects = node.needed("objects").each().stream()
                .map(part -> part(part, system, format))
                .toList();
        return new Mapping(
                Fields.required(node.needed("name").text(), "name", 200),
                system,
                node.at("office").map(MappingFile::office).orElse(null),
                format,
                node.at("custom_fields").map(YamlNode::each).orElse(List.of()).stream()
                        .map(MappingFile::custom)
                        .toList(),
                node.at("leave_out").map(YamlNode::each).orElse(List.of()).stream()
                        .map(MappingFile::leftOut)
                        .toList(),
                node.at("given").map(YamlNode::each).orElse(List.of()).stream()
                        .map(given -> given(given, system, format))
                        .toList(),
                objects,
                text);
    }

    private static Office office(YamlNode node) {
        node.only("currency", "zone");
        return new Office(
                node.at("currency")
                        .map(currency -> currency.read(text -> Money.currency(text)))
                        .orElse(null),
                node.at("zone")
                        .map(zone -> zone.read(text -> ZoneId.of(text).getId()))
                        .orElse(null));
    }

    private static Mapping.Custom custom(YamlNode node) {
        node.only("object", "code", "label");
        return new Mapping.Custom(
                node.needed("object").text(),
                Fields.code(node.needed("code").text(), "code"),
                node.needed("label").text());
    }

    private static LeftOut leftOut(YamlNode node) {
        if (node.isText()) {
            return new LeftOut(node.text(), null);
        }
        node.only("file", "because");
        return new LeftOut(
                node.needed("file").text(),
                node.at("because").map(YamlNode::text).orElse(null));
    }

    private static Given given(YamlNode node, String system, Format format) {
        node.only("object", "key", "fields");
        var fields = new LinkedHashMap<String, Source>();
        node.needed("fields").entries().forEach((field, value) -> fields.put(field, constant(value, system, format)));
        return new Given(node.needed("object").text(), node.needed("key").text(), fields);
    }

    /** In what the mapping states itself, a bare text is the value; elsewhere it is a column. */
    private static Source constant(YamlNode node, String system, Format format) {
        return node.isText()
                ? new Source(List.of(), " ", node.text(), Map.of(), null, null, system, false, null, null, format)
                : source(node, system, format);
    }

    private static Part part(YamlNode node, String system, Format format) {
        node.only(
                "object", "from", "system", "key", "repeats", "full", "fields", "lines", "ignore", "format", "unpivot");
        var own = node.at("system").map(YamlNode::text).orElse(system);
        var written = format(node.at("format"), format);
        return new Part(
                node.needed("object").text(),
                node.needed("from").texts(),
                own,
                node.needed("key").texts(),
                node.at("repeats")
                        .map(repeats -> repeats.oneOf("true", "false").equals("true"))
                        .orElse(false),
                node.at("full")
                        .map(full -> full.oneOf("true", "false").equals("true"))
                        .orElse(false),
                node.at("fields").map(fields -> sources(fields, own, written)).orElse(Map.of()),
                node.at("lines").map(lines -> lines(lines, own, written)).orElse(null),
                node.at("ignore").map(YamlNode::texts).orElse(List.of()),
                written,
                node.at("unpivot").map(MappingFile::unpivot).orElse(null));
    }

    private static Mapping.Unpivot unpivot(YamlNode node) {
        node.only("keep", "name", "value");
        return new Mapping.Unpivot(
                node.needed("keep").texts(),
                node.needed("name").text(),
                node.needed("value").text());
    }

    private static Lines lines(YamlNode node, String system, Format format) {
        node.only("key", "fields");
        return new Lines(
                node.at("key").map(YamlNode::texts).orElse(List.of()), sources(node.needed("fields"), system, format));
    }

    private static Map<String, Source> sources(YamlNode node, String system, Format format) {
        var sources = new LinkedHashMap<String, Source>();
        node.entries().forEach((field, source) -> sources.put(field, source(source, system, format)));
        return sources;
    }

    private static Source source(YamlNode node, String system, Format format) {
        if (node.isText()) {
            return new Source(List.of(node.text()), " ", null, Map.of(), null, null, system, false, null, null, format);
        }
        node.only(
                "column",
                "columns",
                "join",
                "value",
                "map",
                "otherwise",
                "split",
                "system",
                "unknown",
                "since",
                "until",
                "format");
        var columns = node.at("columns")
                .or(() -> node.at("column"))
                .map(YamlNode::texts)
                .orElse(List.of());
        var value = node.at("value").map(YamlNode::text).orElse(null);
        if (columns.isEmpty() == (value == null)) {
            throw node.wrong("name either a column or a value");
        }
        var map = new LinkedHashMap<String, String>();
        node.at("map").ifPresent(given -> given.entries().forEach((from, to) -> map.put(from, to.text())));
        var written = format(node.at("format"), format);
        return new Source(
                columns,
                node.at("join").map(YamlNode::raw).orElse(" "),
                value,
                map,
                node.at("otherwise").map(YamlNode::text).orElse(null),
                node.at("split").map(YamlNode::raw).orElse(null),
                node.at("system").map(YamlNode::text).orElse(system),
                node.at("unknown")
                        .map(unknown -> unknown.oneOf("reject", "leave").equals("leave"))
                        .orElse(false),
                node.at("since").map(since -> source(since, system, written)).orElse(null),
                node.at("until").map(until -> source(until, system, written)).orElse(null),
                written);
    }

    private static Format format(Optional<YamlNode> given, Format base) {
        if (given.isEmpty()) {
            return base;
        }
        var node = given.get();
        node.only("locale", "day", "empty", "delimiter", "encoding");
        return new Format(
                node.at("locale")
                        .map(locale -> locale.read(
                                tag -> new Locale.Builder().setLanguageTag(tag).build()))
                        .orElse(base.locale()),
                node.at("day")
                        .map(YamlNode::texts)
                        .map(days ->
                                days.stream().peek(day -> checkedDay(node, day)).toList())
                        .orElse(base.day()),
                node.at("empty").map(YamlNode::texts).orElse(base.empty()),
                node.at("delimiter").map(YamlNode::raw).orElse(base.delimiter()),
                node.at("encoding")
                        .map(encoding -> encoding.read(
                                name -> java.nio.charset.Charset.forName(name).name()))
                        .orElse(base.encoding()));
    }

    private static void checkedDay(YamlNode node, String pattern) {
        try {
            Days.pattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw node.wrong("there are no days written like " + pattern);
        }
    }
}
