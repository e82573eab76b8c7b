package io.kontor.merging;

import io.kontor.kernel.Dated;
import io.kontor.kernel.Histories;
import io.kontor.kernel.spi.Moves;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one state of two, field by field, and says where a choice is to be made. */
final class Uniting {
    private final String type;
    private final ObjectNode kept;
    private final ObjectNode other;
    private final Set<String> others;
    private final ObjectNode united;
    private final List<Moves.Difference> differences = new ArrayList<>();

    private Uniting(String type, ObjectNode kept, ObjectNode other, Set<String> others) {
        this.type = type;
        this.kept = kept;
        this.other = other;
        this.others = others;
        this.united = kept.deepCopy();
    }

    record Result(ObjectNode united, List<Moves.Difference> differences) {}

    /** @param others keys of the differences in which the other one's value was chosen */
    static Result of(String type, List<Mergeable.Part> parts, ObjectNode kept, ObjectNode other, Set<String> others) {
        var uniting = new Uniting(type, kept, other, others);
        parts.forEach(uniting::unite);
        return new Result(uniting.united, List.copyOf(uniting.differences));
    }

    private void unite(Mergeable.Part part) {
        var field = part.field();
        switch (part.how()) {
            case ONE -> put(united, field, one(part));
            case LIST -> put(united, field, list(field));
            case DATED -> put(united, field, dated(field));
            case DATED_EACH ->
                put(united, field, array(Histories.unitedEach(history(kept, field), history(other, field))));
            case MAP -> put(united, field, map(field));
        }
    }

    private @Nullable JsonNode one(Mergeable.Part part) {
        var field = part.field();
        var leader = part.with();
        if (leader != null) {
            var here = value(kept, leader);
            var there = value(other, leader);
            if (here != null && there != null && !here.equals(there)) {
                return value(others.contains(leader) ? other : kept, field);
            }
        }
        return chosen(field, field, value(kept, field), value(other, field));
    }

    private @Nullable JsonNode chosen(String key, String field, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
        if (mine == null || theirs == null) {
            return mine == null ? theirs : mine;
        }
        if (mine.equals(theirs)) {
            return mine;
        }
        differences.add(new Moves.Difference(key, "", type, field, null, null, mine.toString(), theirs.toString()));
        return others.contains(key) ? theirs : mine;
    }

    private @Nullable JsonNode list(String field) {
        var all = new LinkedHashSet<JsonNode>();
        for (var side : List.of(kept, other)) {
            var values = value(side, field);
            if (values != null) {
                values.forEach(all::add);
            }
        }
        var array = JsonNodeFactory.instance.arrayNode();
        all.forEach(array::add);
        return array;
    }

    private JsonNode dated(String field) {
        var mine = history(kept, field);
        var theirs = history(other, field);
        for (var conflict : Histories.conflicts(mine, theirs)) {
            differences.add(new Moves.Difference(
                    key(field, conflict),
                    "",
                    type,
                    field,
                    conflict.from(),
                    conflict.to(),
                    conflict.one().toString(),
                    conflict.other().toString()));
        }
        return array(Histories.united(mine, theirs, conflict -> others.contains(key(field, conflict))));
    }

    private static String key(String field, Histories.Conflict<JsonNode> conflict) {
        return field + "." + conflict.key();
    }

    private @Nullable JsonNode map(String field) {
        var mine = value(kept, field);
        var theirs = value(other, field);
        var codes = new TreeSet<String>();
        if (mine != null) {
            codes.addAll(mine.propertyNames());
        }
        if (theirs != null) {
            codes.addAll(theirs.propertyNames());
        }
        var map = JsonNodeFactory.instance.objectNode();
        for (var code : codes) {
            put(
                    map,
                    code,
                    chosen(
                            field + "." + code,
                            field + "." + code,
                            mine == null ? null : value(mine, code),
                            theirs == null ? null : value(theirs, code)));
        }
        return map;
    }

    private static @Nullable JsonNode value(JsonNode state, String field) {
        var value = state.get(field);
        return value == null || value.isNull() || (value.isContainer() && value.isEmpty()) ? null : value;
    }

    private static void put(ObjectNode node, String field, @Nullable JsonNode value) {
        if (value == null || (value.isContainer() && value.isEmpty())) {
            node.remove(field);
        } else {
            node.set(field, value);
        }
    }

    private static List<Dated<JsonNode>> history(ObjectNode state, String field) {
        var periods = value(state, field);
        if (periods == null) {
            return List.of();
        }
        var history = new ArrayList<Dated<JsonNode>>();
        for (var period : periods) {
            history.add(new Dated<>(period.path("value"), day(period, "from"), day(period, "to")));
        }
        return history;
    }

    private static @Nullable LocalDate day(JsonNode period, String end) {
        var text = period.path(end).asString("");
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static JsonNode array(List<Dated<JsonNode>> history) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var dated : history) {
            var period = array.addObject();
            period.set("value", dated.value());
            if (dated.from() != null) {
                period.put("from", dated.from().toString());
            }
            if (dated.to() != null) {
                period.put("to", dated.to().toString());
            }
        }
        return array;
    }
}
