package io.kontor.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two states, down to the member that changed: of a deal with a hundred lines the one whose quantity is
 * another, of a list what went and what came.
 */
final class Differences {
    /** Members by one of which the elements of a list are told apart, the surest first. */
    private static final List<String> KEYS = List.of("id", "number", "code", "key", "partnerId", "person", "field");

    /** Members that name an element for people, the best first. */
    private static final List<String> NAMES = List.of(
            "name", "label", "productId", "description", "partnerId", "person", "role", "code", "key", "number");

    private final Reading reading;
    private final List<Line.Difference> found = new ArrayList<>();

    private Differences(Reading reading) {
        this.reading = reading;
    }

    /** Nothing when there was nothing before: then everything is new, and the sentence says so. */
    static List<Line.Difference> of(@Nullable ObjectNode before, ObjectNode after, Reading reading) {
        if (before == null) {
            return List.of();
        }
        var differences = new Differences(reading);
        differences.members("", "", before, after);
        return List.copyOf(differences.found);
    }

    private void members(String path, String label, JsonNode before, JsonNode after) {
        var names = new TreeSet<String>();
        before.propertyNames().forEach(names::add);
        after.propertyNames().forEach(names::add);
        for (var name : names) {
            if (reading.shows(name)) {
                var inner = path.isEmpty() ? name : path + "." + name;
                compare(inner, joined(label, reading.field(inner)), before.get(name), after.get(name));
            }
        }
    }

    private static String joined(String label, String more) {
        return label.isEmpty() ? more : label + " · " + more;
    }

    private void compare(String path, String label, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (Objects.equals(before, after) || (Reading.isNothing(before) && Reading.isNothing(after))) {
            return;
        }
        if (before != null && after != null) {
            if (Reading.hasMembers(before) && Reading.hasMembers(after)) {
                members(path, path.equals(Reading.CUSTOM) ? "" : label, before, after);
                return;
            }
            if (before.isArray() && after.isArray()) {
                lists(path, label, before, after);
                return;
            }
        }
        note(path, label, before, after);
    }

    private void note(String path, String label, @Nullable JsonNode before, @Nullable JsonNode after) {
        found.add(new Line.Difference(label, reading.value(path, before), reading.value(path, after)));
    }

    private void lists(String path, String label, JsonNode before, JsonNode after) {
        var key = key(before, after);
        if (key == null) {
            unordered(path, label, before, after);
            return;
        }
        var was = byKey(before, key);
        var is = byKey(after, key);
        was.forEach((id, element) -> {
            var other = is.get(id);
            if (other == null) {
                note(path, label, element, null);
            } else if (!element.equals(other)) {
                members(path, joined(label, called(path, other)), element, other);
            }
        });
        is.forEach((id, element) -> {
            if (!was.containsKey(id)) {
                note(path, label, null, element);
            }
        });
    }

    private static @Nullable String key(JsonNode before, JsonNode after) {
        return KEYS.stream()
                .filter(key -> tells(before, key) && tells(after, key))
                .findFirst()
                .orElse(null);
    }

    /** Whether every element is an object with that member, and no two have the same. */
    private static boolean tells(JsonNode list, String key) {
        return StreamSupport.stream(list.spliterator(), false)
                        .allMatch(one -> Reading.hasMembers(one) && !Reading.isNothing(one.get(key)))
                && byKey(list, key).size() == list.size();
    }

    private static Map<String, JsonNode> byKey(JsonNode list, String key) {
        var byKey = new LinkedHashMap<String, JsonNode>();
        list.forEach(one -> byKey.put(one.get(key).asString(), one));
        return byKey;
    }

    private String called(String path, JsonNode element) {
        return NAMES.stream()
                .filter(name -> !Reading.isNothing(element.get(name)))
                .map(name -> reading.value(path + "." + name, element.get(name)))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What went and what came; when only the order is another, both lists as they stand. */
    private void unordered(String path, String label, JsonNode before, JsonNode after) {
        var gone = new ArrayList<JsonNode>();
        var come = new ArrayList<JsonNode>();
        before.forEach(gone::add);
        for (var one : after) {
            if (!gone.remove(one)) {
                come.add(one);
            }
        }
        if (gone.isEmpty() && come.isEmpty()) {
            note(path, label, before, after);
        } else {
            found.add(new Line.Difference(label, all(path, gone), all(path, come)));
        }
    }

    private String all(String path, List<JsonNode> nodes) {
        return String.join(
                "; ", nodes.stream().map(node -> reading.value(path, node)).toList());
    }
}
