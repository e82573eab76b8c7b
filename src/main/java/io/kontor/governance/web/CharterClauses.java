package io.kontor.governance.web;

import io.kontor.governance.Finding;
import io.kontor.governance.Loose;
import io.kontor.governance.Sheets;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.GovernedActs;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.language.Words;
import io.kontor.ui.Form;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The clauses of a charter as its form shows them: each under a heading that says it, with what is wrong with it. */
@Component
class CharterClauses {
    private final CharterType type;
    private final GovernedActs acts;

    CharterClauses(CharterType type, GovernedActs acts) {
        this.type = type;
        this.acts = acts;
    }

    /**
     * A clause in the form.
     *
     * @param unit what its threshold is in; empty when its act is not measured
     * @param notes what is to be said of it as a whole
     */
    record Shown(
            int place, String heading, String unit, int rungs, boolean open, boolean wrong, List<Sheets.Noted> notes) {
        String at() {
            return "rights." + place + ".";
        }
    }

    List<Shown> of(Words words, Form form, JsonNode tree, List<Finding> about, int open) {
        var all = Loose.list(tree, "rights");
        return IntStream.range(0, all.size())
                .mapToObj(place -> {
                    var clause = all.get(place);
                    var at = "/rights/" + place;
                    var notes = about.stream()
                            .filter(finding ->
                                    finding.path().equals(at) || finding.path().startsWith(at + "/"))
                            .map(finding -> new Sheets.Noted(finding.error(), 0, finding.sentence(words)))
                            .toList();
                    var wrong = notes.stream().anyMatch(Sheets.Noted::error)
                            || form.mistakes().stream().anyMatch(field -> field.startsWith("rights." + place + "."));
                    return new Shown(
                            place,
                            heading(words, form, clause, place),
                            unit(words, Loose.text(clause, "act")),
                            Loose.list(clause, "ladder").size(),
                            wrong || place == open,
                            wrong,
                            notes);
                })
                .toList();
    }

    private String heading(Words words, Form form, JsonNode clause, int place) {
        var act = Loose.text(clause, "act");
        if (act.isEmpty()) {
            return words.t("charter.form.no-act");
        }
        var name = GovernedActs.name(words, act);
        var from = Loose.text(clause, "from");
        var said = from.isEmpty() ? name : words.t("charter.from", "act", name, "from", measured(words, act, from));
        var scope = CharterForms.SCOPE.stream()
                .map(part -> form.value("rights." + place + "." + part))
                .filter(part -> !part.isBlank())
                .toList();
        return scope.isEmpty() ? said : words.t("charter.scoped", "what", said, "scope", String.join(", ", scope));
    }

    private String measured(Words words, String act, String from) {
        return CharterForms.number(from) ? type.words(words).measured(act, new BigDecimal(from)) : from;
    }

    private String unit(Words words, String act) {
        return switch (acts.find(act).map(GovernedAct::measure).orElse(GovernedAct.Measure.NONE)) {
            case AMOUNT, REVENUE -> type.words(words).currency();
            case PERCENT -> "%";
            case PARTNERS -> words.t("kinds.partner");
            case NONE -> "";
        };
    }
}
