package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The form of a content as JSON Schema, draft 2020-12, for editors of text that know it. */
final class JsonSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonSchema() {}

    static String of(DocumentType<?> type) {
        var schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Kontor: " + type.code() + ", schema " + type.schema());
        schema.setAll(of(Shape.of(type.content()), false));
        return pretty(schema);
    }

    /** Of a file with the texts of a document in another language, by their places. */
    static String ofLanguages() {
        var schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Kontor: texts of a document in another language");
        types(schema, false, "object");
        schema.putObject("propertyNames").put("pattern", "^/");
        var each = of(Shape.of(Languages.Translation.class), false);
        each.putArray("required").add("of").add("text");
        schema.set("additionalProperties", each);
        return pretty(schema);
    }

    private static String pretty(ObjectNode schema) {
        return PRETTY.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    }

    /** @param nothing whether it may also say nothing */
    private static ObjectNode of(Shape shape, boolean nothing) {
        var schema = JSON.objectNode();
        switch (shape) {
            case Shape.One one -> one(schema, one.kind(), nothing);
            case Shape.Choice choice -> {
                var codes = schema.putArray("enum");
                choice.codes().forEach(codes::add);
                if (nothing) {
                    codes.addNull();
                }
            }
            case Shape.Many many -> {
                types(schema, nothing, "array");
                schema.set("items", of(many.each(), false));
            }
            case Shape.Named named -> {
                types(schema, nothing, "object");
                schema.set("additionalProperties", of(named.each(), true));
            }
            case Shape.Members members -> {
                types(schema, nothing, "object");
                var properties = schema.putObject("properties");
                members.byName().forEach((name, member) -> properties.set(name, of(member, true)));
                schema.put("additionalProperties", false);
            }
            case Shape.Any any -> schema.put("description", "See the guide.");
        }
        return schema;
    }

    private static void one(ObjectNode schema, Shape.Kind kind, boolean nothing) {
        switch (kind) {
            case TEXT -> types(schema, nothing, "string");
            case NUMBER -> types(schema, nothing, "number", "string");
            case WHOLE -> types(schema, nothing, "integer");
            case FLAG -> types(schema, nothing, "boolean");
            case DAY -> {
                types(schema, nothing, "string");
                schema.put("format", "date");
            }
            case ID -> {
                types(schema, nothing, "string");
                schema.put("format", "uuid");
            }
        }
    }

    private static void types(ObjectNode schema, boolean nothing, String... types) {
        if (types.length == 1 && !nothing) {
            schema.put("type", types[0]);
            return;
        }
        var all = schema.putArray("type");
        List.of(types).forEach(all::add);
        if (nothing) {
            all.add("null");
        }
    }
}
