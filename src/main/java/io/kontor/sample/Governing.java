package io.kontor.sample;

import io.kontor.entrance.Credentials;
import io.kontor.governance.DocumentScope;
import io.kontor.governance.approvals.Approvals;
import io.kontor.governance.approvals.Inbox;
import io.kontor.governance.charter.Adoption;
import io.kontor.governance.charter.Charter;
import io.kontor.governance.charter.CharterType;
import io.kontor.governance.charter.Charters;
import io.kontor.governance.charter.Clause;
import io.kontor.governance.charter.Rung;
import io.kontor.governance.decisions.Decision;
import io.kontor.governance.decisions.Decisions;
import io.kontor.kernel.Actor;
import io.kontor.language.Language;
import io.kontor.people.Access;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Governs the made-up programme as its people would: a charter, rules of tiers that were agreed to and published, a change that
 * was refused and one that waits, and what was decided besides.
 */
@Component
class Governing {
    private static final Set<String> DECIDING = Set.of(
            "administrator",
            "partner-operations",
            "finance",
            "product",
            "legal",
            "leadership",
            "executive-sponsor",
            "regional-owner");

    private final Adoption adoption;
    private final Charters charters;
    private final Proceedings proceedings;
    private final Approvals approvals;
    private final Inbox inbox;
    private final Decisions decisions;
    private final Tiering tiering;
    private final Access access;
    private final Credentials credentials;

    Governing(
            Adoption adoption,
            Charters charters,
            Proceedings proceedings,
            Approvals approvals,
            Inbox inbox,
            Decisions decisions,
            Tiering tiering,
            Access access,
            Credentials credentials) {
        this.adoption = adoption;
        this.charters = charters;
        this.proceedings = proceedings;
        this.approvals = approvals;
        this.inbox = inbox;
        this.decisions = decisions;
        this.tiering = tiering;
        this.access = access;
        this.credentials = credentials;
    }

    /** Only who can sign in is asked; these passwords nobody knows, and the demo sets others. */
    private void open(Actor actor, Plan plan, Made made) {
        for (int i = 0; i < plan.staff().size(); i++) {
            if (DECIDING.contains(plan.staff().get(i).role())) {
                var account = access.account(made.staff.get(i)).orElseThrow();
                credentials.setPassword(actor, account, UUID.randomUUID().toString());
            }
        }
    }

    /** The founder puts the charter in force; a second person looks at it and agrees. */
    void adopt(Actor actor, Plan plan, Made made, SampleClock clock) {
        var office = proceedings.office(actor, plan, made, clock);
        open(actor, plan, made);
        var founder = office.as("administrator");
        adoption.adopt(founder, office.words(), Language.EN, true, null);
        var leader = office.as("leadership");
        inbox.of(leader).toRatify().forEach(one -> approvals.ratify(leader, one.id(), true, "Read and agreed."));
    }

    /** @param history whether it has one; otherwise there are benefits only, and nothing was decided */
    void govern(Actor actor, Plan plan, Made made, SampleClock clock, boolean history) {
        tiering.describe(actor);
        if (!history) {
            return;
        }
        var office = proceedings.office(actor, plan, made, clock);
        var tiers = office.propose(
                "Tiers by revenue",
                "A tier follows from what a partner sells, so that everybody can see why.",
                "tier-rules",
                DocumentScope.programme(Founding.PROGRAMME),
                Tiering.rules());
        office.agree(tiers);
        office.publish(tiers);
        tiering.stand(office.as("partner-operations"), plan, made);
        refused(office);
        waiting(office);
        noted(office, plan.ending());
        tiering.delegate(office.as("finance"), made.staff.get(place(plan, "legal")), plan.ending());
    }

    private static int place(Plan plan, String role) {
        return plan.staff()
                .indexOf(plan.staff().stream()
                        .filter(one -> one.role().equals(role))
                        .findFirst()
                        .orElseThrow());
    }

    private void refused(Proceedings.Office office) {
        var small = charter(office).rights().stream()
                .filter(clause -> clause.from() == null)
                .toList();
        var id = office.propose(
                "One approval for every change of tiers",
                "Approvals of large changes took a week.",
                CharterType.CODE,
                DocumentScope.ALL,
                charter(office).with(small));
        var standing = office.standing(id);
        approvals.reject(
                office.as("leadership"),
                standing.id(),
                standing.hash(),
                "Large changes touch what partners earn. Finance and the regions stay on the ladder.");
    }

    private void waiting(Proceedings.Office office) {
        var asking = new ArrayList<Clause>();
        for (var clause : charter(office).rights()) {
            asking.add(clause.from() == null ? clause : withLegal(clause));
        }
        var id = office.propose(
                "Legal agrees to large changes of tiers",
                "Agreements name the benefits of a tier.",
                CharterType.CODE,
                DocumentScope.ALL,
                charter(office).with(asking));
        var standing = office.standing(id);
        approvals.approve(office.as("executive-sponsor"), standing.id(), standing.hash(), "Fine with me.");
    }

    private Charter charter(Proceedings.Office office) {
        return charters.now(office.actor()).charter();
    }

    private static Clause withLegal(Clause clause) {
        var ladder = new ArrayList<>(clause.ladder());
        if (clause.ladder().stream().noneMatch(rung -> rung.role().equals("legal"))) {
            ladder.add(new Rung("legal", 1));
        }
        return new Clause(
                clause.code(),
                clause.act(),
                clause.from(),
                clause.scope(),
                ladder,
                clause.inTurn(),
                clause.hours(),
                clause.seriesDays());
    }

    /** What was decided without a request. */
    private void noted(Proceedings.Office office, LocalDate ending) {
        note(
                office,
                "Grace of 90 days when a tier is lost",
                List.of("At once", "90 days", "Half a year"),
                "90 days",
                "Long enough to win a deal, short enough to mean something.",
                ending.minusDays(40),
                "tier-rules.1");
        note(
                office,
                "No second distributor in the Nordics this year",
                List.of("One more", "None"),
                "None",
                "The one there has room for twice as many resellers.",
                ending.minusDays(21),
                null);
    }

    private void note(
            Proceedings.Office office,
            String title,
            List<String> options,
            String chosen,
            String rationale,
            LocalDate decided,
            @Nullable String clause) {
        var owner = office.as("partner-operations");
        decisions.create(
                owner,
                new Decision(
                        title,
                        null,
                        options,
                        Decision.Outcome.DECIDED,
                        chosen,
                        rationale,
                        Objects.requireNonNull(owner.person()),
                        decided,
                        null,
                        decided.plusDays(180),
                        clause,
                        List.of(),
                        null,
                        true,
                        false),
                null);
    }
}
