package io.kontor.governance.charter;

import io.kontor.company.Company;
import io.kontor.database.Purpose;
import io.kontor.database.Rows;
import io.kontor.database.Tx;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.Finding;
import io.kontor.governance.Section;
import io.kontor.governance.spi.Act;
import io.kontor.governance.spi.DocumentType;
import io.kontor.governance.spi.Draft;
import io.kontor.governance.spi.GovernedAct;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.language.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The charter as a document: its checks, its words, and that changing it is itself an act it speaks of. */
@Component
public final class CharterType implements DocumentType<Charter> {
    public static final String CODE = "charter";

    private final Tx tx;
    private final JdbcClient jdbc;
    private final GovernedActs acts;
    private final Benches benches;
    private final RoleSaid roles;
    private final Company company;

    CharterType(Tx tx, JdbcClient jdbc, GovernedActs acts, Benches benches, RoleSaid roles, Company company) {
        this.tx = tx;
        this.jdbc = jdbc;
        this.acts = acts;
        this.benches = benches;
        this.roles = roles;
        this.company = company;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Class<Charter> content() {
        return Charter.class;
    }

    @Override
    public boolean adoptable() {
        return true;
    }

    /** In the company's own language. */
    @Override
    public Charter starter(Actor actor, DocumentScope scope) {
        var profile = company.profile(Purpose.SETTINGS.actor());
        return starter(profile.defaultLanguage());
    }

    @Override
    public Optional<Charter> starterIn(Language language) {
        return Optional.of(starter(language));
    }

    /** Everything people wrote; who decides what is said in codes, which every language has words for. */
    @Override
    public List<String> texts() {
        return List.of(
                "/mission",
                "/objectives/*",
                "/duties/*",
                "/boundaries/*",
                "/channels/*",
                "/budgets/*/name",
                "/raci/*/what",
                "/dataSharing/*");
    }

    public Charter starter(Language language) {
        var profile = company.profile(Purpose.SETTINGS.actor());
        return Starter.of(new Words(language, profile.zoneId()), acts.all());
    }

    @Override
    public List<Section> describe(Charter charter, Words words) {
        return words(words).sections(charter);
    }

    public CharterWords words(Words words) {
        return new CharterWords(
                words,
                acts::find,
                roles.in(words),
                company.profile(Purpose.SETTINGS.actor()).currency());
    }

    /** Changing it is one governed act, however much of it changes. */
    @Override
    public List<Act> acts(Actor actor, Draft<Charter> draft) {
        return List.of(Act.of(CODE));
    }

    @Override
    public Optional<String> editPath(UUID change, UUID item) {
        return Optional.of("/charter/drafts/" + change + "/" + item);
    }

    @Override
    public Set<String> references(Charter charter) {
        var references = new HashSet<String>();
        charter.rights().forEach(clause -> clause.ladder().forEach(rung -> references.add("role:" + rung.role())));
        return references;
    }

    /**
     * Finds: roles and acts there are not, thresholds of what is not measured, two clauses for the same, a ladder nobody can climb
     * with the people there are, acts no clause speaks of.
     */
    @Override
    public List<Finding> check(Actor actor, Draft<Charter> draft) {
        var charter = draft.content();
        var findings = new ArrayList<Finding>();
        if (draft.scope().specific() > 0) {
            findings.add(Finding.error("", "charter-for-all"));
        }
        var roles = roles(actor);
        var taken = new HashSet<String>();
        for (int i = 0; i < charter.rights().size(); i++) {
            var clause = charter.rights().get(i);
            var path = "/rights/" + i;
            checkAct(clause, path, findings);
            if (!taken.add(clause.act()
                    + ' '
                    + clause.scope()
                    + ' '
                    + (clause.from() == null ? "" : clause.from().stripTrailingZeros()))) {
                findings.add(Finding.error(path, "charter-clause-double", "clause", clause.code()));
            }
            for (int j = 0; j < clause.ladder().size(); j++) {
                role(clause.ladder().get(j).role(), roles, path + "/ladder/" + j + "/role", findings);
            }
            climb(actor, charter, clause, path + "/ladder", findings);
        }
        rolesElsewhere(charter, roles, findings);
        acts.all().stream()
                .filter(act -> charter.rights().stream()
                        .noneMatch(clause -> clause.act().equals(act.code())))
                .forEach(act -> findings.add(Finding.warning("/rights", "charter-gap", "act", act.code())));
        return findings;
    }

    private void checkAct(Clause clause, String path, List<Finding> findings) {
        var act = acts.find(clause.act());
        if (act.isEmpty()) {
            findings.add(Finding.warning(path + "/act", "charter-act-unknown", "act", clause.act()));
        } else if (act.get().measure() == GovernedAct.Measure.NONE && clause.from() != null) {
            findings.add(Finding.error(path + "/from", "charter-not-measured", "act", clause.act()));
        }
    }

    private static void rolesElsewhere(Charter charter, Set<String> roles, List<Finding> findings) {
        for (int i = 0; i < charter.escalation().size(); i++) {
            role(charter.escalation().get(i), roles, "/escalation/" + i, findings);
        }
        for (int i = 0; i < charter.budgets().size(); i++) {
            role(charter.budgets().get(i).role(), roles, "/budgets/" + i + "/role", findings);
        }
        for (int i = 0; i < charter.raci().size(); i++) {
            var raci = charter.raci().get(i);
            role(raci.accountable(), roles, "/raci/" + i + "/accountable", findings);
            each(raci.responsible(), roles, "/raci/" + i + "/responsible", findings);
            each(raci.consulted(), roles, "/raci/" + i + "/consulted", findings);
            each(raci.informed(), roles, "/raci/" + i + "/informed", findings);
        }
        var emergency = charter.emergency();
        if (emergency != null) {
            role(emergency.role(), roles, "/emergency/role", findings);
        }
    }

    private static void each(List<String> named, Set<String> roles, String path, List<Finding> findings) {
        for (int i = 0; i < named.size(); i++) {
            role(named.get(i), roles, path + "/" + i, findings);
        }
    }

    private static void role(String role, Set<String> roles, String path, List<Finding> findings) {
        if (!roles.contains(role)) {
            findings.add(Finding.error(path, "charter-role-unknown", "role", role));
        }
    }

    /** Codes of the roles a clause may name. */
    public Set<String> roles(Actor actor) {
        return tx.as(
                actor,
                () -> new HashSet<>(jdbc.sql("select code from people.role_v where side = 'office' and not withdrawn")
                        .query(Rows.TEXT)
                        .list()));
    }

    /**
     * Whether the people there are could climb a ladder, one of them having asked; until they can, what takes it is refused or
     * decided by fewer.
     */
    private void climb(Actor actor, Charter charter, Clause clause, String path, List<Finding> findings) {
        var route = Router.route(
                charter.with(List.of(clause)),
                Charters.STARTER,
                List.of(new Act(clause.act(), clause.from(), Set.of())),
                Map.of(),
                List.of(),
                Instant.EPOCH);
        var bench = tx.as(actor, benches::now);
        var seated = Seats.best(route.needs(), need -> bench.own(need, Set.of()));
        if (seated.size() == route.people()) {
            return;
        }
        if (Fitting.pool(route.needs(), bench, Set.of()).size() <= route.people()) {
            findings.add(Finding.warning(path, "charter-ladder-shrinks", "clause", clause.code()));
            return;
        }
        var taken = Seats.taken(seated);
        route.needs().stream()
                .filter(need -> taken.getOrDefault(need, 0) < need.people())
                .findFirst()
                .ifPresent(need -> findings.add(Finding.warning(
                        path, "charter-ladder-nobody", "clause", clause.code(), "role", RoleSaid.of(need.role()))));
    }
}
