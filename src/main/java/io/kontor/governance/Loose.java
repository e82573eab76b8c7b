package io.kontor.governance;

import io.kontor.governance.spi.DocumentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Drafts that may not make sense yet, for the forms of types that bring one: what stands where, as it was typed. */
public final class Loose {
    /** Values of the right form that say nothing sensible. */
    private static final Set<String> MISFITS = Set.of("draft-number", "draft-whole", "draft-day", "draft-choice");

    private Loose() {}

    /** Empty when the text has not the form of the type, so that only its text can show it. */
    public static Optional<JsonNode> read(DocumentType<?> type, String text) {
        var raw = Written.raw(Shape.of(type.content()), text);
        return raw.findings().stream().allMatch(finding -> MISFITS.contains(finding.code()))
                ? Optional.of(raw.tree())
                : Optional.empty();
    }

    /** As the text that says the same. */
    public static String write(DocumentType<?> type, JsonNode tree) {
        return Plain.write(tree, Shape.of(type.content()));
    }

    /** What was typed under a name; empty when nothing was. */
    public static String text(JsonNode node, String name) {
        var value = node.get(name);
        return value == null || value.isNull() ? "" : value.asString("");
    }

    public static List<String> texts(JsonNode node, String name) {
        return list(node, name).stream().map(one -> one.asString("")).toList();
    }

    /** Empty when there is no list of that name. */
    public static List<JsonNode> list(JsonNode node, String name) {
        var all = new ArrayList<JsonNode>();
        if (node.get(name) instanceof ArrayNode list) {
            list.forEach(all::add);
        }
        return all;
    }
}
