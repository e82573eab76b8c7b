package io.kontor.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decisions as JSON: each value with its kind, so that it reads back equal. */
final class DecisionText {
    private static final JsonMapper JSON = new JsonMapper();

    private DecisionText() {}

    static String write(DecisionTable table, Decision decision) {
        var json = JSON.createObjectNode();
        var rows = json.putArray("rows");
        decision.rows().forEach(rows::add);
        if (!decision.missing().isEmpty()) {
            var missing = json.putArray("missing");
            decision.missing().stream().sorted().forEach(missing::add);
        }
        var result = json.putObject("result");
        for (var output : table.outputs()) {
            var value = decision.result().get(output.code());
            if (value != null) {
                write(result.putObject(output.code()), output.kind(), table.hit() == DecisionTable.Hit.COLLECT, value);
            }
        }
        return json.toString();
    }

    private static void write(ObjectNode node, Kind kind, boolean several, Object value) {
        node.put("kind", kind.code());
        if (several) {
            var all = node.putArray("each");
            ((List<?>) value).forEach(one -> write(all.addObject(), kind, false, one));
        } else if (value instanceof List<?> texts) {
            var all = node.putArray("texts");
            texts.forEach(text -> all.add(text.toString()));
        } else {
            node.put("value", kind.write(value));
        }
    }

    static Decision read(String text) {
        var json = JSON.readTree(text);
        var rows = new ArrayList<Integer>();
        json.path("rows").forEach(row -> rows.add(row.asInt()));
        var missing = new LinkedHashSet<String>();
        json.path("missing").forEach(word -> missing.add(word.stringValue()));
        Map<String, Object> result = new LinkedHashMap<>();
        json.path("result").properties().forEach(one -> result.put(one.getKey(), value(one.getValue())));
        return new Decision(rows, result, missing);
    }

    private static Object value(JsonNode node) {
        var kind = Kind.valueOf(node.path("kind").stringValue().toUpperCase(Locale.ROOT));
        if (node.has("each")) {
            return node.path("each").valueStream().map(DecisionText::value).toList();
        }
        if (node.has("texts")) {
            return node.path("texts").valueStream().map(JsonNode::stringValue).toList();
        }
        return kind.read(node.path("value").stringValue());
    }
}
