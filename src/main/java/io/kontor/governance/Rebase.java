package io.kontor.governance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A draft put on a newer version: what was changed there and what was changed here, together. Members are compared one by one,
 * elements of lists by their codes where they have such; where both changed the same, the draft's stays and is said.
 */
final class Rebase {
    private static final List<String> KEYS = List.of("code", "id", "name");

    private final List<Clash> clashes = new ArrayList<>();

    private Rebase() {}

    /** What both changed, each as JSON or nothing. */
    record Clash(
            String path,
            @Nullable String was,
            @Nullable String theirs,
            @Nullable String yours) {}

    record Merged(JsonNode tree, List<Clash> clashes) {}

    static Merged of(JsonNode base, JsonNode theirs, JsonNode yours) {
        var rebase = new Rebase();
        var merged = rebase.merge("", base, theirs, yours);
        return new Merged(merged == null ? yours : merged, List.copyOf(rebase.clashes));
    }

    private @Nullable JsonNode merge(
            String path, @Nullable JsonNode was, @Nullable JsonNode theirs, @Nullable JsonNode yours) {
        if (Objects.equals(was, yours) || Objects.equals(theirs, yours)) {
            return theirs;
        }
        if (Objects.equals(was, theirs)) {
            return yours;
        }
        if (was instanceof ObjectNode one && theirs instanceof ObjectNode two && yours instanceof ObjectNode three) {
            return members(path, one, two, three);
        }
        if (was instanceof ArrayNode one && theirs instanceof ArrayNode two && yours instanceof ArrayNode three) {
            var key = KEYS.stream()
                    .filter(name -> tells(one, name) && tells(two, name) && tells(three, name))
                    .findFirst();
            if (key.isPresent()) {
                return elements(path, byKey(one, key.get()), byKey(two, key.get()), byKey(three, key.get()), three);
            }
        }
        clashes.add(new Clash(path, text(was), text(theirs), text(yours)));
        return yours;
    }

    private ObjectNode members(String path, ObjectNode was, ObjectNode theirs, ObjectNode yours) {
        var merged = yours.objectNode();
        for (var name : names(yours.propertyNames(), theirs.propertyNames())) {
            put(merged, name, merge(path + "/" + name, was.get(name), theirs.get(name), yours.get(name)));
        }
        return merged;
    }

    private static void put(ObjectNode merged, String name, @Nullable JsonNode value) {
        if (value != null) {
            merged.set(name, value);
        }
    }

    /** In the draft's order, what is new there behind it. */
    private ArrayNode elements(
            String path,
            Map<String, JsonNode> was,
            Map<String, JsonNode> theirs,
            Map<String, JsonNode> yours,
            ArrayNode like) {
        var merged = like.arrayNode();
        for (var key : names(yours.keySet(), theirs.keySet())) {
            var one = merge(path + "/" + key, was.get(key), theirs.get(key), yours.get(key));
            if (one != null) {
                merged.add(one);
            }
        }
        return merged;
    }

    private static Set<String> names(Iterable<String> first, Iterable<String> then) {
        var names = new LinkedHashSet<String>();
        first.forEach(names::add);
        then.forEach(names::add);
        return names;
    }

    private static boolean tells(ArrayNode list, String key) {
        return byKey(list, key).size() == list.size();
    }

    private static Map<String, JsonNode> byKey(ArrayNode list, String key) {
        var byKey = new LinkedHashMap<String, JsonNode>();
        for (var one : list) {
            var value = one.get(key);
            if (value != null && value.isString()) {
                byKey.put(value.asString(), one);
            }
        }
        return byKey;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }
}
