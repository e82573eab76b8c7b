package io.kontor.governance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What may stand where in a content, read from the record that is its type. */
sealed interface Shape {
    /** A single value. */
    enum Kind {
        TEXT,
        NUMBER,
        WHOLE,
        FLAG,
        DAY,
        ID
    }

    record One(Kind kind) implements Shape {}

    record Choice(List<String> codes) implements Shape {}

    record Many(Shape each) implements Shape {}

    record Named(Shape each) implements Shape {}

    record Members(Class<?> type, Map<String, Shape> byName) implements Shape {}

    /** Something that reads itself. */
    record Any() implements Shape {}

    static Members of(Class<? extends Record> type) {
        var members = new LinkedHashMap<String, Shape>();
        for (var component : type.getRecordComponents()) {
            members.put(component.getName(), of(component));
        }
        return new Members(type, members);
    }

    private static Shape of(RecordComponent component) {
        return component.isAnnotationPresent(JsonDeserialize.class) ? new Any() : of(component.getGenericType());
    }

    private static Shape of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            var arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return new Many(of(arguments[0]));
            }
            return Map.class.isAssignableFrom(raw) ? new Named(of(arguments[1])) : new Any();
        }
        return type instanceof Class<?> one ? plain(one) : new Any();
    }

    private static Shape plain(Class<?> type) {
        var kind = kind(type);
        if (kind != null) {
            return new One(kind);
        }
        if (readsItself(type)) {
            return new Any();
        }
        if (type.isEnum()) {
            return new Choice(Stream.of(type.getEnumConstants())
                    .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                    .toList());
        }
        return type.isRecord() ? of(type.asSubclass(Record.class)) : new Any();
    }

    private static @Nullable Kind kind(Class<?> type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == BigDecimal.class) {
            return Kind.NUMBER;
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Kind.WHOLE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Kind.FLAG;
        }
        if (type == LocalDate.class) {
            return Kind.DAY;
        }
        return type == UUID.class ? Kind.ID : null;
    }

    private static boolean readsItself(Class<?> type) {
        return type.isAnnotationPresent(JsonDeserialize.class)
                || type.isAnnotationPresent(JsonTypeInfo.class)
                || Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class)
                                || method.isAnnotationPresent(JsonValue.class));
    }
}
