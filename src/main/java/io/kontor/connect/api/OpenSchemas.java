package io.kontor.connect.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The schemas of the description, made from the records callers read and write. */
@SuppressWarnings({"rawtypes", "unchecked"}) // The model's own methods hand out and take raw schemas.
final class OpenSchemas {
    /** What the parts are that all kinds of objects share. */
    private static final Map<String, List<String>> SHARED = Map.ofEntries(
            Map.entry("value", List.of("The value.", "silver")),
            Map.entry("from", List.of("The first day it holds; none for always.", "2026-01-01")),
            Map.entry("to", List.of("The first day it no longer holds; none for until further notice.", "2027-01-01")),
            Map.entry("system", List.of("A short code of the other system.", "crm")),
            Map.entry("id", List.of("Its id there.", "A-1001")),
            Map.entry("type", List.of("The kind of object.", "partner")),
            Map.entry("code", List.of("A short code.", "silver")),
            Map.entry("name", List.of("What it is called.", "Silver")),
            Map.entry("values", List.of("What it is worth in each tier, by the tier's code.", "")),
            Map.entry("amount", List.of("A decimal number, as text.", "12.30")),
            Map.entry("currency", List.of("ISO 4217 code.", "EUR")));

    /** What fields are that most bodies have at their top. */
    private static final Map<String, List<Object>> COMMON = Map.of(
            "id",
            List.of("Its id.", "019aa0c1-7e5a-7c11-9d62-0d1b0c9a3f10"),
            "entry",
            List.of("The version: the entry it stands at, also its ETag.", "019aa0c1-7e5b-7d20-8a11-5b6c7d8e9f00"),
            "custom",
            List.of("Custom fields by code; an amount is an object with amount and currency, everything else is text."),
            "withdrawn",
            List.of("Whether it was withdrawn.", false));

    private OpenSchemas() {}

    /**
     * Puts the schemas of all bodies into the description.
     *
     * @param listed those that come in pages
     * @param written those that take patches
     */
    static void describe(
            Components components,
            Collection<Class<? extends Record>> listed,
            Collection<Class<? extends Record>> written) {
        var schemas = new TreeMap<String, Schema>();
        listed.forEach(type -> schemas.putAll(schemas(type)));
        schemas.putAll(schemas(CostsBody.class));
        schemas.putAll(schemas(Problem.class));
        for (var body : LogBodies.class.getDeclaredClasses()) {
            schemas.putAll(schemas(body));
        }
        components.setSchemas(new LinkedHashMap<>(schemas));
        written.forEach(type -> components.addSchemas(
                name(type) + "Patch", patch(name(type), Objects.requireNonNull(schemas.get(name(type))))));
        listed.forEach(type -> components.addSchemas(page(type), pageSchema(name(type))));
    }

    static String name(Class<?> type) {
        var schema = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return schema == null || schema.name().isEmpty() ? type.getSimpleName() : schema.name();
    }

    static String page(Class<?> type) {
        return name(type) + "Page";
    }

    static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> pageSchema(String name) {
        return new Schema<>()
                .types(Set.of("object"))
                .description("One page of a list.")
                .addProperty("items", new ArraySchema().items(ref(name)).types(Set.of("array")))
                .addProperty(
                        "next",
                        new StringSchema()
                                .types(Set.of("string"))
                                .description("The value of after for the next page; missing on the last one.")
                                .example("MDE5YWEwYzEgQWxwaGE"))
                .required(List.of("items"));
    }

    /** The schemas of a record and everything in it, in the API's names. */
    private static Map<String, Schema> schemas(Class<?> type) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        var all = new LinkedHashMap<String, Schema>(resolved.referencedSchemas);
        resolved.schema.setRequired(Arrays.stream(type.getRecordComponents())
                .filter(component -> !Binder.optional(component) && !Binder.readOnly(component))
                .map(component -> Names.outside(component.getName()))
                .toList());
        common(type, resolved.schema);
        all.put(name(type), resolved.schema);
        all.forEach((name, schema) -> outside(schema));
        return all;
    }

    private static void common(Class<?> type, Schema<?> schema) {
        for (var component : type.getRecordComponents()) {
            var property = Objects.requireNonNull(schema.getProperties().get(component.getName()));
            var known = COMMON.getOrDefault(component.getName(), List.of());
            if (property.getDescription() == null && !known.isEmpty()) {
                property.setDescription(String.valueOf(known.getFirst()));
                if (known.size() > 1) {
                    property.setExample(known.getLast());
                }
            }
            if (Binder.readOnly(component)) {
                property.setReadOnly(true);
            }
        }
    }

    private static void outside(Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        var renamed = new LinkedHashMap<String, Schema>();
        schema.getProperties().forEach((name, property) -> {
            choices(property);
            if (property.getItems() != null) {
                choices(property.getItems());
            }
            shared(name, property);
            renamed.put(Names.outside(name), property);
        });
        schema.setProperties(renamed);
    }

    private static void shared(String name, Schema<?> property) {
        var known = SHARED.get(name);
        if (property.getDescription() == null && known != null) {
            property.setDescription(known.getFirst());
            if (property.getExample() == null
                    && property.getFormat() == null
                    && property.getEnum() == null
                    && !known.getLast().isEmpty()) {
                property.setExample(known.getLast());
            }
        }
    }

    private static void choices(Schema<?> schema) {
        if (schema.getEnum() != null) {
            ((Schema<Object>) schema)
                    .setEnum(schema.getEnum().stream()
                            .map(one -> (Object) String.valueOf(one).toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    /** The fields a caller may write, none of them required. */
    private static Schema<?> patch(String name, Schema<?> whole) {
        var patch = new Schema<>()
                .types(Set.of("object"))
                .description("Any of the fields of " + name + "; null takes one away.");
        whole.getProperties().forEach((field, property) -> {
            if (!Boolean.TRUE.equals(property.getReadOnly())) {
                patch.addProperty(field, property);
            }
        });
        return patch;
    }
}
