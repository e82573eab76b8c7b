package io.kontor.connect.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** How the API writes and reads JSON: names with underscores, amounts as strings, choices in lower case, nothing that is not there. */
final class ApiJson {
    private static final JsonMapper WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new SimpleModule("kontor-api")
                    .addSerializer(BigDecimal.class, new DecimalWriter())
                    .addSerializer(Enum.class, new ChoiceWriter()))
            .build();
    private static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ApiJson() {}

    static byte[] bytes(Object value) {
        return WRITER.writeValueAsBytes(value);
    }

    static ObjectNode tree(Object value) {
        return (ObjectNode) READER.readTree(WRITER.writeValueAsBytes(value));
    }

    /** The object a body holds. Refuses: no JSON, with line and column; anything but one object. */
    static ObjectNode object(byte[] body) {
        JsonNode node;
        try {
            node = READER.readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Refused.of(
                    HttpStatus.BAD_REQUEST,
                    "api-json-malformed",
                    "line",
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    "column",
                    at == null ? 1 : Math.max(1, at.getColumnNr()));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Refused.of(HttpStatus.BAD_REQUEST, "api-json-no-object");
    }

    /** What a merge patch (RFC 7396) makes of an object. */
    static ObjectNode merged(ObjectNode target, ObjectNode patch) {
        var result = target.deepCopy();
        patch.properties().forEach(change -> {
            var name = change.getKey();
            var value = change.getValue();
            if (value.isNull()) {
                result.remove(name);
            } else if (value instanceof ObjectNode object) {
                var before = result.get(name) instanceof ObjectNode there ? there : READER.createObjectNode();
                result.set(name, merged(before, object));
            } else {
                result.set(name, value);
            }
        });
        return result;
    }

    private static final class DecimalWriter extends ValueSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toPlainString());
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class ChoiceWriter extends ValueSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
