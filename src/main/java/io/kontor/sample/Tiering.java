package io.kontor.sample;

import io.kontor.governance.approvals.Delegation;
import io.kontor.governance.approvals.Delegations;
import io.kontor.kernel.Actor;
import io.kontor.partners.Memberships;
import io.kontor.rules.Cell;
import io.kontor.rules.DecisionTable;
import io.kontor.rules.Kind;
import io.kontor.tiers.Benefit;
import io.kontor.tiers.Benefits;
import io.kontor.tiers.Evaluations;
import io.kontor.tiers.TierRules;
import io.kontor.tiers.Tiers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The tiers of the made-up programme: what they bring, the rules they follow from, and who stands where. */
@Component
class Tiering {
    private final Benefits benefits;
    private final Tiers tiers;
    private final Evaluations evaluations;
    private final Memberships memberships;
    private final Delegations delegations;

    Tiering(Benefits benefits, Tiers tiers, Evaluations evaluations, Memberships memberships, Delegations delegations) {
        this.benefits = benefits;
        this.tiers = tiers;
        this.evaluations = evaluations;
        this.memberships = memberships;
        this.delegations = delegations;
    }

    void describe(Actor actor) {
        benefits.create(
                actor,
                new Benefit("Discount", "Off the list price of every product.", Benefit.Kind.PERCENT, null, false),
                null);
        benefits.create(
                actor,
                new Benefit(
                        "Named manager",
                        "Somebody of the office who knows the partner.",
                        Benefit.Kind.FIXED,
                        BigDecimal.valueOf(6_000),
                        false),
                null);
    }

    /** Who falls has 90 days to mend it; the night says who would move, and somebody moves them. */
    static TierRules rules() {
        return new TierRules(
                Founding.PROGRAMME,
                new DecisionTable(
                        TierRules.VOCABULARY,
                        DecisionTable.Hit.FIRST,
                        List.of("revenue_12_months", "deals_12_months"),
                        List.of(new DecisionTable.Output(
                                TierRules.TIER, Kind.TEXT, List.of("registered", "silver", "gold", "platinum"))),
                        List.of(
                                row(">= 400000", ">= 8", "platinum"),
                                row(">= 150000", ">= 4", "gold"),
                                row(">= 50000", "-", "silver"),
                                row("-", "-", "registered"))),
                false,
                90,
                true,
                180,
                List.of(30, 60, 90),
                BigDecimal.TEN,
                25);
    }

    private static DecisionTable.Row row(String revenue, String deals, String tier) {
        return new DecisionTable.Row(List.of(Cell.of(revenue), Cell.of(deals)), List.of(tier), null);
    }

    /** One tier is set by hand; then everybody is looked at with the numbers of the day. */
    void stand(Actor actor, Plan plan, Made made) {
        var programme = Objects.requireNonNull(made.programme, "a programme is founded first");
        made.memberships.keySet().stream()
                .sorted()
                .filter(firm -> plan.firms().get(firm).ended() == null)
                .map(made.memberships::get)
                .filter(member -> !memberships
                        .find(actor, member)
                        .state()
                        .tier(plan.ending())
                        .equals(Optional.of("gold")))
                .findFirst()
                .ifPresent(member -> tiers.hold(
                        actor,
                        member,
                        null,
                        "gold",
                        plan.ending().plusDays(120),
                        "Took over the customers of a partner that left; its numbers follow in the summer."));
        evaluations.evaluate(actor, programme);
    }

    /** Somebody approves for whoever is away, for three weeks. */
    void delegate(Actor from, UUID to, LocalDate first) {
        delegations.create(
                from,
                new Delegation(
                        Objects.requireNonNull(from.person()), to, first, first.plusDays(21), "Parental leave", null),
                null);
    }
}
