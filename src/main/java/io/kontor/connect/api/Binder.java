package io.kontor.connect.api;

import io.kontor.kernel.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON into records, strictly, and says everything that is wrong at once: fields nobody knows, values of the wrong type
 * with what is expected, fields that must be there, and whatever the records themselves refuse.
 */
final class Binder {
    private static final int LONGEST_LIST = 10_000;

    private final List<Refusal> faults = new ArrayList<>();

    private Binder() {}

    /** @throws Refused with every fault and its path */
    static <T extends Record> T read(ObjectNode tree, Class<T> type) {
        var binder = new Binder();
        var value = binder.record(tree, type, Map.of(), "");
        if (value == null || !binder.faults.isEmpty()) {
            throw Refused.invalid(binder.faults);
        }
        return type.cast(value);
    }

    /** The fields of a record the caller reads and never writes. */
    static Set<String> readOnly(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(Binder::readOnly)
                .map(component -> Names.outside(component.getName()))
                .collect(Collectors.toSet());
    }

    static Set<String> known(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> Names.outside(component.getName()))
                .collect(Collectors.toSet());
    }

    static boolean readOnly(RecordComponent component) {
        return component.isAnnotationPresent(ReadOnly.class);
    }

    static boolean optional(RecordComponent component) {
        var type = component.getType();
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || type == List.class
                || type == Set.class
                || type == Map.class
                || type == boolean.class;
    }

    private void fault(String path, String code, Object... args) {
        faults.add(Refusal.invalid(code, args).at(path));
    }

    private @Nullable Object record(ObjectNode tree, Class<?> type, Map<TypeVariable<?>, Type> bound, String path) {
        int before = faults.size();
        var components = type.getRecordComponents();
        var names = Arrays.stream(components)
                .map(component -> Names.outside(component.getName()))
                .toList();
        tree.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> fault(
                        Names.inside(path, shortened(name)), "api-field-unknown", "known", String.join(", ", names)));
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(tree, components[i], bound, Names.inside(path, names.get(i)));
        }
        return faults.size() > before ? null : made(type, components, values, path);
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private @Nullable Object component(
            ObjectNode tree, RecordComponent component, Map<TypeVariable<?>, Type> bound, String path) {
        if (readOnly(component)) {
            return null;
        }
        var node = tree.get(Names.outside(component.getName()));
        if (node == null || node.isNull()) {
            if (!optional(component)) {
                fault(path, "field-required");
            }
            return empty(component.getType());
        }
        return value(node, component.getGenericType(), bound, path);
    }

    private static @Nullable Object empty(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == List.class ? List.of() : type == Set.class ? Set.of() : type == Map.class ? Map.of() : null;
    }

    private @Nullable Object made(Class<?> type, RecordComponent[] components, @Nullable Object[] values, String path) {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Refusal refusal) {
                faults.add(refusal.at(where(refusal, components, path)));
                return null;
            }
            throw new IllegalStateException("cannot make a " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    /** The refused field when it is one of the record's own, else the record. */
    private static String where(Refusal refusal, RecordComponent[] components, String path) {
        var field = refusal.field();
        var own = field != null
                && Arrays.stream(components)
                        .anyMatch(component -> component.getName().equals(field));
        if (own || path.isEmpty()) {
            return field == null ? path : Names.inside(path, Names.outside(field));
        }
        return path;
    }

    private @Nullable Object value(JsonNode node, Type type, Map<TypeVariable<?>, Type> bound, String path) {
        return switch (type) {
            case TypeVariable<?> variable -> value(node, bound.getOrDefault(variable, Object.class), Map.of(), path);
            case ParameterizedType generic -> generic(node, generic, bound, path);
            case Class<?> plain -> plain(node, plain, path);
            default -> throw new IllegalStateException("no reading of " + type);
        };
    }

    private @Nullable Object generic(
            JsonNode node, ParameterizedType type, Map<TypeVariable<?>, Type> bound, String path) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == List.class || raw == Set.class) {
            var list = list(node, arguments[0], bound, path);
            return list == null || raw == List.class ? list : new LinkedHashSet<>(list);
        }
        if (raw == Map.class) {
            return map(node, arguments[1], bound, path);
        }
        var variables = raw.getTypeParameters();
        var inner = new HashMap<TypeVariable<?>, Type>();
        for (int i = 0; i < variables.length; i++) {
            inner.put(variables[i], arguments[i]);
        }
        return node instanceof ObjectNode object ? record(object, raw, inner, path) : wrong(path, "api-expects-object");
    }

    private @Nullable List<Object> list(JsonNode node, Type type, Map<TypeVariable<?>, Type> bound, String path) {
        if (!node.isArray()) {
            wrong(path, "api-expects-list");
            return null;
        }
        if (node.size() > LONGEST_LIST) {
            fault(path, "api-list-too-long", "most", LONGEST_LIST);
            return null;
        }
        var list = new ArrayList<Object>();
        for (int i = 0; i < node.size(); i++) {
            var at = path + "[" + i + "]";
            var one = node.get(i);
            var value = one == null || one.isNull() ? wrong(at, "field-required") : value(one, type, bound, at);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Map<String, Object> map(JsonNode node, Type type, Map<TypeVariable<?>, Type> bound, String path) {
        if (!(node instanceof ObjectNode object)) {
            wrong(path, "api-expects-object");
            return null;
        }
        var map = new LinkedHashMap<String, Object>();
        object.properties().forEach(one -> {
            var at = Names.inside(path, shortened(one.getKey()));
            if (!Texts.sound(one.getKey())) {
                fault(at, "field-control-characters");
            } else if (!one.getValue().isNull()) {
                var value = value(one.getValue(), type, bound, at);
                if (value != null) {
                    map.put(one.getKey(), value);
                }
            }
        });
        return map;
    }

    private @Nullable Object plain(JsonNode node, Class<?> type, String path) {
        if (type == Object.class || type == JsonNode.class) {
            return node;
        }
        if (type.isRecord()) {
            return node instanceof ObjectNode object
                    ? record(object, type, Map.of(), path)
                    : wrong(path, "api-expects-object");
        }
        if (type == boolean.class || type == Boolean.class) {
            return node.isBoolean() ? (Object) node.asBoolean() : wrong(path, "api-expects-truth");
        }
        if (type == int.class || type == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? (Object) node.asInt()
                    : wrong(path, "api-expects-whole");
        }
        return node.isString() ? text(node.asString(), type, path) : wrong(path, expected(type));
    }

    private @Nullable Object wrong(String path, String code) {
        fault(path, code);
        return null;
    }

    private static String expected(Class<?> type) {
        if (type == UUID.class) {
            return "api-expects-id";
        }
        if (type == LocalDate.class) {
            return "api-expects-day";
        }
        if (type == LocalTime.class) {
            return "api-expects-time";
        }
        return type == BigDecimal.class ? "api-expects-decimal" : "api-expects-text";
    }

    private @Nullable Object text(String text, Class<?> type, String path) {
        if (!Texts.sound(text)) {
            return wrong(path, "field-control-characters");
        }
        if (type.isEnum()) {
            return choice(text, type, path);
        }
        try {
            if (type == UUID.class) {
                return Texts.id(text);
            }
            if (type == LocalDate.class) {
                return Texts.day(text);
            }
            if (type == LocalTime.class) {
                return LocalTime.parse(text);
            }
            return type == BigDecimal.class ? Texts.decimal(text) : text;
        } catch (IllegalArgumentException | DateTimeException e) {
            return wrong(path, expected(type));
        }
    }

    private @Nullable Object choice(String text, Class<?> type, String path) {
        var choices = Arrays.stream(type.getEnumConstants())
                .map(one -> Names.choice((Enum<?>) one))
                .toList();
        int place = choices.indexOf(text);
        if (place < 0) {
            fault(path, "api-expects-choice", "choices", String.join(", ", choices));
            return null;
        }
        return type.getEnumConstants()[place];
    }
}
