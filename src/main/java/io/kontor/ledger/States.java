package io.kontor.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.kontor.kernel.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * States to JSON and back. Amounts, rates, quantities and 64-bit integers are strings, so that no reader rounds them; what
 * is empty is left out; enum values are in lower case.
 */
public final class States {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .withConfigOverride(
                    List.class, config -> config.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(
                    Set.class, config -> config.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(
                    Map.class, config -> config.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new SimpleModule("kontor-states")
                    .addSerializer(BigDecimal.class, new DecimalWriter())
                    .addSerializer(Long.class, new LongWriter())
                    .addSerializer(Enum.class, new CodeWriter())
                    .addDeserializer(BigDecimal.class, new DecimalReader()))
            .build();

    private States() {}

    public static String write(Object state) {
        return JSON.writeValueAsString(state);
    }

    public static ObjectNode tree(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** For reading a state one word after the other. */
    static JsonParser parser(String json) {
        return JSON.createParser(json);
    }

    /** The state of a type, lifted from the format it was written in. */
    public static <S> S read(SubjectType<S> type, int format, String json) {
        return read(type, format, tree(json));
    }

    /** A state as an entry keeps it. */
    static <S> S read(SubjectType<S> type, EntrySql.Kept kept) {
        var tree = tree(kept.state());
        if (MarkedTexts.in(kept.state())) {
            MarkedTexts.open(tree, kept.keys());
        }
        return read(type, kept.format(), tree);
    }

    /** The same from a tree, which is left as it is. */
    static <S> S read(SubjectType<S> type, int format, ObjectNode state) {
        var tree = type.lifts().size() < format ? state : state.deepCopy();
        for (int i = format - 1; i < type.lifts().size(); i++) {
            tree = type.lifts().get(i).apply(tree);
        }
        try {
            return JSON.treeToValue(tree, type.state());
        } catch (JacksonException e) {
            // Two changes put together can be a state its record refuses: that is said, not a bug.
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** Any record by the rules of states; for the parts of states kept in columns. */
    public static <T> T read(Class<T> type, String json) {
        return JSON.readValue(json, type);
    }

    public static <T> List<T> list(Class<T> type, String json) {
        return JSON.readerForListOf(type).readValue(json);
    }

    public static Map<String, String> texts(String json) {
        return JSON.readerForMapOf(String.class).readValue(json);
    }

    private static final class DecimalWriter extends ValueSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toPlainString());
        }
    }

    private static final class DecimalReader extends ValueDeserializer<BigDecimal> {
        @Override
        public BigDecimal deserialize(JsonParser in, DeserializationContext context) {
            return new BigDecimal(in.getString());
        }
    }

    private static final class LongWriter extends ValueSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator out, SerializationContext context) {
            out.writeString(Long.toString(value));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class CodeWriter extends ValueSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
