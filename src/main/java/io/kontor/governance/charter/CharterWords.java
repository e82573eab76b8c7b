package io.kontor.governance.charter;

import io.kontor.governance.Line;
import io.kontor.governance.Section;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Money;
import io.kontor.language.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A charter in a reader's words.
 *
 * @param measure of an act, by its code
 * @param roleName of a role, by its code
 * @param currency the reporting currency
 */
public record CharterWords(
        Words words, Function<String, Optional<GovernedAct>> measure, UnaryOperator<String> roleName, String currency) {
    /** All of it, section by section. */
    public List<Section> sections(Charter charter) {
        var sections = new ArrayList<Section>();
        sections.add(new Section("mission", t("mission"), List.of(new Line("mission", "", charter.mission()))));
        add(sections, "objectives", charter.objectives());
        add(sections, "duties", charter.duties());
        add(sections, "boundaries", charter.boundaries());
        sections.add(new Section(
                "rights",
                t("rights"),
                charter.rights().stream()
                        .map(clause -> new Line(clause.code(), heading(clause), ladder(clause)))
                        .toList()));
        add(sections, "escalation", charter.escalation().stream().map(roleName).toList());
        add(sections, "channels", charter.channels());
        sections.add(new Section(
                "budgets",
                t("budgets"),
                charter.budgets().stream()
                        .map(budget -> new Line(budget.name(), budget.name(), budget(budget)))
                        .toList()));
        sections.add(new Section(
                "raci",
                t("raci"),
                charter.raci().stream()
                        .map(raci -> new Line(raci.what(), raci.what(), raci(raci)))
                        .toList()));
        add(sections, "sharing", charter.dataSharing());
        sections.add(new Section(
                "exceptions",
                t("exceptions"),
                List.of(
                        new Line("emergency", "", emergency(charter.emergency())),
                        new Line("sole", "", t(charter.soleAllowed() ? "sole-allowed" : "sole-forbidden")))));
        sections.removeIf(section -> section.lines().isEmpty());
        return sections;
    }

    private String t(String key) {
        return words.t("charter." + key);
    }

    /** Lines are told apart by what they say: one that moves has not changed. */
    private void add(List<Section> sections, String key, List<String> lines) {
        sections.add(new Section(
                key,
                t(key),
                lines.stream().map(line -> new Line(line, "", line)).toList()));
    }

    /** What a clause is about: the act, from which measure on, and where. */
    public String heading(Clause clause) {
        var from = clause.from();
        var name = GovernedActs.name(words, clause.act());
        var said = from == null ? name : words.t("charter.from", "act", name, "from", measured(clause.act(), from));
        return clause.scope().specific() == 0
                ? said
                : words.t(
                        "charter.scoped",
                        "what",
                        said,
                        "scope",
                        String.join(", ", clause.scope().named().values()));
    }

    /** A measure in the act's own unit. */
    public String measured(String act, BigDecimal value) {
        return switch (measure.apply(act).map(GovernedAct::measure).orElse(GovernedAct.Measure.NONE)) {
            case AMOUNT, REVENUE -> words.roundMoney(new Money(value, currency));
            case PERCENT -> words.percent(value.movePointLeft(2));
            case PARTNERS -> words.t("charter.partners", "count", value.longValue());
            case NONE -> words.number(value);
        };
    }

    /** Who has to agree, how, and within which time. */
    public String ladder(Clause clause) {
        var people = clause.ladder().stream().map(this::rung).collect(Collectors.joining(", "));
        return words.t(
                "charter.ladder",
                "people",
                people,
                "turn",
                clause.people() == 1
                        ? "one"
                        : clause.inTurn() && clause.ladder().size() > 1 ? "yes" : "no",
                "hours",
                clause.hours(),
                "days",
                clause.seriesDays());
    }

    private String rung(Rung rung) {
        var role = roleName.apply(rung.role());
        return rung.people() == 1 ? role : words.t("charter.rung", "role", role, "count", rung.people());
    }

    private String budget(Charter.Budget budget) {
        var role = roleName.apply(budget.role());
        return budget.amount().signum() == 0
                ? words.t("charter.budget-none", "role", role)
                : words.t("charter.budget", "amount", new Money(budget.amount(), currency), "role", role);
    }

    private String raci(Charter.Raci raci) {
        return words.t(
                "charter.raci-line",
                "responsible",
                roles(raci.responsible()),
                "accountable",
                roleName.apply(raci.accountable()),
                "consulted",
                roles(raci.consulted()),
                "informed",
                roles(raci.informed()));
    }

    private String roles(List<String> roles) {
        return roles.isEmpty() ? "–" : roles.stream().map(roleName).collect(Collectors.joining(", "));
    }

    private String emergency(Charter.@Nullable Emergency emergency) {
        return emergency == null
                ? t("no-emergency")
                : words.t("charter.emergency", "role", roleName.apply(emergency.role()), "hours", emergency.hours());
    }
}
