package io.kontor.ledger;

import io.kontor.kernel.Actor;
import io.kontor.kernel.Verb;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which fields of which states not everybody may see. A type is known here as soon as anybody keeps or writes objects of it. */
final class Guards {
    private final Map<String, Map<String, String>> byType = new ConcurrentHashMap<>();

    void know(SubjectType<?> type) {
        if (!type.guarded().isEmpty()) {
            byType.put(type.code(), type.guarded());
        }
    }

    /** Whether nothing in states of a type is kept from the actor. */
    boolean showsAll(Actor actor, String type) {
        return byType.getOrDefault(type, Map.of()).values().stream().allMatch(kind -> actor.may(kind, Verb.SEE));
    }

    /** Whether entries of a type are for the actor at all: not when the whole of its states is guarded. */
    boolean shows(Actor actor, String type) {
        var kind = byType.getOrDefault(type, Map.of()).get(SubjectType.WHOLE);
        return kind == null || actor.may(kind, Verb.SEE);
    }

    /** An entry without what the actor may not see of it, before and after. */
    TimelineEntry seenBy(Actor actor, TimelineEntry entry) {
        var guarded = byType.getOrDefault(entry.subject().type(), Map.of());
        if (guarded.values().stream().allMatch(kind -> actor.may(kind, Verb.SEE))) {
            return entry;
        }
        return entry.with(
                without(actor, guarded, entry.after()),
                entry.before() == null ? null : without(actor, guarded, entry.before()));
    }

    private static ObjectNode without(Actor actor, Map<String, String> guarded, ObjectNode state) {
        var shown = state.deepCopy();
        guarded.forEach((path, kind) -> {
            if (!actor.may(kind, Verb.SEE)) {
                remove(shown, path.split("\\.", -1), 0);
            }
        });
        return shown;
    }

    private static void remove(@Nullable JsonNode node, String[] path, int depth) {
        if (node == null) {
            return;
        }
        if (node.isArray()) {
            node.forEach(one -> remove(one, path, depth));
        } else if (node instanceof ObjectNode object) {
            if (depth == path.length - 1) {
                object.remove(path[depth]);
            } else {
                remove(object.get(path[depth]), path, depth + 1);
            }
        }
    }
}
