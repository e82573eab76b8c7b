package io.kontor.governance.charter;

import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Actor;
import io.kontor.language.Words;
import io.kontor.ledger.States;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at a charter while it is being written: all that is wrong with it at once, also while some of it makes no sense. */
@Component
public final class CharterDrafts {
    private final CharterType type;
    private final GovernedActs acts;

    CharterDrafts(CharterType type, GovernedActs acts) {
        this.type = type;
        this.acts = acts;
    }

    /**
     * A draft that was looked at.
     *
     * @param charter what it says; empty while some of it makes no sense
     * @param findings each at its place in the draft
     * @param gaps acts no clause of it speaks of
     */
    public record Looked(Optional<Charter> charter, List<Finding> findings, List<GovernedAct> gaps) {}

    public Looked look(Actor actor, Words words, JsonNode tree) {
        var parts = CharterParts.of(words, tree);
        var findings = new ArrayList<>(parts.findings());
        var charter = findings.isEmpty()
                ? Optional.of(States.read(Charter.class, tree.toString()))
                : Optional.<Charter>empty();
        charter.map(whole -> check(actor, whole)).orElseGet(() -> partly(actor, tree, parts)).stream()
                .filter(finding -> !finding.code().equals("charter-gap"))
                .forEach(findings::add);
        var spoken = CharterNames.acts(tree);
        var gaps =
                acts.all().stream().filter(act -> !spoken.contains(act.code())).toList();
        return new Looked(charter, List.copyOf(findings), gaps);
    }

    private List<Finding> check(Actor actor, Charter charter) {
        return type.check(
                actor, new Draft<>(new UUID(0, 0), new UUID(0, 0), DocumentScope.ALL, charter, null, LocalDate.EPOCH));
    }

    /** What can be said of the parts that make sense while others do not. */
    private List<Finding> partly(Actor actor, JsonNode tree, CharterParts parts) {
        var findings = new ArrayList<Finding>();
        if (!parts.sensible().isEmpty()) {
            check(actor, parts.sensibly("-")).stream()
                    .map(finding -> moved(finding, parts))
                    .filter(finding -> known(finding, parts))
                    .forEach(findings::add);
        }
        var roles = type.roles(actor);
        CharterNames.roles(tree, parts).stream()
                .filter(named -> !named.role().isBlank() && !roles.contains(named.role()))
                .forEach(named ->
                        findings.add(Finding.error(named.path(), "charter-role-unknown", "role", named.role())));
        return findings;
    }

    /** Of a clause whose ladder alone makes sense nothing else is said. */
    private static boolean known(Finding finding, CharterParts parts) {
        var steps = finding.path().split("/", 4);
        return steps.length < 3
                || !steps[1].equals("rights")
                || (steps.length > 3 && steps[3].startsWith("ladder"))
                || !parts.ladderAlone(Integer.parseInt(steps[2]));
    }

    /** A finding of a sensible clause at the place the clause has in the draft. */
    private static Finding moved(Finding finding, CharterParts parts) {
        var steps = finding.path().split("/", 4);
        if (steps.length < 3 || !steps[1].equals("rights")) {
            return finding;
        }
        var path = "/rights/" + parts.place(Integer.parseInt(steps[2])) + (steps.length > 3 ? "/" + steps[3] : "");
        return new Finding(finding.severity(), path, finding.code(), finding.args());
    }
}
