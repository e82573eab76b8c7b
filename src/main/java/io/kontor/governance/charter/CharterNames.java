package io.kontor.governance.charter;

import io.kontor.governance.Loose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Roles and acts a draft names, also where it makes no sense yet. */
final class CharterNames {
    private CharterNames() {}

    /** Roles that were not looked at with a clause, each at its place. */
    static List<Named> roles(JsonNode tree, CharterParts parts) {
        var named = new ArrayList<Named>();
        var escalation = Loose.texts(tree, "escalation");
        for (int i = 0; i < escalation.size(); i++) {
            named.add(new Named("/escalation/" + i, escalation.get(i)));
        }
        var budgets = Loose.list(tree, "budgets");
        for (int i = 0; i < budgets.size(); i++) {
            named.add(new Named("/budgets/" + i + "/role", Loose.text(budgets.get(i), "role")));
        }
        var raci = Loose.list(tree, "raci");
        for (int i = 0; i < raci.size(); i++) {
            named.add(new Named("/raci/" + i + "/accountable", Loose.text(raci.get(i), "accountable")));
            for (var name : List.of("responsible", "consulted", "informed")) {
                for (var role : Loose.texts(raci.get(i), name)) {
                    named.add(new Named("/raci/" + i + "/" + name, role));
                }
            }
        }
        var emergency = tree.get("emergency");
        if (emergency != null && emergency.isObject()) {
            named.add(new Named("/emergency/role", Loose.text(emergency, "role")));
        }
        var clausesAll = Loose.list(tree, "rights");
        for (int i = 0; i < clausesAll.size(); i++) {
            if (!parts.has(i)) {
                var rungs = Loose.list(clausesAll.get(i), "ladder");
                for (int j = 0; j < rungs.size(); j++) {
                    named.add(new Named("/rights/" + i + "/ladder/" + j + "/role", Loose.text(rungs.get(j), "role")));
                }
            }
        }
        return named;
    }

    record Named(String path, String role) {}

    /** Acts some clause speaks of, also one that makes no sense yet. */
    static Set<String> acts(JsonNode tree) {
        var acts = new HashSet<String>();
        Loose.list(tree, "rights").forEach(clause -> acts.add(Loose.text(clause, "act")));
        return acts;
    }
}
