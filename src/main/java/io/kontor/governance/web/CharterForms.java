package io.kontor.governance.web;

import io.kontor.governance.Loose;
import io.kontor.ui.Form;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A charter in a form and back. The tree in between has the form of the charter's text; a value that cannot be read stands in it
 * as it was typed.
 */
final class CharterForms {
    static final List<String> TEXTS = List.of("objectives", "duties", "boundaries", "channels", "dataSharing");
    static final List<String> SCOPE = List.of("programme", "region", "partnerType", "segment");
    static final List<String> TOLD = List.of("responsible", "consulted", "informed");
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,10})?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CharterForms() {}

    // Into the form

    static void fill(Form form, JsonNode tree) {
        form.setAll("mission", Loose.text(tree, "mission").lines().toList());
        TEXTS.forEach(name -> form.setAll(name, Loose.texts(tree, name)));
        var rights = Loose.list(tree, "rights");
        for (int i = 0; i < rights.size(); i++) {
            fillClause(form, "rights." + i + ".", rights.get(i));
        }
        var escalation = Loose.texts(tree, "escalation");
        for (int i = 0; i < escalation.size(); i++) {
            form.set("escalation." + i, escalation.get(i));
        }
        var budgets = Loose.list(tree, "budgets");
        for (int i = 0; i < budgets.size(); i++) {
            var at = "budgets." + i + ".";
            form.set(at + "name", Loose.text(budgets.get(i), "name"))
                    .set(at + "role", Loose.text(budgets.get(i), "role"));
            number(form, at + "amount", budgets.get(i), "amount");
        }
        var raci = Loose.list(tree, "raci");
        for (int i = 0; i < raci.size(); i++) {
            var row = raci.get(i);
            var at = "raci." + i + ".";
            form.set(at + "what", Loose.text(row, "what")).set(at + "accountable", Loose.text(row, "accountable"));
            TOLD.forEach(name -> form.setAll(at + name, Loose.texts(row, name)));
        }
        var emergency = tree.get("emergency");
        if (emergency != null && emergency.isObject()) {
            form.set("emergency.role", Loose.text(emergency, "role"))
                    .set("emergency.hours", Loose.text(emergency, "hours"));
        }
        form.set("soleAllowed", Loose.text(tree, "soleAllowed").equals("true") ? "yes" : null);
    }

    private static void fillClause(Form form, String at, JsonNode clause) {
        form.set(at + "code", Loose.text(clause, "code"))
                .set(at + "act", Loose.text(clause, "act"))
                .set(at + "hours", Loose.text(clause, "hours"))
                .set(at + "seriesDays", Loose.text(clause, "seriesDays"))
                .set(at + "inTurn", Loose.text(clause, "inTurn").equals("true") ? "yes" : null);
        number(form, at + "from", clause, "from");
        var scope = clause.get("scope");
        SCOPE.forEach(name -> form.set(at + name, scope == null ? "" : Loose.text(scope, name)));
        var ladder = Loose.list(clause, "ladder");
        for (int i = 0; i < ladder.size(); i++) {
            form.set(at + "ladder." + i + ".role", Loose.text(ladder.get(i), "role"))
                    .set(at + "ladder." + i + ".people", Loose.text(ladder.get(i), "people"));
        }
    }

    private static void number(Form form, String field, JsonNode node, String name) {
        var value = Loose.text(node, name);
        form.set(field, number(value) ? form.typed(new BigDecimal(value)) : value);
    }

    static boolean number(String value) {
        return DIGITS.matcher(value).matches();
    }

    // Out of the form

    /** What was sent; rows nobody wrote into are left out unless another row is being added. */
    static ObjectNode read(Form form, boolean blanks) {
        var tree = JSON.objectNode();
        tree.put("mission", String.join("\n", form.values("mission")).strip());
        for (var name : List.of("objectives", "duties", "boundaries")) {
            tree.set(name, array(form.lines(name)));
        }
        var rights = tree.putArray("rights");
        for (int i = 0; there(form, "rights." + i + ".code"); i++) {
            rights.add(clause(form, "rights." + i + ".", blanks));
        }
        named(rights);
        var escalation = tree.putArray("escalation");
        for (int i = 0; there(form, "escalation." + i); i++) {
            if (blanks || !form.value("escalation." + i).isBlank()) {
                escalation.add(form.value("escalation." + i).strip());
            }
        }
        tree.set("channels", array(form.lines("channels")));
        readBudgets(form, tree.putArray("budgets"), blanks);
        readRaci(form, tree.putArray("raci"), blanks);
        tree.set("dataSharing", array(form.lines("dataSharing")));
        if (!form.value("emergency.role").isBlank()
                || !form.value("emergency.hours").isBlank()) {
            var emergency = tree.putObject("emergency");
            emergency.put("role", form.value("emergency.role").strip());
            emergency.put("hours", whole(form, "emergency.hours"));
        }
        tree.put("soleAllowed", form.checked("soleAllowed"));
        return tree;
    }

    private static boolean there(Form form, String field) {
        return !form.values(field).isEmpty();
    }

    private static ArrayNode array(List<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode clause(Form form, String at, boolean blanks) {
        var clause = JSON.objectNode();
        clause.put("code", form.value(at + "code").strip());
        clause.put("act", form.value(at + "act").strip());
        var from = typed(form, at + "from");
        if (!from.isEmpty()) {
            clause.put("from", from);
        }
        var scope = clause.putObject("scope");
        for (var name : SCOPE) {
            if (!form.value(at + name).isBlank()) {
                scope.put(name, form.value(at + name).strip());
            }
        }
        var ladder = clause.putArray("ladder");
        for (int i = 0; there(form, at + "ladder." + i + ".role"); i++) {
            var role = form.value(at + "ladder." + i + ".role").strip();
            if (blanks || !role.isEmpty()) {
                ladder.addObject().put("role", role).put("people", whole(form, at + "ladder." + i + ".people"));
            }
        }
        clause.put("inTurn", form.checked(at + "inTurn"));
        clause.put("hours", whole(form, at + "hours"));
        var days = whole(form, at + "seriesDays");
        clause.put("seriesDays", days.isEmpty() ? "0" : days);
        return clause;
    }

    /** A clause without a code gets the next one of its act. */
    private static void named(ArrayNode rights) {
        var taken = new HashSet<String>();
        rights.forEach(clause -> taken.add(Loose.text(clause, "code")));
        for (var node : rights) {
            var act = Loose.text(node, "act");
            if (Loose.text(node, "code").isEmpty() && !act.isEmpty() && node instanceof ObjectNode clause) {
                int number = 1;
                while (!taken.add(act + "." + number)) {
                    number++;
                }
                clause.put("code", act + "." + number);
            }
        }
    }

    private static void readBudgets(Form form, ArrayNode budgets, boolean blanks) {
        for (int i = 0; there(form, "budgets." + i + ".name"); i++) {
            var at = "budgets." + i + ".";
            var name = form.value(at + "name").strip();
            var amount = typed(form, at + "amount");
            var role = form.value(at + "role").strip();
            if (blanks || !(name + amount + role).isEmpty()) {
                budgets.addObject().put("name", name).put("amount", amount).put("role", role);
            }
        }
    }

    private static void readRaci(Form form, ArrayNode raci, boolean blanks) {
        for (int i = 0; there(form, "raci." + i + ".what"); i++) {
            var at = "raci." + i + ".";
            var row = JSON.objectNode();
            row.put("what", form.value(at + "what").strip());
            row.set("responsible", array(form.lines(at + "responsible")));
            row.put("accountable", form.value(at + "accountable").strip());
            row.set("consulted", array(form.lines(at + "consulted")));
            row.set("informed", array(form.lines(at + "informed")));
            var empty = Loose.text(row, "what").isEmpty()
                    && Loose.text(row, "accountable").isEmpty()
                    && TOLD.stream().allMatch(name -> Loose.texts(row, name).isEmpty());
            if (blanks || !empty) {
                raci.add(row);
            }
        }
    }

    private static String typed(Form form, String field) {
        var number = form.number(field);
        return number == null ? form.value(field).strip() : number.toPlainString();
    }

    private static String whole(Form form, String field) {
        var number = form.whole(field);
        return number == null ? form.value(field).strip() : number.toString();
    }
}
