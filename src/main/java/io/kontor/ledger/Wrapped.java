package io.kontor.ledger;

import io.kontor.kernel.Erased;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** How marked texts stand in a state: inside an object with one member that names the mark; what was erased stands as it is. */
final class Wrapped {
    static final String PERSONAL = "$personal";
    static final String TEXT = "$text";

    private Wrapped() {}

    static void write(JsonGenerator out, String mark, String value) {
        if (Erased.is(value)) {
            // Nothing is left that could be told of, or that would need a key.
            out.writeString(value);
            return;
        }
        out.writeStartObject();
        out.writeStringProperty(mark, value);
        out.writeEndObject();
    }

    static @Nullable String read(JsonParser in, String mark) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        JsonNode node = in.readValueAsTree();
        return node.path(mark).asString("");
    }

    static final class PersonalWriter extends ValueSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializationContext context) {
            write(out, PERSONAL, value);
        }
    }

    static final class PersonalReader extends ValueDeserializer<String> {
        @Override
        public @Nullable String deserialize(JsonParser in, DeserializationContext context) {
            return read(in, PERSONAL);
        }
    }

    static final class TextWriter extends ValueSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializationContext context) {
            write(out, TEXT, value);
        }
    }

    static final class TextReader extends ValueDeserializer<String> {
        @Override
        public @Nullable String deserialize(JsonParser in, DeserializationContext context) {
            return read(in, TEXT);
        }
    }
}
