package io.kontor.governance.web;

import io.kontor.governance.charter.Clause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the buttons of the charter's form do to a draft. A button that makes no sense does nothing. */
final class CharterMoves {
    private static final String FIRST_HOURS = "72";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CharterMoves() {}

    /** @param open the clause to go on in, or -1 */
    record Moved(String focus, int open) {}

    /**
     * Does what a button says, to the tree itself.
     *
     * @param pressed {@code what} or {@code what:place} or {@code what:place:place}
     * @param act of a clause to be added
     * @param proposed clauses an act would get
     */
    static Moved of(ObjectNode tree, String pressed, String act, Function<String, List<Clause>> proposed) {
        var parts = pressed.split(":", 3);
        int place = parts.length > 1 ? number(parts[1]) : -1;
        int inner = parts.length > 2 ? number(parts[2]) : -1;
        return switch (parts[0]) {
            case "clause-add" -> clause(tree, act);
            case "clause-remove" -> removed(tree, "rights", place, "rights.new");
            case "gap" -> gap(tree, proposed.apply(parts.length > 1 ? parts[1] : ""));
            case "rung-add", "rung-remove", "rung-up", "rung-down" -> rung(tree, parts[0], place, inner);
            case "escalation-add" -> added(tree, "escalation", JSON.stringNode(""), "");
            case "escalation-up" -> swapped(tree, place);
            case "escalation-remove" -> removed(tree, "escalation", place, "escalation.0");
            case "budgets-add" -> added(tree, "budgets", blank("name", "amount", "role"), ".name");
            case "budgets-remove" -> removed(tree, "budgets", place, "budgets.0.name");
            case "raci-add" -> added(tree, "raci", blank("what", "accountable"), ".what");
            case "raci-remove" -> removed(tree, "raci", place, "raci.0.what");
            default -> new Moved("", -1);
        };
    }

    private static int number(String typed) {
        return typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : -1;
    }

    private static ArrayNode list(ObjectNode tree, String name) {
        return tree.get(name) instanceof ArrayNode list ? list : tree.putArray(name);
    }

    private static ObjectNode blank(String... names) {
        var node = JSON.objectNode();
        for (var name : names) {
            node.put(name, "");
        }
        return node;
    }

    private static Moved added(ObjectNode tree, String name, JsonNode row, String field) {
        var list = list(tree, name);
        list.add(row);
        return new Moved(name + "." + (list.size() - 1) + field, -1);
    }

    private static Moved removed(ObjectNode tree, String name, int place, String focus) {
        var list = list(tree, name);
        if (place >= 0 && place < list.size()) {
            list.remove(place);
        }
        return new Moved(focus, -1);
    }

    private static Moved swapped(ObjectNode tree, int place) {
        swap(list(tree, "escalation"), place, place - 1);
        return new Moved("escalation." + Math.max(0, place - 1), -1);
    }

    private static void swap(ArrayNode list, int one, int other) {
        if (Math.min(one, other) < 0 || Math.max(one, other) >= list.size()) {
            return;
        }
        var all = new ArrayList<JsonNode>();
        list.forEach(all::add);
        Collections.swap(all, one, other);
        list.removeAll();
        all.forEach(list::add);
    }

    private static Moved clause(ObjectNode tree, String act) {
        var rights = list(tree, "rights");
        var clause = rights.addObject();
        clause.put("code", "").put("act", act);
        clause.putArray("ladder").addObject().put("role", "").put("people", "1");
        clause.put("inTurn", false).put("hours", FIRST_HOURS).put("seriesDays", "0");
        int place = rights.size() - 1;
        return new Moved("rights." + place + (act.isEmpty() ? ".act" : ".from"), place);
    }

    private static Moved gap(ObjectNode tree, List<Clause> proposed) {
        var rights = list(tree, "rights");
        int place = rights.size();
        for (var clause : proposed) {
            var node = rights.addObject();
            node.put("code", clause.code()).put("act", clause.act());
            if (clause.from() != null) {
                node.put("from", clause.from().toPlainString());
            }
            var ladder = node.putArray("ladder");
            clause.ladder()
                    .forEach(rung ->
                            ladder.addObject().put("role", rung.role()).put("people", String.valueOf(rung.people())));
            node.put("inTurn", clause.inTurn())
                    .put("hours", String.valueOf(clause.hours()))
                    .put("seriesDays", String.valueOf(clause.seriesDays()));
        }
        return proposed.isEmpty() ? new Moved("", -1) : new Moved("rights." + place + ".act", place);
    }

    private static Moved rung(ObjectNode tree, String what, int place, int inner) {
        if (!(list(tree, "rights").get(place) instanceof ObjectNode clause)) {
            return new Moved("", -1);
        }
        var ladder = list(clause, "ladder");
        int focus = inner;
        switch (what) {
            case "rung-add" -> {
                ladder.addObject().put("role", "").put("people", "1");
                focus = ladder.size() - 1;
            }
            case "rung-remove" -> {
                if (inner >= 0 && inner < ladder.size()) {
                    ladder.remove(inner);
                }
                focus = Math.max(0, inner - 1);
            }
            case "rung-up" -> {
                swap(ladder, inner, inner - 1);
                focus = Math.max(0, inner - 1);
            }
            default -> {
                swap(ladder, inner, inner + 1);
                focus = Math.min(inner + 1, ladder.size() - 1);
            }
        }
        return new Moved("rights." + place + ".ladder." + focus + ".role", place);
    }
}
