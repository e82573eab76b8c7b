package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import io.kontor.ledger.States;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The texts of a content that may be translated, as its type names them, each with its place. */
final class Texts {
    private static final String EACH = "*";
    private static final List<String> KEYS = List.of("code", "id", "name");

    private final String pattern;
    private final Function<Text, @Nullable String> seen;

    private Texts(String pattern, Function<Text, @Nullable String> seen) {
        this.pattern = pattern;
        this.seen = seen;
    }

    /** @param pattern by which the type names it */
    record Text(String place, String pattern, String said) {}

    /** In the order of the type's patterns, then of the content. */
    static <T extends Record> List<Text> of(DocumentType<T> type, T content) {
        var texts = new ArrayList<Text>();
        walk(type, States.tree(States.write(content)), text -> {
            texts.add(text);
            return null;
        });
        return List.copyOf(texts);
    }

    /**
     * A content with other texts, everything else as it is.
     *
     * @param said the other text, or none to leave one as it is
     * @throws tools.jackson.core.JacksonException when the type's record refuses them
     */
    static <T extends Record> T saying(DocumentType<T> type, T content, Function<Text, @Nullable String> said) {
        var tree = States.tree(States.write(content));
        walk(type, tree, said);
        return States.read(type.content(), tree.toString());
    }

    private static void walk(DocumentType<?> type, ObjectNode tree, Function<Text, @Nullable String> seen) {
        for (var pattern : type.texts()) {
            new Texts(pattern, seen).inside(tree, List.of(pattern.substring(1).split("/")), "");
        }
    }

    private void inside(JsonNode node, List<String> steps, String place) {
        var step = steps.getFirst();
        var rest = steps.subList(1, steps.size());
        if (node instanceof ArrayNode list && step.equals(EACH)) {
            var key = key(list, rest);
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                var name = key == null
                        ? String.valueOf(i)
                        : escaped(list.get(i).get(key).asString());
                at(list.get(i), rest, place + "/" + name, other -> list.set(at, list.stringNode(other)));
            }
        } else if (node instanceof ObjectNode object) {
            var names = step.equals(EACH) ? List.copyOf(object.propertyNames()) : List.of(step);
            for (var name : names) {
                if (object.get(name) != null) {
                    at(object.get(name), rest, place + "/" + escaped(name), other -> object.put(name, other));
                }
            }
        }
    }

    private void at(JsonNode node, List<String> rest, String place, Consumer<String> put) {
        if (!rest.isEmpty()) {
            inside(node, rest, place);
        } else if (node.isString() && !node.asString().isBlank()) {
            var other = seen.apply(new Text(place, pattern, node.asString()));
            if (other != null) {
                put.accept(other);
            }
        }
    }

    /** What tells the elements of a list apart and is not itself translated; none when only their order does. */
    private static @Nullable String key(ArrayNode list, List<String> rest) {
        return KEYS.stream()
                .filter(key -> !rest.equals(List.of(key)))
                .filter(key -> StreamSupport.stream(list.spliterator(), false)
                                .map(one -> one.get(key))
                                .filter(value -> value != null && value.isString())
                                .map(JsonNode::asString)
                                .distinct()
                                .count()
                        == list.size())
                .findFirst()
                .orElse(null);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Whether a place is one a pattern speaks of, there or not. */
    static boolean fits(String pattern, String place) {
        var wanted = pattern.split("/", -1);
        var steps = place.split("/", -1);
        if (wanted.length != steps.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(EACH) && !wanted[i].equals(steps[i])) {
                return false;
            }
        }
        return true;
    }
}
