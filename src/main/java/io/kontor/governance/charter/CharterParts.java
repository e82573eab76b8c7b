package io.kontor.governance.charter;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Loose;
import io.kontor.kernel.Fields;
import io.kontor.kernel.Refusal;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What of a draft makes sense, part by part, and every part that does not. */
final class CharterParts {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,10})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final String ANY = "any";
    private static final List<Rung> ANYBODY = List.of(new Rung(ANY, 1));
    private static final Clause STAND_IN = new Clause(ANY, ANY, null, DocumentScope.ALL, ANYBODY, false, 1, 0);

    private final Words words;
    private final JsonNode tree;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Set<Integer> ladders = new HashSet<>();

    private CharterParts(Words words, JsonNode tree) {
        this.words = words;
        this.tree = tree;
    }

    static CharterParts of(Words words, JsonNode tree) {
        var parts = new CharterParts(words, tree);
        parts.texts();
        parts.clauses();
        parts.budgets();
        parts.raci();
        parts.emergency();
        return parts;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Those clauses that make sense, and those whose ladder alone does, in their order. */
    List<Clause> sensible() {
        return clauses;
    }

    /** Whether anything of the clause at a place makes sense. */
    boolean has(int place) {
        return places.contains(place);
    }

    /** Whether of the clause at a place of the draft nothing but the ladder makes sense. */
    boolean ladderAlone(int place) {
        return ladders.contains(place);
    }

    /** At which place in the draft a sensible clause stands. */
    int place(int sensible) {
        return places.get(sensible);
    }

    private boolean attempt(String path, Runnable work) {
        try {
            work.run();
            return true;
        } catch (Refusal refusal) {
            findings.add(Finding.refused(path, refusal));
            return false;
        }
    }

    private void texts() {
        attempt("/mission", () -> Fields.required(Loose.text(tree, "mission"), "mission", 2_000));
        for (var name : List.of("objectives", "duties", "boundaries", "channels", "dataSharing")) {
            attempt("/" + name, () -> said(Loose.texts(tree, name)));
        }
        var escalation = Loose.texts(tree, "escalation");
        for (int i = 0; i < escalation.size(); i++) {
            var role = escalation.get(i);
            attempt("/escalation/" + i, () -> Fields.code(role, "role"));
        }
    }

    private static Charter said(List<String> lines) {
        return new Charter(
                "-",
                lines,
                List.of(),
                List.of(),
                List.of(STAND_IN),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                true);
    }

    private void clauses() {
        var all = Loose.list(tree, "rights");
        if (all.isEmpty()) {
            findings.add(Finding.refused("/rights", Refusal.invalid("charter-without-rights")));
        }
        var codes = new HashSet<String>();
        for (int i = 0; i < all.size(); i++) {
            clause(all.get(i), "/rights/" + i, i, codes);
        }
    }

    private void clause(JsonNode node, String path, int place, Set<String> codes) {
        int before = findings.size();
        var code = Loose.text(node, "code");
        if (attempt(path + "/code", () -> Fields.code(code, "code")) && !codes.add(code)) {
            findings.add(Finding.refused(path + "/code", Refusal.invalid("clause-twice", "clause", code)));
        }
        attempt(path + "/act", () -> Fields.code(Loose.text(node, "act"), "act"));
        var from = number(path + "/from", Loose.text(node, "from"));
        attempt(path + "/from", () -> clause(from, ANYBODY, 1, 0));
        var hours = whole(path + "/hours", Loose.text(node, "hours"));
        attempt(path + "/hours", () -> clause(null, ANYBODY, hours == null ? 1 : hours, 0));
        var days = Loose.text(node, "seriesDays").isEmpty()
                ? Integer.valueOf(0)
                : whole(path + "/seriesDays", Loose.text(node, "seriesDays"));
        attempt(path + "/seriesDays", () -> clause(null, ANYBODY, 1, days == null ? 0 : days));
        var scope = scope(path, node.get("scope"));
        int ladderFrom = findings.size();
        var ladder = ladder(path, node, code);
        if (findings.size() == before && hours != null && days != null) {
            var inTurn = Loose.text(node, "inTurn").equals("true");
            clauses.add(new Clause(code, Loose.text(node, "act"), from, scope, ladder, inTurn, hours, days));
            places.add(place);
        } else if (findings.size() == ladderFrom) {
            clauses.add(new Clause(said(code), ANY, null, DocumentScope.ALL, ladder, false, 1, 0));
            places.add(place);
            ladders.add(place);
        }
    }

    private static String said(String code) {
        return code.matches("[a-z0-9][a-z0-9._-]{0,59}") ? code : ANY;
    }

    private static Clause clause(@Nullable BigDecimal from, List<Rung> ladder, int hours, int days) {
        return new Clause(ANY, ANY, from, DocumentScope.ALL, ladder, false, hours, days);
    }

    private DocumentScope scope(String path, @Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return DocumentScope.ALL;
        }
        for (var name : List.of("programme", "region", "partnerType", "segment")) {
            var code = Loose.text(node, name);
            if (!code.isEmpty() && !attempt(path + "/scope/" + name, () -> Fields.code(code, name))) {
                return DocumentScope.ALL;
            }
        }
        return new DocumentScope(
                Loose.text(node, "programme"),
                Loose.text(node, "region"),
                Loose.text(node, "partnerType"),
                Loose.text(node, "segment"));
    }

    private List<Rung> ladder(String path, JsonNode node, String code) {
        var rungs = new ArrayList<Rung>();
        var all = Loose.list(node, "ladder");
        for (int i = 0; i < all.size(); i++) {
            var at = path + "/ladder/" + i;
            var role = Loose.text(all.get(i), "role");
            var people = whole(at + "/people", Loose.text(all.get(i), "people"));
            var named = attempt(at + "/role", () -> Fields.code(role, "role"));
            if (people != null && attempt(at + "/people", () -> new Rung(ANY, people)) && named) {
                rungs.add(new Rung(role, people));
            }
        }
        if (rungs.size() == all.size()) {
            attempt(path + "/ladder", () -> new Clause(said(code), ANY, null, DocumentScope.ALL, rungs, false, 1, 0));
        }
        return rungs;
    }

    private void budgets() {
        var all = Loose.list(tree, "budgets");
        for (int i = 0; i < all.size(); i++) {
            var path = "/budgets/" + i;
            var node = all.get(i);
            attempt(path + "/name", () -> new Charter.Budget(Loose.text(node, "name"), BigDecimal.ZERO, ANY));
            attempt(path + "/role", () -> new Charter.Budget("-", BigDecimal.ZERO, Loose.text(node, "role")));
            var typed = Loose.text(node, "amount");
            var amount = number(path + "/amount", typed);
            if (typed.isEmpty()) {
                findings.add(Finding.refused(path + "/amount", Refusal.invalid("field-required")));
            } else if (amount != null) {
                attempt(path + "/amount", () -> new Charter.Budget("-", amount, ANY));
            }
        }
    }

    private void raci() {
        var all = Loose.list(tree, "raci");
        for (int i = 0; i < all.size(); i++) {
            var path = "/raci/" + i;
            var node = all.get(i);
            attempt(
                    path + "/what",
                    () -> new Charter.Raci(Loose.text(node, "what"), List.of(), ANY, List.of(), List.of()));
            attempt(
                    path + "/accountable",
                    () -> new Charter.Raci("-", List.of(), Loose.text(node, "accountable"), List.of(), List.of()));
            for (var name : List.of("responsible", "consulted", "informed")) {
                attempt(
                        path + "/" + name,
                        () -> new Charter.Raci("-", Loose.texts(node, name), ANY, List.of(), List.of()));
            }
        }
    }

    private void emergency() {
        var node = tree.get("emergency");
        if (node == null || !node.isObject()) {
            return;
        }
        attempt("/emergency/role", () -> new Charter.Emergency(Loose.text(node, "role"), 1));
        var hours = whole("/emergency/hours", Loose.text(node, "hours"));
        if (hours != null) {
            attempt("/emergency/hours", () -> new Charter.Emergency(ANY, hours));
        }
    }

    private @Nullable BigDecimal number(String path, String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        if (NUMBER.matcher(typed).matches()) {
            return new BigDecimal(typed);
        }
        findings.add(Finding.refused(
                path,
                Refusal.invalid(
                        "number-malformed", "value", typed, "example", words.number(new BigDecimal("1234.5")))));
        return null;
    }

    private @Nullable Integer whole(String path, String typed) {
        if (WHOLE.matcher(typed).matches()) {
            return Integer.valueOf(typed);
        }
        findings.add(Finding.refused(
                path,
                typed.isEmpty()
                        ? Refusal.invalid("field-required")
                        : Refusal.invalid("number-not-whole", "value", typed)));
        return null;
    }

    /** A charter of the parts that make sense, to look at how they stand to the office. */
    Charter sensibly(String mission) {
        return new Charter(
                mission,
                List.of(),
                List.of(),
                List.of(),
                apart(clauses),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                true);
    }

    private static List<Clause> apart(List<Clause> clauses) {
        var codes = new HashSet<String>();
        var apart = new ArrayList<Clause>();
        for (var clause : clauses) {
            var code = clause.code();
            while (!codes.add(code)) {
                code += "-";
            }
            apart.add(clause.named(code));
        }
        return apart;
    }
}
